"""Behaviour of the matrix of competing hypotheses. The town and its bridge are made up."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.hypotheses import Matrix, matrix
from generator.corpus import Corpus
from tests.small_corpus import BRIEFING_ID, corpus_of, read

# A fictitious question: why does the bridge of Musterstadt stay closed?
TALKS = """
briefing: {title: Brücke, as_of: 2031-05-02}
facts:
  crack: {statement: Im Pfeiler ist ein Riss., evidence: paper}
  order: {statement: Der Stahl ist bestellt., evidence: paper}
  strike: {statement: Die Werft streikt., evidence: paper}
  rain: {statement: Es regnet., evidence: paper}
  vote: {statement: Der Rat vertagte die Brücke., evidence: paper}
sources:
  paper: {kind: report, publisher: Blatt}
assessments:
  closed:
    question: Warum bleibt die Brücke gesperrt?
    judgement: Der Pfeiler trägt nicht.
    kind: explanation
    made: 2031-05-01
    for: [crack, order, rain]
    against: [vote]
    alternatives:
      strike-delays:
        hypothesis: Der Streik hält den Bau auf.
        ratings: {crack: inconsistent, order: inconsistent, strike: consistent, rain: consistent, vote: neutral}
      council-wavers:
        hypothesis: Der Rat will die Brücke nicht mehr.
        ratings: {crack: n-a, order: inconsistent, rain: consistent, talks/vote: consistent, gone: inconsistent}
  alone: {question: Und?, judgement: So., kind: explanation, made: 2031-05-01, for: crack}
  unrated:
    question: Und?
    judgement: So.
    kind: explanation
    made: 2031-05-01
    for: crack
    alternatives: {other: {hypothesis: Anders.}}
  positions-only:
    question: Und?
    kind: explanation
    made: 2031-05-01
    for: crack
    alternatives:
      one: {hypothesis: So., ratings: {crack: consistent}}
      two: {hypothesis: Anders., ratings: {crack: consistent}}
  single:
    question: Und?
    kind: explanation
    made: 2031-05-01
    alternatives: {one: {hypothesis: So., ratings: {crack: consistent}}}
  both-ways:
    question: Und?
    judgement: So.
    kind: explanation
    made: 2031-05-01
    for: [crack, vote]
    against: [talks/crack]
    alternatives: {one: {hypothesis: Anders., ratings: {crack: consistent, talks/crack: inconsistent}}}
"""
CORPUS = Corpus(read(TALKS))


def _matrix(identifier: str) -> Matrix:
    """Return the matrix of an assessment that has one."""
    found = matrix(CORPUS.by_key[BRIEFING_ID, identifier], CORPUS)
    assert found is not None
    return found


def _rows(found: Matrix) -> dict[str, tuple[str | None, ...]]:
    """Return ratings by the id of their evidence."""
    return {row.evidence.id: row.ratings for row in found.rows}


def test_hand_computed() -> None:
    """The judgement's column comes from for and against; inconsistencies are counted column by column.

    Working:
             | pillar       | strike       | council
    crack    | consistent   | inconsistent | n-a
    order    | consistent   | inconsistent | inconsistent
    rain     | consistent   | consistent   | consistent      alike: not diagnostic
    vote     | inconsistent | neutral      | consistent      (`talks/vote` is the same record as `vote`)
    strike   | -            | consistent   | -               only rated for one
    I counted| 1 (vote)     | 2            | 1 (order)
    unrated  | 1 (strike)   | 0            | 1 (strike)
    """
    found = _matrix("closed")
    assert [None, "strike-delays", "council-wavers"] == [each.id for each in found.hypotheses]
    assert {
        "crack": ("consistent", "inconsistent", "n-a"),
        "order": ("consistent", "inconsistent", "inconsistent"),
        "rain": ("consistent", "consistent", "consistent"),
        "vote": ("inconsistent", "neutral", "consistent"),
        "strike": (None, "consistent", None),
    } == _rows(found)
    assert ["crack", "order", "rain", "vote", "strike"] == [row.evidence.id for row in found.rows]
    assert [1, 2, 1] == [each.inconsistent for each in found.hypotheses]
    assert [1, 0, 1] == [each.unrated for each in found.hypotheses]
    assert ["rain"] == [row.evidence.id for row in found.rows if row.alike]


def test_nothing_to_compare() -> None:
    """Without alternatives, or without ratings of any, there is no matrix."""
    assert [None, None] == [matrix(CORPUS.by_key[BRIEFING_ID, each], CORPUS) for each in ("alone", "unrated")]


def test_without_common_judgement() -> None:
    """Where only positions are known, the alternatives stand alone."""
    found = _matrix("positions-only")
    assert ["one", "two"] == [each.id for each in found.hypotheses]
    assert {"crack": ("consistent", "consistent")} == _rows(found)
    assert [True] == [row.alike for row in found.rows]


def test_one_hypothesis_is_no_comparison() -> None:
    """With one hypothesis alone nothing is alike."""
    assert [False] == [row.alike for row in _matrix("single").rows]


def test_both_ways() -> None:
    """What stands for and against the judgement is neutral; of two ratings of one record the first counts."""
    assert {"crack": ("neutral", "consistent"), "vote": ("consistent", None)} == _rows(_matrix("both-ways"))


RATINGS = st.sampled_from(("consistent", "inconsistent", "neutral", "n-a"))
EVIDENCE = st.sampled_from(("a", "b", "c", "d"))


@given(
    favourable=st.lists(EVIDENCE, unique=True),
    contrary=st.lists(EVIDENCE, unique=True),
    ratings=st.lists(st.dictionaries(EVIDENCE, RATINGS), min_size=1, max_size=4),
)
def test_counts_agree_with_the_cells(favourable: list[str], contrary: list[str], ratings: list[dict[str, Any]]) -> None:
    """Every row is as long as there are hypotheses, every item stands once, and counts are those of the cells."""
    fields = {"question": "Warum?", "judgement": "So.", "kind": "explanation", "made": "2031"}
    alternatives = {f"h{index}": {"hypothesis": "Anders.", "ratings": each} for index, each in enumerate(ratings)}
    facts = {each: {"statement": "So.", "evidence": "paper"} for each in "abcd"}
    assessment = {**fields, "for": favourable, "against": contrary, "alternatives": alternatives}
    corpus = corpus_of({}, {"facts": facts, "assessments": {"judged": assessment}})
    found = matrix(corpus.by_key[BRIEFING_ID, "judged"], corpus)
    if not any(ratings):
        assert found is None
        return
    assert found is not None
    assert {*favourable, *contrary}.union(*ratings) == _rows(found).keys()
    assert len(found.rows) == len(_rows(found))
    for index, hypothesis in enumerate(found.hypotheses):
        column = [row.ratings[index] for row in found.rows]
        assert column.count("inconsistent") == hypothesis.inconsistent
        assert column.count(None) == hypothesis.unrated
    assert all(len(set(row.ratings)) == 1 for row in found.rows if row.alike)
