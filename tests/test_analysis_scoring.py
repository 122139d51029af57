"""Behaviour of scores: what a judgement was worth once its outcome is known, and why some have no score.

People, places and events are made up. Where a number is expected, the working stands beside it.
"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.scoring import (
    UNNAMED,
    Brier,
    Calibration,
    Reason,
    Score,
    State,
    TrackRecord,
    Verdict,
    by_desk,
    calibration,
    scale_of,
    score,
    scores,
    track_record,
)
from generator.corpus import Corpus
from generator.load import Entry
from generator.model.date import Date
from generator.scales import SCALES
from generator.settings import Settings
from tests.small_corpus import BRIEFING_ID, corpus_of, read

NOW = Date.parse("2031-06-01")
SETTINGS = Settings(desk="redaktion")
BASE = {
    "question": "Eröffnet die Brücke von Musterstadt bis Ende 2030?",
    "judgement": "Die Brücke von Musterstadt eröffnet bis Ende 2030.",
    "kind": "forecast",
    "by": "Ada Muster",
    "made": "2030-01-15",
    "horizon": "2030-12-31",
}
YES = {"outcome": {"result": "yes", "at": "2030-11-02"}}
NO = {"outcome": {"result": "no", "at": "2031-01-01"}}


def _entry(fields: dict[str, Any]) -> tuple[Entry, Corpus]:
    """Return an assessment alone in its corpus; a field that is None is left out."""
    registry = {"organisations": {"redaktion": {"name": "Redaktion"}}}
    given_fields = {key: value for key, value in {**BASE, **fields}.items() if value is not None}
    corpus = corpus_of(registry, {"assessments": {"bridge": given_fields}})
    return corpus.by_key[BRIEFING_ID, "bridge"], corpus


def _score(**fields: Any) -> Score:  # noqa: ANN401 - fields as editors write them
    """Return the score of an assessment with these fields."""
    entry, corpus = _entry(fields)
    return score(entry, corpus, SETTINGS, NOW)


def _brier(found: Score) -> tuple[float | None, float, float]:
    """Return value, best and worst of a score."""
    assert found.brier is not None
    return found.brier.value, found.brier.best, found.brier.worst


# --- hand-computed -------------------------------------------------------------------------------------------------


def test_number_came_true() -> None:
    """With p = 0.65, o = 1: (0.65 - 1)² = (-0.35)² = 0.1225; more likely than not and true: a hit."""
    found = _score(probability="0.65", **YES)
    assert pytest.approx((0.1225, 0.1225, 0.1225)) == _brier(found)
    assert (None, State.RESOLVED, Verdict.HIT) == (found.reason, found.state, found.verdict)


def test_number_did_not_come_true() -> None:
    """With p = 0.65, o = 0: (0.65 - 0)² = 0.4225; said more likely than not, and false: a miss."""
    found = _score(probability="0.65", **NO)
    assert pytest.approx((0.4225, 0.4225, 0.4225)) == _brier(found)
    assert Verdict.MISS is found.verdict


def test_term_came_true() -> None:
    """ICD 203 `likely` is 55 to 80 %, midpoint 67.5 %, o = 1.

    Value (0.675 - 1)² = (-0.325)² = 0.105625; best at 80 %: (-0.2)² = 0.04; worst at 55 %: (-0.45)² = 0.2025.
    """
    found = _score(scale="icd203", likelihood="wahrscheinlich", confidence="mittel", **YES)
    assert pytest.approx((0.105625, 0.04, 0.2025)) == _brier(found)
    assert (0.675, Verdict.HIT) == (found.forecast, found.verdict)


def test_term_did_not_come_true() -> None:
    """ICD 203 `very unlikely` is 5 to 20 %, midpoint 12.5 %, o = 0.

    Value 0.125² = 0.015625; best at 5 %: 0.05² = 0.0025; worst at 20 %: 0.2² = 0.04. It was right: a hit.
    """
    found = _score(scale="icd203", likelihood="very unlikely", **NO)
    assert pytest.approx((0.015625, 0.0025, 0.04)) == _brier(found)
    assert Verdict.HIT is found.verdict


def test_phia_term() -> None:
    """PHIA `realistic possibility` is 40 to 50 %, midpoint 45 %, o = 1.

    Value (0.45 - 1)² = 0.3025; best at 50 %: 0.25; worst at 40 %: 0.36. The band holds one half: neither hit nor miss.
    """
    found = _score(scale="phia", likelihood="realistic possibility", **YES)
    assert pytest.approx((0.3025, 0.25, 0.36)) == _brier(found)
    assert Verdict.EVEN is found.verdict


def test_ipcc_has_bounds_only() -> None:
    """IPCC `likely` is 66 to 100 %, o = 1: between (1 - 1)² = 0 and (0.66 - 1)² = 0.1156, and no value between."""
    found = _score(scale="ipcc", likelihood="likely", **YES)
    assert pytest.approx((0, 0.1156)) == _brier(found)[1:]
    assert (None, None, Verdict.HIT) == (_brier(found)[0], found.forecast, found.verdict)


def test_ipcc_open_end() -> None:
    """IPCC `more likely than not` is >50 to 100 %, o = 0: between 0.5² = 0.25 and 1² = 1; all above half: a miss."""
    found = _score(scale="ipcc", likelihood="more likely than not", **NO)
    assert pytest.approx((0.25, 1)) == _brier(found)[1:]
    assert Verdict.MISS is found.verdict


def test_positions() -> None:
    """Three camps, one abstains; each is scored by what it stated itself.

    Working, o = 1: the common `almost certain` 95 to 99 %, midpoint 97 %: 0.03² = 0.0009, best 0.01² = 0.0001, worst
    0.05² = 0.0025. North 0.4: 0.6² = 0.36, and said less likely than not: a miss. South `unlikely` 20 to 45 %,
    midpoint 32.5 %: 0.675² = 0.455625, best 0.55² = 0.3025, worst 0.8² = 0.64.
    """
    positions = {
        "north": {"by": "Amt Nord", "probability": "0.4"},
        "south": {"by": "Amt Süd", "likelihood": "unwahrscheinlich"},
        "west": {"by": "Amt West", "abstains": "true"},
        "east": {"by": "Amt Ost", "confidence": "gering"},
    }
    found = _score(scale="icd203", likelihood="almost certain", confidence="high", positions=positions, **YES)
    north, south, west, east = found.positions
    assert pytest.approx((0.0009, 0.0001, 0.0025)) == _brier(found)
    assert pytest.approx((0.36, 0.36, 0.36)) == _brier(north)
    assert pytest.approx((0.455625, 0.3025, 0.64)) == _brier(south)
    assert [Verdict.MISS, Verdict.MISS, None, None] == [each.verdict for each in found.positions]
    assert (Reason.ABSTAINS, State.NOT_SCORABLE, None) == (west.reason, west.state, west.brier)
    assert (Reason.COMMON_JUDGEMENT, State.RESOLVED, None) == (east.reason, east.state, east.brier)
    assert (found, north, south) == found.statements


def test_track_record() -> None:
    """Hits, misses and the mean of the scores that have a value.

    Working for Ada Muster: 0.9 and true (0.1² = 0.01), `likely` and false (0.675² = 0.455625, best 0.55² = 0.3025,
    worst 0.8² = 0.64): mean (0.01 + 0.455625) / 2 = 0.2328125, best (0.01 + 0.3025) / 2 = 0.15625, worst
    (0.01 + 0.64) / 2 = 0.325. Her unnumbered forecast that came true is a hit without score; IPCC's bounds have no
    value; a hope is neither; one is open.
    """
    fields: list[dict[str, Any]] = [
        {"probability": "0.9", **YES},
        {"scale": "icd203", "likelihood": "likely", **NO},
        {**YES},
        {"scale": "ipcc", "likelihood": "very likely", **YES},
        {"kind": "hope", **YES},
        {"horizon": "2031-12"},
        {"by": "ada  muster", "horizon": "2031-05"},
    ]
    corpus = corpus_of({}, {"assessments": {f"a{index}": {**BASE, **each} for index, each in enumerate(fields)}})
    (record,) = track_record(scores(corpus, SETTINGS, NOW), corpus, SETTINGS)
    assert "Ada Muster" == record.analyst.name
    assert {Verdict.HIT: 3, Verdict.MISS: 1} == record.verdicts
    assert {State.RESOLVED: 4, State.NOT_SCORABLE: 1, State.OPEN: 1, State.DUE: 1} == record.states
    assert {Reason.NO_PROBABILITY: 1, Reason.NOT_A_FORECAST: 1, Reason.OPEN: 1, Reason.DUE: 1} == record.reasons
    assert 2 == record.scored
    assert record.brier is not None
    assert pytest.approx((0.2328125, 0.15625, 0.325)) == (record.brier.value, record.brier.best, record.brier.worst)


def test_calibration() -> None:
    """Twenty times 80 %, of which 16 came true, and ten times 20 %, of which 3 did: 30, enough for a diagram.

    Working: 20 to 30 %: stated 0.2, came true 3 / 10 = 0.3. 80 to 90 %: stated 0.8, came true 16 / 20 = 0.8.
    """
    found = _calibration([("0.8", True)] * 16 + [("0.8", False)] * 4 + [("0.2", True)] * 3 + [("0.2", False)] * 7)
    assert (30, False) == (found.count, found.early)
    assert [(20, 30, 10), (80, 90, 20)] == [
        (each.band.low_percent, each.band.high_percent, each.count) for each in found.bins
    ]
    assert pytest.approx([0.2, 0.8]) == [each.stated for each in found.bins]
    assert pytest.approx([0.3, 0.8]) == [each.came_true for each in found.bins]


# --- why there is none ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["hope", "advice", "explanation"])
def test_only_forecasts_and_estimates(kind: str) -> None:
    """Hopes, advice and explanations are neither hit nor miss, whatever became of them, positions included."""
    positions = {"other": {"by": "Ben Beispiel", "probability": "0.9"}}
    found = _score(kind=kind, probability="0.9", positions=positions, **YES)
    for each in (found, *found.positions):
        assert (Reason.NOT_A_FORECAST, State.NOT_SCORABLE) == (each.reason, each.state)
        assert (None, None) == (each.brier, each.verdict)
    assert found.came_true is True


@pytest.mark.parametrize(
    ("fields", "reason", "state", "verdict"),
    [
        pytest.param(YES, Reason.NO_PROBABILITY, State.RESOLVED, Verdict.HIT, id="plain judgement, true"),
        pytest.param(NO, Reason.NO_PROBABILITY, State.RESOLVED, Verdict.MISS, id="plain judgement, false"),
        pytest.param(
            {"scale": "none", "wording": "wohl", **YES},
            Reason.NO_PROBABILITY,
            State.RESOLVED,
            Verdict.HIT,
            id="own words are no number",
        ),
        pytest.param(
            {"scale": "icd203", "confidence": "high", **YES},
            Reason.NO_PROBABILITY,
            State.RESOLVED,
            Verdict.HIT,
            id="confidence is no likelihood",
        ),
        pytest.param(
            {"scale": "none", "likelihood": "likely", **YES},
            Reason.UNKNOWN_TERM,
            State.RESOLVED,
            None,
            id="a term without a scale",
        ),
        pytest.param(
            {"likelihood": "likely", **YES},
            Reason.UNKNOWN_TERM,
            State.RESOLVED,
            None,
            id="the site's scale isn't that of others",
        ),
        pytest.param(
            {"scale": "phia", "likelihood": "roughly even odds", **YES},
            Reason.UNKNOWN_TERM,
            State.RESOLVED,
            None,
            id="a term of another scale",
        ),
        pytest.param({"horizon": "2031-06-01"}, Reason.OPEN, State.OPEN, None, id="the horizon is today"),
        pytest.param({"horizon": "2031-05-31"}, Reason.DUE, State.DUE, None, id="the horizon was yesterday"),
        pytest.param({"horizon": "2031"}, Reason.OPEN, State.OPEN, None, id="the horizon's year isn't over"),
        pytest.param({"horizon": "2030~"}, Reason.OPEN, State.OPEN, None, id="about 2030 is over on no certain day"),
        pytest.param(
            {"horizon": None, "resolution": "Die Brücke ist offen."}, Reason.OPEN, State.OPEN, None, id="no horizon"
        ),
        pytest.param(
            {"probability": "0.9", "horizon": None, **YES},
            Reason.CANNOT_BE_SCORED,
            State.NOT_SCORABLE,
            None,
            id="neither horizon nor resolution",
        ),
        pytest.param(
            {"probability": "0.9", "horizon": "unknown", **YES},
            Reason.CANNOT_BE_SCORED,
            State.NOT_SCORABLE,
            None,
            id="an unknown horizon is none",
        ),
        pytest.param({"horizon": None}, Reason.CANNOT_BE_SCORED, State.NOT_SCORABLE, None, id="nor ever will be"),
        pytest.param(
            {"probability": "0.9", "outcome": {"result": "mixed", "at": "2031"}},
            Reason.MIXED,
            State.RESOLVED,
            None,
            id="partly",
        ),
        pytest.param(
            {"probability": "0.9", "given": "Es schneit.", "outcome": {"result": "unresolvable", "at": "2031"}},
            Reason.UNRESOLVABLE,
            State.NOT_SCORABLE,
            None,
            id="the condition never came about",
        ),
        pytest.param(
            {"probability": "0.9", "made": "2030-11-03", **YES},
            Reason.MADE_AFTER,
            State.NOT_SCORABLE,
            None,
            id="made the day after",
        ),
    ],
)
def test_no_score(fields: dict[str, Any], reason: Reason, state: State, verdict: Verdict | None) -> None:
    """What has no score says why, and where it stands; a hit needs no number, but something that can be tested."""
    found = _score(**fields)
    assert (None, reason, state, verdict) == (found.brier, found.reason, found.state, found.verdict)


@pytest.mark.parametrize(
    ("by", "made", "scored"),
    [
        ("Ada Muster", "2030-11-02", True),
        ("Ada Muster", "2030", True),
        ("Ada Muster", "2031", False),
        (None, "2030-11-01", True),
        (None, "2030-11-02", False),
        (None, "2030-11", False),
        ("redaktion", "2030-11-02", False),
        (["Ada Muster", "redaktion"], "2030-11-02", False),
    ],
)
def test_made_after(by: str | list[str] | None, made: str, *, scored: bool) -> None:
    """Others must certainly have judged later to go unscored; the desk must certainly have judged before."""
    found = _score(by=by, made=made, probability="0.9", **YES)
    assert (None if scored else Reason.MADE_AFTER) == found.reason


@pytest.mark.parametrize(
    ("stated", "came_true", "expected"),
    [
        ({"probability": "0.5"}, True, Verdict.EVEN),
        ({"probability": "0.5"}, False, Verdict.EVEN),
        ({"probability": "0.51"}, True, Verdict.HIT),
        ({"probability": "0.51"}, False, Verdict.MISS),
        ({"probability": "0.49"}, True, Verdict.MISS),
        ({"probability": "0.49"}, False, Verdict.HIT),
        ({"probability": "0"}, False, Verdict.HIT),
        ({"scale": "icd203", "likelihood": "roughly even chance"}, True, Verdict.EVEN),
        ({"scale": "icd203", "likelihood": "unlikely"}, True, Verdict.MISS),
        ({"scale": "ipcc", "likelihood": "about as likely as not"}, False, Verdict.EVEN),
        ({"scale": "ipcc", "likelihood": "unlikely"}, False, Verdict.HIT),
        ({"scale": "icd203", "likelihood": "likely", "probability": "0.5"}, True, Verdict.EVEN),
    ],
)
def test_verdict(stated: dict[str, Any], expected: Verdict, *, came_true: bool) -> None:
    """A hit lies on the side of the outcome; a likelihood that holds one half takes no side."""
    assert expected is _score(**stated, **(YES if came_true else NO)).verdict


def test_number_before_term() -> None:
    """Where a number and a term are stated, the number is scored: p = 0.6, o = 1: 0.4² = 0.16."""
    found = _score(scale="icd203", likelihood="likely", probability="0.6", **YES)
    assert pytest.approx((0.16, 0.16, 0.16)) == _brier(found)
    assert found.term is SCALES["icd203"].term("likely")


def test_what_was_stated_is_kept_without_outcome() -> None:
    """Scale, term and probability stand in the score whether there is an outcome or not."""
    found = _score(scale="icd203", likelihood="likely", horizon="2032")
    assert (SCALES["icd203"], SCALES["icd203"].term("likely")) == (found.scale, found.term)
    assert (0.675, None) == (found.forecast, found.came_true)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"by": None}, "phia"),
        ({"by": "redaktion"}, "phia"),
        ({"by": "registry/redaktion"}, "phia"),
        ({"by": "Ada Muster"}, None),
        ({"by": {"unnamed": "ein Beamter"}}, None),
        ({"by": "Ada Muster", "scale": "ipcc"}, "ipcc"),
        ({"by": None, "scale": "icd203"}, "icd203"),
        ({"by": None, "scale": "none"}, None),
    ],
)
def test_scale(fields: dict[str, Any], expected: str | None) -> None:
    """The site's scale holds for the desk only; others have the scale that they name."""
    entry, corpus = _entry(fields)
    found = scale_of(entry, corpus, Settings(desk="redaktion", scale="phia"))
    assert expected == (found and found.slug)


