"""What search finds reads as it does on its page."""

import json
import re
from typing import Final

import pytest

from generator.locale import catalogue
from tests.site.built import BuiltSite

BRIEFING: Final = "briefings/recognition-and-invasion/"
"""A briefing with quotes in two languages, and with forecasts."""


def _found(site: BuiltSite, base: str) -> dict[str, str]:
    """Return the text that search shows of each part of the briefing."""
    index = json.loads((site.folder / base / "search/search_index.json").read_text(encoding="utf-8"))
    return {each["location"]: each["text"] for each in index["docs"] if each["location"].startswith(BRIEFING)}


@pytest.mark.parametrize("base", ["", "en/"])
def test_names_stand_apart_from_what_they_name(site_at_root: BuiltSite, base: str) -> None:
    """A name doesn't run into its value: not “FrageMarschiert Russland …”."""
    names = site_at_root.pages[base + BRIEFING].all("//article//dt")
    values = [name.getnext() for name in names]
    glued = {f"{name.text_content()}{value.text_content()[:12]}" for name, value in zip(names, values, strict=True)}
    assert glued
    everything = " ".join(re.sub(r"<[^>]*>", "", text) for text in _found(site_at_root, base).values())
    assert [] == [each for each in sorted(glued) if each in everything]


@pytest.mark.parametrize("base", ["", "en/"])
def test_a_translation_is_not_called_the_original(site_at_root: BuiltSite, base: str) -> None:
    """What stands below one version of a quote isn't shown below the other; its title says that it is a translation."""
    words = catalogue("en" if base else "de")
    original = f"{words.text('quote.original')}, "
    assert [] == [place for place, text in _found(site_at_root, base).items() if original in text]
