"""How judgements turned out: Brier scores with their bounds, hits and misses, track records and calibration.

- **Brier score** (Brier 1950, in the form for one proposition, 0 to 1): (p - o)² with the stated probability p and the
  outcome o, 1 or 0. Lower is better; always saying 50 % gives 0.25. A term of a scale is scored at the midpoint of its
  band, with the best and the worst score that its edges allow; where bands are nested (IPCC) only these two stand,
  since `likely`, 66 to 100 %, has no middle that anybody meant. A stated number goes before a stated term.
- **Hit or miss**: only forecasts and estimates. A judgement without likelihood was simply made: it is a hit if it came
  true. With a likelihood that side counts on which all of it lies: above one half it was said to come true, below it
  was said not to. A likelihood that holds one half (0.5; `roughly even chance`) takes no side: neither hit nor miss.
- **What is never scored**: hope, advice and explanation; what was made when the outcome was known; what has neither
  horizon nor resolution, so that nobody could be proved wrong. A condition (`given`) that never came about makes an
  outcome `unresolvable`. Nobody is given a likelihood that they did not state, and confidence is no likelihood: it
  changes no score.
- A judgement that was revised stays and is scored as well: otherwise one could revise a mistake away.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import fsum
from typing import Final, Self, cast

from generator.corpus import Corpus, Key
from generator.load import REGISTRY, Entry
from generator.model.assessment import Assessment, Outcome, Position
from generator.model.base import Reference, Text, Unnamed
from generator.model.date import Date
from generator.scales import SCALES, Band, Scale, Term
from generator.settings import Settings

ENOUGH: Final = 30
"""How many resolved judgements calibration needs: with fewer, chance alone draws any curve."""

_EVEN: Final = 0.5


class State(StrEnum):
    """Where a judgement stands in the index."""

    OPEN = "open"
    """Its horizon hasn't passed, or it has none but says by what one will know."""
    DUE = "due"
    """Its horizon has passed, and nobody has written down what became of it."""
    RESOLVED = "resolved"
    """It came true, or didn't, or partly."""
    NOT_SCORABLE = "not_scorable"
    """It never will be scored; the reason says why."""


class Reason(StrEnum):
    """Why there is no Brier score. Of several reasons the first in this order."""

    NOT_A_FORECAST = "not_a_forecast"
    """A hope, an advice or an explanation."""
    ABSTAINS = "abstains"
    """They give no judgement."""
    NO_JUDGEMENT = "no_judgement"
    """There is no common judgement, only positions; or a position that says nothing of its own where there is none."""
    COMMON_JUDGEMENT = "common_judgement"
    """A position that shares the common judgement and states no likelihood of its own: it is scored with that one."""
    MADE_AFTER = "made_after"
    """Made when the outcome was known; for the desk, who knows its own days: not certainly made before."""
    CANNOT_BE_SCORED = "cannot_be_scored"
    """Neither horizon nor resolution says when and by what one would know."""
    OPEN = "open"
    """Nobody can know yet."""
    DUE = "due"
    """The horizon has passed without an outcome."""
    UNRESOLVABLE = "unresolvable"
    """What became of it can't be decided, or its condition never came about."""
    MIXED = "mixed"
    """It came true in part."""
    UNKNOWN_TERM = "unknown_term"
    """The stated likelihood isn't a term of a scale."""
    NO_PROBABILITY = "no_probability"
    """Neither a probability nor a term of a scale was stated."""


_STATES: Final = {
    Reason.OPEN: State.OPEN,
    Reason.DUE: State.DUE,
    Reason.MIXED: State.RESOLVED,
    Reason.UNKNOWN_TERM: State.RESOLVED,
    Reason.NO_PROBABILITY: State.RESOLVED,
    None: State.RESOLVED,
}
"""States by reason; all others are not scorable."""


class Verdict(StrEnum):
    """Whether a forecast or an estimate was right."""

    HIT = "hit"
    """It came true and was said to, or didn't and was said not to."""
    MISS = "miss"
    """The other way round."""
    EVEN = "even"
    """It was said to be as likely as not: neither."""