def test_desk() -> None:
    """Without `by` it is the desk's, also where no desk is set."""
    entry, corpus = _entry({"by": None})
    assert by_desk(entry, corpus, Settings())
    entry, corpus = _entry({"by": "redaktion"})
    assert not by_desk(entry, corpus, Settings())
    assert by_desk(entry, corpus, SETTINGS)


# --- positions -----------------------------------------------------------------------------------------------------


def test_own_judgement_has_its_own_outcome() -> None:
    """The common outcome says nothing of a position's own judgement; that has one of its own, or is still due."""
    own = {"by": "Amt Nord", "judgement": "Die Brücke wird nie fertig.", "probability": "0.7"}
    found = _score(probability="0.6", positions={"resolved": {**own, **NO}, "due": own}, **YES)
    resolved, due = found.positions
    assert pytest.approx((0.49, 0.49, 0.49)) == _brier(resolved)  # 0.7² = 0.49
    assert Verdict.MISS is resolved.verdict
    assert (Reason.DUE, State.DUE) == (due.reason, due.state)


@pytest.mark.parametrize(
    ("position", "reason", "verdict"),
    [
        ({"judgement": "Nein."}, Reason.DUE, None),
        ({"judgement": "Nein.", **YES}, Reason.NO_PROBABILITY, Verdict.HIT),
        ({"wording": "das glauben wir kaum"}, Reason.NO_PROBABILITY, None),
        ({"likelihood": "sicher"}, Reason.UNKNOWN_TERM, None),
        ({"confidence": "low", "reason": "Zu wenig Einblick."}, Reason.COMMON_JUDGEMENT, None),
        ({"abstains": "true", "probability": "0.5"}, Reason.ABSTAINS, None),
    ],
)
def test_position_without_number(position: dict[str, Any], reason: Reason, verdict: Verdict | None) -> None:
    """Own words on the judgement of others may speak for it or against it; who adds nothing shares it."""
    found = _score(probability="0.1", positions={"north": {"by": "Amt Nord", **position}}, **YES)
    (north,) = found.positions
    assert (reason, verdict, None) == (north.reason, north.verdict, north.brier)


