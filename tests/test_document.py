"""What `generator.document` makes of YAML: values that are text, every mistake with its place, and the way back."""

import os
import pickle
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from generator import document
from generator.diagnostics import CODES, Diagnostic, Location, Severity
from generator.document import Value, find_files, parse_document, read_document

PATH = "briefings/a.yml"


def places(problems: list[Diagnostic]) -> list[str]:
    """Return place and code of each problem."""
    return [f"{problem.location.line}:{problem.location.column} {problem.code}" for problem in problems]


def value_of(text: str) -> Value:
    """Return the value of a text without a mistake."""
    found, problems = parse_document(text, PATH)
    assert [] == problems
    assert found is not None
    return found.value


# Values


@pytest.mark.parametrize(
    "scalar",
    [
        "NO",
        "17:00",
        "01067",
        "1.10",
        "2026-13-14",
        "null",
        "~",
        "true",
        "0x1F",
        "1e3",
        ".inf",
        "=",
        "2021-12-07/..",
        "12:30",
    ],
)
def test_scalars_stay_text(scalar: str) -> None:
    """No scalar is turned into a number, a date or a truth value."""
    assert {"a": scalar, "b": [scalar]} == value_of(f"a: {scalar}\nb: [{scalar}]\n")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a:\nb: x\n", {"a": None, "b": "x"}),
        ("a: ''\nb: \"\"\n", {"a": "", "b": ""}),
        ("a: |\nb: x\n", {"a": None, "b": "x"}),
        ("a:\n  -\n  - x\n", {"a": [None, "x"]}),
        ("a: {b: , c: x}\n", {"a": {"b": None, "c": "x"}}),
        ("a: &x [1, 2]\nb: *x\n", {"a": ["1", "2"], "b": ["1", "2"]}),
        ("&k a: x\nb: {*k : y}\n", {"a": "x", "b": {"a": "y"}}),
        ("? a\n: x\n", {"a": "x"}),
        ("? a\n", {"a": None}),
        ("---\na: x\n...\n", {"a": "x"}),
        ("%YAML 1.2\n---\na: x\n", {"a": "x"}),
        ("\ufeffa: x\n", {"a": "x"}),
        ("a: x\r\nb: y\r\n", {"a": "x", "b": "y"}),
        ("a: x\rb: y\r", {"a": "x", "b": "y"}),
        ("a:\tx\t\n", {"a": "x"}),
        ("a: |\n  x\n  \ty\n", {"a": "x\n\ty\n"}),
        ("no: 𝄞 ä\n", {"no": "𝄞 ä"}),
        ("a: {de: Warum?, en: Why?}\n", {"a": {"de": "Warum?", "en": "Why?"}}),
        ("a:\n  https://example.org/x\n", {"a": "https://example.org/x"}),
    ],
)
def test_values(text: str, value: Value) -> None:
    """Empty scalars are missing, empty quotes are text; line breaks, marks and aliases are understood."""
    assert value == value_of(text)


# Mistakes, one by one: text, place, code, words of message and hint

