"""The status of a fact, derived from its evidence, and what becomes of a status that an editor declared.

The rows are those of the table in the content model, the first that fits counts. Nothing here depends on the order in
which evidence is written, except the order in which it is returned.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Final, cast

from generator.analysis.origins import UNKNOWN_VOICE, Body, Origins, Trace, Voice, VoiceName
from generator.corpus import Corpus, Key
from generator.load import Entry
from generator.model.amendment import Correction
from generator.model.base import Name, Reference
from generator.model.briefing import Briefing
from generator.model.date import Date
from generator.model.entity import Organisation, Person
from generator.model.fact import Evidence, Fact, Measure
from generator.model.quote import Quote
from generator.model.source import Source


class Status(StrEnum):
    """How well a fact stands."""

    WITHDRAWN = "withdrawn"
    """A correction takes it back."""
    UNSUPPORTED = "unsupported"
    """Nothing is counted; only ever derived, and an error."""
    DENIED = "denied"
    """Only denials are counted, perhaps of a rumour."""
    DISPUTED = "disputed"
    """Some say so, others say no; or they give values that don't go together."""
    CLAIMED = "claimed"
    """Only somebody with a part in it says so."""
    REPORTED = "reported"
    """It is said by those who need not know, or nobody knows on whose word."""
    CONFIRMED = "confirmed"
    """Documented, or said by two voices that don't depend on each other."""


class Side(StrEnum):
    """Where an item of evidence stands."""

    FOR = "for"
    """It asserts or documents the claim."""
    AGAINST = "against"
    """It denies or contradicts the claim."""
    REPORT = "report"
    """It passes the claim on as a report; neither for nor against, and nobody's voice."""


class Exclusion(StrEnum):
    """Why an item of evidence is shown but not counted."""

    SET_ASIDE = "set_aside"
    """The editor says why."""
    PART = "part"
    """It bears out a part of the claim only."""
    CREDIBILITY = "credibility"
    """Its credibility is 5, improbable."""
    RELIABILITY = "reliability"
    """Its source's reliability, or its publisher's, is E, unreliable."""
    UNSEEN = "unseen"
    """Nobody here has read its source."""
    MISSING = "missing"
    """Its source can't be found: the reference leads nowhere, or the source is redacted."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of evidence, weighed."""

    index: int
    """Its place in the fact's evidence, from 0."""
    evidence: Evidence
    """What the editor wrote."""
    source: Entry | None
    """Its source; that of the quote, if a quote is the evidence; None if it can't be found."""
    quote: Entry | None
    """The quote, if a quote is the evidence."""
    side: Side
    """Where it stands."""
    exclusion: Exclusion | None
    """Why it isn't counted; None if it is. Of several reasons the first in the order of `Exclusion`."""
    voices: tuple[Voice, ...]
    """Whose voice it is, unknown ones included; nobody's for a report."""
    loops: tuple[tuple[Key, ...], ...] = ()
    """Groups of sources in its chain that lead back to each other."""

    @property
    def counted(self) -> bool:
        """Whether it is counted."""
        return self.exclusion is None