def test_positions_without_common_judgement() -> None:
    """Where there is no common judgement, the assessment stands where its positions stand."""
    camps: dict[str, dict[str, Any]] = {
        "yes": {"by": "Amt Nord", "judgement": "Sie eröffnet.", "probability": "0.7"},
        "no": {"by": "Amt Süd", "judgement": "Sie eröffnet nicht.", "probability": "0.8"},
        "neither": {"by": "Amt West", "abstains": "true"},
        "silent": {"by": "Amt Ost", "confidence": "low"},
    }
    found = _score(judgement=None, positions=camps)
    assert (Reason.NO_JUDGEMENT, State.DUE, None) == (found.reason, found.state, found.brier)
    assert [Reason.DUE, Reason.DUE, Reason.ABSTAINS, Reason.NO_JUDGEMENT] == [each.reason for each in found.positions]
    assert found.positions[:2] == found.statements
    camps = {**camps, "yes": {**camps["yes"], **YES}, "no": {**camps["no"], **NO}}
    found = _score(judgement=None, positions=camps)
    assert State.RESOLVED is found.state
    assert [Verdict.HIT, Verdict.MISS, None, None] == [each.verdict for each in found.positions]
    found = _score(judgement=None, positions={"neither": camps["neither"]})
    assert (Reason.NO_JUDGEMENT, State.NOT_SCORABLE, ()) == (found.reason, found.state, found.statements)


