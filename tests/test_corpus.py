"""Linked records: what a reference means, who refers to a record, circles, and what readers see of it all."""

from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.corpus import Corpus, circles, link, publish
from generator.diagnostics import Diagnostic, Severity
from generator.kinds import BY_NAME, Kind
from generator.load import REGISTRY, load
from generator.model.base import Context, citations, mentions, references
from generator.model.date import Date
from generator.settings import Settings
from tests.small_project import REGISTRY as SHARED
from tests.small_project import SESSION, small_project, write

CASES: Final = Path(__file__).parent / "cases"
NOW = Date.parse("2022-01-26")


def linked(root: Path) -> tuple[Corpus, list[Diagnostic]]:
    """Load and link the content of a project."""
    return link(load(root, Settings()))


def corpus_of(root: Path) -> Corpus:
    """Load and link the content of a project in which nothing is wrong."""
    corpus, diagnostics = linked(root)
    assert [] == diagnostics
    return corpus


def head(title: str, *lines: str) -> str:
    """Return the head of a briefing."""
    return "".join(f"{line}\n" for line in ("briefing:", f"  title: {title}", "  as_of: 2022-01-20", *lines))


def question(identifier: str, *bears_on: str) -> str:
    """Return a question that refers to other records."""
    return f"questions:\n  {identifier}:\n    text: Wann?\n    bears_on: [{', '.join(bears_on)}]\n"


def test_briefings_of_an_unknown_date_come_last(tmp_path: Path) -> None:
    """The latest briefing stands first; one whose date nobody knows isn't the latest."""
    unknown = head("A").replace("2022-01-20", "unknown")
    root = small_project(tmp_path, a=unknown, b=head("B"), c=head("C").replace("2022-01-20", "2022-01-21"))
    assert ["c", "b", "sitzung", "a"] == [each.id for each in corpus_of(root).briefings]


def test_somebody_without_a_name_is_not_to_be_added(tmp_path: Path) -> None:
    """Who writes `unknown` for a name is told how to write that somebody isn't named."""
    quote = "quotes:\n  wort: {speaker: unknown, source: testblatt}\n"
    _, diagnostics = linked(small_project(tmp_path, a=head("A") + quote))
    assert ["LB201"] == [each.code for each in diagnostics]
    assert "{unnamed: an official}" in (diagnostics[0].hint or "")


def test_briefings_in_order(tmp_path: Path) -> None:
    """The registry is first, then the latest information, and last what is of an unknown date."""

    def at(day: str) -> str:
        return head(day).replace("2022-01-20", day)

    days = {"a": "2022-01-04", "b": "2022-01-05", "c": "2022-01-04", "d": "unknown"}
    root = small_project(tmp_path, **{name: at(day) for name, day in days.items()})
    corpus = corpus_of(root)
    listed = [head.briefing for head in corpus.briefings]
    assert [REGISTRY, *listed] == sorted(corpus.order, key=lambda each: corpus.order[each])
    assert ["b", "a", "c", "d"] == [each for each in listed if each in days]


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        ("erika", ["erika"]),
        ("Jemand", []),
        ("{unnamed: Ein Sprecher, of: amt}", ["amt"]),
        ("{unnamed: Ein Sprecher, of: Niemand}", []),
        ("{unnamed: Ein Sprecher}", []),
        ("[max, {unnamed: Ein Sprecher, of: amt}, Jemand, erika]", ["max", "amt", "erika"]),
    ],
)
def test_who_speaks(tmp_path: Path, speaker: str, expected: list[str]) -> None:
    """Who speaks has a record, or is somebody's unnamed voice; what several say together all of them say."""
    registry = "people:\n  erika: {name: Erika}\n  max: {name: Max}\norganisations:\n  amt: {name: Amt}\n"
    quote = f"quotes:\n  wort: {{speaker: {speaker}, source: testblatt}}\n"
    root = small_project(tmp_path, registry=registry + SHARED.partition("\n")[2], a=head("A") + quote)
    corpus = corpus_of(root)
    assert expected == [each.id for each in corpus.speakers(corpus.by_key["a", "wort"])]


