"""The hand-written page on the method says what the program does: rows and statuses, and the scale of this site."""

import re
from pathlib import Path

import pytest

from generator.analysis.status import STATUS_OF_ROW
from generator.configuration import read_settings
from generator.locale import catalogue
from generator.scales import SCALES

PAGES = [("de", "docs/method.md"), ("en", "docs/en/method.md")]
_ROW = re.compile(r"^\| (?P<row>\d+) \|[^|]*\| (?P<status>\w+)", re.MULTILINE)


@pytest.mark.parametrize(("lang", "file"), PAGES)
def test_rows_have_their_status(lang: str, file: str, root: Path) -> None:
    """The table shows every row of the derivation with the word for the status that follows from it."""
    text = (root / file).read_text(encoding="utf-8")
    words = catalogue(lang)
    expected = {str(row): words.text(f"status.{status}") for row, status in STATUS_OF_ROW.items()}
    assert expected == {found["row"]: found["status"] for found in _ROW.finditer(text)}


@pytest.mark.parametrize(("lang", "file"), PAGES)
def test_scale_is_that_of_the_site(lang: str, file: str, root: Path) -> None:
    """The scale that the page explains is the one chosen in `mkdocs.yml`."""
    settings, _ = read_settings(root)
    assert SCALES[settings.scale].name(lang) in (root / file).read_text(encoding="utf-8")
