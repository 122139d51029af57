"""By what lists can be filtered and sorted: which values each record has, and which values a list offers.

A value is a token, the same in every language, which stands in the address (`?status=disputed`), and a label for
readers. Whoever shows a list prints the tokens of each record beside it, and a form of all values above it; the script
`filter.js` compares the two. Nothing of this is asked of a server.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - as in `model.date`
from typing import Final, Protocol, TypeAlias, cast

from generator.analysis.scoring import Score, State
from generator.analysis.status import Derivation
from generator.analysis.timeline import by_day
from generator.corpus import Corpus, Key
from generator.load import REGISTRY, Entry
from generator.locale import Catalogue
from generator.model.assessment import Assessment, Outcome
from generator.model.base import InLanguage, Reference, Unnamed
from generator.model.date import Date, Precision
from generator.model.entity import Organisation
from generator.model.event import Event
from generator.model.fact import Fact
from generator.model.question import Question
from generator.model.quote import Quote
from generator.model.source import KINDS, Source
from generator.text import slug

STATUSES: Final = ("confirmed", "claimed", "reported", "disputed", "denied", "withdrawn", "unsupported")
"""Every status of a fact, in the order in which they are listed."""
INDEX_STATES: Final = (State.DUE, State.OPEN, State.RESOLVED, State.NOT_SCORABLE)
"""The states of assessments, in the order in which the index lists them."""
ASSESSMENT_KINDS: Final = ("forecast", "estimate", "explanation", "hope", "advice")
"""Every kind of assessment, in the order in which they are listed."""
OUTCOMES: Final = ("yes", "no", "mixed", "unresolvable")
"""Every result of an outcome, in the order in which they are listed."""
ELSE: Final = "-"
"""Token of what has no value: undated, unknown, ungraded, not beginning with a letter. No id looks like it."""

_UNDECIDED: Final = "unresolvable"
_ACTORS: Final = frozenset(("person", "organisation"))
_MOST_MONTHS: Final = 24
_MOST_YEARS: Final = 60
_YEAR: Final = len("2021")
_MANY: Final = 3
_NO_SECOND: Final = "no-second"
_NOT_A_WORD: Final = re.compile(r"^[\W_]+")

Speaker: TypeAlias = str | Unnamed
"""A voice as editors write it."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a record: a status, a topic, a year."""

    token: str
    """What stands for it in the address; without blanks, the same in every language."""
    label: str
    """What readers see, plain."""
    rank: tuple[object, ...]
    """Where it stands among its like."""
    lang: str = ""
    """Language of the label where it isn't the page's, else empty."""
    within: str = ""
    """Token of the wider value that it is a part of: of a month its year."""


@dataclass(frozen=True, slots=True)
class Control:
    """One list to choose from."""

    name: str
    """What it is about: `status`, `topic` …; its name in the address."""
    values: tuple[Value, ...]
    """What can be chosen, in order."""


@dataclass(frozen=True, slots=True)
class Filters:
    """By what one list can be filtered, and which of its records have which values."""

    controls: tuple[Control, ...]
    """Lists to choose from; only those that tell the records apart."""
    tokens: Mapping[Key, str]
    """For each record its values: `status:disputed topic:sanctions`."""
    orders: Mapping[str, Mapping[Key, int]]
    """By name of an order other than that of the list, the place of each record in it."""

    def places(self, entry: Entry) -> str:
        """Return the places of a record in the other orders: `date:3 status:0`."""
        return " ".join(f"{name}:{places[entry.key]}" for name, places in self.orders.items())


class Words(Protocol):
    """What has to be known of a page to name what is on it."""

    corpus: Corpus
    """The published records."""
    words: Catalogue
    """The page's language."""

    def name(self, entry: Entry) -> str:
        """Return what a record is called."""

    def named(self, entry: Entry) -> InLanguage:
        """Return what a record is called, and in which language that is."""

    def status(self, fact: Entry) -> str:
        """Return the status of a fact that readers see."""

    def derivation(self, fact: Entry) -> Derivation:
        """Return the derived status of a fact with its reasons."""

    def score(self, assessment: Entry) -> Score:
        """Return what became of an assessment."""

    def sources_behind(self, entry: Entry) -> list[Entry]:
        """Return the sources of a fact's evidence."""

    def number(self, source: Entry, briefing: str) -> int:
        """Return the number of a source within a briefing."""