MISTAKES: list[tuple[str, str, str, str]] = [
    # A colon in a text, and lines that are taken for one.
    ("title: Paris: die Reise\n", "1:13 LB001", "colon followed by a blank", 'quotes: "Paris: die Reise"'),
    ("a: foo: \n", "1:7 LB001", "colon", '"foo:"'),
    ('a: Er sagte "so": nie\n', "1:17 LB001", "colon", "'Er sagte \"so\": nie'"),
    ("title: Foo\n  lead: bar\n", "2:3 LB001", "indented", "same column"),
    ("a:\n- b\n c: d\n", "3:2 LB001", "indented", "same column"),
    ("a\nb: c\n", "1:1 LB001", "no colon", "a:"),
    ("a: x\nb\nc: y\n", "2:1 LB001", "not a field", "Indent it further"),
    ("title: x\nkey:value\n", "2:5 LB001", "blank is missing after the colon of key", "key: value"),
    ("key:value\ntitle: x\n", "1:5 LB001", "blank is missing", "key: value"),
    ("key:value\n", "1:5 LB001", "blank is missing", "key: value"),
    ("a:\n  de:Gut\n", "2:6 LB001", "blank is missing", "de: Gut"),
    ("- source:tass\n  by: x\n", "1:10 LB001", "blank is missing", "source: tass"),
    ("a: {b:c, d: e}\n", "1:7 LB001", "blank is missing", "b: c"),
    ("- x\n-y\n", "2:2 LB001", "blank is missing after the dash", "each item"),
    # A character that means something at the beginning.
    ("a: @foo\n", "1:4 LB001", "can't begin with @", '"@foo"'),
    ("a: `foo`\n", "1:4 LB001", "can't begin with `", '"`foo`"'),
    ("a: %foo\n", "1:4 LB001", "can't begin with %", '"%foo"'),
    ("%foo: b\n", "1:1 LB001", "can't begin with %", '"%foo: b"'),
    ("a: ? foo\n", "1:4 LB001", "can't begin with ?", '"? foo"'),
    ("a: {de: ? b, en: c}\n", "1:9 LB001", "can't begin with ?", 'quotes: "? b"'),
    ("a: , b\n", "1:4 LB001", "can't begin with ,", '", b"'),
    ("a: - b\n", "1:4 LB001", "list can't begin", '"- b"'),
    ("a: *kursiv* x\n", "1:4 LB001", "can't begin with *", '"*kursiv* x"'),
    ("a: *kursiv x\n", "1:4 LB001", "can't begin with *", '"*kursiv x"'),
    ("a: **fett** x\n", "1:4 LB001", "can't begin with *", '"**fett** x"'),
    ("a: *b\n", "1:4 LB001", "nothing is marked so", '"*b"'),
    ("a: & b\n", "1:4 LB001", "can't begin with &", '"& b"'),
    ("a: {{ x }}\n", "1:4 LB001", "can't begin with {{", '"{{ x }}"'),
    ("a: | text\n", "1:6 LB001", "block mark |", "next line"),
    # Quotes.
    ('a: "Foo\nb: c\n', "1:4 LB001", "never closed", "Close it"),
    ("a: 'Foo\nb: c\n", "1:4 LB001", "never closed", "twice ('')"),
    ('a: "x\n---\ny"\n', "1:4 LB001", "never closed", "Close it"),
    ('a: "Foo\nb: "Bar"\n', "1:4 LB001", "isn't closed on its line", "Close it"),
    ('a: "Foo" bar\nc: d\n', "1:10 LB001", "after the closing quote", "whole text in quotes"),
    ("a: 'It's'\nb: c\n", "1:8 LB001", "after the closing quote", "apostrophe"),
    ('- "Foo" bar\n', "1:9 LB001", "after the closing quote", "whole text in quotes"),
    ('a: "C:\\Users"\n', "1:7 LB001", "\\U isn't a character", "single quotes"),
    ('a: "\\d"\n', "1:5 LB001", "\\d isn't a character", "single quotes"),
    ('a: "\\ud800"\n', "1:5 LB001", "\\u isn't a character", "backslash twice"),
    # Brackets.
    ("by: [a, b] c\nx: y\n", "1:12 LB001", "after the closing bracket ]", '"[a, b] c"'),
    ("a: [b, c\nd: e\n", "1:4 LB001", "bracket [", "Close it with ]"),
    ("a: {b: c\nd: e\n", "1:4 LB001", "bracket {", "Close it with }"),
    ("a: [b\n", "1:4 LB001", "bracket [", "Close it with ]"),
    ("a: {", "1:4 LB001", "bracket {", "Close it with }"),
    ("a: {b: [c\nd: e\n", "1:8 LB001", "bracket [", "Close it with ]"),
    ("a: {b: c d: e}\n", "1:11 LB001", "second colon", "in quotes"),
    ('a: ["b" c]\n', "1:9 LB001", "comma is missing", "Write a comma"),
    # Indentation.
    ("a:\n    b: 1\n  c: 2\n", "3:3 LB001", "begins in column 3", "column 1, like the field in line 1"),
    ("a:\n  b:\n    c: 1\nd:\n    e: 2\n\n  f:\n    g: 3\n", "4:1 LB001", "the fields before and after", "in column 3"),
    ("a:\n  b: 1\nc:\n  # d\n    e: 2\nf:\n    g: 3\n  h: 4\n", "8:3 LB001", "begins in column 3", "column 1"),
    ("a:\n  - b\n  c: d\n", "3:3 LB001", "doesn't begin with a dash", "column 5"),
    ("a: 1\n- b\n", "2:1 LB001", "item of a list stands among fields", "before the first item"),
    ("a: |\n     foo\n  bar\n", "3:3 LB001", "indented less than the first line", "Indent all lines"),
    # Names of fields.
    (": x\n", "1:1 LB001", "no name", "Write its name"),
    ("? \n: x\n", "1:2 LB001", "no name", "Write its name"),
    ('"": x\n', "1:1 LB001", "no name", "Write its name"),
    ("a: {b: c, : d}\n", "1:11 LB001", "no name", "Write its name"),
    ("{a: b}: c\n", "1:1 LB001", "list or mapping", "Write a name"),
    ("? [x]\n: y\n", "1:3 LB001", "list or mapping", "Write a name"),
    ("<<: {b: c}\n", "1:1 LB001", "<<", "Write out"),
    ("a: &x b\nc: &x d\n", "2:4 LB001", "&x marks two values", "another mark"),
    # Tabs.
    ("a:\n\tb: c\n", "2:1 LB002", "tab", "blanks"),
    ("a:\n  b: c\n  \td: e\n", "3:3 LB002", "tab", "blanks"),
    ("a: foo\n\tbar\n", "2:1 LB002", "tab", "blanks"),
    ("a: |\n  foo\n\tbar\n", "3:1 LB002", "tab", "blanks"),
    ("- a\n-\tb: c\n", "2:2 LB002", "tab", "blanks"),
    # The others.
    ("a: 1\nb: 2\na: 3\n", "3:1 LB003", '"a" is written twice', "Rename"),
    ("a: {b: 1, b: 2}\n", "1:11 LB003", '"b" is written twice', "Rename"),
    ("a: 1\n'a': 3\n", "2:1 LB003", '"a" is written twice', "Rename"),
    ("a: !!python/object:os.system x\n", "1:4 LB004", '"!!python/object:os.system"', "Delete the tag"),
    ("a: !foo [x]\n", "1:4 LB004", '"!foo"', "Delete the tag"),
    ("a: !!str x\n", "1:4 LB004", '"!!str"', "Delete the tag"),
    ("a: &x ! y\n", "1:7 LB004", '"!"', "Delete the tag"),
    ("!k a: x\n", "1:1 LB004", '"!k"', "Delete the tag"),
    ("!m\na: x\n", "1:1 LB004", '"!m"', "Delete the tag"),
    ("a: !Achtung, das\n", "1:4 LB004", '"!Achtung,"', '"!Achtung, das"'),
    ("a: !e!x y\n", "1:4 LB004", '"!e!x"', '"!e!x y"'),
    ("a: &x [*x]\n", "1:8 LB005", "within the value", "Write the value out"),
    ("a: &x {b: [*x]}\n", "1:12 LB005", "within the value", "Write the value out"),
    ("a: Foo # bar\n", "1:8 LB007", '"# bar", which is a comment', "in quotes"),
    ("- [a b \t # c\n  ]\n", "1:10 LB007", '"# c"', "in quotes"),
    ("a: {de: Gut, dass er kam}\n", "1:14 LB008", '"dass er kam" is cut off by the comma', 'de: "Gut, dass er kam"'),
    ("a: {de: 'Gut', dass}\n", "1:16 LB008", '"dass"', 'de: "Gut, dass"'),
    ("a: {Paris}\n", "1:5 LB008", '"Paris" stands alone in braces', "brace in quotes"),
    ("a: {x: y, b # c: d\n  }\n", "1:11 LB008", '"b"', ""),
    ("", "1:1 LB010", "empty", "Delete it"),
    ("\n\n", "1:1 LB010", "empty", "Delete it"),
    ("# x\n", "1:1 LB010", "nothing but comments", "Delete it"),
    ("---\n", "1:1 LB010", "empty", "Delete it"),
    ("a: x\0y\n", "1:5 LB012", "U+0000", "Delete it"),
    ("a: 𝄞\x1b[31m\n", "1:5 LB012", "U+001B", "Delete it"),
    ("a: x\x7f\n", "1:5 LB012", "U+007F", "Delete it"),
    ("a: \ud800\n", "1:4 LB012", "U+D800", "Delete it"),
    ("a: x\u2028y\n", "1:5 LB012", "line break (U+2028)", "begin a new line"),
    ("a: |\n  x\x85y\n", "2:4 LB012", "line break (U+0085)", "begin a new line"),
    ('a: "x\\0"\n', "1:6 LB012", "escape stands for a control character, U+0000", "Delete"),
    ("a: b\n--- \nc: d\n", "2:1 LB014", "second document", "file of its own"),
    ("a: b\n...\nc: d\n", "3:1 LB014", "after the end", "three dots"),
    ("- a\n", "1:1 LB015", "list", "facts:"),
    ("# c\nfoo\n", "2:1 LB015", "single text", "facts:"),
    ("''\n", "1:1 LB015", "single text", "facts:"),
    ("~\n", "1:1 LB015", "single text", "facts:"),
]


