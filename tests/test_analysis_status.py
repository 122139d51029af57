"""Behaviour of the derived status: whose voices stand behind a fact, and what they make it."""

from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.analysis.origins import Origins, Voice
from generator.analysis.status import (
    Derivation,
    Exclusion,
    Side,
    Status,
    declared_problem,
    derive,
    derive_all,
    independent,
    rank,
    shown_status,
)
from generator.corpus import Corpus, Key
from generator.document import read_document
from generator.model.fact import Fact
from tests.small_corpus import BRIEFING_ID, corpus_of, read

HEAD = {"title": "Gespräche", "as_of": "2022-02-01"}


def _read_beside(name: str) -> dict[str, Any]:
    """Return what a file beside this one says."""
    document, problems = read_document(Path(__file__).with_name(name), f"tests/{name}")
    assert problems == []
    assert document is not None
    value: Any = document.value
    return cast("dict[str, Any]", value)


def _cases() -> tuple[Corpus, dict[str, dict[str, Any]]]:
    """Return the corpus of the status cases, and the cases by id."""
    value = _read_beside("status-cases.yml")
    cases: dict[str, dict[str, Any]] = value["facts"]
    test_only = ("expect", "why", "withdrawn")
    facts = {
        identifier: {"statement": "Es war so.", **{key: item for key, item in case.items() if key not in test_only}}
        for identifier, case in cases.items()
    }
    correction = {"at": "2022-02-01", "reason": "Falsch.", "withdraws": "true"}
    corrections = {
        f"correction-{identifier}": {**correction, "targets": identifier}
        for identifier, case in cases.items()
        if "withdrawn" in case
    }
    registry = {key: value[key] for key in ("organisations", "sources")}
    return corpus_of(registry, {"briefing": HEAD, "facts": facts, "corrections": corrections}), cases


CASES_CORPUS, CASES = _cases()


@pytest.mark.parametrize("case", CASES)
def test_case(case: str) -> None:
    """Every case of the shared list comes out as the content model says."""
    entry = CASES_CORPUS.by_key[BRIEFING_ID, case]
    assert CASES[case]["expect"] == derive(entry, CASES_CORPUS).status


HARD = _read_beside("hard-status-cases.yml")


@pytest.mark.parametrize("case", HARD["cases"])
def test_hard_case(case: str) -> None:
    """Attempts to break the table fail: status, row, reports and origins are as worked out by hand in the file."""
    tried = HARD["cases"][case]
    registry = {key: HARD[key] for key in ("organisations", "people", "sources")}
    briefing = {
        "briefing": {**HEAD, **({"sides": tried["sides"]} if "sides" in tried else {})},
        "facts": {"it": {"statement": "Es war so.", **tried["fact"]}},
        **{key: tried[key] for key in ("quotes", "corrections") if key in tried},
    }
    corpus = corpus_of(registry, briefing)
    found = derive(corpus.by_key[BRIEFING_ID, "it"], corpus)
    actual = {
        "status": str(found.status),
        "row": str(found.row),
        "reports": str(found.reports),
        "origins": str(found.origins),
        **({"unknown": "true"} if found.independence_unknown else {}),
    }
    assert tried["expect"] == actual, tried["working"]


def test_hard_cases_are_enough_and_explained() -> None:
    """There are at least twenty attempts, and each says what it tries and how the result is worked out."""
    assert len(HARD["cases"]) >= 20
    assert len({tried["tries"] for tried in HARD["cases"].values()}) == len(HARD["cases"])
    assert all(tried["working"] for tried in HARD["cases"].values())