# --- track records -------------------------------------------------------------------------------------------------

RECORDS = """
briefing: {title: Brücke, as_of: 2031-05-02}
people:
  ben: {name: Ben Beispiel}
organisations:
  nord: {name: Amt Nord}
assessments:
  joint:
    question: Eröffnet sie?
    judgement: Sie eröffnet.
    kind: forecast
    by: [nord, sued-amt, Amt West]
    made: 2030-01
    horizon: 2030
    probability: 0.8
    positions:
      nord: {by: nord, confidence: high}
      ben: {by: talks/ben, confidence: low}
      west: {by: Amt West, probability: 0.3}
      ost: {by: Amt Ost, abstains: true}
    outcome: {result: yes, at: 2030-11-02}
  own:
    question: Hält sie?
    judgement: Sie hält.
    made: 2030-01
    resolution: Das Gutachten.
    probability: 0.6
  nameless:
    question: Hält sie?
    judgement: Sie hält.
    by: {unnamed: ein Ingenieur, of: nord}
    made: 2030-01
    horizon: 2030
  anonymous:
    question: Hält sie?
    judgement: Sie hält.
    by: {unnamed: ein Leserbrief}
    made: 2030-01
    horizon: 2030
    positions:
      radio: {by: {unnamed: ein Anrufer}, probability: 0.3}
      press: {by: {unnamed: ein Blatt}, confidence: low}
      silent: {by: {unnamed: ein Amt}, abstains: true}
    outcome: {result: yes, at: 2030-11-02}
  beside:
    question: Hält sie?
    judgement: Sie hält.
    by: [Amt West, {unnamed: Beobachter}]
    made: 2030-01
    horizon: 2030
  lost:
    question: Hält sie?
    judgement: Sie hält.
    by: sued-amt
    made: 2030-01
    horizon: 2030
  aides:
    question: Wer?
    kind: estimate
    made: 2030-01
    horizon: 2030
    positions:
      one: {by: {unnamed: ein Referent, of: nord}, judgement: Er., outcome: {result: yes, at: 2031-01-01}}
      two: {by: {unnamed: eine Referentin, of: nord}, judgement: Sie., outcome: {result: no, at: 2031-01-01}}
  camps:
    question: Warum?
    kind: estimate
    by: nord
    made: 2030-01
    horizon: 2030
    positions:
      ben: {by: ben, judgement: Darum., outcome: {result: no, at: 2031-01-01}}
      nord: {by: nord, abstains: true}
"""