@pytest.mark.parametrize(("text", "place", "words", "hint"), MISTAKES)
def test_mistakes(text: str, place: str, words: str, hint: str) -> None:
    """Each mistake is said in plain words, at its place, with the way to mend it."""
    _, problems = parse_document(text, PATH)
    first = [problem for problem in problems if place == places([problem])[0]]
    assert first, places(problems)
    assert words in first[0].message
    assert hint in first[0].hint
    assert first[0].code in CODES
    expected = Severity.WARNING if first[0].code == "LB007" else Severity.ERROR
    assert expected == first[0].severity


@pytest.mark.parametrize("text", [text for text, place, _, _ in MISTAKES if place.endswith(("LB001", "LB004"))])
def test_one_mistake_is_reported_once(text: str) -> None:
    """Nothing is said twice or about what follows from it."""
    assert 1 == len(parse_document(text, PATH)[1])


@pytest.mark.parametrize("place", ["LB003", "LB004", "LB007", "LB008", "LB012", "LB014"])
def test_a_harmless_mistake_leaves_a_document(place: str) -> None:
    """The floors above can go on and find more."""
    text = next(text for text, where, _, _ in MISTAKES if where.endswith(place))
    assert parse_document(text, PATH)[0] is not None


def test_what_is_kept_of_a_mistake() -> None:
    """Of a key written twice the first value is kept, a torn text and a field without a name are left out."""
    text = "a: 1\na: 2\nb: {c: x, d}\n[e]: f\ng: !x h\n"
    found, problems = parse_document(text, PATH)
    assert found is not None
    assert {"a": "1", "b": {"c": "x"}, "g": "h"} == found.value
    assert ["2:1 LB003", "3:11 LB008", "4:1 LB001", "5:4 LB004"] == places(problems)