def initial(name: str, words: Catalogue, length: int = 1) -> str:
    """Return the letters by which a name is filed: `a` to `z`, `0` for all digits, `-` for anything else.

    Args:
        name: The name.
        words: Its language, which says how letters sort.
        length: How many letters; fewer where the name is shorter.
    """
    letters = [character for character in filed(name, words)[0] if character.isalnum()]
    return "".join(map(_filed_letter, letters[:length])) or ELSE


def filed(name: str, words: Catalogue) -> tuple[str, str]:
    """Return the key by which a name sorts: that of its language, without quotation marks before it."""
    return words.sort_key(_NOT_A_WORD.sub("", name) or name)


def _filed_letter(letter: str) -> str:
    if letter.isascii():
        return "0" if letter.isdigit() else letter
    return ELSE


class Facets:
    """Finds the values of records, and gathers those of lists."""

    def __init__(self, words: Words, here: str = "") -> None:
        """Start with what is known of the page.

        Args:
            words: Names and derived values, in the page's language.
            here: Briefing whose page it is, which numbers its sources; empty for lists over all briefings.
        """
        self._of = words
        self._words = words.words
        self._corpus = words.corpus
        self._here = here

    def of(self, kind: str, entries: Iterable[Entry]) -> Filters:
        """Return by what a list of records of one kind can be filtered.

        Args:
            kind: Name of the kind.
            entries: The records, in the order of the list.
        """
        listed = tuple(entries)
        tokens: dict[Key, list[str]] = {entry.key: [] for entry in listed}
        controls = []
        for name in FACETS.get(kind, ()):
            found = {entry.key: {value.token: value for value in _FINDERS[name](self, entry)} for entry in listed}
            values = _offered(found)
            # A choice that keeps all records, or the same ones as any other, is none.
            if len({frozenset(own) for own in found.values()}) > 1:
                controls.append(Control(name, values))
                offered = {value.token for value in values}
                for key, own in found.items():
                    tokens[key] += [f"{name}:{token}" for token in own if token in offered]
        orders = {name: _places(listed, order) for name, order in self._orders(kind).items()}
        return Filters(tuple(controls), {key: " ".join(own) for key, own in tokens.items()}, orders)

    def _orders(self, kind: str) -> dict[str, Callable[[Entry], tuple[object, ...]]]:
        """Return the other orders of a kind's list by name."""
        if kind != "fact":
            return {}
        return {"date": _dated, "status": lambda fact: (STATUSES.index(self._of.status(fact)),)}

    # One method a facet: the values of one record

    def _status(self, fact: Entry) -> Iterator[Value]:
        status = self._of.status(fact)
        yield Value(status, self._words.text(f"status.{status}"), (STATUSES.index(status),))

    def _person(self, fact: Entry) -> Iterator[Value]:
        """Yield all persons and organisations of a fact: whom it is about, and who says so or denies it."""
        record = cast("Fact", fact.record)
        found = [self._corpus.find(each, fact.briefing) for each in record.about]
        for item in record.evidence:
            found += [self._corpus.find(each, fact.briefing) for each in item.by if isinstance(each, Reference)]
            quote = self._corpus.find(item.source, fact.briefing)
            if quote is not None and isinstance(quote.record, Quote):
                speakers = (each for each in quote.record.speaker if isinstance(each, Reference))
                found += [self._corpus.find(each, quote.briefing) for each in speakers]
        derived = self._of.derivation(fact)
        voices = (*derived.voices_for, *derived.voices_against)
        found += [self._corpus.by_key.get(voice.entity) for voice in voices if voice.entity is not None]
        yield from (self._entity(each) for each in found if each is not None and each.kind.name in _ACTORS)

    def _origin(self, fact: Entry) -> Iterator[Value]:
        """Yield the voices that say what a fact says."""
        yield from self._voices_of(self._of.derivation(fact).for_it)

    def _opponent(self, fact: Entry) -> Iterator[Value]:
        """Yield the voices that say otherwise."""
        yield from self._voices_of(self._of.derivation(fact).against_it)

    def _voices_of(self, derived: Derivation) -> Iterator[Value]:
        for voice in (*derived.voices_for, *derived.voices_against):
            entry = self._corpus.by_key.get(voice.entity) if voice.entity is not None else None
            yield self._entity(entry) if entry is not None else self._free(voice.name)
        if derived.independence_unknown:
            yield self._else("origin")

    def _origins(self, fact: Entry) -> Iterator[Value]:
        """Yield how many voices say what a fact says, in the words that stand at the fact.

        A number that is a lower bound is filed apart from the same number where it is known. Where there is one, or
        nobody knows of more, a wider value holds both: whoever looks for what isn't borne out twice wants to see both.
        """
        derived = self._of.derivation(fact).for_it
        number, is_bound = derived.at_least, derived.independence_unknown
        if number == 0:
            yield self._else("origins")
        elif number >= _MANY:
            yield Value(
                f"{_MANY}-or-more", self._words.text("filter.origins_many", n=self._words.number(_MANY)), (_MANY,)
            )
        else:
            token, text = (f"at-least-{number}", "origins_at_least") if is_bound else (str(number), "origins")
            within = _NO_SECOND if number == 1 else ""
            yield Value(token, self._words.plural(f"fact.{text}", number), (number, is_bound), within=within)
            if within:
                yield Value(within, self._words.text("filter.no_second_origin"), (number, True, True))

    def _topic(self, entry: Entry) -> Iterator[Value]:
        for topic in cast("Fact | Quote", entry.record).topics:
            yield from self._voice(topic, entry.briefing)

    def _source(self, fact: Entry) -> Iterator[Value]:
        for source in self._of.sources_behind(fact):
            if self._here:
                number = self._of.number(source, self._here)
                yield Value(token_of(source), f"[{number}] {self._of.name(source)}", (number,), self._foreign(source))
            else:
                yield self._entity(source)

    def _date(self, entry: Entry) -> Iterator[Value]:
        """Yield the years and months that the dates of a record touch."""
        record = cast("Fact | Event", entry.record)
        dates = [date for date in (record.when, getattr(record, "due", None)) if date is not None]
        tokens = [token for date in dates for token in _calendar(date)]
        for token in tokens:
            year = token[:_YEAR]
            yield Value(token, self._words.date(Date.parse(token)), (token,), within="" if token == year else year)
        if not tokens:
            yield self._else("date")

    def _speaker(self, quote: Entry) -> Iterator[Value]:
        yield from self._voices("speaker", cast("Quote", quote.record).speaker, quote.briefing)

    def _briefing(self, entry: Entry) -> Iterator[Value]:
        head = self._corpus.by_key.get((entry.briefing, ""))
        if head is not None:
            rank = (self._corpus.order[entry.briefing],)
            yield Value(entry.briefing, self._of.name(head), rank, self._foreign(head))

    def _language(self, entry: Entry) -> Iterator[Value]:
        record = entry.record
        code = record.lang if isinstance(record, Source) else cast("Quote", record).original.lang
        if code is None or code == "unknown":
            yield self._else("language")
        else:
            yield self._named(code.casefold(), self._words.language_name(code))

    def _kind(self, entry: Entry) -> Iterator[Value]:
        record = cast("Source | Assessment", entry.record)
        group, order = ("source_kind", KINDS) if isinstance(record, Source) else ("assessment_kind", ASSESSMENT_KINDS)
        yield Value(record.kind, self._words.text(f"{group}.{record.kind}"), (order.index(record.kind),))

    def _publisher(self, source: Entry) -> Iterator[Value]:
        publisher = cast("Source", source.record).publisher
        if publisher is not None:
            yield from self._voice(publisher, source.briefing)

    def _reliability(self, source: Entry) -> Iterator[Value]:
        """Yield the reliability of a source, which is its publisher's where it has none of its own."""
        record = cast("Source", source.record)
        publisher = self._corpus.find(record.publisher, source.briefing) if record.publisher else None
        inherited = publisher.record.reliability if publisher and isinstance(publisher.record, Organisation) else None
        grade = record.reliability or inherited
        if grade is None:
            yield self._else("reliability")
        else:
            yield Value(
                grade,
                self._words.text("filter.grade", grade=grade, meaning=self._words.text(f"reliability.{grade}")),
                (grade,),
            )

    def _state(self, entry: Entry) -> Iterator[Value]:
        if isinstance(entry.record, Question):
            state = "answered" if entry.record.answered else "open"
            yield Value(state, self._words.text(f"question.{state}"), (state != "open",))
        else:
            found = self._of.score(entry).state
            yield Value(found.replace("_", "-"), self._words.text(f"state.{found}"), (INDEX_STATES.index(found),))

    def _analyst(self, assessment: Entry) -> Iterator[Value]:
        """Yield all who judge in an assessment, those who only hold a position too."""
        record = cast("Assessment", assessment.record)
        if record.by:
            yield from self._voices("analyst", record.by, assessment.briefing)
        else:
            yield Value("s--desk", self._words.text("assessment.by_desk"), (0,))
        for position in record.positions.values():
            yield from self._voices("analyst", position.by, assessment.briefing)

    def _outcome(self, assessment: Entry) -> Iterator[Value]:
        """Yield how it turned out, in the words that stand at the assessment, and how single positions turned out."""
        record = cast("Assessment", assessment.record)
        found = (record.outcome, *(position.outcome for position in record.positions.values()))
        outcomes = [each for each in found if each is not None]
        yield from (self._turned_out(each, record) for each in outcomes)
        if not outcomes:
            yield self._else("outcome")

    def _turned_out(self, outcome: Outcome, assessment: Assessment) -> Value:
        """Return how an assessment turned out: only predictions come true; hopes are fulfilled, and advice is taken."""
        token, word, group = outcome.result, outcome.result, 0
        if not assessment.is_prediction and token != _UNDECIDED:
            kind = assessment.kind
            token, word, group = f"{kind}-{token}", f"{kind}_{word}", ASSESSMENT_KINDS.index(kind)
        rank = (outcome.result == _UNDECIDED, group, OUTCOMES.index(outcome.result))
        return Value(token, self._words.text(f"outcome.{word}"), rank)

    def _initial(self, entry: Entry) -> Iterator[Value]:
        letter = initial(self._of.name(entry), self._words)
        labels = {"0": self._words.text("parts.digits"), ELSE: self._words.text("filter.else.initial")}
        yield Value(letter, labels.get(letter, letter.upper()), (letter == ELSE, letter))

    # Values of the common sorts

    def _voices(self, facet: str, voices: Collection[Speaker], briefing: str) -> Iterator[Value]:
        """Yield those who speak together; if none of them has a name, one value for all such records."""
        found = [value for voice in voices for value in self._voice(voice, briefing)]
        yield from found
        if not found and all(isinstance(each, Unnamed) for each in voices):
            yield self._else(facet)

    def _voice(self, voice: Speaker, briefing: str) -> Iterator[Value]:
        """Yield whoever speaks: an entity, a free name, or for somebody unnamed the one whose voice it is."""
        if isinstance(voice, Unnamed):
            if voice.of is not None:
                yield from self._voice(voice.of, briefing)
            return
        entry = self._corpus.find(voice, briefing)
        if entry is not None:
            yield self._entity(entry)
        elif not isinstance(voice, Reference):
            yield self._free(voice)

    def _entity(self, entry: Entry) -> Value:
        return self._named(token_of(entry), self._of.name(entry), self._foreign(entry))

    def _foreign(self, entry: Entry) -> str:
        """Return the language of a record's name where it isn't the page's."""
        found = self._of.named(entry)
        return found.lang if found.fallback else ""

    def _free(self, name: str) -> Value:
        return self._named(slug(name) or "-".join(name.casefold().split()), name)

    def _named(self, token: str, label: str, lang: str = "") -> Value:
        return Value(token, label, (1, filed(label, self._words)), lang)

    def _else(self, facet: str) -> Value:
        """Return the value of records that have none; it stands behind all others."""
        return Value(ELSE, self._words.text(f"filter.else.{facet}"), ("~", ("~",)))