@dataclass(frozen=True, slots=True)
class Brier:
    """A Brier score, 0 (right and certain) to 1 (wrong and certain)."""

    value: float | None
    """That of the number, or of the band's midpoint; None where bands are nested."""
    best: float
    """The lowest that the band allows; for a number the same as `value`."""
    worst: float
    """The highest that the band allows; for a number the same as `value`."""

    @classmethod
    def of_probability(cls, probability: float, *, came_true: bool) -> Self:
        """Score a stated probability."""
        value = (probability - came_true) ** 2
        return cls(value, value, value)

    @classmethod
    def of_band(cls, band: Band, *, came_true: bool, nested: bool = False) -> Self:
        """Score a term by its band. An open end bounds the score like any other.

        Args:
            band: The probabilities that the term stands for.
            came_true: The outcome.
            nested: Whether the bands of its scale contain each other, so that there is no midpoint.
        """
        edges = ((band.low - came_true) ** 2, (band.high - came_true) ** 2)
        return cls(None if nested else (band.midpoint - came_true) ** 2, min(edges), max(edges))

    @classmethod
    def mean(cls, scores: Iterable["Brier"]) -> Self | None:
        """Return the mean of scores, bounds included; those without a value are left out, None if none is left."""
        rows = [(score.value, score.best, score.worst) for score in scores if score.value is not None]
        if not rows:
            return None
        value, best, worst = (fsum(column) / len(rows) for column in zip(*rows, strict=True))
        return cls(value, best, worst)


@dataclass(frozen=True, slots=True)
class Score:
    """What became of one judgement: the common one of an assessment, or one position."""

    entry: Entry
    """The assessment."""
    position: str | None
    """Id of the position; None for the common judgement."""
    state: State
    """Where it stands in the index."""
    reason: Reason | None
    """Why there is no Brier score; None if there is one."""
    scale: Scale | None = None
    """Scale of its terms."""
    term: Term | None = None
    """The stated term."""
    probability: float | None = None
    """The stated probability."""
    came_true: bool | None = None
    """The outcome where it is yes or no, whether scored or not."""
    brier: Brier | None = None
    """The score."""
    verdict: Verdict | None = None
    """Whether it was right; None where that isn't asked or can't be told."""
    positions: tuple["Score", ...] = ()
    """Those of the positions, in order; only at the common judgement."""

    @property
    def forecast(self) -> float | None:
        """The probability that is scored: the stated one, else the midpoint of the term unless bands are nested."""
        if self.probability is not None or self.term is None or self.scale is None or self.scale.nested:
            return self.probability
        return self.term.band.midpoint

    @property
    def statements(self) -> tuple["Score", ...]:
        """All that was judged, each once: the common judgement, and the positions that say something of their own."""
        common = () if self.reason is Reason.NO_JUDGEMENT else (self,)
        return common + tuple(each for each in self.positions if each.reason not in _SAYS_NOTHING)


_SAYS_NOTHING: Final = frozenset((Reason.ABSTAINS, Reason.NO_JUDGEMENT, Reason.COMMON_JUDGEMENT))


def by_desk(entry: Entry, corpus: Corpus, settings: Settings) -> bool:
    """Tell whether an assessment is the desk's own, alone or with others."""
    voices = cast("Assessment", entry.record).by
    desk = corpus.find(settings.desk, REGISTRY) if settings.desk else None
    return not voices or (
        desk is not None
        and any(isinstance(each, Reference) and corpus.find(each, entry.briefing) is desk for each in voices)
    )


def scale_of(entry: Entry, corpus: Corpus, settings: Settings) -> Scale | None:
    """Return the scale of an assessment's terms: the one it names; the site's, for the desk's own only."""
    named = cast("Assessment", entry.record).scale
    if named is None and by_desk(entry, corpus, settings):
        named = settings.scale
    return SCALES.get(named or "")


def score(entry: Entry, corpus: Corpus, settings: Settings, now: Date) -> Score:
    """Score an assessment and its positions.

    Args:
        entry: The assessment.
        corpus: The records.
        settings: The site's settings, for the desk and its scale.
        now: The day that counts as today, by which a horizon has passed or not.
    """
    record = cast("Assessment", entry.record)
    asked = _Asked(entry, scale_of(entry, corpus, settings), now, by_desk(entry, corpus, settings))
    positions = tuple(asked.score(identifier, position) for identifier, position in record.positions.items())
    if record.judgement is not None or not record.is_prediction:
        return asked.score(None, record, positions)
    states = {each.state for each in positions if each.reason not in _SAYS_NOTHING}
    order = (State.DUE, State.OPEN, State.RESOLVED)
    state = next((each for each in order if each in states), State.NOT_SCORABLE)
    return Score(entry, None, state, Reason.NO_JUDGEMENT, asked.scale, positions=positions)


