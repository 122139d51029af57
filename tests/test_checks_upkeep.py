"""Behaviour of the rules about quotations, translations, orphans and free names."""

import pytest

from generator.checks import run_checks
from generator.corpus import Corpus
from generator.diagnostics import Diagnostic
from generator.model.date import Date
from generator.settings import Settings
from tests.small_corpus import read


def _check(text: str, code: str, shared: str = "", **settings: object) -> list[Diagnostic]:
    """Return what one rule reports of a briefing and of what it shares with others."""
    corpus = Corpus((*(read(shared, "registry") if shared else ()), *read(text)))
    site = Settings.model_validate({"severities": {"LB363": "warning"}, **settings})
    return [each for each in run_checks(corpus, site, Date.parse("2022-03-01")) if each.code == code]


def _places(found: list[Diagnostic]) -> list[tuple[int, int]]:
    return sorted((each.location.line, each.location.column) for each in found)


QUOTE = """\
quotes:
  it:
    speaker: Somebody
    original:
      lang: en
      text: one two three
    translations:
      de:
        text: eins zwei drei vier
    source: s
facts:
  f:
    statement: So.
    evidence:
      - source: s
        quote: one two three four five
      - source: it
        quote: one two three
sources:
  s:
    kind: interview
    quotable: {}
"""


@pytest.mark.parametrize(
    ("words", "quotable", "expected"),
    [
        (5, "false", []),
        (4, "false", [(16, 16)]),
        (3, "false", [(9, 15), (16, 16)]),
        (2, "false", [(6, 13), (9, 15), (16, 16), (18, 16)]),
        (2, "true", []),
    ],
)
def test_length(words: int, quotable: str, expected: list[tuple[int, int]]) -> None:
    """Original, translations and evidence are counted alike, unless the source sets no bound."""
    assert expected == _places(_check(QUOTE.format(quotable), "LB320", quote_words=words))


@pytest.mark.parametrize(
    ("original", "reported"),
    [
        ("", True),
        ("    original:\n      text: Words.\n", True),
        ("    original:\n      lang: en\n", False),
        ("    original:\n      lang: unknown\n", False),
    ],
)
def test_original(original: str, reported: bool) -> None:
    """Not to know the language is an answer, to say nothing is none."""
    text = f"quotes:\n  it:\n    speaker: Somebody\n{original}    source: s\nsources:\n  s: {{kind: interview}}\n"
    assert reported == bool(_check(text, "LB321"))


HEAD = """\
briefing:
  title: {de: Titel, en: Title}
  lead: {de: Vorspann, en: Lead}
  why_it_matters: {de: Darum, en: Because}
  sources_summary: {de: Gute, en: Good ones}
  as_of: 2021
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("briefing: {title: T, as_of: 2021}\nfacts:\n  f: {statement: So., evidence: []}\n", [], id="one"),
        pytest.param(
            "briefing: {title: {de: T, en: T}, lead: L, as_of: 2021}\nfacts:\n  f: {statement: So., evidence: []}\n",
            [],
            id="only the title",
        ),
        pytest.param(HEAD + "facts:\n  f: {statement: So., evidence: []}\n", [(8, 7)], id="fact"),
        pytest.param(
            HEAD + "facts:\n  f:\n    statement: {de: So., en: So.}\n    evidence:\n      - {source: x, note: Ja.}\n",
            [(11, 21)],
            id="inside",
        ),
        pytest.param(HEAD + "people:\n  p:\n    name: Anna\n", [], id="name"),
        pytest.param(
            HEAD + "questions:\n  q:\n    text: {de: Ja, en: Yes}\n    note_to_editors: Nein\n", [], id="notes"
        ),
        pytest.param(HEAD + "sections:\n  s:\n    title: {de: T, en: T}\n    body: Text.\n", [(10, 5)], id="prose"),
        pytest.param(
            HEAD + "assessments:\n  a:\n    question: {de: F, en: Q}\n    made: 2021\n    by: {unnamed: Beamte}\n",
            [(11, 10)],
            id="voice",
        ),
        pytest.param(
            HEAD + "facts:\n  f: {statement: So., note: {en: Yes.}, evidence: []}\n", [(8, 7), (8, 23)], id="either way"
        ),
    ],
)
def test_translations(text: str, expected: list[tuple[int, int]]) -> None:
    """Where nearly all texts are translated, those that aren't are found; names and editors' notes aren't counted."""
    assert expected == _places(_check(text, "LB362"))