REGISTRY = """
organisations:
  russian-government: {name: Russian government}
  kremlin: {name: Kremlin, speaks_for: russian-government}
  russian-mfa: {name: Russian MFA, speaks_for: russian-government}
  tass: {name: TASS, speaks_for: russian-government}
  us-government: {name: US government}
  white-house: {name: White House, speaks_for: us-government}
  nato: {name: NATO}
  ukraine: {name: Ukraine}
  ap: {name: AP}
  reuters: {name: Reuters}
  rag: {name: Rag, reliability: E}
  duma: {name: Duma}
  faction: {name: Faction}
  mirror-a: {name: Mirror A, speaks_for: mirror-b}
  mirror-b: {name: Mirror B, speaks_for: mirror-a}
people:
  lavrov:
    name: Sergei Lavrov
    roles:
      - {title: Außenminister, of: russian-mfa, from: 2004-03-09}
      - {title: UN-Botschafter, of: un-mission, from: 1994, to: 2004-07}
  envoy:
    name: Envoy
    roles:
      - {title: Gesandter, of: white-house, from: 2021-01-20, to: 2022-01-10}
      - {title: Berater, of: Think Tank, from: 2022-01-11}
  deputy:
    name: Deputy
    roles:
      - {title: Abgeordneter, of: duma}
      - {title: Vorsitzender, of: faction}
  loner: {name: Loner}
sources:
  kremlin-readout: {kind: readout, publisher: kremlin}
  kremlin-video: {kind: transcript, publisher: kremlin, unseen: true}
  lost-interview: {kind: interview, publisher: Radio, unseen: true}
  wh-readout: {kind: readout, publisher: white-house}
  tass-1: {kind: wire, publisher: tass, relays: [kremlin-readout]}
  tass-2: {kind: wire, publisher: tass}
  ap-1: {kind: wire, publisher: ap, first_hand: true}
  ap-2: {kind: wire, publisher: ap, first_hand: true}
  reuters-1: {kind: wire, publisher: reuters, first_hand: true}
  digest: {kind: report, publisher: Digest, relays: [ap-1, reuters-1]}
  from-unseen: {kind: report, publisher: Paper, relays: [lost-interview]}
  unread-digest: {kind: report, publisher: Digest, relays: [ap-1], unseen: true}
  from-unread-digest: {kind: report, publisher: Paper, relays: [unread-digest]}
  from-unseen-state: {kind: report, publisher: Paper, relays: [kremlin-video]}
  paper: {kind: report, publisher: Paper}
  paper-on-ap: {kind: report, publisher: Paper, relays: [ap-1]}
  loop-a: {kind: report, publisher: Loop A, relays: [loop-b]}
  loop-b: {kind: report, publisher: Loop B, relays: [loop-a]}
  state-loop: {kind: wire, publisher: tass, relays: [loop-c]}
  loop-c: {kind: report, publisher: Loop C, relays: [state-loop]}
  leaking-loop: {kind: report, publisher: Loop D, relays: [leaking-loop, ap-1]}
  rag-1: {kind: report, publisher: rag, first_hand: true}
  rag-checked: {kind: report, publisher: rag, first_hand: true, reliability: C}
  anonymous: {kind: primary-document}
  blog: {kind: social, publisher: envoy, published: 2022-01-20}
  deputy-post: {kind: social, publisher: deputy}
"""

SHARED = read(REGISTRY, "registry")


def _fact(fields: str, *, head: str = "", others: str = "") -> tuple[Fact, Derivation]:
    """Return a fact with these fields, and its derivation."""
    indented = fields.strip("\n").replace("\n", "\n    ")
    facts = f"facts:\n  it:\n    statement: So.\n    {indented}\n"
    corpus = Corpus((*SHARED, *read(f"briefing:\n  title: T\n  as_of: 2022-02-01\n{head}\n{facts}{others}")))
    entry = corpus.by_key[BRIEFING_ID, "it"]
    assert isinstance(entry.record, Fact)
    return entry.record, derive(entry, corpus)


def _derive(fields: str, *, head: str = "", others: str = "") -> Derivation:
    """Return the derivation of a fact with these fields."""
    return _fact(fields, head=head, others=others)[1]


def _names(derivation: Derivation, index: int = 0) -> list[str]:
    """Return the names of the voices of one item, with a question mark for unknown ones."""
    return [voice.name if voice.known else "?" for voice in derivation.items[index].voices]