def _written(records: tuple[TrackRecord, ...]) -> dict[str, list[str]]:
    """Return who judged what."""
    return {
        each.analyst.name or each.analyst.token: [
            f"{found.entry.id}{':' if found.position else ''}{found.position or ''}" for found in each.scores
        ]
        for each in records
    }


def test_everybody_is_counted_once() -> None:
    """With their own position if it says something, else with the common judgement that they share.

    A voice without a name counts for those whose it is, each for itself. What nobody judged who is named stands in one
    last record, each single judgement of it; who abstains isn't counted, nor who has no record, `sued-amt` here.
    """
    corpus = Corpus(read(RECORDS))
    records = track_record(scores(corpus, Settings(), NOW), corpus, Settings())
    assert {
        "": ["own"],
        "Amt West": ["joint:west", "beside"],
        "ben": ["joint", "camps:ben"],
        "nord": ["joint", "nameless", "aides:one", "aides:two"],
        "?": ["anonymous:radio", "anonymous"],
    } == _written(records)
    desk, west, ben, nord, unnamed = records
    assert (None, None, ("talks", "ben"), ("talks", "nord"), None) == tuple(each.analyst.entity for each in records)
    assert UNNAMED == unnamed.analyst
    assert {Verdict.HIT: 1, Verdict.MISS: 1} == unnamed.verdicts
    assert {Verdict.HIT: 1, Verdict.MISS: 1} == ben.verdicts
    assert {Verdict.MISS: 1} == west.verdicts
    assert (0, 0, None) == (desk.verdicts[Verdict.HIT], desk.scored, desk.brier)
    assert nord.brier is not None
    assert pytest.approx(0.04) == nord.brier.value  # (0.8 - 1)²