def test_all_mistakes_before_a_syntax_error_are_found() -> None:
    """A mistake of syntax doesn't hide those before it."""
    text = "a: 1\na: 2\na: 3\nb: !x c\nd: Foo # bar\ne: @\n"
    found, problems = parse_document(text, PATH)
    assert found is None
    assert ["2:1 LB003", "3:1 LB003", "4:4 LB004", "5:8 LB007", "6:4 LB001"] == places(problems)
    assert [Location(PATH, 1, 1)] * 2 == [problem.related[0].location for problem in problems[:2]]


def test_all_tabs_are_found() -> None:
    """Each line with a tab in its indentation behind the first one is reported."""
    text = "a: |\n  x\n  \ty\nb:\n  c: d\t\n\te: f\n  \tg: h\ti\n"
    assert ["6:1 LB002", "7:3 LB002"] == places(parse_document(text, PATH)[1])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_editors_end_them(end: str) -> None:
    """Lines are counted alike in files from Unix, Windows and old Macs; columns count characters."""
    text = end.join(["a: 'ä𝄞' ", "b:", "  - c: |", "      x", "    a: 1", "    a: 2", "    𝄞: @"])
    assert ["6:5 LB003", "7:8 LB001"] == places(parse_document(text, PATH)[1])


def test_odd_line_breaks_do_not_shift_lines() -> None:
    """U+2028 and the like are no new line in an editor, and so none here."""
    text = "a: x\u2028\u2029y\x85z\na: 2\n"
    assert ["1:5 LB012", "1:6 LB012", "1:8 LB012", "2:1 LB003"] == places(parse_document(text, PATH)[1])


@pytest.mark.parametrize(
    "text",
    [
        "a: {b: c} # d\n",
        "a: 'x' # d\n",
        "a: # d\n  b: c\n",
        "a: some-id # d\n",
        "a: other/some-id # d\n",
        "a: 2021-12-07T10:07-05:00 # d\n",
        "a: 2022~/.. # d\n",
        "a: 0.65 # d\n",
        "# a b # c\n",
        "a: |\n  x # y\n",
        "a: x#y\n",
    ],
)
def test_harmless_comments(text: str) -> None:
    """A comment behind an id, a date, a number, quotes or brackets is nobody's lost text."""
    assert "LB007" not in {problem.code for problem in parse_document(text, PATH)[1]}


