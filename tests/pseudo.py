"""Catalogues of languages that nobody wrote: the English texts in letters that no language has, in a locale's forms."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import babel

from generator.locale import PLACE, catalogue

_LETTERS: Final = str.maketrans("AEIOUYaeiouycdghklnrstz", "ÂÊÎÔÛŶâêîôûŷçđĝĥķļņŗşţž")
"""What English letters become: words stay legible, and none of them is English any more."""


def pseudo(text: str) -> str:
    """Return a text in other letters, with its places for values as they are."""
    parts = PLACE.split(text)
    # Every second part is the name of a place.
    return "".join(f"{{{part}}}" if index % 2 else part.translate(_LETTERS) for index, part in enumerate(parts))


def pseudo_texts(locale: str) -> dict[str, str | dict[str, str]]:
    """Return all texts for a locale by key, with exactly its plural forms; each form ends with its category."""
    categories = sorted(babel.Locale.parse(locale).plural_form.tags | {"other"})
    found: dict[str, str | dict[str, str]] = {}
    for key, entry in catalogue("en").texts.items():
        if isinstance(entry, str):
            found[key] = pseudo(entry)
        else:
            found[key] = {each: pseudo(entry.get(each, entry["other"])) + f" <{each}>" for each in categories}
    return {**found, "locale": locale}


def write_pseudo_catalogue(folder: Path, lang: str, changes: Mapping[str, str | dict[str, str] | None] = {}) -> Path:
    """Write the catalogue of a language into a project's folder `locale/`.

    Args:
        folder: The project's folder.
        lang: The language, which is the locale, too.
        changes: Texts by key that are to be others; None for one that is to be missing.
    """
    tree: dict[str, object] = {}
    for key, entry in {**pseudo_texts(lang), **changes}.items():
        *sections, name = key.split(".")
        inner = tree
        for section in sections:
            inner = inner.setdefault(section, {})  # type: ignore[assignment]
        if entry is not None:
            inner[name] = entry
    file = folder / "locale" / f"{lang}.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text("".join(_lines(tree)), encoding="utf-8")
    return file


def _lines(tree: Mapping[str, object], indent: str = "") -> list[str]:
    """Return a nested mapping as YAML, every text in single quotes."""
    lines = []
    for name, value in tree.items():
        if isinstance(value, Mapping):
            lines += [f'{indent}"{name}":\n', *_lines(value, f"{indent}  ")]
        else:
            quoted = str(value).replace("'", "''")
            lines.append(f"{indent}\"{name}\": '{quoted}'\n")
    return lines