@pytest.mark.parametrize(
    ("item", "voices"),
    [
        pytest.param("source: ap-1", ["ap"], id="publisher of a first-hand source"),
        pytest.param("source: kremlin-readout", ["russian-government"], id="followed up"),
        pytest.param("source: tass-1", ["russian-government"], id="root of the relays"),
        pytest.param("source: tass-2", ["russian-government"], id="not first-hand, but speaks for someone"),
        pytest.param("source: paper", ["?"], id="neither first-hand nor relaying"),
        pytest.param("source: paper-on-ap", ["ap"], id="wire behind a paper"),
        pytest.param("source: digest", ["ap", "reuters"], id="two roots are two voices"),
        pytest.param("{source: paper-on-ap, relays: reuters-1}", ["reuters"], id="relays of the item come first"),
        pytest.param("{source: ap-1, relays: paper}", ["?"], id="relays of the item, unknown"),
        pytest.param("{source: ap-1, relays: paper-on-ap}", ["?"], id="item in a circle with its source"),
        pytest.param("{source: paper, relays: [paper, ap-1]}", ["?", "ap"], id="item that passes on itself"),
        pytest.param("source: from-unseen", ["?"], id="unread link"),
        pytest.param("source: from-unread-digest", ["?"], id="unread link, whatever it passes on"),
        pytest.param("source: from-unseen-state", ["russian-government"], id="unread link of a mouthpiece"),
        pytest.param("source: loop-a", ["?"], id="loop"),
        pytest.param("source: state-loop", ["russian-government"], id="loop with a mouthpiece"),
        pytest.param("source: loop-c", ["russian-government"], id="the same loop, entered elsewhere"),
        pytest.param("source: leaking-loop", ["?", "ap"], id="loop with a way out"),
        pytest.param("source: anonymous", ["?"], id="no publisher"),
        pytest.param("{source: ap-1, by: kremlin}", ["russian-government"], id="by"),
        pytest.param("{source: ap-1, by: [kremlin, white-house]}", ["russian-government", "us-government"], id="list"),
        pytest.param("{source: ap-1, by: [kremlin, tass]}", ["russian-government"], id="list of one voice"),
        pytest.param("{source: ap-1, by: Ein Fischer}", ["Ein Fischer"], id="free name"),
        pytest.param("{source: ap-1, by: mirror-b}", ["mirror-a"], id="circle of speaks_for"),
        pytest.param("{source: ap-1, by: [mirror-a, mirror-b]}", ["mirror-a"], id="circle entered on both sides"),
        pytest.param("{source: ap-1, by: nobody-known}", ["?"], id="reference that leads nowhere"),
        pytest.param("{source: loop-a, by: kremlin}", ["russian-government"], id="by makes the loop irrelevant"),
        pytest.param("{source: ap-1, by: {unnamed: Diplomaten}}", ["?"], id="unnamed"),
        pytest.param("{source: ap-1, by: {unnamed: Zwei Beamte, of: white-house}}", ["us-government"], id="unnamed of"),
        pytest.param("{source: ap-1, by: loner}", ["loner"], id="person without roles"),
        pytest.param("{source: ap-1, by: deputy}", ["deputy"], id="person of two bodies is one voice"),
        pytest.param("{source: ap-1, stance: reports, by: kremlin}", [], id="a report has no voice"),
        pytest.param("{source: ap-1, stance: denies}", ["ap"], id="a denial has"),
        pytest.param("{source: ap-1, set_aside: Versehen}", ["ap"], id="what isn't counted has a voice too"),
    ],
)
def test_voice(item: str, voices: list[str]) -> None:
    """The voice of an item is whom it names, else the publisher at the root, followed up."""
    assert voices == _names(_derive(f"evidence:\n  - {item}"))


@pytest.mark.parametrize("first", [0, 1])
def test_relays_of_an_item_hold_for_it_alone(first: int) -> None:
    """What one passage of a source passes on says nothing of the source's other passages, whichever comes first."""
    items = ["  - paper-on-ap", "  - {source: paper-on-ap, relays: [reuters-1]}"]
    derivation = _derive("\n".join(["evidence:", items[first], items[1 - first]]))
    assert ["ap", "reuters"] == _names(derivation, first) + _names(derivation, 1 - first)


@pytest.mark.parametrize(
    ("when", "voice"),
    [
        ("2021-12-07", "us-government"),
        ("2022-01-10", "us-government"),
        ("2022-01-11", "Think Tank"),
        ("2020", "envoy"),
        ("2021-01", "us-government"),
        ("2022-01", "envoy"),  # at that precision he may have spoken in both offices
        ("2010/2020", "envoy"),
        ("unknown", "Think Tank"),  # the day of publication counts
    ],
)
def test_role_on_the_day(when: str, voice: str) -> None:
    """A person speaks for those in whose office they may have been on the day of the fact, else of publication."""
    assert [voice] == _names(_derive(f"when: {when}\nevidence: [blog]"))


def test_day_of_the_quote() -> None:
    """Where the fact has no day, that of the quote tells in which office its speaker spoke."""
    others = "quotes:\n  words:\n    speaker: envoy\n    source: ap-1\n    when: 2021-12-07"
    assert ["us-government"] == _names(_derive("evidence: [words]", others=others))