@dataclass(frozen=True)
class Derivation:
    """The status of a fact and why it has it."""

    row: int
    """The first row of the table that fits, 1 to 10."""
    items: tuple[Item, ...]
    """The evidence in the order written."""

    @property
    def status(self) -> Status:
        """The status that follows from the row."""
        return STATUS_OF_ROW[self.row]

    @cached_property
    def counted(self) -> tuple[Item, ...]:
        """The items that are counted."""
        return tuple(item for item in self.items if item.counted)

    @cached_property
    def voices_for(self) -> tuple[Voice, ...]:
        """Known voices that support it, each once."""
        return _distinct(item for item in self.counted if item.side is Side.FOR)

    @cached_property
    def voices_against(self) -> tuple[Voice, ...]:
        """Known voices that speak against it, each once."""
        return _distinct(item for item in self.counted if item.side is Side.AGAINST)

    @cached_property
    def reports(self) -> int:
        """How many distinct sources are counted, on whichever side."""
        return len({item.source.key for item in self.counted if item.source is not None})

    @cached_property
    def origins(self) -> int:
        """How many known voices that don't depend on each other are counted, on whichever side; see `at_least`."""
        return independent((*self.voices_for, *self.voices_against))

    @cached_property
    def independence_unknown(self) -> bool:
        """Whether there is a counted item of which nobody knows whose voice it is.

        A report has no voice, so nobody knows whether it is one more origin.
        """
        return any(not item.voices or not all(voice.known for voice in item.voices) for item in self.counted)

    @property
    def at_least(self) -> int:
        """How many origins there are at least: an unknown one is one too, where no other is known."""
        return max(self.origins, int(self.independence_unknown))

    def of(self, items: Iterable[Item]) -> "Derivation":
        """Return the same with some of its items only, so that their reports and origins can be counted."""
        return replace(self, items=tuple(items))

    @cached_property
    def for_it(self) -> "Derivation":
        """The same without what speaks against it and bears out nothing; reports of it stay."""
        return self.of(item for item in self.counted if item.side is not Side.AGAINST)

    @cached_property
    def against_it(self) -> "Derivation":
        """The same with what speaks against it only."""
        return self.of(item for item in self.counted if item.side is Side.AGAINST)

    @cached_property
    def loops(self) -> tuple[tuple[Key, ...], ...]:
        """Groups of sources behind counted items that lead back to each other."""
        return tuple(dict.fromkeys(loop for item in self.counted for loop in item.loops))

    @property
    def by_value(self) -> bool:
        """Whether it is disputed because of values that don't go together."""
        return self.row == _BY_VALUE

    @property
    def contradicts_itself(self) -> bool:
        """Whether it is disputed by one voice, which speaks both for and against it."""
        voices = (*self.voices_for, *self.voices_against)
        return self.row == _BOTH and not self.independence_unknown and independent(voices) == 1

    @cached_property
    def other_units(self) -> tuple[Item, ...]:
        """Counted supporting items whose value has another unit than the first one; an error."""
        valued = [item for item in _supporting(self.items) if item.evidence.value is not None]
        return tuple(item for item in valued[1:] if not _same_unit(_measure(valued[0]).unit, _measure(item).unit))

    @property
    def unit_mismatch(self) -> bool:
        """Whether supporting values have different units, so that they can't be compared."""
        return bool(self.other_units)


_BOTH: Final = 2
_BY_VALUE: Final = 4
STATUS_OF_ROW: Final[Mapping[int, Status]] = {
    1: Status.WITHDRAWN,
    2: Status.DISPUTED,
    3: Status.DENIED,
    4: Status.DISPUTED,
    5: Status.CONFIRMED,
    6: Status.CONFIRMED,
    7: Status.CLAIMED,
    8: Status.CLAIMED,
    9: Status.REPORTED,
    10: Status.UNSUPPORTED,
}
"""The status that follows from each row of the table."""
_RANKS: Final[Mapping[str, int]] = {
    Status.WITHDRAWN: -1,
    Status.UNSUPPORTED: 0,
    Status.DENIED: 1,
    Status.DISPUTED: 2,
    Status.CLAIMED: 3,
    Status.REPORTED: 3,
    Status.CONFIRMED: 4,
}
_SIDES: Final[Mapping[str, Side]] = {
    "asserts": Side.FOR,
    "documents": Side.FOR,
    "reports": Side.REPORT,
    "denies": Side.AGAINST,
    "contradicts": Side.AGAINST,
}
_IMPROBABLE: Final = 5
_UNRELIABLE: Final = "E"


def rank(status: str) -> int:
    """Return how high a status stands; claimed and reported stand equally high, withdrawn below all."""
    return _RANKS[status]