def scores(corpus: Corpus, settings: Settings, now: Date) -> tuple[Score, ...]:
    """Score all assessments, in order; see `score`."""
    return tuple(score(entry, corpus, settings, now) for entry in corpus.records("assessment"))


@dataclass(frozen=True, slots=True)
class _Asked:
    """An assessment whose judgements are being scored."""

    entry: Entry
    """The assessment."""
    scale: Scale | None
    """Scale of its terms."""
    now: Date
    """The day that counts as today."""
    desk: bool
    """Whether it is the desk's own."""

    @property
    def record(self) -> Assessment:
        """The assessment's record."""
        return cast("Assessment", self.entry.record)

    def score(self, identifier: str | None, stated: Assessment | Position, positions: tuple[Score, ...] = ()) -> Score:
        """Score the common judgement, or a position."""
        outcome = stated.outcome
        if isinstance(stated, Position) and stated.judgement is None:
            outcome = self.record.outcome
        term = self.scale.term(stated.likelihood) if self.scale and stated.likelihood else None
        reason = self._reason(stated, term, outcome)
        shared = reason is Reason.COMMON_JUDGEMENT
        state = _STATES.get(self._time_reason(outcome) if shared else reason, State.NOT_SCORABLE)
        came_true = {"yes": True, "no": False}.get(outcome.result) if outcome else None
        brier = verdict = None
        if came_true is not None and state is State.RESOLVED:
            if stated.probability is not None:
                brier = Brier.of_probability(stated.probability, came_true=came_true)
            elif term and self.scale:
                brier = Brier.of_band(term.band, came_true=came_true, nested=self.scale.nested)
            verdict = _verdict(stated, term, came_true=came_true)
        return Score(
            self.entry,
            identifier,
            state,
            reason,
            self.scale,
            term,
            stated.probability,
            came_true,
            brier,
            verdict,
            positions,
        )

    def _reason(self, stated: Assessment | Position, term: Term | None, outcome: Outcome | None) -> Reason | None:
        """Return why a judgement has no Brier score."""
        if not self.record.is_prediction:
            return Reason.NOT_A_FORECAST
        unstated = stated.likelihood is None and stated.probability is None
        if isinstance(stated, Position):
            if stated.abstains:
                return Reason.ABSTAINS
            if unstated and stated.wording is None and stated.judgement is None:
                return Reason.NO_JUDGEMENT if self.record.judgement is None else Reason.COMMON_JUDGEMENT
        reason = self._time_reason(outcome)
        if reason or stated.probability is not None or term is not None:
            return reason
        return Reason.NO_PROBABILITY if unstated else Reason.UNKNOWN_TERM

    def _time_reason(self, outcome: Outcome | None) -> Reason | None:
        """Return what in horizon, resolution and outcome stands against a score."""
        made, horizon = self.record.made, self.record.horizon
        if outcome and (made.certainly_after(outcome.at) or (self.desk and not made.certainly_before(outcome.at))):
            return Reason.MADE_AFTER
        if (horizon is None or horizon.is_unknown) and self.record.resolution is None:
            return Reason.CANNOT_BE_SCORED
        if outcome is None:
            return Reason.DUE if horizon is not None and horizon.certainly_before(self.now) else Reason.OPEN
        return {"unresolvable": Reason.UNRESOLVABLE, "mixed": Reason.MIXED}.get(outcome.result)


def _verdict(stated: Assessment | Position, term: Term | None, *, came_true: bool) -> Verdict | None:
    """Return whether a judgement with a clear outcome was right."""
    if stated.probability is not None:
        likelihood, is_even = stated.probability, stated.probability == _EVEN
    elif term is not None:
        likelihood, is_even = term.band.midpoint, _EVEN in term.band
    elif stated.likelihood is None and stated.judgement is not None:
        likelihood, is_even = 1, False
    else:  # a likelihood nobody can read, or words of their own on the judgement of others, for it or against it
        return None
    if is_even:
        return Verdict.EVEN
    return Verdict.HIT if (likelihood > _EVEN) == came_true else Verdict.MISS