def test_the_place_of_a_reference_in_prose_of_one_language(tmp_path: Path) -> None:
    """A reference that leads nowhere is placed at its own character, however the prose is written."""
    body = "sections:\n  s:\n    title: S\n    body: |\n      Erste Zeile.\n\n      Zweite [@nichts] Zeile.\n"
    _, diagnostics = linked(small_project(tmp_path, a=head("A") + body))
    assert ["briefings/a.yml:10:15"] == [str(each.location) for each in diagnostics]


def test_what_a_reference_means(tmp_path: Path) -> None:
    """An id means the briefing's own record, else the registry's, else a briefing; a slash names the briefing."""
    root = small_project(
        tmp_path, andere=head("Andere") + "facts:\n  eigen:\n    statement: E\n    evidence: testblatt\n"
    )
    corpus = corpus_of(root)

    def key(reference: str, briefing: str) -> tuple[str, str] | None:
        found = corpus.find(reference, briefing)
        return found.key if found else None

    assert ("sitzung", "vertagt") == key("vertagt", "sitzung")
    assert (REGISTRY, "testblatt") == key("testblatt", "sitzung")
    assert ("andere", "") == key("andere", "sitzung")
    assert ("andere", "eigen") == key("andere/eigen", "sitzung")
    assert ("andere", "eigen") == key("eigen", "andere")
    assert key("eigen", "sitzung") is None
    assert key("vertagt", REGISTRY) is None
    assert key("sitzung/testblatt", "sitzung") is None
    assert key("registry/testblatt", "sitzung") == (REGISTRY, "testblatt")


def test_same_id_in_two_briefings(tmp_path: Path) -> None:
    """Two briefings may use the same id; each means its own record."""
    corpus = corpus_of(small_project(tmp_path, andere=head("Andere") + question("vertagt", "vertagt")))
    found = corpus.find("vertagt", "andere")
    assert found is not None
    assert "question" == found.kind.name


def test_backlinks(tmp_path: Path) -> None:
    """A record knows who refers to it, by fields and by prose, each once and in order."""
    corpus = corpus_of(small_project(tmp_path, andere=head("Andere") + question("frage", "sitzung/vertagt", "sitzung")))
    fact = corpus.by_key["sitzung", "vertagt"]
    assert ["frage", "beschluss"] == [entry.id for entry in corpus.referring(fact)]
    assert ["beschluss"] == [entry.id for entry in corpus.referring(fact, "section", "quote")]
    source = corpus.by_key[REGISTRY, "testblatt"]
    assert [("vertagt", "evidence")] == [(each.entry.id, each.field) for each in corpus.backlinks[source.key]]


def test_records_of_a_kind(tmp_path: Path) -> None:
    """Records are found by kind, of all briefings or of one; briefings come with the latest information first."""
    newer = head("Neuer").replace("2022-01-20", "2022-01-21")
    corpus = corpus_of(small_project(tmp_path, zweite=newer + question("a"), dritte=head("Gleich alt") + question("a")))
    assert ["dritte", "zweite"] == [entry.briefing for entry in corpus.records("question")]
    assert ["zweite"] == [entry.briefing for entry in corpus.records("question", "zweite")]
    assert () == corpus.records("quote")
    assert ["zweite", "dritte", "sitzung"] == [entry.id for entry in corpus.briefings]


def test_the_place_of_a_citation(tmp_path: Path) -> None:
    """A citation that leads nowhere is found in the middle of its prose."""
    body = "    body:\n      de: |\n        Erste Zeile.\n\n        Zweite, mit [@vertagt; @vertagd].\n"
    text = SESSION[: SESSION.index("    body:")] + body
    _, diagnostics = linked(small_project(tmp_path, sitzung=text))
    assert [("briefings/sitzung.yml:16:32", "LB201", "Did you mean “vertagt”?")] == [
        (str(each.location), each.code, each.hint) for each in diagnostics
    ]


def test_unread_records_are_no_second_mistake(tmp_path: Path) -> None:
    """Who refers to a record that is there but wrong isn't told that there is none."""
    root = small_project(tmp_path, registry=SHARED.replace("kind: report", "kind: reprot"))
    loaded = load(root, Settings())
    assert ["LB106"] == [each.code for each in loaded.diagnostics]
    assert [] == link(loaded)[1]