def test_role_of_two_bodies_confirms_nothing_alone() -> None:
    """A person who speaks for two bodies is one voice, and not independent of either body."""
    assert 9 == _derive("evidence: [deputy-post]").row
    both = _derive("evidence:\n  - deputy-post\n  - {source: ap-1, by: duma}")
    assert (1, Status.REPORTED) == (both.origins, both.status)
    third = _derive("evidence:\n  - deputy-post\n  - {source: ap-1, by: duma}\n  - {source: ap-1, by: faction}")
    assert (2, Status.CONFIRMED) == (third.origins, third.status)


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("{source: ap-1, set_aside: Versehen}", Exclusion.SET_ASIDE),
        ("{source: ap-1, part: Nur der Ort}", Exclusion.PART),
        ("{source: ap-1, credibility: 5}", Exclusion.CREDIBILITY),
        ("{source: ap-1, credibility: 6}", None),
        ("{source: ap-1, credibility: 4}", None),
        ("rag-1", Exclusion.RELIABILITY),
        ("rag-checked", None),
        ("lost-interview", Exclusion.UNSEEN),
        ("{source: lost-interview, by: kremlin}", Exclusion.UNSEEN),
        ("from-unseen", None),
        ("no-such-source", Exclusion.MISSING),
        ("{source: rag-1, credibility: 5, part: Nur der Ort}", Exclusion.PART),
    ],
)
def test_what_is_counted(item: str, reason: Exclusion | None) -> None:
    """Items that don't count are shown with the reason."""
    derivation = _derive(f"evidence:\n  - {item}")
    assert reason == derivation.items[0].exclusion
    assert (0 if reason else 1) == derivation.reports
    assert (Status.UNSUPPORTED if reason else derivation.status) is derivation.status


@pytest.mark.parametrize(
    ("fields", "row"),
    [
        pytest.param("evidence: []", 10, id="nothing"),
        pytest.param("evidence: [ap-1, kremlin-readout]", 6, id="two voices"),
        pytest.param("evidence: [digest]", 6, id="two roots of one source"),
        pytest.param("evidence: [ap-1, ap-2]", 9, id="two wires of one agency"),
        pytest.param("evidence: [kremlin-readout]", 9, id="publisher without parties"),
        pytest.param("evidence:\n  - {source: ap-1, by: kremlin}\n  - paper", 8, id="unknown copy beside by"),
        pytest.param("evidence:\n  - {source: ap-1, by: kremlin}\n  - tass-1", 9, id="not all by by"),
        pytest.param("about: ukraine\nevidence:\n  - {source: ap-1, by: kremlin}", 9, id="by, about another"),
        pytest.param("about: Minsk\nevidence:\n  - {source: ap-1, by: kremlin}", 9, id="by, about a free name"),
        pytest.param("about: kremlin\nevidence: [tass-1, paper]", 7, id="unknown copy beside a party"),
        pytest.param("about: ukraine\nparties: kremlin\nevidence: [tass-1]", 7, id="parties before about"),
        pytest.param("about: kremlin\nparties: ukraine\nevidence: [tass-1]", 9, id="about not beside parties"),
        pytest.param("about: lavrov\nevidence:\n  - {source: ap-1, by: kremlin}", 7, id="person as party"),
        pytest.param("about: Kremlin\nevidence:\n  - {source: ap-1, by: Kremlin}", 9, id="free name is no party"),
        pytest.param("about: duma\nevidence: [deputy-post]", 7, id="one of two bodies is a party"),
        pytest.param(
            "about: faction\nevidence:\n  - deputy-post\n  - {source: ap-1, by: duma}", 9, id="not all parties"
        ),
        pytest.param("evidence:\n  - {source: ap-1, stance: reports}", 9, id="only a report"),
        pytest.param("evidence:\n  - {source: ap-1, stance: reports}\n  - {source: ap-1, stance: contradicts}", 3),
        pytest.param("evidence:\n  - {source: ap-1, stance: denies, part: x}\n  - ap-2", 9, id="denial of a part"),
        pytest.param("evidence:\n  - {source: ap-1, stance: documents}\n  - {source: ap-2, stance: denies}", 2),
    ],
)
def test_row(fields: str, row: int) -> None:
    """The first row that fits counts."""
    assert row == _derive(fields).row