# Bounds


@pytest.mark.parametrize("opening", ["[", "- ", "{a: ", "? ", "[{a: "])
def test_nesting_is_bounded(opening: str) -> None:
    """A hundred thousand brackets are one diagnostic, not a crash."""
    found, problems = parse_document("a:\n " + opening * 100_000, PATH)
    assert found is None
    assert "LB006" in {problem.code for problem in problems}


def test_nesting_up_to_the_bound() -> None:
    """The bound itself is allowed, one more is not."""
    depth = document.MAX_DEPTH - 1
    assert [] == parse_document(f"a: {'[' * depth}{']' * depth}\n", PATH)[1]
    assert [f"1:{4 + depth} LB006"] == places(parse_document(f"a: {'[' * (depth + 1)}{']' * (depth + 1)}\n", PATH)[1])


def test_nesting_by_aliases_is_bounded() -> None:
    """Aliases can't pile up a depth that brackets may not have."""
    nest = "[" * 30, "]" * 30
    text = f"a: &a {nest[0]}{nest[1]}\nb: {nest[0]}*a{nest[1]}\n"
    assert ["2:34 LB006"] == places(parse_document(text, PATH)[1])


def test_aliases_are_bounded() -> None:
    """A bomb of aliases is refused at the alias that goes beyond the bound, once."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    found, problems = parse_document("\n".join(lines), PATH)
    assert found is None
    assert ["LB005"] == [problem.code for problem in problems]
    assert 3 < problems[0].location.line < 6


def test_an_alias_in_each_document_of_its_own() -> None:
    """Anchors don't reach beyond their document."""
    assert ["2:1 LB014", "3:4 LB001"] == places(parse_document("a: &x b\n---\nc: *x\n", PATH)[1])


def test_repeats_are_bounded() -> None:
    """A mistake in every line isn't reported a thousand times, and the last one says so."""
    _, problems = parse_document("a: 1\n" * 1000, PATH)
    assert document.MAX_REPEATS == len(problems)
    assert "aren't shown" in problems[-1].hint


# Places of values

PLACES = """\
# comment
briefing:
  title: 'Der "Rat" tagt'
  lead:
facts: {x: {about: [kreml, "weißes haus"]}}
list:
- &mark plain
  folded
  over lines
- "quoted \\u00e4 \\
   joined
   folded"
-   - inner
- *mark
- 'it''s
  so'
literal: |
  first

    second
folded: >2-

    further
  one
  two

  three
"""


@pytest.mark.parametrize(
    ("path", "key", "offset", "place"),
    [
        ((), False, 0, "2:1"),
        (("briefing",), False, 0, "3:3"),
        (("briefing",), True, 0, "2:1"),
        (("briefing", "title"), False, 0, "3:11"),
        (("briefing", "title"), True, 0, "3:3"),
        (("briefing", "title"), False, 5, "3:16"),
        (("briefing", "lead"), False, 0, "4:3"),
        (("briefing", "nothing"), False, 0, "3:3"),
        (("briefing", "nothing"), True, 0, "2:1"),
        (("briefing", "title", "below"), False, 0, "3:11"),
        (("nothing", "below"), True, 0, "2:1"),
        (("facts",), False, 0, "5:8"),
        (("facts", "x", "about", 0), False, 0, "5:21"),
        (("facts", "x", "about", 1), False, 0, "5:29"),
        (("facts", "x", "about", 1), True, 0, "5:29"),
        (("facts", "x", "about", 2), False, 0, "5:20"),
        (("facts", "x", "about", "0"), False, 0, "5:20"),
        (("list", 0), False, 0, "7:9"),
        (("list", 0), False, 6, "8:3"),
        (("list", 0), False, 13, "9:3"),
        (("list", 0), False, 99, "9:12"),
        (("list", 1), False, 0, "10:4"),
        (("list", 1), False, 7, "10:11"),
        (("list", 1), False, 8, "10:17"),
        (("list", 1), False, 9, "11:4"),
        (("list", 1), False, 16, "12:4"),
        (("list", 2, 0), False, 1, "13:8"),
        (("list", 3), False, 0, "7:9"),
        (("list", 4), False, 2, "15:6"),
        (("list", 4), False, 3, "15:8"),
        (("list", 4), False, 5, "16:3"),
        (("literal",), False, 0, "18:3"),
        (("literal",), False, 4, "18:7"),
        (("literal",), False, 6, "19:1"),
        (("literal",), False, 9, "20:5"),
        (("literal",), True, 0, "17:1"),
        (("folded",), False, 0, "22:1"),
        (("folded",), False, 3, "23:5"),
        (("folded",), False, 11, "24:3"),
        (("folded",), False, 15, "25:3"),
        (("folded",), False, 19, "27:3"),
    ],
)
def test_places(path: document.Path, key: bool, offset: int, place: str) -> None:
    """Each value, key and character of a text leads back to its place."""
    found, problems = parse_document(PLACES, PATH)
    assert [] == problems
    assert found is not None
    assert f"{PATH}:{place}" == str(found.locate(path, key=key, offset=offset))