def test_desk_has_one_record() -> None:
    """The desk is the same whether `by` names it or not."""
    entry, corpus = _entry({"by": "redaktion"})
    unsigned, _ = _entry({"by": None})
    both = Corpus((*corpus.entries, Entry("other", entry.kind, "own", entry.document, entry.path, unsigned.record)))
    (record,) = track_record(scores(both, SETTINGS, NOW), both, SETTINGS)
    assert ("redaktion", 2) == (record.analyst.name, len(record.scores))


# --- calibration ---------------------------------------------------------------------------------------------------


def _calibration(stated: list[tuple[str, bool]]) -> Calibration:
    """Return the calibration of numbers and outcomes."""
    assessments = {
        f"a{index}": {**BASE, "probability": probability, **(YES if came_true else NO)}
        for index, (probability, came_true) in enumerate(stated)
    }
    corpus = corpus_of({}, {"assessments": assessments})
    found = scores(corpus, SETTINGS, NOW)
    return calibration((statement for each in found for statement in each.statements), corpus)


def test_too_early() -> None:
    """With 29 it is too early, with none as well."""
    assert (29, True) == ((found := _calibration([("0.5", True)] * 29)).count, found.early)
    assert ((), 0, True) == ((found := _calibration([])).bins, found.count, found.early)