@pytest.mark.parametrize(
    ("sides", "items", "status", "origins"),
    [
        ("[[us-government, nato]]", ["wh-readout", "{source: ap-1, by: nato}"], Status.REPORTED, 1),
        ("[[white-house, nato]]", ["wh-readout", "{source: ap-1, by: nato}"], Status.REPORTED, 1),
        ("[[us-government, nato], [kremlin]]", ["wh-readout", "kremlin-readout"], Status.CONFIRMED, 2),
        ("[[envoy, nato]]", ["wh-readout", "{source: ap-1, by: nato}"], Status.REPORTED, 1),
        ("[[Zeuge A, Zeuge B]]", ["{source: ap-1, by: Zeuge A}", "{source: ap-1, by: zeuge  b}"], Status.CLAIMED, 1),
        # NATO stands in two groups: one voice with either, which doesn't make these two one.
        ("[[us-government, nato], [nato, ukraine]]", ["wh-readout", "{source: ap-1, by: nato}"], Status.REPORTED, 1),
        (
            "[[us-government, nato], [nato, ukraine]]",
            ["wh-readout", "{source: ap-1, by: nato}", "{source: ap-1, by: ukraine}"],
            Status.CONFIRMED,
            2,
        ),
    ],
)
def test_sides(sides: str, items: list[str], status: Status, origins: int) -> None:
    """Parties in one group of `sides` are one voice."""
    evidence = "\n".join(f"  - {item}" for item in items)
    derivation = _derive(f"when: 2021-12-07\nevidence:\n{evidence}", head=f"  sides: {sides}")
    assert (status, origins) == (derivation.status, derivation.origins)


def test_side_of_a_party_is_a_party() -> None:
    """Whoever stands on one side with a party is a party."""
    head = "  sides: [[us-government, nato]]"
    assert 7 == _derive("about: us-government\nevidence:\n  - {source: ap-1, by: nato}", head=head).row


@pytest.mark.parametrize(
    ("values", "row", "mismatch"),
    [
        (["{number: 100}", "{low: 90, high: 110}"], 6, False),
        (["{number: 100}", "{number: 101}"], 4, False),
        (["{number: 101}", "{number: 100}"], 4, False),
        (["{number: 100, circa: true}", "{number: 109}"], 6, False),
        (["{number: 100, circa: true}", "{number: 111}"], 4, False),
        (["{number: -100, circa: true}", "{number: -109}"], 6, False),
        (["{low: 1, high: 2}", "{low: 2, high: 3}"], 6, False),
        (["{number: 1, unit: km}", "{number: 2, unit: km}"], 4, False),
        (["{number: 1, unit: km}", "{number: 2, unit: miles}"], 6, True),
        (["{number: 1, unit: km}", "{number: 2}"], 6, True),
        (["{number: 1, unit: Tote}", "{number: 2, unit: {de: Tote, en: deaths}}"], 6, True),
        (["{number: 1, unit: {de: Tote}}", "{number: 2, unit: {de: Tote, en: deaths}}"], 4, False),
        (["{number: 1, unit: km}", "{number: 2, unit: {de: km, en: km}}"], 4, False),
    ],
)
def test_values(values: list[str], row: int, *, mismatch: bool) -> None:
    """Supporting values that can't both hold make a fact disputed; values of different units can't be compared."""
    evidence = "".join(
        f"\n  - {{source: {source}, value: {value}}}"
        for source, value in zip(("ap-1", "reuters-1"), values, strict=True)
    )
    derivation = _derive(f"evidence:{evidence}")
    assert (row, row == 4, mismatch) == (derivation.row, derivation.by_value, derivation.unit_mismatch)


def test_any_two_of_three_values_conflict() -> None:
    """Neighbours that overlap don't make the outer two go together."""
    values = ("{low: 1, high: 2}", "{low: 2, high: 3}", "{low: 3, high: 4}")
    evidence = "".join(f"\n  - {{source: ap-1, value: {value}}}" for value in values)
    assert 4 == _derive(f"evidence:{evidence}").row


def test_values_of_others_do_not_conflict() -> None:
    """Only counted supporting values are compared."""
    items = (
        "{source: ap-1, value: {number: 1}}",
        "{source: ap-2, value: {number: 2}, set_aside: Zahlendreher}",
        "{source: paper, value: {number: 3}, stance: reports}",
    )
    evidence = "".join(f"\n  - {item}" for item in items)
    assert 9 == _derive(f"evidence:{evidence}").row


QUOTE = "quotes:\n  words:\n    speaker: {}\n    source: {}\n"


def test_quote_as_evidence() -> None:
    """A quote is its speaker's voice and its source's report, and names its voice itself."""
    derivation = _derive("evidence: [words, ap-1]", others=QUOTE.format("lavrov", "ap-1"))
    item = derivation.items[0]
    assert (["russian-government"], True) == (_names(derivation), item.voices[0].named)
    assert ("words", "ap-1") == (item.quote and item.quote.id, item.source and item.source.id)
    assert (1, 2, 6) == (derivation.reports, derivation.origins, derivation.row)