def test_a_step_into_a_single_text_is_passed_over() -> None:
    """A text in one language only is found by the name of that language, and the offset into it still holds."""
    found, _ = parse_document("body: |\n  Erste.\n\n  Zweite [@x].\n", PATH)
    assert found is not None
    assert f"{PATH}:4:10" == str(found.locate(("body", "de"), offset=15))
    assert f"{PATH}:2:3" == str(found.locate(("body", "de")))


def test_a_single_mapping_stands_for_a_list_of_one() -> None:
    """Behind a mapping where a list may stand, the way through the list's first item leads into the mapping."""
    found, _ = parse_document("by: {unnamed: U, of: rat}\n", PATH)
    assert found is not None
    assert f"{PATH}:1:22" == str(found.locate(("by", 0, "of")))
    assert f"{PATH}:1:5" == str(found.locate(("by", 1, "of")))


def test_a_text_is_read_once_for_all_places_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of mistakes in one text don't cost a walk through it each."""
    walked = Mock(wraps=document._indices)  # noqa: SLF001
    monkeypatch.setattr(document, "_indices", walked)
    found, _ = parse_document("body: |\n" + "  abc\n" * 1000, PATH)
    assert found is not None
    assert [f"{PATH}:{line + 2}:3" for line in range(1, 1000)] == [
        str(found.locate(("body",), offset=4 * line)) for line in range(1, 1000)
    ]
    walked.assert_called_once()


def test_a_document_is_pickled_without_its_places() -> None:
    """A document can go to another process and still find its places."""
    found, _ = parse_document(PLACES, PATH)
    assert found is not None
    place = found.locate(("facts", "x"))
    again = pickle.loads(pickle.dumps(found))  # noqa: S301
    assert found == again
    assert place == again.locate(("facts", "x"))


# Any text

TEXTS = st.text() | st.lists(
    st.sampled_from([
        "a", "b", ": ", ":", "- ", "-", "? ", "\n", "\n  ", "\n    ", "\r\n", "\t", "[", "]", "{", "}", ", ", '"', "'",
        "&x ", "*x", "!t ", "| ", ">", "#", " # ", "%", "@", "`", "\\", "---", "...", "\0", "\x85", "\u2028", "ä", "𝄞",
        "\ufeff", "<<", "|\n", "~",
    ]),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_any_text(text: str) -> None:
    """No text makes it fail, each has a value or an error, and every place lies within the text."""
    found, problems = parse_document(text, PATH)
    assert found is not None or any(problem.severity is Severity.ERROR for problem in problems)
    lines = document._BREAK.split(text.removeprefix("\ufeff"))  # noqa: SLF001
    located = [problem.location for problem in problems]
    located += [related.location for problem in problems for related in problem.related]
    if found is not None:
        located += [found.locate(path, key=key, offset=3) for path in paths(found.value) for key in (False, True)]
    for location in located:
        assert 1 <= location.line <= len(lines)
        assert 1 <= location.column <= len(lines[location.line - 1]) + 1
    for problem in problems:
        assert problem.message
        assert not problem.message.endswith(".")
        assert problem.hint
        assert "\n" not in problem.message


def paths(value: Value, before: document.Path = ()) -> list[document.Path]:
    """Return the paths of all values in a value, and one that leads nowhere."""
    found: list[document.Path] = [before, (*before, "nowhere"), (*before, 99)]
    if isinstance(value, dict):
        found += [path for key, item in value.items() for path in paths(item, (*before, key))]
    elif isinstance(value, list):
        found += [path for index, item in enumerate(value) for path in paths(item, (*before, index))]
    return found


SCALARS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufffe\uffff")
    | st.sampled_from(" \n#:-'\"?"),
)
NAMES = SCALARS.filter(lambda name: name not in {"", "<<"})
VALUES = st.dictionaries(
    NAMES,
    st.recursive(
        SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=12
    ),
    min_size=1,
    max_size=5,
)
STYLES: Any = st.fixed_dictionaries({
    "default_style": st.sampled_from([None, "'", '"', "|", ">"]),
    "default_flow_style": st.sampled_from([None, True, False]),
    "allow_unicode": st.booleans(),
    "indent": st.sampled_from([2, 4, 7]),
    "width": st.sampled_from([20, 80, 1000]),
    "line_break": st.sampled_from(["\n", "\r\n", "\r"]),
    "explicit_start": st.booleans(),
})  # fmt: skip


