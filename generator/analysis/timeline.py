"""What happened when: everything with a date, in one order."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from generator.corpus import Corpus
from generator.load import Entry
from generator.model.date import Date, Precision
from generator.model.event import Event
from generator.model.fact import Fact
from generator.model.quote import Quote


@dataclass(frozen=True, slots=True)
class Moment:
    """A record at a date."""

    entry: Entry
    """The fact, quote or event."""
    date: Date
    """The date, as precise as written."""
    due: bool = False
    """True if a fact falls due then; false if it happened then."""


@dataclass(frozen=True, slots=True)
class Month:
    """The moments of one month, or those of a year of which no month is known."""

    year: int
    """The year."""
    month: int | None
    """The month, 1 to 12; None for dates less precise than that."""
    moments: tuple[Moment, ...]
    """The moments in order."""


def timeline(corpus: Corpus, briefing: str | None = None) -> tuple[Moment, ...]:
    """Return all facts, quotes and events with a known date, in order.

    Of what stands at the same place by `by_day`, the order is that of briefings, and within one of facts and quotes as
    editors wrote them. A fact stands once for when it happened and once for when it is due.

    Args:
        corpus: The records.
        briefing: Id of a briefing: its own records, and the events elsewhere that they refer to. All without it.
    """
    entries = [entry for kind in ("fact", "quote", "event") for entry in corpus.records(kind, briefing)]
    if briefing is not None:
        entries += _events_elsewhere(corpus, briefing)
    entries.sort(key=lambda entry: -corpus.order[entry.briefing])
    moments = [moment for entry in entries for moment in _moments(entry)]
    return tuple(in_order(moments))


def in_order(moments: Iterable[Moment]) -> list[Moment]:
    """Return moments by their days; those at the same place stay as they were."""
    return sorted(moments, key=lambda each: by_day(each.date, is_event=each.entry.kind.name == "event"))


def by_day(date: Date | None, *, is_event: bool = False) -> tuple[int, ...]:
    """Return a key for lists of what happened.

    Days follow each other as they are called where it happened, each after the year and the month that begin with it.
    On the day on which they begin events come first, then what has a time, the earlier first, whatever its zone, then
    the rest. What nobody knows the date of comes last.
    """
    day = None if date is None else date.earliest or date.latest
    if date is None or day is None:
        return (_UNDATED,)
    _, begin, end, _ = date.sort_key
    # An interval is as exact as its beginning.
    own = [each for each in date.parts[:1] if each.earliest is not None] or [date, *date.parts]
    if any(each.precision in _COARSE for each in own):
        return (day.toordinal(), 0, begin, end)
    if is_event:
        return (day.toordinal(), 1, begin)
    is_timed = any(each.instant is not None for each in own)
    return (day.toordinal(), 2, begin) if is_timed else (day.toordinal(), 3)


_UNDATED: Final = 10**7
"""Later than any day."""
_COARSE: Final = (Precision.MONTH, Precision.YEAR, Precision.DECADE, Precision.CENTURY)
"""How exactly a date is known of which nobody knows the day."""


def months(moments: Iterable[Moment]) -> tuple[Month, ...]:
    """Group moments by the month of their beginning; those without one stand before the months of their year."""
    groups: dict[tuple[int, int], list[Moment]] = {}
    for moment in moments:
        year = moment.date.year
        if year is not None:
            groups.setdefault((year, _month(moment.date)), []).append(moment)
    return tuple(Month(year, month or None, tuple(groups[year, month])) for year, month in sorted(groups))


def _moments(entry: Entry) -> Iterable[Moment]:
    """Yield a record at each of its dates that is known."""
    record = entry.record
    if isinstance(record, (Fact, Quote, Event)) and record.when is not None and not record.when.is_unknown:
        yield Moment(entry, record.when)
    if isinstance(record, Fact) and record.due is not None and not record.due.is_unknown:
        yield Moment(entry, record.due, due=True)


def _events_elsewhere(corpus: Corpus, briefing: str) -> Iterable[Entry]:
    """Return the events outside a briefing that its records refer to, each once."""
    kinds = corpus.by_briefing.get(briefing, {})
    links = (link for entries in kinds.values() for entry in entries for link in corpus.links_of(entry))
    found = {link.target.key: link.target for link in links if link.target.kind.name == "event"}
    return [event for event in found.values() if event.briefing != briefing]


def _month(date: Date) -> int:
    """Return the month to file a date under: that of its first day if it is known to the month, else 0.

    An interval belongs to the month in which it begins, or ends if its beginning is open. Of several possible dates
    the month is only known if it is that of all.
    """
    day = date.earliest or date.latest
    if day is None:
        return 0
    if date.precision is Precision.INTERVAL:
        return next((_month(part) for part in date.parts if part.earliest), 0)
    if date.precision in (Precision.ONE_OF, Precision.WITHIN):
        one = date.earliest and date.latest and date.earliest.replace(day=1) == date.latest.replace(day=1)
        return day.month if one else 0
    return day.month if date.precision in (Precision.MONTH, Precision.DAY, Precision.MINUTE) else 0