@pytest.mark.parametrize(("description", "reported"), [("{de: Eins, en: One}", True), ("Eins", False)])
def test_translations_of_registry(description: str, reported: bool) -> None:
    """What briefings share is looked at by itself."""
    shared = f"""\
places:
  a: {{name: A, description: {description}}}
  b: {{name: B, description: {description}}}
  c: {{name: C, description: {description}}}
  d: {{name: D, description: {description}}}
  e: {{name: E, description: Fünf}}
"""
    found = _check("briefing: {title: T, as_of: 2021}\n", "LB362", shared)
    assert ([(6, 16)] if reported else []) == _places(found)


def test_orphans() -> None:
    """Nothing is an orphan that something refers to, nor the desk, nor a series."""
    shared = """\
organisations:
  desk: {name: Desk}
  used: {name: Used}
  orphan: {name: Orphan}
people:
  refers: {name: Refers, roles: [{title: Head, of: used}]}
topics:
  itself: {name: Itself}
series:
  all: {title: All, briefings: []}
"""
    found = _check("facts:\n  f: {statement: So., about: refers, evidence: []}\n", "LB360", shared, desk="desk")
    assert ["Nothing refers to “orphan”", "Nothing refers to “itself”"] == [each.message for each in found]


NAMES = (
    "organisations:\n  nato: {name: NATO, aliases: [Atlantic Alliance]}\nplaces:\n  rome: {name: {de: Rom, en: Rome}}\n"
)


@pytest.mark.parametrize(
    ("fields", "column"),
    [
        ("about: NATO", 12),
        ("about: [rome, atlantic  alliance]", 19),
        ("where: Rom", 12),
        ("where: Rome", 12),
        ("where: NATO", None),
        ("about: Nato-Rat", None),
        ("about: nato", None),
        ("parties: nAtO", 14),
    ],
)
def test_free_names(fields: str, column: int | None) -> None:
    """A free name is compared with names and aliases of the records that may stand there, in all languages."""
    found = _check(f"facts:\n  f:\n    statement: So.\n    {fields}\n    evidence: []\n", "LB364", NAMES)
    assert ([] if column is None else [(4, column)]) == _places(found)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("quotes:\n  q:\n    speaker: NATO\n    source: s\n", (3, 14)),
        ("quotes:\n  q:\n    speaker: {unnamed: Einer, of: NATO}\n    source: s\n", (3, 35)),
        ("assessments:\n  a:\n    question: Und nun?\n    made: 2021\n    by: [x, NATO]\n", (5, 13)),
        ("facts:\n  f:\n    statement: So.\n    evidence:\n      - {source: s, by: NATO}\n", (5, 25)),
        ("sources:\n  s: {kind: report, publisher: NATO}\n", (2, 32)),
        ("people:\n  p:\n    name: P\n    roles:\n      - {title: T, of: NATO}\n", (5, 24)),
        ("briefing:\n  title: T\n  as_of: 2021\n  sides: [[NATO, x]]\n", (4, 12)),
        ("corrections:\n  c: {at: 2021, targets: c, reason: R, reported_by: NATO}\n", (2, 53)),
        ("events:\n  e: {name: E, participants: NATO}\n", (2, 30)),
    ],
)
def test_where_free_names_stand(text: str, place: tuple[int, int]) -> None:
    """Free names are looked for wherever they may stand, and shown in their place."""
    assert [place] == _places(_check(text, "LB364", NAMES))


@pytest.mark.parametrize(
    ("fields", "reported"),
    [
        ("url: https://example.org/", True),
        ("url: https://example.org/\n    unseen: true", False),
        ("publisher: Somebody", False),
        ("url: https://example.org/\n    archived: [{url: https://archive.org/1}]", False),
    ],
)
def test_archived(fields: str, reported: bool) -> None:
    """What is on the web and was read has an archived copy."""
    assert reported == bool(_check(f"sources:\n  s:\n    kind: report\n    {fields}\n", "LB363"))