class PlainDumper(yaml.SafeDumper):
    """Dumps without aliases."""

    def ignore_aliases(self, _data: object) -> bool:
        """Write out everything."""
        return True


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(VALUES, STYLES)
def test_round_trip(value: dict[str, Value], styles: dict[str, Any]) -> None:
    """What PyYAML writes in any style is read back, and each character of each text is found in its place."""
    text = yaml.dump(value, Dumper=PlainDumper, sort_keys=False, **styles)
    assume("\x85" not in text)
    # PyYAML itself writes some texts in block styles so that it can't read them back.
    assume(value == load_or_none(text))
    found, problems = parse_document(text, PATH)
    assert [] == [problem for problem in problems if problem.severity is Severity.ERROR]
    assert found is not None
    assert value == found.value
    lines = document._BREAK.split(text.removeprefix("\ufeff"))  # noqa: SLF001
    for path in paths(value):
        scalar = at(value, path)
        if not isinstance(scalar, str):
            continue
        for offset, character in enumerate(scalar):
            location = found.locate(path, offset=offset)
            written = lines[location.line - 1][location.column - 1 : location.column] or "\n"
            # An escape stands where it begins, a blank may be a folded line break.
            assert written in {character, "\\"} or (character, written) == (" ", "\n")


def load_or_none(text: str) -> object:
    """Return what PyYAML reads, all scalars as text."""
    try:
        return yaml.load(text, yaml.CBaseLoader)  # noqa: S506
    except yaml.YAMLError:
        return None


def at(value: Value, path: document.Path) -> Value:
    """Return the value at a path, or None."""
    for part in path:
        inner: dict[Any, Value] = {}
        if isinstance(value, dict):
            inner = dict(value)
        elif isinstance(value, list):
            inner = dict(enumerate(value))
        value = inner.get(part)
    return value


def test_global_loaders_stay_as_they_are() -> None:
    """Other users of PyYAML in the same process keep their types."""
    parse_document("a: 1\n", PATH)
    assert {"a": 1} == yaml.safe_load("a: 1\n")


# Files


def test_a_file_is_read(tmp_path: Path) -> None:
    """A file in UTF-8 is read, with a byte order mark or without."""
    for content in (b"a: \xc3\xa4\n", b"\xef\xbb\xbfa: \xc3\xa4\r\n"):
        file = tmp_path / "a.yml"
        file.write_bytes(content)
        found, problems = read_document(file, PATH)
        assert [] == problems
        assert found is not None
        assert {"a": "ä"} == found.value
        assert PATH == found.path


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        (b"a: x\nb: \xc3\xa4\xe4\n", "2:5 LB009", "byte E4"),
        (b"\xef\xbb\xbf\xff", "1:1 LB009", "byte FF"),
        (b"a: \xc3", "1:4 LB009", "byte C3"),
        ("a: ä\n".encode("utf-16"), "1:1 LB009", "UTF-16"),
        ("a: ä\n".encode("utf-16-be"), "1:1 LB009", "UTF-16"),
        ("a: ä\n".encode("utf-32"), "1:1 LB009", "UTF-16"),
        (b"", "1:1 LB010", "empty"),
        (b"a: " + b"x" * document.MAX_BYTES, "1:1 LB011", "1,048,576 are allowed"),
        (b"a: x\0\n", "1:5 LB012", "U+0000"),
    ],
)
def test_files_that_can_not_be_read(tmp_path: Path, content: bytes, place: str, words: str) -> None:
    """Encoding and size are checked before anything is parsed."""
    file = tmp_path / "a.yml"
    file.write_bytes(content)
    _, problems = read_document(file, PATH)
    assert [place] == places(problems)
    assert words in problems[0].message


