"""Behaviour of the rules about dates and offices: they speak only where no doubt is left."""

import pytest

from generator.checks import run_checks
from generator.corpus import Corpus
from generator.model.date import Date
from generator.settings import Settings
from tests.small_corpus import read

TODAY = "2022-03-01"


def _codes(text: str, shared: str = "") -> set[str]:
    """Return the codes of what is reported of a briefing, sources and people included."""
    corpus = Corpus((*(read(shared, "registry") if shared else ()), *read(text)))
    return {each.code for each in run_checks(corpus, Settings(), Date.parse(TODAY))}


@pytest.mark.parametrize(
    ("when", "reported"),
    [
        ("2022-03-02", True),
        ("2022-03-01", False),
        ("2022-03", False),
        ("2022", False),
        ("2023?", False),
        ("2023", True),
        ("2022-02/2022-04", False),
        ("2022-04/..", True),
        ("../2031", False),
        ("unknown", False),
        ("2022-03-01T23:30+14:00", False),
    ],
)
def test_future(when: str, reported: bool) -> None:
    """Something lies in the future if all of it certainly does."""
    fact = f"facts:\n  it:\n    statement: So.\n    when: {when}\n    evidence: s\nsources:\n  s: {{kind: interview}}\n"
    assert reported == ("LB351" in _codes(fact))


@pytest.mark.parametrize(("state", "reported"), [("held", True), ("planned", False), ("cancelled", False)])
def test_future_event(state: str, reported: bool) -> None:
    """An event may be planned for the future, but not be held there."""
    event = f"events:\n  it:\n    name: Wahl\n    when: 2022-09-01\n    state: {state}\n"
    assert reported == ("LB351" in _codes(event))


@pytest.mark.parametrize(
    ("published", "accessed", "reported"),
    [
        ("2021-12-08", "2021-12-07", True),
        ("2021-12-07", "2021-12-07", False),
        ("2021-12", "2021-12-01", False),
        ("2021-12~", "2021-11-30", False),
        ("2022", "2021-12-31", True),
        ("unknown", "2021-12-31", False),
    ],
)
def test_accessed(published: str, accessed: str, reported: bool) -> None:
    """A source can't be read before it appears."""
    source = f"sources:\n  it:\n    kind: report\n    published: {published}\n    accessed: {accessed}\n"
    assert reported == ("LB352" in _codes(source))


@pytest.mark.parametrize(
    ("evidence", "reported"),
    [
        ("early", True),
        ("[late, early]", True),
        ("[{source: early, stance: reports}]", True),
        ("[{source: early, stance: denies}]", False),
        ("[late, {source: early, set_aside: Nur angekündigt.}]", False),
        ("late", False),
        ("[{source: words}]", False),
    ],
)
def test_published(evidence: str, reported: bool) -> None:
    """What is counted for a fact can't have appeared before it; a denial of a plan can."""
    shared = "sources:\n  early: {kind: interview, published: 2021-12-01}\n"
    shared += "  late: {kind: interview, published: 2021-12-07}\n"
    text = f"facts:\n  it:\n    statement: So.\n    when: 2021-12-07\n    evidence: {evidence}\n"
    text += (
        "quotes:\n  words:\n    speaker: Somebody\n    original: {lang: de}\n    source: late\n    when: 2021-12-07\n"
    )
    assert reported == ("LB353" in _codes(text, shared))


@pytest.mark.parametrize(
    ("when", "reported"), [("    when: 2021-12-07\n", True), ("    when: 2021-12\n", False), ("", False)]
)
def test_published_quote(when: str, reported: bool) -> None:
    """A quote can't have been read before it was said."""
    shared = "sources:\n  early: {kind: interview, published: 2021-12-01}\n"
    assert reported == ("LB353" in _codes(f"quotes:\n  it:\n    speaker: X\n{when}    source: early\n", shared))


@pytest.mark.parametrize(
    ("made", "reported"), [("2021-12-07", True), ("2021-12", False), ("2021-12-01", False), ("2022", True)]
)
def test_published_assessment(made: str, reported: bool) -> None:
    """An assessment can't have been read before it was made."""
    shared = "sources:\n  early: {kind: interview, published: 2021-12-01}\n"
    text = f"assessments:\n  it:\n    question: Und nun?\n    by: Somebody\n    source: early\n    made: {made}\n"
    assert reported == ("LB353" in _codes(text, shared))


PERSON = """
people:
  anna:
    name: Anna
    roles:
      - {title: {de: Ministerin, en: Minister}, of: amt, from: 2020-01-01, to: 2021-12-08}
      - {title: {de: Abgeordnete, en: Member of Parliament}}
      - {title: {de: Rätin, en: Councillor}, to: 2010}
      - {title: {de: Rätin, en: Councillor}, from: 2021-12-01}
organisations:
  amt: {name: Amt}
sources:
  s: {kind: interview}
"""


@pytest.mark.parametrize(
    ("role", "when", "reported"),
    [
        ("Ministerin", "2021-12-10", True),
        ("{de: Die Ministerin, en: minister}", "2021-12-10", True),
        ("Ministerin", "2019-12-31", True),
        ("Ministerin", "2021-12-08", False),
        ("Ministerin", "2021-12", False),
        ("Ministerin", "unknown", False),
        ("frühere Ministerin", "2021-12-10", False),
        ("Abgeordnete", "2021-12-10", False),
        ("Rätin", "2021-12-10", False),
        ("Rätin", "2015", True),
    ],
)
def test_role(role: str, when: str, reported: bool) -> None:
    """A role is reported if the speaker's record has it, and certainly on no day of the quote."""
    quote = f"quotes:\n  it:\n    speaker: anna\n    role: {role}\n    when: {when}\n    source: s\n"
    assert reported == ("LB323" in _codes(quote, PERSON))


@pytest.mark.parametrize(
    ("field", "day", "reported"),
    [
        ("review_by", "2022-02-28", True),
        ("review_by", "2022-03-01", False),
        ("review_by", "2022-03", False),
    ],
)
def test_review(field: str, day: str, reported: bool) -> None:
    """A record is due for review from the day after."""
    assert reported == ("LB350" in _codes(f"questions:\n  it:\n    text: Und nun?\n    {field}: {day}\n"))