@pytest.mark.parametrize(
    ("speaker", "source", "about", "row"),
    [
        ("kremlin", "ap-1", "", 8),
        ("kremlin", "ap-1", "about: tass\n", 7),
        ("kremlin", "ap-1", "about: nato\n", 9),
        ("{unnamed: Beamte}", "ap-1", "", 9),
        ("[kremlin, nato]", "ap-1", "", 8),  # what they say together is one voice
        ("kremlin", "lost-interview", "", 10),
        ("kremlin", "rag-1", "", 10),
        ("kremlin", "no-such-source", "", 10),
    ],
)
def test_status_by_quote(speaker: str, source: str, about: str, row: int) -> None:
    """A quote counts like a passage with `by`, if its source counts."""
    assert row == _derive(f"{about}evidence: [words]", others=QUOTE.format(speaker, source)).row


def test_by_beside_a_quote() -> None:
    """`by` at the item comes before the speaker of the quote."""
    derivation = _derive("evidence:\n  - {source: words, by: nato}", others=QUOTE.format("kremlin", "ap-1"))
    assert ["nato"] == _names(derivation)


def test_contradicts_itself() -> None:
    """One voice for and against is enough for a dispute, and is said to contradict itself."""
    one = _derive("evidence:\n  - tass-1\n  - {source: kremlin-readout, stance: denies}")
    assert (2, True) == (one.row, one.contradicts_itself)
    two = _derive("evidence:\n  - tass-1\n  - {source: ap-1, stance: denies}")
    assert (2, False) == (two.row, two.contradicts_itself)
    assert (["russian-government"], ["ap"]) == (
        [voice.name for voice in two.voices_for],
        [voice.name for voice in two.voices_against],
    )


@pytest.mark.parametrize(
    ("evidence", "reports", "origins", "at_least", "unknown"),
    [
        ("[ap-1, paper-on-ap, reuters-1]", 3, 2, 2, False),
        ("[ap-1, ap-1]", 1, 1, 1, False),
        ("[ap-1, paper]", 2, 1, 1, True),
        ("[paper, loop-a]", 2, 0, 1, True),
        ("[{source: ap-1, stance: reports}]", 1, 0, 1, True),
        ("[ap-1, {source: reuters-1, stance: denies}]", 2, 2, 2, False),
        ("[{source: ap-1, by: NATO}, {source: ap-1, by: nato }]", 1, 2, 2, False),
        ("[]", 0, 0, 0, False),
    ],
)
def test_reports_and_origins(evidence: str, reports: int, origins: int, at_least: int, *, unknown: bool) -> None:
    """Reports are distinct sources, origins are distinct voices; unknown ones are at least one if no other is known."""
    derivation = _derive(f"evidence: {evidence}")
    assert (reports, origins, at_least, unknown) == (
        derivation.reports,
        derivation.origins,
        derivation.at_least,
        derivation.independence_unknown,
    )


def test_loops_are_named() -> None:
    """Loops of citation behind counted items are named, each once, wherever they were entered."""
    derivation = _derive("evidence: [loop-a, loop-b, leaking-loop]")
    loops = [tuple(identifier for _, identifier in loop) for loop in derivation.loops]
    assert [("loop-a", "loop-b"), ("leaking-loop",)] == loops


def test_withdrawal() -> None:
    """A correction withdraws a fact only if it says so."""
    correction = "corrections:\n  c:\n    at: 2022-01-01\n    targets: [it]\n    reason: Falsch.\n    withdraws: {}"
    assert Status.WITHDRAWN is _derive("evidence: [ap-1]", others=correction.format("true")).status
    assert Status.REPORTED is _derive("evidence: [ap-1]", others=correction.format("false")).status


@pytest.mark.parametrize(
    ("declared", "evidence", "problem", "shown"),
    [
        ("", "[ap-1]", None, "reported"),
        ("reported", "[ap-1]", None, "reported"),
        ("claimed", "[ap-1]", "LB302", "reported"),
        ("reported", "[{source: ap-1, by: nato}]", "LB302", "claimed"),
        ("confirmed", "[ap-1]", "LB302", "reported"),
        ("disputed", "[ap-1]", "LB303", "reported"),
        ("disputed because", "[ap-1]", None, "disputed"),
        ("claimed because", "[ap-1]", "LB302", "reported"),
        ("confirmed because", "[ap-1]", "LB302", "reported"),
        ("reported because", "[ap-1, reuters-1]", None, "reported"),
        ("confirmed", "[]", "LB301", "unsupported"),
        ("", "[]", "LB301", "unsupported"),
    ],
)
def test_declared_status(declared: str, evidence: str, problem: str | None, shown: str) -> None:
    """A declared status is shown if the evidence bears it out; below that it needs a reason."""
    status, _, reason = declared.partition(" ")
    lines = [f"status: {status}"] * bool(status) + ["status_reason: Darum."] * bool(reason) + [f"evidence: {evidence}"]
    fact, derivation = _fact("\n".join(lines))
    assert (problem, shown) == (declared_problem(fact, derivation), shown_status(fact, derivation))