def test_the_largest_file_is_read(tmp_path: Path) -> None:
    """The bound itself is allowed."""
    file = tmp_path / "a.yml"
    file.write_bytes(b"a: " + b"x" * (document.MAX_BYTES - 3))
    assert [] == read_document(file, PATH)[1]


def test_what_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder, a pipe, a file that is gone or not ours to read: each is said as it is."""
    (tmp_path / "folder.yml").mkdir()
    (tmp_path / "secret.yml").touch()
    os.mkfifo(tmp_path / "pipe.yml")

    def refuse(_file: Path, _mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    words = {"folder": "a folder", "pipe": "no ordinary file", "gone": "no such file", "secret": "isn't permitted"}
    for name, word in words.items():
        _, problems = read_document(tmp_path / f"{name}.yml", PATH)
        assert ["1:1 LB016"] == places(problems)
        assert word in problems[0].message


def test_files_are_found_in_order(tmp_path: Path) -> None:
    """All `.yml` files at any depth, sorted by the parts of their paths; hidden and other ones are passed over."""
    names = ["b.yml", "a/z.yml", "a/b/c.yml", "a-b/c.yml", "registry/people.yml", "ä.yml"]
    for name in [*names, ".hidden.yml", ".git/x.yml", "a/notes.md", "a/yml"]:
        file = tmp_path / "briefings" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    found, problems = find_files(tmp_path / "briefings", tmp_path)
    assert [] == problems
    expected = ["a/b/c.yml", "a/z.yml", "a-b/c.yml", "b.yml", "registry/people.yml", "ä.yml"]
    assert [f"briefings/{name}" for name in expected] == [source.path for source in found]
    assert [tmp_path / "briefings" / name for name in expected] == [source.file for source in found]


def test_files_and_links_that_are_not_read(tmp_path: Path) -> None:
    """What looks like a source but isn't read is never passed over silently."""
    home = tmp_path / "briefings"
    (home / "real").mkdir(parents=True)
    (home / "real/a.yml").touch()
    (home / "folder.yml").mkdir()
    (home / "old.yaml").touch()
    (home / "LOUD.YML").touch()
    (tmp_path / "outside.yml").touch()
    (home / "out.yml").symlink_to(tmp_path / "outside.yml")
    (home / "up").symlink_to(tmp_path)
    (home / "real/loop").symlink_to(home)
    (home / "self.yml").symlink_to(home / "self.yml")
    (home / "broken.yml").symlink_to(home / "nothing.yml")
    (home / "inside.yml").symlink_to("real/a.yml")
    found, problems = find_files(home, tmp_path)
    assert ["briefings/inside.yml", "briefings/real/a.yml"] == [source.path for source in found]
    expected = {
        "briefings/LOUD.YML": ("LB016", "not .YML"),
        "briefings/broken.yml": ("LB016", "leads nowhere"),
        "briefings/folder.yml": ("LB016", "name of a file"),
        "briefings/old.yaml": ("LB016", "not .yaml"),
        "briefings/out.yml": ("LB013", "out of the folder"),
        "briefings/real/loop": ("LB016", "isn't entered"),
        "briefings/self.yml": ("LB016", ""),
        "briefings/up": ("LB013", "out of the folder"),
    }
    assert list(expected) == [problem.location.path for problem in problems]
    for problem, (code, words) in zip(problems, expected.values(), strict=True):
        assert code == problem.code
        assert words in problem.message
        assert problem.hint


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A missing folder is a problem, not a crash."""
    found, problems = find_files(tmp_path / "briefings", tmp_path)
    assert [] == found
    assert ["briefings"] == [problem.location.path for problem in problems]
    assert "no such folder" in problems[0].message


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    """A name in an old encoding can still be shown."""
    (tmp_path / os.fsdecode(b"a\xe4.yml")).touch()
    found, _ = find_files(tmp_path, tmp_path)
    assert ["a\ufffd.yml"] == [source.path for source in found]
