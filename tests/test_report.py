"""How `generator.report` writes diagnostics for people, programs and GitHub."""

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import CODES, Diagnostic, Location, Related, Severity
from generator.report import JSON_VERSION, as_github, as_json, as_text, line_of

SOURCES = {
    "briefings/a.yml": "briefing:\n  title: Foo\n  title: Bar\n",
    "briefings/b.yml": "\ufeffa: x # y\r\nb: z\r\n",
}
TWICE = Diagnostic(
    Location("briefings/a.yml", 3, 3),
    Severity.ERROR,
    "LB003",
    '"title" is written twice in the same place',
    "Rename one of the two, or join them",
    (Related(Location("briefings/a.yml", 2, 3), "first written here"),),
)
CUT = Diagnostic(Location("briefings/b.yml", 1, 6), Severity.WARNING, "LB007", 'the text ends before "# y"')


def excerpt(line: str, column: int) -> tuple[str, int]:
    """Return the shown line and the column of the mark below it, both without their frame."""
    diagnostic = Diagnostic(Location("f", 1, column), Severity.ERROR, "LB001", "m")
    lines = as_text([diagnostic], {"f": line}, colour=False).split("\n")
    assert lines[1].startswith("    1 | ")
    assert re.fullmatch(r"      \|  *\^", lines[2])
    return lines[1][8:], lines[2].index("^") - 8


def test_text() -> None:
    """A block for each diagnostic in the order of places: line, excerpt, mark, hint, related places; then counts."""
    expected = """\
briefings/a.yml:3:3: error LB003: "title" is written twice in the same place
    3 |   title: Bar
      |   ^
  hint: Rename one of the two, or join them
  briefings/a.yml:2:3: first written here
    2 |   title: Foo
      |   ^

briefings/b.yml:1:6: warning LB007: the text ends before "# y"
    1 | a: x # y
      |      ^

1 error, 1 warning in 2 files
"""
    assert expected == as_text([CUT, TWICE], SOURCES, colour=False)


def test_text_without_the_source() -> None:
    """A file whose text isn't known, such as one that can't be read, has no excerpt."""
    expected = 'briefings/b.yml:1:6: warning LB007: the text ends before "# y"\n\n1 warning in 1 file\n'
    assert expected == as_text([CUT], {}, colour=False)


def test_text_of_a_place_without_a_line() -> None:
    """A place behind the last line or on an empty one has no excerpt."""
    for line in (2, 9):
        diagnostic = Diagnostic(Location("f", line, 1), Severity.ERROR, "LB001", "m")
        assert f"f:{line}:1: error LB001: m\n\n1 error in 1 file\n" == as_text([diagnostic], {"f": "a\n"}, colour=False)


def test_colour() -> None:
    """Colours are added where the caller wants them, and change nothing else."""
    coloured = as_text([CUT, TWICE], SOURCES, colour=True)
    assert "\x1b[1;31merror LB003\x1b[0m" in coloured
    assert "\x1b[1;33mwarning LB007\x1b[0m" in coloured
    assert as_text([CUT, TWICE], SOURCES, colour=False) == re.sub(r"\x1b\[[0-9;]*m", "", coloured)


@pytest.mark.parametrize(
    ("count", "summary"),
    [
        ((0, 0), "no errors, no warnings"),
        ((3, 1), "3 errors, 1 warning in 1 file"),
        ((0, 2), "2 warnings in 1 file"),
        ((1, 0), "1 error in 1 file"),
    ],
)
def test_summary(count: tuple[int, int], summary: str) -> None:
    """The last line counts errors, warnings and files."""
    weights = [Severity.ERROR] * count[0] + [Severity.WARNING] * count[1]
    diagnostics = [Diagnostic(Location("f"), weight, "LB001", "m") for weight in weights]
    assert summary == as_text(diagnostics, {}, colour=False).splitlines()[-1]


@pytest.mark.parametrize(
    ("line", "column", "shown", "mark"),
    [
        ("abc", 1, "abc", 0),
        ("abc", 4, "abc", 3),
        ("abc", 99, "abc", 3),
        ("\tabc", 1, "    abc", 0),
        ("\tabc", 2, "    abc", 4),
        ("ab\tc", 4, "ab  c", 4),
        ("会議: x", 3, "会議: x", 4),
        ("a\u0308: x", 3, "a\u0308: x", 1),
        ("𝄞: x", 2, "𝄞: x", 1),
        ("a\x1b[31m\x07b", 7, "a\ufffd[31m\ufffdb", 6),
        ("a\u202eb\u2028c", 5, "a\ufffdb\ufffdc", 4),
        ("a\x9bb", 3, "a\ufffdb", 2),
    ],
)
def test_mark_stands_below_its_character(line: str, column: int, shown: str, mark: int) -> None:
    """Tabs, wide and combining characters don't shift the mark, and nothing can steer the terminal."""
    assert (shown, mark) == excerpt(line, column)


@pytest.mark.parametrize("column", [1, 30, 150, 500, 1000, 100_000])
def test_long_lines_are_cropped(column: int) -> None:
    """Of a long line the part around the place is shown."""
    line = "x" * (column - 1) + "!" + "y" * 200_000
    shown, mark = excerpt(line, column)
    assert "!" == shown[mark]
    assert 102 >= len(shown)
    assert shown.endswith("…")
    assert (column > 100) == shown.startswith("…")