def test_withdrawal_overrules_what_was_declared() -> None:
    """What an editor declared before a withdrawal is no mistake, and isn't shown."""
    correction = "corrections:\n  c:\n    at: 2022-01-01\n    targets: it\n    reason: Falsch.\n    withdraws: true"
    fact, derivation = _fact("status: confirmed\nevidence: [ap-1]", others=correction)
    assert (None, "withdrawn") == (declared_problem(fact, derivation), shown_status(fact, derivation))


def test_ranks() -> None:
    """The order of the statuses is that of the content model."""
    order = ["withdrawn", "unsupported", "denied", "disputed", "claimed", "confirmed"]
    assert order == sorted(order, key=rank)
    assert rank("claimed") == rank("reported")


# --- properties ----------------------------------------------------------------------------------------------------

PARSED = Corpus(
    (*SHARED, *read(QUOTE.format("envoy", "ap-1") + "  more:\n    speaker: kremlin\n    source: reuters-1"))
)
SOURCES = [*(entry.id for entry in PARSED.records("source")), "words", "more"]
SPEAKERS = [entry.id for kind in ("person", "organisation") for entry in PARSED.records(kind)]
VOICES = st.sampled_from([*SPEAKERS, "Ein Fischer", "NATO"]) | st.fixed_dictionaries(
    {"unnamed": st.just("Beamte")}, optional={"of": st.sampled_from(SPEAKERS)}
)
VALUES = st.fixed_dictionaries(
    {"number": st.sampled_from(["1", "1.05", "2"])}, optional={"circa": st.just("true"), "unit": st.just("km")}
)
STANCES = ["asserts", "documents", "reports", "denies", "contradicts"]
CHAINS = st.lists(st.sampled_from([entry.id for entry in PARSED.records("source")]), min_size=1, max_size=2)