def derive(entry: Entry, corpus: Corpus, origins: Origins | None = None) -> Derivation:
    """Derive the status of a fact.

    Args:
        entry: The fact.
        corpus: The records.
        origins: What was found for other facts of this corpus; `derive_all` shares it among all of them.
    """
    items = tuple(_Weighing(entry, origins or Origins(corpus)).items())
    return Derivation(_row(items, cast("Fact", entry.record), withdrawn=_withdrawn(entry, corpus)), items)


def derive_all(corpus: Corpus) -> dict[Key, Derivation]:
    """Derive the status of every fact, in the order of the corpus; follows every link between sources once."""
    origins = Origins(corpus)
    return {entry.key: derive(entry, corpus, origins) for entry in corpus.records("fact")}


def declared_problem(fact: Fact, derivation: Derivation) -> str | None:
    """Return the code of what is wrong with a fact's status, or None.

    A correction that withdraws the fact overrules whatever was declared before, which is no mistake.
    """
    derived = derivation.status
    if derived is Status.UNSUPPORTED:
        return "LB301"
    if derived is Status.WITHDRAWN or fact.status is None or Status(fact.status) is derived:
        return None
    if rank(fact.status) >= rank(derived):
        return "LB302"
    return None if fact.status_reason else "LB303"


def shown_status(fact: Fact, derivation: Derivation) -> Status:
    """Return the status that readers see: the declared one where it is allowed, else the derived one."""
    derived = derivation.status
    if fact.status is None or derived is Status.WITHDRAWN or declared_problem(fact, derivation):
        return derived
    return Status(fact.status)


def independent(voices: Iterable[Voice]) -> int:
    """Return how many voices have nothing in common with each other; unknown ones aren't counted.

    Mostly every voice has one key, and this is the number of keys. A voice with more keys counts as one more only if
    it shares none of them, so that a person of two offices never confirms anything alone, nor takes anything away.
    """
    distinct = sorted({voice.keys for voice in voices if voice.known}, key=lambda keys: (len(keys), sorted(keys)))
    chosen: list[frozenset[str]] = []
    taken: set[str] = set()
    for keys in distinct:
        if taken.isdisjoint(keys):
            chosen.append(keys)
            taken |= keys
    if len(chosen) == 1 and len(chosen[0]) > 1:  # the one chosen may stand in the way of two others
        pairs = ((one, other) for index, one in enumerate(distinct) for other in distinct[:index])
        return 1 + any(one.isdisjoint(other) for one, other in pairs)
    return len(chosen)


def _row(items: tuple[Item, ...], fact: Fact, *, withdrawn: bool) -> int:  # noqa: PLR0911 - one for each row
    """Return the first row of the table that fits."""
    counted = [item for item in items if item.counted]
    supporting = _supporting(items)
    against = any(item.side is Side.AGAINST for item in counted)
    known = [voice for item in supporting for voice in item.voices if voice.known]
    if withdrawn:
        return 1
    if not counted:
        return 10
    if against:
        return _BOTH if supporting else 3
    if _values_conflict([_measure(item) for item in supporting if item.evidence.value is not None]):
        return _BY_VALUE
    if any(item.evidence.stance == "documents" for item in supporting):
        return 5
    if independent(known) > 1:
        return 6
    if known and all(voice.party for voice in known):
        return 7
    if known and all(voice.named for voice in known) and not fact.parties and not fact.about:
        return 8
    return 9


def _supporting(items: Iterable[Item]) -> list[Item]:
    """Return the counted items that support the fact."""
    return [item for item in items if item.counted and item.side is Side.FOR]


def _distinct(items: Iterable[Item]) -> tuple[Voice, ...]:
    """Return the known voices of items, each once by what it is called."""
    voices = (voice for item in items for voice in item.voices if voice.known)
    found: dict[tuple[Key | None, str], Voice] = {}
    for voice in voices:
        found.setdefault((voice.entity, "" if voice.entity else " ".join(voice.name.split()).casefold()), voice)
    return tuple(found.values())