@dataclass(frozen=True, slots=True)
class Analyst:
    """Somebody who judges."""

    token: str
    """What tells them from others: `<briefing>/<id>`, `=` and the folded name, or nothing for a desk without record;
    `?` for all who aren't named."""
    entity: Key | None = field(default=None, compare=False)
    """Key of the record; None for a free name, and for a desk without record."""
    name: str = field(default="", compare=False)
    """Id, or the free name as written; empty for a desk without record, and for those who aren't named."""


UNNAMED: Final = Analyst("?")
"""All whom nobody names, together: how many they are isn't known, only what was judged by none but them."""


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """What became of all that one analyst judged."""

    analyst: Analyst
    """Who."""
    scores: tuple[Score, ...]
    """Their judgements, in order; each once."""

    @property
    def verdicts(self) -> Mapping[Verdict, int]:
        """How many hits, misses, and neither; 0 for what there is none of."""
        return Counter(each.verdict for each in self.scores if each.verdict)

    @property
    def states(self) -> Mapping[State, int]:
        """How many are open, due, resolved, not scorable; 0 for what there is none of."""
        return Counter(each.state for each in self.scores)

    @property
    def reasons(self) -> Mapping[Reason, int]:
        """How many have no Brier score, by reason; 0 for what there is none of."""
        return Counter(each.reason for each in self.scores if each.reason)

    @property
    def scored(self) -> int:
        """How many scores the mean is made of."""
        return sum(each.brier is not None and each.brier.value is not None for each in self.scores)

    @property
    def brier(self) -> Brier | None:
        """The mean Brier score of numbers and midpoints, with its bounds; None where none was stated."""
        return Brier.mean(each.brier for each in self.scores if each.brier)


def track_record(found: Iterable[Score], corpus: Corpus, settings: Settings) -> tuple[TrackRecord, ...]:
    """Return the track records of all analysts, by name.

    Each voice is counted once an assessment: with its own position if that says something of its own, else with the
    common judgement. Who abstains isn't counted. A voice without a name counts for those it is said to be `of`; what
    only others without a name judged stands in one last record, `UNNAMED`, so that no judgement is missing. A record
    of hits says little without what was asked: compare analysts on the same questions only.

    Args:
        found: Scores of assessments, as `scores` returns them.
        corpus: The records.
        settings: The site's settings, for the desk.
    """
    judged: dict[Analyst, list[Score]] = {}
    for each in found:
        for analyst, statement in _statements(each, corpus, settings):
            judged.setdefault(analyst, []).append(statement)
    order = sorted(judged, key=lambda analyst: (analyst == UNNAMED, analyst.name.casefold(), analyst.token))
    return tuple(TrackRecord(analyst, tuple(judged[analyst])) for analyst in order)


def _statements(common: Score, corpus: Corpus, settings: Settings) -> Iterator[tuple[Analyst, Score]]:
    """Yield who judged what in an assessment."""
    record = cast("Assessment", common.entry.record)
    joined: dict[Analyst, None] = {}
    own: dict[Analyst, Score | None] = {}
    for voice, analyst, each in _positions(common, corpus):
        said = None if each.reason in _SAYS_NOTHING else each
        if each.reason is Reason.COMMON_JUDGEMENT:
            joined[analyst] = None
        elif not isinstance(voice, Unnamed):
            own.setdefault(analyst, said)
        elif said is not None:
            yield analyst, said  # nobody knows whether two of a body's people are one
    if common.reason is not Reason.NO_JUDGEMENT:
        authors = _analysts(record.by, common.entry, corpus) if record.by else (_desk(corpus, settings),)
        for analyst in dict.fromkeys((*authors, *joined)):
            if analyst not in own:
                yield analyst, common
    for analyst, statement in own.items():
        if statement is not None:
            yield analyst, statement


