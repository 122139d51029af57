"""The handbook's example is sound, shows every kind of record, and the messages it quotes are those that come."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from generator import report
from generator.build import build, check
from generator.configuration import read_settings
from generator.kinds import BRIEFING, KINDS
from generator.settings import Settings
from tests.small_project import picture

HANDBOOKS = ["docs/handbook/index.md", "docs/en/handbook/index.md"]
READ = date(2026, 4, 2)
"""The day on which an editor reads it: all that the example tells has happened."""
LATER = date(2029, 4, 2)
"""Another day on which one reads it, years after."""
_ANCHOR = re.compile(r"\{#([\w-]+)\}$", re.MULTILINE)
_PICTURE = re.compile(r"^ +file: (\S+)$", re.MULTILINE)
_FENCE = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Handbook:
    """What a handbook shows as code."""

    files: dict[str, str]
    """The files of the running example by path."""
    mistakes: tuple[tuple[str, tuple[str, ...]], ...]
    """Wrong YAML, and the lines that are said about it."""

    @property
    def briefing(self) -> str:
        """Folder of the example's briefing."""
        return next(path for path in self.files if "/registry/" not in path).rpartition("/")[0]

    def write(self, folder: Path) -> None:
        """Write the example as a project."""
        for path, text in self.files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            for name in _PICTURE.findall(text):
                (file.parent / name).write_bytes(picture())


def _read(file: Path) -> Handbook:
    files: dict[str, str] = {}
    mistakes: list[tuple[str, tuple[str, ...]]] = []
    wrong = ""
    for fence in _FENCE.finditer(file.read_text(encoding="utf-8")):
        text = fence["text"]
        first, _, rest = text.partition("\n")
        if fence["kind"] == "text":
            mistakes.append((wrong, tuple(text.splitlines())))
        elif fence["kind"] == "yaml" and first.startswith("# briefings/"):
            files[first.removeprefix("# ")] = text
        elif fence["kind"] == "yaml":
            wrong = rest
    return Handbook(files, tuple(mistakes))


@pytest.fixture(params=HANDBOOKS)
def handbook(request: pytest.FixtureRequest, root: Path) -> Handbook:
    """Give each handbook."""
    return _read(root / request.param)


def _said(root: Path) -> Iterator[str]:
    checked = check(root, Settings(today=READ))
    return (line.strip() for line in report.as_text(checked.diagnostics, {}, colour=False).splitlines())


def test_example_can_be_published(handbook: Handbook, tmp_path: Path) -> None:
    """The example as a whole has nothing wrong, and its pages can be rendered."""
    handbook.write(tmp_path)
    site = build(tmp_path, Settings(today=READ))
    assert () == site.checked.diagnostics
    assert any(page.page.key == f"{handbook.briefing}/" for page in site.pages)


def test_example_can_be_published_here(handbook: Handbook, root: Path, tmp_path: Path) -> None:
    """Beside our own registry, in our own settings and years later, nothing is said against the example either.

    No file of it has the name of one of ours, which it would replace.
    """
    shutil.copytree(root / "briefings" / "registry", tmp_path / "briefings" / "registry")
    assert [] == [path for path in handbook.files if (tmp_path / path).exists()]
    handbook.write(tmp_path)
    settings, problems = read_settings(root)
    assert () == tuple(problems)
    checked = check(tmp_path, settings.model_copy(update={"today": LATER}))
    assert [] == [str(each) for each in checked.diagnostics if each.location.path in handbook.files]


def test_every_kind_has_an_example(handbook: Handbook) -> None:
    """A kind of record that the handbook doesn't show, an editor doesn't find."""
    keys = {key for text in handbook.files.values() for key in re.findall(r"^(\w+):", text, re.MULTILINE)}
    assert {BRIEFING.name, *(kind.plural for kind in KINDS)} == keys


def test_messages_are_the_real_ones(handbook: Handbook, tmp_path: Path) -> None:
    """What is written to be wrong beside the sound example is found, in the words that are quoted."""
    assert handbook.mistakes
    for number, (wrong, lines) in enumerate(handbook.mistakes):
        root = tmp_path / str(number)
        handbook.write(root)
        (root / handbook.briefing / "wrong.yml").write_text(wrong, encoding="utf-8")
        said = list(_said(root))
        for line in lines:
            assert any(line in each for each in said), (line, said)


def test_languages_show_the_same_code_but_for_words(root: Path) -> None:
    """Both handbooks have the same files, the same mistakes and the same headings."""
    german, english = (_read(root / path) for path in HANDBOOKS)
    assert len(german.files) == len(english.files)
    assert len(german.mistakes) == len(english.mistakes)
    anchors = [_ANCHOR.findall((root / path).read_text(encoding="utf-8")) for path in HANDBOOKS]
    assert anchors[0] == anchors[1]


@pytest.mark.parametrize("name", ["method", "imprint", "privacy", "contact"])
def test_other_pages_are_alike_in_both_languages(root: Path, name: str) -> None:
    """Each hand-written page has its counterpart, with the same anchors, tables and number of headings."""
    texts = [(root / folder / f"{name}.md").read_text(encoding="utf-8") for folder in ("docs", "docs/en")]
    german, english = ([_ANCHOR.findall(text), text.count("\n|"), text.count("\n#")] for text in texts)
    assert german == english