def found(root: Path) -> list[str]:
    """Return place, code and hint of all that is wrong in a project, by place."""
    loaded = load(root, Settings())
    diagnostics = sorted((*loaded.diagnostics, *link(loaded)[1]))
    return [
        f"{each.location.line}:{each.location.column} {each.code} {each.hint.split('?')[0]}" for each in diagnostics
    ]


FIELD: Final = "Write each field on a line of its own, further in, as name: value."
NEAR: Final = "Did you mean “testblatt”"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "facts:\n  f:\n    statement: S\n    when: 05.03.2026\n    evidence: testblat\n",
            ["7:11 LB107 Write 2026-03-05", f"8:15 LB201 {NEAR}"],
        ),
        ("facts:\n  f:\n    evidence: testblat\n", ["5:3 LB103 Write statement: under it.", f"6:15 LB201 {NEAR}"]),
        (
            "facts:\n  f:\n    statement: S\n    evidence:\n      - stance: assert\n        source: testblat\n",
            ["8:17 LB106 Did you mean “asserts”", f"9:17 LB201 {NEAR}"],
        ),
        (
            "facts:\n  f:\n    statement: S\n    evidence:\n      - [x]\n      - testblat\n",
            [f"8:9 LB105 {FIELD}", f"9:9 LB201 {NEAR}"],
        ),
        (
            "facts:\n  f:\n    statement:\n    evidence: [testblat, Ohne Id]\n",
            [
                "6:5 LB104 Write a value there, or take the line out.",
                f"7:16 LB201 {NEAR}",
                "7:26 LB110 Ids have small letters a to z, digits and single hyphens: kremlin, tass-1372383.",
            ],
        ),
        (
            "facts:\n  f:\n    statement:\n    evidence: testblat\n",
            ["6:5 LB104 Write a value there, or take the line out.", f"7:15 LB201 {NEAR}"],
        ),
        (
            "facts:\n  f:\n    statment: S\n    evidence: testblat\n",
            ["6:5 LB101 Did you mean “statement”", f"7:15 LB201 {NEAR}"],
        ),
        (
            "quotes:\n  q:\n    speaker: {unnamed: U, of: erika-mustre, count: x}\n    source: a\n",
            [
                "6:31 LB201 Did you mean “erika-muster”",
                "6:52 LB109 Write digits and nothing else.",
                "7:13 LB204 Write the id of a source, or write the reference into another field.",
            ],
        ),
        (
            (
                "questions:\n  wann: {text: Wann}\nassessments:\n  j:\n    question: wan\n    alternatives:\n      a:\n"
                "        ratings: {testblat: nope}\n"
            ),
            [
                "7:3 LB103 Write made: under it.",
                "8:15 LB201 Did you mean “wann”",
                "10:7 LB103 Write hypothesis: under it.",
                f"11:19 LB201 {NEAR}",
                "11:29 LB106 Allowed are: consistent, inconsistent, neutral, n-a.",
            ],
        ),
        (
            "sections:\n  s:\n    body:\n      de: <b>E</b> [@testblat]\n      en: O [@f; @testbladt]\n      fr: U\n",
            [
                "5:3 LB103 Write title: under it.",
                "7:11 LB112 Use Markdown, or write `&lt;` for `<`.",
                "7:15 LB112 Use Markdown, or write `&lt;` for `<`.",
                f"7:21 LB201 {NEAR}",
                "8:14 LB201 Check the spelling, or add the record first.",
                f"8:18 LB201 {NEAR}",
                "9:7 LB111 The languages of this site are: de, en.",
            ],
        ),
    ],
)
def test_references_of_broken_records(text: str, expected: list[str], tmp_path: Path) -> None:
    """A wrong reference is reported, once and at its place, whatever else is wrong with its record."""
    root = small_project(tmp_path, a=head("A") + text)
    assert expected == found(root)