def _evidence(stances: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Return items of evidence of these stances."""
    optional: dict[str, st.SearchStrategy[Any]] = {
        "by": st.lists(VOICES, min_size=1, max_size=2),
        "relays": CHAINS,
        "part": st.just("Nur der Ort"),
        "value": VALUES,
        "credibility": st.sampled_from(["1", "5"]),
        "set_aside": st.just("Versehen"),
    }
    required = {"source": st.sampled_from(SOURCES), "stance": st.sampled_from(stances)}
    return st.fixed_dictionaries(required, optional=optional)


SUBJECTS = st.lists(st.sampled_from([*SPEAKERS, "Minsk"]), min_size=1, max_size=2)
FACTS = st.fixed_dictionaries(
    {},
    optional={"when": st.sampled_from(["2021-12-07", "2022-01", "2023"]), "about": SUBJECTS, "parties": SUBJECTS},
)
SIDES = st.lists(st.lists(st.sampled_from(SPEAKERS), min_size=1, max_size=3), max_size=3)


def _derived(fact: dict[str, Any], sides: list[list[str]], evidence: list[dict[str, Any]]) -> Derivation:
    """Return the derivation of a fact with this evidence."""
    facts = {"it": {"statement": "So.", **fact, "evidence": evidence}}
    added = corpus_of({}, {"briefing": {**HEAD, "sides": sides}, "facts": facts})
    corpus = Corpus((*PARSED.entries, *added.entries))
    return derive(corpus.by_key[BRIEFING_ID, "it"], corpus)


@given(fact=FACTS, sides=SIDES, evidence=st.lists(_evidence(STANCES), max_size=4), more=_evidence(STANCES[:2]))
def test_support_never_lowers(
    fact: dict[str, Any], sides: list[list[str]], evidence: list[dict[str, Any]], more: dict[str, Any]
) -> None:
    """Adding a counted supporting item with no conflicting value never lowers the rank."""
    before = _derived(fact, sides, evidence)
    after = _derived(fact, sides, [*evidence, more])
    assume(after.items[-1].counted)
    assume(before.by_value or not after.by_value)
    assert rank(after.status) >= rank(before.status)


@given(fact=FACTS, sides=SIDES, evidence=st.lists(_evidence(STANCES), max_size=4), denial=_evidence(STANCES[3:]))
def test_removing_a_denial_never_lowers(
    fact: dict[str, Any], sides: list[list[str]], evidence: list[dict[str, Any]], denial: dict[str, Any]
) -> None:
    """Removing a denial never lowers the rank while anything else is counted."""
    before = _derived(fact, sides, [*evidence, denial])
    after = _derived(fact, sides, evidence)
    assume(after.counted)
    assert rank(after.status) >= rank(before.status)


@given(
    fact=FACTS,
    sides=SIDES,
    evidence=st.lists(_evidence(STANCES), max_size=4).flatmap(
        lambda items: st.tuples(st.just(items), st.permutations(items))
    ),
)
def test_order_does_not_matter(
    fact: dict[str, Any], sides: list[list[str]], evidence: tuple[list[dict[str, Any]], list[dict[str, Any]]]
) -> None:
    """The order in which evidence is written changes nothing."""
    one, other = (_derived(fact, sides, items) for items in evidence)
    assert (one.row, one.reports, one.origins, one.independence_unknown, set(one.loops)) == (
        other.row,
        other.reports,
        other.origins,
        other.independence_unknown,
        set(other.loops),
    )


def _reachable(start: Key, onward: dict[Key, list[Key]]) -> set[Key]:
    """Return what can be reached from a source by one link or more."""
    seen: set[Key] = set()
    open_sources = list(onward[start])
    while open_sources:
        step = open_sources.pop()
        if step not in seen:
            seen.add(step)
            open_sources += onward[step]
    return seen


@given(st.lists(st.lists(st.integers(0, 7), max_size=3), min_size=8, max_size=8), st.permutations(range(8)))
def test_chains_end(links: list[list[int]], order: list[int]) -> None:
    """Chains end whatever passes on what: at every source without relays, and at every loop on the way."""
    sources = {
        f"s{index}": {"kind": "report", "relays": [f"s{each}" for each in relays]} for index, relays in enumerate(links)
    }
    corpus = corpus_of({"sources": sources}, {"briefing": HEAD})
    origins = Origins(corpus)
    keys = [("registry", f"s{index}") for index in range(8)]
    onward = {keys[index]: [keys[each] for each in relays] for index, relays in enumerate(links)}
    reach = {key: _reachable(key, onward) for key in keys}
    for index in order:
        start = keys[index]
        met = reach[start] | {start}
        loops = {tuple(sorted(each for each in reach[key] if key in reach[each])) for key in met if key in reach[key]}
        ends = {(key,) for key in met if not onward[key]}
        trace = origins.trace(corpus.by_key[start])
        assert loops == set(trace.loops)
        assert ends | loops == {root.sources for root in trace.roots}


def test_long_chains_end_soon() -> None:
    """A chain of ten thousand sources, all of them evidence, is followed once and without recursion."""
    length = 10_000
    sources: dict[str, Any] = {
        f"s{index}": {"kind": "report", "publisher": "Blatt", "relays": f"s{index + 1}"} for index in range(length)
    }
    sources[f"s{length}"] = {"kind": "interview", "publisher": "Radio"}
    facts = {
        "forwards": {"statement": "So.", "evidence": [f"s{index}" for index in range(length)]},
        "backwards": {"statement": "So.", "evidence": [f"s{index}" for index in reversed(range(length))]},
    }
    derived = derive_all(corpus_of({"sources": sources}, {"briefing": HEAD, "facts": facts}))
    assert [(9, length, 1)] * 2 == [(each.row, each.reports, each.origins) for each in derived.values()]


@pytest.mark.parametrize(
    ("voices", "expected"),
    [
        ([], 0),
        ([""], 0),
        (["a", "a", "b"], 2),
        (["ab", "a"], 1),
        (["ab", "bc", "ca"], 1),
        (["ab", "ac", "bd"], 2),  # the first that is chosen stands in the way of the other two
        (["ab", "acd", "bef"], 2),
        (["a", "b", "ab", "c"], 3),
    ],
)
def test_independent_voices(voices: list[str], expected: int) -> None:
    """Voices are independent if they have no key in common; two that are make two, however they are chosen."""
    assert expected == independent(Voice(frozenset(keys)) for keys in voices)


def test_sides_of_items() -> None:
    """Stances fall on three sides."""
    evidence = "".join(f"\n  - {{source: ap-1, stance: {stance}}}" for stance in STANCES)
    sides = [Side.FOR, Side.FOR, Side.REPORT, Side.AGAINST, Side.AGAINST]
    assert sides == [item.side for item in _derive(f"evidence:{evidence}").items]