FACETS: Final[Mapping[str, tuple[str, ...]]] = {
    "fact": ("status", "person", "origin", "opponent", "origins", "topic", "source", "date", "briefing"),
    "quote": ("speaker", "topic", "language", "briefing"),
    "assessment": ("state", "outcome", "kind", "analyst", "briefing"),
    "question": ("state", "briefing"),
    "source": ("kind", "publisher", "reliability", "language"),
    "person": ("initial",),
    "organisation": ("initial",),
    "place": ("initial",),
    "topic": ("initial",),
    "series": ("initial",),
    "event": ("date", "initial"),
}
"""By kind of record, by what lists of it can be filtered."""

_FINDERS: Final[Mapping[str, Callable[[Facets, Entry], Iterator[Value]]]] = {
    name: getattr(Facets, f"_{name}") for name in dict.fromkeys(name for names in FACETS.values() for name in names)
}


def _offered(found: Mapping[Key, Mapping[str, Value]]) -> tuple[Value, ...]:
    """Return the values of a list in order, without those that hold nothing beyond a part of theirs."""
    holders: dict[str, set[Key]] = {}
    values: dict[str, Value] = {}
    for key, own in found.items():
        for token, value in own.items():
            holders.setdefault(token, set()).add(key)
            values[token] = value
    spare = {value.within for token, value in values.items() if holders[token] == holders.get(value.within)}
    kept = (value for token, value in values.items() if token not in spare)
    return tuple(sorted(kept, key=lambda value: (value.token == ELSE, cast("tuple[str]", value.rank), value.token)))