def test_a_line_that_fits_is_shown_whole() -> None:
    """Nothing is cropped that fits."""
    assert ("x" * 100, 99) == excerpt("x" * 100, 100)


def test_messages_stay_on_their_line() -> None:
    """A line break or an escape sequence in a message, hint or path does nothing to the terminal."""
    diagnostic = Diagnostic(Location("f\x1b[2J\n"), Severity.ERROR, "LB001", "a\nb\x1b[2Jc", "d\r\ne")
    lines = as_text([diagnostic], {}, colour=False).split("\n")
    assert ["f\ufffd[2J :1:1: error LB001: a b\ufffd[2Jc", "  hint: d e"] == lines[:2]


def test_json() -> None:
    """The shape is stable: a version, counts, and all that a diagnostic holds."""
    expected = {
        "version": JSON_VERSION,
        "counts": {"errors": 1, "warnings": 1, "files": 3},
        "diagnostics": [
            {
                "path": "briefings/a.yml",
                "line": 3,
                "column": 3,
                "severity": "error",
                "code": "LB003",
                "title": "key written twice",
                "message": '"title" is written twice in the same place',
                "hint": "Rename one of the two, or join them",
                "related": [{"path": "briefings/a.yml", "line": 2, "column": 3, "message": "first written here"}],
            },
            {
                "path": "briefings/b.yml",
                "line": 1,
                "column": 6,
                "severity": "warning",
                "code": "LB007",
                "title": "text cut by a comment",
                "message": 'the text ends before "# y"',
                "hint": "",
                "related": [],
            },
        ],
    }
    written = as_json([CUT, TWICE], 3)
    assert expected == json.loads(written)
    assert list(expected) == list(json.loads(written))
    assert written.endswith("}\n")


def test_github() -> None:
    """Each diagnostic is a workflow command with its place; hint and related places stand in the message."""
    expected = (
        "::error file=briefings/a.yml,line=3,col=3,title=LB003 key written twice::"
        '"title" is written twice in the same place%0AHint: Rename one of the two, or join them'
        "%0Abriefings/a.yml:2:3: first written here\n"
        "::warning file=briefings/b.yml,line=1,col=6,title=LB007 text cut by a comment::"
        'the text ends before "# y"\n'
    )
    assert expected == as_github([CUT, TWICE])


def test_github_escapes() -> None:
    """Per cent signs and line breaks are escaped, in properties colons and commas, too."""
    diagnostic = Diagnostic(Location("a:b,c%\n\r.yml"), Severity.ERROR, "LB001", "50 %: a,\r\n::error::b", "%0A\x1b")
    expected = (
        "::error file=a%3Ab%2Cc%25%0A%0D.yml,line=1,col=1,title=LB001 YAML syntax error::"
        "50 %25: a, ::error::b%0AHint: %250A\ufffd\n"
    )
    assert expected == as_github([diagnostic])


TEXTS = st.text(max_size=30)
LOCATIONS = st.builds(Location, TEXTS, st.integers(1, 5), st.integers(1, 40))
DIAGNOSTICS = st.lists(
    st.builds(
        Diagnostic,
        LOCATIONS,
        st.sampled_from(Severity),
        st.sampled_from(sorted(CODES)),
        TEXTS,
        TEXTS,
        st.lists(st.builds(Related, LOCATIONS, TEXTS), max_size=2).map(tuple),
    ),
    max_size=4,
)


@given(DIAGNOSTICS, st.text())
def test_any_diagnostics(diagnostics: list[Diagnostic], source: str) -> None:
    """Whatever the content, nothing fails and no control character but the line break is written."""
    sources = {diagnostic.location.path: source for diagnostic in diagnostics}
    written = [as_text(diagnostics, sources, colour=False), as_json(diagnostics, 1), as_github(diagnostics)]
    for text in written:
        text.encode()
        assert not [c for c in text if unicodedata.category(c) == "Cc" and c not in "\n\x7f"]
    assert "\x7f" not in written[0]
    assert len(diagnostics) == written[2].count("\n")
    assert len(diagnostics) == len(json.loads(written[1])["diagnostics"])


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        ("  as_of: 26.01.2022  ", 10, ("as_of: ", "26.01.2022", "")),
        ("a: b c", 4, ("a: ", "b", " c")),
        ("a:", 9, ("a:", "", "")),
        ("a: \x1b[31m\u202eb", 4, ("a: ", "\ufffd[31m\ufffdb", "")),
        (f"{'x' * 150} b {'y' * 150}", 152, (f"…{'x' * 99} ", "b", f" {'y' * 99}…")),
        ("x" * 1000, 1, ("", "x" * 100, f"{'x' * 100}…")),
    ],
)
def test_line_of_a_place(line: str, column: int, expected: tuple[str, str, str]) -> None:
    """The line of a place is given in three parts, shortened and without what does something to a terminal."""
    assert expected == line_of(Location("a.yml", 2, column), {"a.yml": f"# above\n{line}\n"})


def test_no_line() -> None:
    """There is none of an unknown file, of a line that isn't there or of one with nothing in it."""
    for path, line in (("b.yml", 1), ("a.yml", 9), ("a.yml", 2)):
        assert line_of(Location(path, line, 1), {"a.yml": "a: b\n \nc: d\n"}) is None