def _positions(common: Score, corpus: Corpus) -> Iterator[tuple[str | Unnamed, Analyst, Score]]:
    """Yield who holds which position, as written and as counted."""
    record = cast("Assessment", common.entry.record)
    for each in common.positions:
        voices = record.positions[each.position or ""].by
        if _analysts(voices, common.entry, corpus) == (UNNAMED,):
            yield voices[0], UNNAMED, each
            continue
        for voice in voices:
            found = _analysts((voice,), common.entry, corpus)
            yield from ((voice, analyst, each) for analyst in found if analyst != UNNAMED)


def _analysts(voices: Sequence[str | Unnamed], entry: Entry, corpus: Corpus) -> tuple[Analyst, ...]:
    """Return those of some voices that have a name, or whose voice they are; not those whose record isn't there.

    Where nobody of them has a name, nor is anybody's, it is `UNNAMED`.
    """
    if voices and all(isinstance(each, Unnamed) and each.of is None for each in voices):
        return (UNNAMED,)
    found: list[Analyst] = []
    for each in voices:
        voice = each.of if isinstance(each, Unnamed) else each
        if isinstance(voice, Reference):
            record = corpus.find(voice, entry.briefing)
            if record is not None:
                found.append(_of_record(record))
        elif voice is not None:
            found.append(Analyst("=" + " ".join(voice.split()).casefold(), None, voice))
    return tuple(found)


def _desk(corpus: Corpus, settings: Settings) -> Analyst:
    """Return the desk."""
    record = corpus.find(settings.desk, REGISTRY) if settings.desk else None
    return _of_record(record) if record else Analyst("")


def _of_record(entry: Entry) -> Analyst:
    """Return the analyst that a person or an organisation is."""
    return Analyst(f"{entry.briefing}/{entry.id}", entry.key, entry.id)


@dataclass(frozen=True, slots=True)
class Bin:
    """Judgements of about the same probability."""

    band: Band
    """From where to where."""
    count: int
    """How many."""
    stated: float
    """The mean of their probabilities."""
    came_true: float
    """The share of them that came true: where it equals `stated`, they were calibrated."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """How often what was given a probability came true (a reliability diagram, Murphy and Winkler 1977)."""

    bins: tuple[Bin, ...]
    """Tenths from 0 to 100 % that hold any, in order; an edge belongs to the higher one."""
    count: int
    """How many judgements."""
    early: bool
    """True if there are too few for a diagram: then a table says so."""
    events: int
    """How many events decided them. Judgements of one question, or with an outcome borne out by the same record,
    stand and fall together: however many they are, they try a forecaster only once."""


_TENTHS: Final = tuple(Band(low, low + 10, high_open=low < 90) for low in range(0, 100, 10))  # noqa: PLR2004


def calibration(statements: Iterable[Score], corpus: Corpus) -> Calibration:
    """Sort resolved judgements by their probability and see how many came true.

    Args:
        statements: Single judgements: the `statements` of scores, or the `scores` of a track record. Only those with a
            Brier value count, so that terms without a midpoint are left out.
        corpus: The records.
    """
    counted = [
        (each, each.forecast, each.came_true)
        for each in statements
        if each.forecast is not None and each.came_true is not None and each.brier is not None
    ]
    points = [(forecast, came_true) for _, forecast, came_true in counted]
    bins = []
    for band in _TENTHS:
        inside = [(forecast, came_true) for forecast, came_true in points if forecast in band]
        if inside:
            count = len(inside)
            stated = fsum(forecast for forecast, _ in inside) / count
            bins.append(Bin(band, count, stated, sum(came_true for _, came_true in inside) / count))
    events = _events((each.entry for each, _, _ in counted), corpus)
    return Calibration(tuple(bins), len(points), len(points) < ENOUGH, events)


def _events(assessments: Iterable[Entry], corpus: Corpus) -> int:
    """Return how many groups of assessments have neither a question nor a piece of evidence in common."""
    groups: list[set[object]] = []
    for entry in assessments:
        record = cast("Assessment", entry.record)
        evidence = record.outcome.evidence if record.outcome else ()
        found = (corpus.find(each, entry.briefing) for each in (record.question, *evidence) if isinstance(each, str))
        group: set[object] = {each.key for each in found if each is not None}
        if isinstance(record.question, Text):  # no record: its words tell whether two ask the same
            group.add(record.question.by_language)
        for other in [each for each in groups if not each.isdisjoint(group)]:
            groups.remove(other)
            group |= other
        groups.append(group)
    return len(groups)