def _withdrawn(entry: Entry, corpus: Corpus) -> bool:
    """Tell whether a correction withdraws a fact."""
    return any(
        link.field == "targets" and isinstance(link.entry.record, Correction) and link.entry.record.withdraws
        for link in corpus.backlinks.get(entry.key, ())
    )


def _measure(item: Item) -> Measure:
    """Return the value of an item that has one."""
    return cast("Measure", item.evidence.value)


def _values_conflict(values: list[Measure]) -> bool:
    """Tell whether any two values of one unit have ranges that don't touch."""
    units: list[tuple[Name | None, float, float]] = []  # unit, highest low end, lowest high end
    for value in values:
        low, high = value.range
        for index, (unit, top, bottom) in enumerate(units):
            if _same_unit(unit, value.unit):
                units[index] = (unit, max(top, low), min(bottom, high))
                break
        else:
            units.append((value.unit, low, high))
    return any(top > bottom for _, top, bottom in units)


def _same_unit(one: Name | None, other: Name | None) -> bool:
    """Tell whether two units are the same: alike in every language that both are written in."""
    if one is None or other is None:
        return one is other
    languages = [each for each, _ in (*one.by_language, *other.by_language) if each in one and each in other]
    pairs = [(one.in_language(each).value.casefold(), other.in_language(each).value.casefold()) for each in languages]
    return bool(pairs) and all(first == second for first, second in pairs)


def _first_known(*days: Date | None) -> Date | None:
    """Return the first day that is given and not unknown."""
    return next((day for day in days if day is not None and not day.is_unknown), None)


@dataclass
class _Groups:
    """What sides and parties come to on one day."""

    sides: dict[str, set[str]] = field(default_factory=dict)
    """Groups of `sides` by the token of a body."""
    parties: set[str] = field(default_factory=set)
    """Keys of the voices that are parties."""

    def keys(self, bodies: Iterable[Body]) -> frozenset[str]:
        """Return what voices of these bodies are told apart by: their groups of `sides`, else the bodies themselves."""
        return frozenset(key for body in bodies for key in self.sides.get(body.token, (body.token,)))