@pytest.mark.parametrize("kind", BY_NAME.values(), ids=BY_NAME)
def test_references_are_the_same_in_broken_records(kind: Kind) -> None:
    """What is found in a record that can't be read is what is found in it once it can: each reference, at its place."""
    loaded = load(CASES / f"kind-{kind.name}", Settings())
    context = Context(Settings().languages, "de")
    for entry in loaded.entries:
        value: Any = entry.document.value
        for step in entry.path:
            value = value[step]
        expected = [
            (str(each), each.kinds, entry.locate(path, key=path[-1] == each)) for path, each in references(entry.record)
        ]
        expected += [
            (each.id, (), entry.locate((name, language), offset=each.offset))
            for name, language, each in citations(entry.record)
        ]
        sought = [
            (str(each.id), each.kinds, entry.locate(each.path, key=each.at_key, offset=each.offset))
            for each in mentions(entry.kind.model, value, context)
        ]
        assert sorted(expected) == sorted(sought)


def test_references_of_a_broken_head(tmp_path: Path) -> None:
    """What the head of a briefing opens with is looked at even if its date is wrong."""
    text = head("A", "  key_judgements: [fakten, g]").replace("2022-01-20", "20.01.2022")
    root = small_project(tmp_path, a=f"{text}facts:\n  fakt:\n    statement: S\n    evidence: testblatt\n")
    assert [
        "3:10 LB107 Write 2022-01-20",
        "4:20 LB201 Did you mean “fakt”",
        "4:28 LB201 Check the spelling, or add the assessment or fact first.",
    ] == found(root)


def test_broken_records_have_ids(tmp_path: Path) -> None:
    """The id of a broken record is known: it can be meant, or used twice; where its kind doesn't fit, that is said."""
    facts = "facts:\n  f:\n    evidence: [f, frage]\n  testblatt: {evidence: [fragen, andere]}\n"
    questions = "questions:\n  frage: {txt: T, topics: fragen}\n"
    root = small_project(tmp_path, a=head("A") + facts + questions, andere="briefing:\n  title: T\n")
    _, diagnostics = linked(root)
    assert [
        "briefings/a.yml:6:16: error LB204: “f” is a fact, but a source or quote belongs here",
        "briefings/a.yml:6:19: error LB204: “frage” is a question, but a source or quote belongs here",
        "briefings/a.yml:7:3: error LB202: The id “testblatt” is used twice",
        "briefings/a.yml:7:26: error LB201: Nothing has the id “fragen”",
        "briefings/a.yml:7:34: error LB204: “andere” is a briefing, but a source or quote belongs here",
        "briefings/a.yml:9:27: error LB201: Nothing has the id “fragen”",
    ] == [str(each) for each in sorted(diagnostics)]


@pytest.mark.parametrize("text", ["briefing:\n  title: T\n", 'briefing: "\n'])
def test_ids_retired_for_what_cannot_be_read(text: str, tmp_path: Path) -> None:
    """An id may be retired in favour of a briefing of which the head, or the file, is broken."""
    _, diagnostics = linked(small_project(tmp_path, registry=f"{SHARED}retired:\n  alt: andere\n", andere=text))
    assert [] == diagnostics


def test_near_ids_of_broken_records_are_suggested(tmp_path: Path) -> None:
    """A reference may have meant a record that is itself broken."""
    root = small_project(
        tmp_path, a=head("A") + "facts:\n  f:\n    statement: S\n    evidence: berich\nsources:\n  bericht: {kind: x}\n"
    )
    _, diagnostics = linked(root)
    assert ["Did you mean “bericht”?"] == [each.hint for each in diagnostics]


@pytest.mark.parametrize("name", ["a/01", "registry/01"])
def test_references_to_what_may_be_unread(name: str, tmp_path: Path) -> None:
    """While a mistake of syntax hides which ids there are, nothing is said of ids that aren't found."""
    files = {"a/00": head("A") + "facts:\n  f:\n    when: 05.03.2026\n    evidence: testblat\n", name: 'facts: "\n'}
    _, diagnostics = linked(small_project(tmp_path, **files))
    assert [] == diagnostics


@pytest.mark.parametrize(
    ("onward", "expected"),
    [
        ({}, []),
        ({1: (2,), 2: (3,)}, []),
        ({1: (1,)}, [(1,)]),
        ({1: (2,), 2: (1,)}, [(1, 2)]),
        ({1: (2, 3), 2: (3,), 3: ()}, []),
        ({1: (2,), 2: (3, 1), 3: (1,)}, [(1, 2, 3), (1, 2)]),
        ({1: (2,), 2: (), 3: (4,), 4: (3,)}, [(3, 4)]),
    ],
)
def test_circles(onward: dict[int, tuple[int, ...]], expected: list[tuple[int, ...]]) -> None:
    """Each edge that closes a circle gives one, from its beginning; ways that meet again are no circle."""
    assert expected == circles(onward)