def test_edges_of_bins() -> None:
    """An edge belongs to the higher tenth; 100 % to the last."""
    found = _calibration([("0", False), ("0.1", False), ("0.3", True), ("0.9", True), ("1", True)])
    assert [(0, 1), (10, 1), (30, 1), (90, 2)] == [(each.band.low_percent, each.count) for each in found.bins]


def test_calibration_needs_one_number() -> None:
    """Judgements without number, without a clear outcome, or with nested bands have no place in it."""
    unclear = {"outcome": {"result": "mixed", "at": "2031"}}
    _, corpus = _entry({})
    found = [
        _score(**YES),
        _score(probability="0.9", **unclear),
        _score(probability="0.9", horizon=None, **YES),
        _score(scale="ipcc", likelihood="likely", **YES),
        _score(scale="icd203", likelihood="likely", **YES),
    ]
    assert [(60, 0.675)] == [(each.band.low_percent, each.stated) for each in calibration(found, corpus).bins]


@pytest.mark.parametrize(
    ("changes", "events"),
    [
        pytest.param([{}, {}], 1, id="the same question in words"),
        pytest.param([{}, {"question": "Bleibt sie offen?"}], 2, id="two questions"),
        pytest.param([{"question": "opens"}, {"question": "opens"}], 1, id="the same question as a record"),
        pytest.param([{"evidence": "opened"}, {"question": "opens", "evidence": "opened"}], 1, id="one evidence"),
        pytest.param([{}, {"question": "opens", "evidence": "opened"}, {"evidence": "opened"}], 1, id="by a third"),
        pytest.param([{"question": "opens"}, {"question": "stays"}, {}], 3, id="nothing in common"),
    ],
)
def test_events_that_decide(changes: list[dict[str, str]], events: int) -> None:
    """Judgements of one question, or with an outcome borne out by the same record, are decided by one event."""
    assessments = {}
    for index, each in enumerate(changes):
        fields = dict(each)
        outcome = {**YES["outcome"], "evidence": fields.pop("evidence", "sign")}
        outcome["evidence"] = outcome["evidence"].replace("sign", f"sign-{index}")
        assessments[f"a{index}"] = {**BASE, **fields, "probability": "0.9", "outcome": outcome}
    facts = {each: {"statement": "So.", "evidence": []} for each in ("opened", "sign-0", "sign-1", "sign-2")}
    questions = {"opens": {"text": "Öffnet sie?"}, "stays": {"text": "Steht sie noch?"}}
    corpus = corpus_of({}, {"assessments": assessments, "facts": facts, "questions": questions})
    found = calibration(scores(corpus, SETTINGS, NOW), corpus)
    assert (len(changes), events) == (found.count, found.events)


