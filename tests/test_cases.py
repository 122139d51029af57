"""Golden cases: each folder below `tests/cases/` is a small project with what is expected of it.

`UPDATE_CASES=1 pytest tests/test_cases.py` writes the expected files anew; read the diff before you commit it.
"""

import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from pydantic import BaseModel

from generator.build import build
from generator.configuration import FILE, read_settings
from generator.diagnostics import CODES, Diagnostic
from generator.document import parse_document
from generator.kinds import BY_NAME, Kind
from generator.load import load
from generator.locale import catalogue, languages
from generator.pages import Routes
from generator.settings import Settings

CASES: Final = Path(__file__).parent / "cases"
"""One folder a case."""
UPDATE: Final = os.environ.get("UPDATE_CASES") == "1"
"""Whether the expected files are to be written instead of compared."""
TODAY: Final = date(2022, 1, 26)
"""The day that counts as today in all cases."""
NAMES: Final = sorted(path.name for path in CASES.iterdir() if path.is_dir())
"""Names of all cases."""


def settings_of(case: Path) -> tuple[Settings, list[Diagnostic]]:
    """Return the settings of a case, and what is wrong with them."""
    settings, problems = read_settings(case) if (case / FILE).exists() else (Settings(), [])
    # Cases are about pages; what stands on them is printed elsewhere.
    return settings.model_copy(update={"today": TODAY, "pdf": False}), problems


def lines_of(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield diagnostics as lines: the one-line form, the hint, the related places."""
    for each in diagnostics:
        yield str(each)
        if each.hint:
            yield f"  hint: {each.hint}"
        for related in each.related:
            yield f"  {related.location}: {related.message}"


def text_of(lines: Iterable[str]) -> str:
    """Return lines as a file."""
    return "".join(f"{line}\n" for line in lines)


def result_of(case: Path) -> dict[str, str]:
    """Return what a case comes to: diagnostics, addresses of all pages, and the pages that it is about."""
    settings, problems = settings_of(case)
    site = build(case, settings)
    found = {"diagnostics.txt": text_of(lines_of(sorted((*site.checked.diagnostics, *problems))))}
    if site.pages:
        found["pages.txt"] = text_of(f"/{rendered.page.address}" for rendered in site.pages)
    about = case.name.removeprefix("kind-")
    homes = {Routes.key_of(entry) for entry in site.checked.corpus.records(about)}
    for rendered in site.pages:
        if rendered.page.key in homes:
            found[f"pages/{rendered.page.source}"] = rendered.markdown
    return found


def expected_of(case: Path) -> dict[str, str]:
    """Return the expected files of a case."""
    folder = case / "expected"
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def update(case: Path, found: dict[str, str]) -> None:
    """Write the expected files of a case, and take away those that nothing corresponds to."""
    folder = case / "expected"
    for name in expected_of(case).keys() - found.keys():
        (folder / name).unlink()
    for name, text in found.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str) -> None:
    """A case comes to exactly the expected diagnostics and pages; an expected file too many is a mistake too."""
    case = CASES / name
    found = result_of(case)
    if UPDATE:
        update(case, found)
    assert expected_of(case) == found


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("bad-")])
def test_bad_input_is_refused_with_a_place(name: str) -> None:
    """Bad input never becomes a page, and each mistake names a known code, a file and a place in it."""
    case = CASES / name
    settings, problems = settings_of(case)
    diagnostics = [*build(case, settings).checked.diagnostics, *problems]
    assert diagnostics
    for each in diagnostics:
        assert each.code in CODES
        assert not each.message.endswith(".")
        assert each.hint
        lines = (case / each.location.path).read_text(encoding="utf-8", errors="replace").split("\n")
        assert 1 <= each.location.line <= len(lines)
        assert 1 <= each.location.column <= len(lines[each.location.line - 1]) + 1


@pytest.mark.parametrize("kind", BY_NAME.values(), ids=BY_NAME)
def test_kind_is_complete(kind: Kind) -> None:
    """A kind has a golden case with all of its fields, a name in all languages, and a page if it is said to."""
    case = CASES / f"kind-{kind.name}"
    assert case.is_dir(), f"write tests/cases/kind-{kind.name}/ with a record that has all fields"
    settings, _ = settings_of(case)
    loaded = load(case, settings)
    assert [] == loaded.diagnostics
    records = [entry.record for entry in loaded.entries if entry.kind is kind]
    assert {} == unused_fields(kind.model, records)
    for lang in languages():
        assert catalogue(lang).plural(f"kind.{kind.name}", 1)
        assert catalogue(lang).plural(f"kind.{kind.name}", 2)
    if kind.paged:
        addresses = (case / "expected" / "pages.txt").read_text(encoding="utf-8").split()
        for entry in loaded.entries:
            if entry.kind is kind:
                assert f"/{Routes.key_of(entry)}" in addresses
                assert f"/en/{Routes.key_of(entry)}" in addresses
        assert f"/{kind.plural}/" in addresses


def unused_fields(model: type[BaseModel], records: Iterable[BaseModel]) -> dict[str, set[str]]:
    """Return the fields that no record sets, of a model and of all models below it, by the model's name."""
    used: dict[type[BaseModel], set[str]] = {each: set() for each in models_in(model)}
    waiting: list[object] = list(records)
    while waiting:
        each = waiting.pop()
        if isinstance(each, BaseModel):
            used.setdefault(type(each), set()).update(each.model_fields_set)
            waiting += [getattr(each, name) for name in each.model_fields_set]
        elif isinstance(each, tuple):
            waiting += each
        elif isinstance(each, dict):
            waiting += each.values()
    unused = {each.__name__: set(each.model_fields) - names for each, names in used.items()}
    return {name: fields for name, fields in unused.items() if fields}


def models_in(annotation: object) -> set[type[BaseModel]]:
    """Return all models that a type holds, itself included."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        found = {annotation}
        for info in annotation.model_fields.values():
            found |= models_in(info.annotation)
        return found
    arguments = getattr(annotation, "__args__", ())
    return {model for argument in arguments for model in models_in(argument)}


def test_every_case_is_about_something_that_exists() -> None:
    """The case of a kind that is gone goes too."""
    about = {name.removeprefix("kind-") for name in NAMES if name.startswith("kind-")}
    assert set(BY_NAME) == about


def test_hidden_words_appear_in_no_case() -> None:
    """What the cases mark as unpublished, in notes to editors, exceptions and redacted records, is on no page."""
    for name in NAMES:
        for file in (CASES / name / "expected").rglob("*.md"):
            assert "Unveröffentlichtes" not in file.read_text(encoding="utf-8"), file


def test_inputs_of_kinds_are_plain_yaml() -> None:
    """The cases of kinds are examples to copy from: nothing in them needs a warning."""
    for file in CASES.glob("kind-*/briefings/**/*.yml"):
        document, problems = parse_document(file.read_text(encoding="utf-8"), file.name)
        assert document is not None
        assert [] == problems