def test_long_chains_end() -> None:
    """A chain of any length is followed."""
    chain = {number: (number + 1,) for number in range(100_000)}
    assert [] == circles(chain)
    assert 100_000 == len(circles({**chain, 99_999: (0,)})[0])


@given(st.dictionaries(st.integers(0, 8), st.lists(st.integers(0, 8), max_size=4).map(tuple), max_size=9))
def test_circles_are_circles(onward: dict[int, tuple[int, ...]]) -> None:
    """What is found leads round, and without the edges that close it there is none left."""
    found = circles(onward)
    for circle in found:
        assert all(after in onward[node] for node, after in zip(circle, (*circle[1:], circle[0]), strict=True))
    closing = {(circle[-1], circle[0]) for circle in found}
    rest = {node: tuple(each for each in nexts if (node, each) not in closing) for node, nexts in onward.items()}
    assert [] == circles(rest)


def test_sources_may_cite_each_other(tmp_path: Path) -> None:
    """Sources that pass each other on are a warning; everywhere else a circle is an error."""
    shared = (
        "sources:\n  a:\n    kind: report\n    relays: b\n  b:\n    kind: report\n    relays: a\n"
        "places:\n  c:\n    name: C\n    within: d\n  d:\n    name: D\n    within: c\n"
    )
    _, diagnostics = linked(write(tmp_path, {"briefings/registry.yml": shared}))
    assert [("LB203", Severity.WARNING), ("LB203", Severity.ERROR)] == [
        (each.code, each.severity) for each in diagnostics
    ]


def test_nothing_stands_in_its_own_place(tmp_path: Path) -> None:
    """A record doesn't revise itself, nor stand in its own place, over however many others; briefings neither."""
    assessments = "assessments:\n" + "".join(
        f"  {one}:\n    question: Wann?\n    made: 2022-01-20\n    revises: {other}\n" for one, other in ("ab", "ba")
    )
    replaced = "  replaced_by: c\n  status: superseded"
    _, diagnostics = linked(write(tmp_path, {"briefings/c.yml": head("C", replaced) + assessments}))
    assert ["revises runs in a circle: a → b → a", "replaced_by runs in a circle: c → c"] == [
        each.message for each in diagnostics
    ]


def test_nothing_to_hide(tmp_path: Path) -> None:
    """A corpus of which readers see everything stays as it is."""
    corpus = corpus_of(small_project(tmp_path))
    assert corpus is publish(corpus, NOW)


def test_what_only_hidden_briefings_refer_to(tmp_path: Path) -> None:
    """Records of the registry go with the draft that alone refers to them; what others or nobody refer to stays."""
    shared = (
        "people:\n  offen:\n    name: O\n  beide:\n    name: B\n  keiner:\n    name: K\n    roles:\n      - title: T\n"
        "        of: gemeinsam\n  geheim:\n    name: G\n    roles:\n      - title: T\n        of: weiter\n"
        "organisations:\n  weiter:\n    name: W\n  gemeinsam:\n    name: G\n"
    )
    draft = head("Entwurf", "  status: draft", "  authors: [geheim, beide]") + question("a", "gemeinsam")
    files = {
        "briefings/registry.yml": shared,
        "briefings/entwurf.yml": draft,
        "briefings/offenes.yml": head("Offenes", "  authors: [offen, beide]"),
    }
    seen = {entry.id for entry in publish(corpus_of(write(tmp_path, files)), NOW).entries}
    assert {"offen", "beide", "keiner", "gemeinsam", "offenes"} == seen


def test_redacted_records_go(tmp_path: Path) -> None:
    """A redaction takes its targets, of any briefing and the registry; of a redacted head, all of its briefing."""
    redaction = "redactions:\n  r:\n    at: 2022\n    targets: [sitzung, testblatt]\n    ground: Urteil\n"
    corpus = corpus_of(small_project(tmp_path, andere=head("Andere") + redaction))
    assert {"erika-muster", "andere", "r"} == {entry.id for entry in publish(corpus, NOW).entries}