# --- properties ----------------------------------------------------------------------------------------------------

TERMS = [(scale, term) for scale in SCALES.values() for term in scale.terms]


@given(st.floats(0, 1), st.booleans())
def test_brier_of_a_number_lies_between_0_and_1(probability: float, came_true: bool) -> None:
    """A number has one score from 0 to 1."""
    found = Brier.of_probability(probability, came_true=came_true)
    assert 0 <= found.value <= 1 if found.value is not None else False
    assert found.value == found.best == found.worst


@given(st.sampled_from(TERMS), st.booleans(), st.floats(0, 1))
def test_brier_of_a_term_lies_within_its_bounds(pair: tuple[Any, Any], came_true: bool, share: float) -> None:
    """Every probability in a band scores between best and worst, the midpoint too; the bounds lie in [0, 1]."""
    scale, term = pair
    found = Brier.of_band(term.band, came_true=came_true, nested=scale.nested)
    assert 0 <= found.best < found.worst <= 1
    assert (found.value is None) == scale.nested
    assert found.value is None or found.best <= found.value <= found.worst
    inside = min(max(term.band.low + share * (term.band.high - term.band.low), term.band.low), term.band.high)
    assert found.best <= (inside - came_true) ** 2 <= found.worst


@given(st.lists(st.tuples(st.sampled_from(TERMS), st.booleans()), max_size=40))
def test_mean_lies_within_its_bounds(pairs: list[tuple[tuple[Any, Any], bool]]) -> None:
    """The mean of scores with a value lies between the means of their bounds."""
    found = [Brier.of_band(term.band, came_true=o, nested=scale.nested) for (scale, term), o in pairs]
    mean = Brier.mean(found)
    if mean is None:
        assert all(each.value is None for each in found)
    else:
        assert mean.value is not None
        assert 0 <= mean.best <= mean.value <= mean.worst <= 1


STATED = st.fixed_dictionaries(
    {},
    optional={
        "probability": st.sampled_from(("0", "0.3", "0.5", "0.65", "1")),
        "likelihood": st.sampled_from(("likely", "unlikely", "roughly even chance", "no such term")),
        "wording": st.just("wohl"),
        "confidence": st.sampled_from(("low", "high")),
        "outcome": st.fixed_dictionaries(
            {
                "result": st.sampled_from(("yes", "no", "mixed", "unresolvable")),
                "at": st.sampled_from(("2029", "2030-11-02", "2031", "unknown")),
            }
        ),
    },
)
ASSESSMENT = st.tuples(
    STATED,
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(("forecast", "estimate", "hope", "advice", "explanation")),
            "scale": st.sampled_from((None, "icd203", "phia", "ipcc", "none")),
            "horizon": st.sampled_from((None, "2030", "2032", "unknown")),
            "judgement": st.sampled_from((None, "So.")),
            "by": st.sampled_from((None, "Ada Muster")),
        }
    ),
    st.dictionaries(
        st.sampled_from(("a", "b")),
        st.tuples(
            STATED, st.fixed_dictionaries({}, optional={"judgement": st.just("Nein."), "abstains": st.just("true")})
        ),
    ),
)


@given(ASSESSMENT)
def test_any_assessment_has_a_state(drawn: tuple[dict[str, Any], dict[str, Any], dict[str, Any]]) -> None:
    """Whatever is written, there is a score or a reason and never both; a score only where it is resolved and asked."""
    stated, fields, positions = drawn
    written = {key: {"by": key, **one, **other} for key, (one, other) in positions.items()}
    found = _score(**stated, **fields, positions=written)
    for each in (found, *found.positions):
        assert (each.brier is None) == (each.reason is not None)
        if each.brier or each.verdict:
            assert State.RESOLVED is each.state
            assert fields["kind"] in {"forecast", "estimate"}
            assert each.came_true is not None
        if each.brier:
            low, high = each.brier.best, each.brier.worst
            assert 0 <= low <= (low if each.brier.value is None else each.brier.value) <= high <= 1