def _places(entries: tuple[Entry, ...], order: Callable[[Entry], tuple[object, ...]]) -> dict[Key, int]:
    """Return the place of each record in an order; those that are equal stay as they were."""
    found = sorted(entries, key=cast("Callable[[Entry], tuple[str]]", order))
    return {entry.key: place for place, entry in enumerate(found)}


def _dated(fact: Entry) -> tuple[object, ...]:
    record = cast("Fact", fact.record)
    return by_day(record.when or record.due)


def _calendar(date: Date) -> Iterator[str]:
    """Yield the years that a date touches, and its months where it is known that well: `2021`, `2021-12`."""
    first, last = date.earliest or date.latest, date.latest or date.earliest
    if first is None or last is None:
        return
    if last.year - first.year > _MOST_YEARS:
        yield from (f"{year:04}" for year in (first.year, last.year))
        return
    yield from (f"{year:04}" for year in range(first.year, last.year + 1))
    coarse = (Precision.YEAR, Precision.DECADE, Precision.CENTURY)
    months = _month(last) - _month(first) + 1
    if months <= _MOST_MONTHS and not any(part.precision in coarse for part in (date, *date.parts)):
        for month in range(_month(first), _month(last) + 1):
            yield f"{month // 12:04}-{month % 12 + 1:02}"


def _month(day: Day) -> int:
    return day.year * 12 + day.month - 1


def token_of(entry: Entry) -> str:
    """Return what stands for a record; one of a briefing's own names the briefing, too."""
    return entry.id if entry.briefing == REGISTRY or not entry.id else f"{entry.briefing}--{entry.id}"