class _Weighing:
    """The evidence of one fact, being weighed."""

    def __init__(self, entry: Entry, origins: Origins) -> None:
        self.entry = entry
        self.fact = cast("Fact", entry.record)
        self.origins = origins
        self.corpus = origins.corpus
        self._groups: dict[Date | None, _Groups] = {}

    def items(self) -> Iterator[Item]:
        """Yield the items of the fact's evidence, weighed."""
        for index, evidence in enumerate(self.fact.evidence):
            found = self.corpus.find(evidence.source, self.entry.briefing)
            quote = found if found is not None and isinstance(found.record, Quote) else None
            if quote is not None:
                found = self.corpus.find(cast("Quote", quote.record).source, quote.briefing)
            source = found if found is not None and isinstance(found.record, Source) else None
            side = _SIDES[evidence.stance]
            exclusion = self._exclusion(evidence, source)
            voices, loops = self._voices(evidence, quote, source) if side is not Side.REPORT else ((), ())
            yield Item(index, evidence, source, quote, side, exclusion, voices, loops)

    def _exclusion(self, evidence: Evidence, source: Entry | None) -> Exclusion | None:
        """Return why an item isn't counted."""
        if evidence.set_aside is not None:
            return Exclusion.SET_ASIDE
        if evidence.part is not None:
            return Exclusion.PART
        if evidence.credibility == _IMPROBABLE:
            return Exclusion.CREDIBILITY
        if source is None:
            return Exclusion.MISSING
        record = cast("Source", source.record)
        if (record.reliability or self._publisher_reliability(source)) == _UNRELIABLE:
            return Exclusion.RELIABILITY
        return Exclusion.UNSEEN if record.unseen else None

    def _publisher_reliability(self, source: Entry) -> str | None:
        """Return the reliability of a source's publisher."""
        publisher = cast("Source", source.record).publisher
        found = self.corpus.find(publisher, source.briefing) if isinstance(publisher, Reference) else None
        return found.record.reliability if found is not None and isinstance(found.record, Organisation) else None

    def _voices(
        self, evidence: Evidence, quote: Entry | None, source: Entry | None
    ) -> tuple[tuple[Voice, ...], tuple[tuple[Key, ...], ...]]:
        """Return whose voice an item is, and the loops in its chain."""
        words = cast("Quote", quote.record) if quote is not None else None
        published = cast("Source", source.record).published if source is not None else None
        day = _first_known(self.fact.when, words.when if words else None, published)
        if evidence.by:
            return _once(self._voice(each, self.entry.briefing, day, named=True) for each in evidence.by), ()
        if words is not None and quote is not None:
            return _as_one([self._voice(each, quote.briefing, day, named=True) for each in words.speaker]), ()
        if source is None:
            return (UNKNOWN_VOICE,), ()
        trace = self.origins.trace(source, evidence.relays, self.entry.briefing)
        return _once(self._publishers(trace, published)), trace.loops

    def _publishers(self, trace: Trace, published: Date | None) -> Iterator[Voice]:
        """Yield the voices of the publishers at the roots; of a loop those who speak for someone, else unknown."""
        for root in trace.roots:
            voices = []
            for key in root.sources:
                source = cast("Source", self.corpus.by_key[key].record)
                day = _first_known(self.fact.when, source.published, published)
                publisher, briefing = source.publisher, key[0]
                if publisher and (root.sure or self.origins.speaks_for_someone(publisher, briefing, day)):
                    voices.append(self._voice(publisher, briefing, day, named=False))
            yield from voices or [UNKNOWN_VOICE]

    def _voice(self, written: VoiceName, briefing: str, day: Date | None, *, named: bool) -> Voice:
        """Return a voice, followed up."""
        bodies = self.origins.bodies(written, briefing, day)
        if not bodies:
            return replace(UNKNOWN_VOICE, named=named)
        groups = self._groups_on(day)
        keys = groups.keys(bodies)
        person = self.corpus.find(written, briefing) if len(bodies) > 1 and isinstance(written, Reference) else None
        entity, name = (person.key, person.id) if person else (bodies[0].entity, bodies[0].name)
        return Voice(keys, entity, name, named, not groups.parties.isdisjoint(keys))

    def _groups_on(self, day: Date | None) -> _Groups:
        """Return sides and parties with the offices that people in them held on the same day as the voice."""
        if day not in self._groups:
            groups = self._groups[day] = _Groups()
            head = self.corpus.by_key.get((self.entry.briefing, ""))
            for index, side in enumerate(cast("Briefing", head.record).sides if head else ()):
                for each in side:
                    for body in self.origins.bodies(each, self.entry.briefing, day):
                        groups.sides.setdefault(body.token, set()).add(f"#{index}")
            for subject in self.fact.parties or self.fact.about:
                found = self.corpus.find(subject, self.entry.briefing)  # of a free name, nothing
                if found is not None and isinstance(found.record, (Person, Organisation)):
                    groups.parties |= groups.keys(self.origins.bodies(subject, self.entry.briefing, day))
        return self._groups[day]


def _as_one(voices: Sequence[Voice]) -> tuple[Voice, ...]:
    """Return the voices of those who say something together: they don't confirm each other."""
    keys = frozenset(key for voice in voices for key in voice.keys)
    are_parties = all(voice.party for voice in voices)
    return _once(replace(each, keys=keys, party=are_parties) if each.known else each for each in voices)


def _once(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """Return voices without those said twice."""
    return tuple(dict.fromkeys(voices))
