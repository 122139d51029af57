"""Time as a line: dates become places between 0 and 1, and long times without any date take little room.

An axis is made of cells, each a calendar unit. Cells that follow each other touch; where months or years are left out
there is a break. Within a cell every minute has its true place. Minutes are counted in UTC, so that what happened in
several time zones stands in the order in which it happened; a date without a time is its day in UTC.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - `date` is what this module is about
from datetime import timedelta
from enum import StrEnum
from functools import cached_property
from itertools import islice, pairwise
from typing import Final

from generator.model.date import Date, Precision

DAY: Final = 24 * 60
"""The minutes of a day."""
FIRST: Final = DAY
"""The first minute of the year 1."""
LAST: Final = (Day.max.toordinal() + 1) * DAY
"""The first minute after the year 9999."""

ROOM: Final = 16
"""How many cells an axis has at most, where coarser ones would be fewer."""
BREAK_ROOM: Final = 0.6
"""How much of a cell's room a break takes."""
BREAKS_SHARE: Final = 0.3
"""How much of the axis all breaks take at most."""
WEEK: Final = 7
"""The days of a week."""
DAYS_ROOM: Final = 2 * WEEK
"""Dates that lie within so many days are shown by days."""

Span = tuple[int, int]
"""A first minute, and the first one after it."""


class Unit(StrEnum):
    """What a cell of an axis stands for."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


_MONTHS: Final = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}
"""How many months the units have that have any."""
_COARSE: Final = {Precision.YEAR: Unit.YEAR, Precision.DECADE: Unit.DECADE, Precision.CENTURY: Unit.CENTURY}
"""The units of dates that are less precise than months."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A calendar unit on an axis."""

    start: int
    """Its first minute."""
    end: int
    """The first minute after it."""
    unit: Unit
    """What it is."""

    @property
    def first_day(self) -> Day:
        """Its first day."""
        return Day.fromordinal(self.start // DAY)


@dataclass(frozen=True)
class Axis:
    """Time from left to right."""

    cells: tuple[Cell, ...]
    """What is shown, in order; at least one."""

    @property
    def start(self) -> int:
        """The first minute shown."""
        return self.cells[0].start

    @property
    def end(self) -> int:
        """The first minute that isn't."""
        return self.cells[-1].end

    @property
    def room(self) -> float:
        """How much room it wants, in cells."""
        return len(self.cells) + BREAK_ROOM * sum(first.end < second.start for first, second in pairwise(self.cells))

    @cached_property
    def edges(self) -> tuple[tuple[float, float], ...]:
        """Where each cell begins and ends, from 0 to 1."""
        count = sum(first.end < second.start for first, second in pairwise(self.cells))
        share = min(BREAKS_SHARE, BREAK_ROOM * count / self.room) if count else 0
        width, gap = (1 - share) / len(self.cells), share / count if count else 0.0
        found, skipped = [], 0
        for index, cell in enumerate(self.cells):
            skipped += bool(index) and self.cells[index - 1].end < cell.start
            # The same terms on both sides of an edge, so that rounding makes no difference.
            found.append((index * width + skipped * gap, min((index + 1) * width + skipped * gap, 1.0)))
        return tuple(found)

    @cached_property
    def breaks(self) -> tuple[tuple[float, float], ...]:
        """Where time is left out: from the end of one cell to the beginning of the next."""
        pairs = zip(pairwise(self.cells), pairwise(self.edges), strict=True)
        return tuple((before[1], after[0]) for (first, second), (before, after) in pairs if first.end < second.start)

    @cached_property
    def _knots(self) -> tuple[tuple[int, ...], tuple[float, ...]]:
        """The minutes at which cells begin and end, and their places."""
        minutes = [minute for cell in self.cells for minute in (cell.start, cell.end)]
        places = [place for edge in self.edges for place in edge]
        return tuple(minutes), tuple(places)

    def at(self, minute: float) -> float:
        """Return the place of a minute from 0 to 1; what lies outside is at the nearer end."""
        minutes, places = self._knots
        after = bisect_right(minutes, minute)
        if after == 0 or after == len(minutes):
            return 0.0 if after == 0 else 1.0
        share = (minute - minutes[after - 1]) / (minutes[after] - minutes[after - 1])
        return places[after - 1] + share * (places[after] - places[after - 1])


def span(date: Date) -> tuple[int | None, int | None]:
    """Return the minute in which a date begins and the first after it; None if open or unknown."""
    if date.instant is not None:
        offset = (date.instant.utcoffset() or timedelta()) // timedelta(minutes=1)
        minute = date.instant.toordinal() * DAY + date.instant.hour * 60 + date.instant.minute - offset
        return minute, minute + 1
    if date.precision is Precision.ONE_OF:
        spans = [_inner(part) for part in date.parts]
        return min(start for start, _ in spans), max(end for _, end in spans)
    if date.parts:
        (start, _), (_, end) = span(date.parts[0]), span(date.parts[-1])
        # Of a day and a time that mean the same day, the day may begin later in UTC.
        return (start if start is None or end is None else min(start, end - 1)), end
    start = None if date.earliest is None else date.earliest.toordinal() * DAY
    return start, None if date.latest is None else (date.latest.toordinal() + 1) * DAY


def is_point(date: Date) -> bool:
    """Tell whether a date is a single one, known to the day or better."""
    return date.precision in (Precision.DAY, Precision.MINUTE)


def axis_of(dates: Iterable[Date]) -> Axis | None:
    """Return an axis that shows dates: by days if they lie within two weeks, else by months, or by coarser units.

    Units without any date are left out where more than one follows the other. A date that is less precise than the
    units, in a time that has no other, has a cell of its own.

    Args:
        dates: The dates.

    Returns:
        The axis; None if there is no known date.
    """
    singles = {single.iso: single for date in dates for single in _singles(date)}
    spans = [(_inner(single), single) for single in singles.values()]
    if not spans:
        return None
    first, last = min(start for (start, _), _ in spans) // DAY, max(end - 1 for (_, end), _ in spans) // DAY
    if last - first < DAYS_ROOM:
        # Ordinal 1 is a Monday.
        return Axis(_days(first - (first - 1) % WEEK, last + WEEK - 1 - (last - 1) % WEEK))
    axes = (Axis(_cells(spans, unit)) for unit in _MONTHS)
    return next((axis for axis in axes if axis.room <= ROOM), Axis(_cells(spans, Unit.CENTURY)))


def month_axis(year: int, month: int, dates: Iterable[Date]) -> Axis:
    """Return an axis of all days of a month, and the day before or after it if a time zone makes it necessary.

    Args:
        year: The year.
        month: The month, 1 to 12.
        dates: What is to be shown.
    """
    first = Day(year, month, 1).toordinal()
    last = _following(Unit.MONTH, first) - 1
    instants = [_inner(single) for date in dates for single in _singles(date) if single.instant is not None]
    beside = {start // DAY for start, _ in instants} & {first - 1, last + 1}
    return Axis(_days(min({first, *beside}), max({last, *beside})))


def _singles(date: Date) -> Iterator[Date]:
    """Yield the single dates that a date is written with, without open and unknown ends."""
    for part in date.parts or (date,):
        if part.precision not in (Precision.OPEN, Precision.UNKNOWN):
            yield part


def _inner(single: Date) -> Span:
    """Return when a single date begins and ends, within the calendar."""
    start, end = span(single)
    inside = min(max(start or FIRST, FIRST), LAST - 1)
    return inside, max(min(end or LAST, LAST), inside + 1)


def _days(first: int, last: int) -> tuple[Cell, ...]:
    """Return a cell for each day, by ordinals."""
    days = range(max(first, 1), min(last, Day.max.toordinal()) + 1)
    return tuple(Cell(day * DAY, (day + 1) * DAY, Unit.DAY) for day in days)


def _cells(spans: list[tuple[Span, Date]], unit: Unit) -> tuple[Cell, ...]:
    """Return the cells of a unit that dates need, and a cell of its own for each that nothing else stands in."""
    found: dict[int, Cell] = {}
    coarse = []
    for (start, end), date in spans:
        own = _COARSE.get(date.precision)
        if own is not None and _MONTHS[own] > _MONTHS[unit]:
            coarse.append((_MONTHS[own], start, end, own))
        else:
            found |= {cell.start: cell for cell in _row(unit, start, end)}
    for _, start, end, own in sorted(coarse):
        if not any(cell.start < end and start < cell.end for cell in found.values()):
            found[start] = Cell(start, end, own)
    cells = [found[start] for start in sorted(found)]
    for before, after in pairwise(tuple(cells)):
        # Two are enough to know that there is more than one; there may be a hundred thousand.
        between = list(islice(_row(unit, before.end, after.start), 2)) if before.end < after.start else []
        if len(between) == 1 and {before.unit, after.unit} == {unit}:
            cells.append(between[0])
    return tuple(sorted(cells, key=lambda cell: cell.start))


def _row(unit: Unit, start: int, end: int) -> Iterator[Cell]:
    """Yield the cells of a unit that a span of minutes touches."""
    day = _shift(unit, start // DAY, 0)
    while day * DAY < end:
        following = _following(unit, day)
        yield Cell(day * DAY, following * DAY, unit)
        day = following


def _following(unit: Unit, day: int) -> int:
    """Return the first day after the unit that a day stands in, by ordinals."""
    return _shift(unit, day, 1)


def _shift(unit: Unit, day: int, by: int) -> int:
    """Return the first day of the unit that a day stands in, or of one after it, by ordinals."""
    inside = Day.fromordinal(day)
    length = _MONTHS[unit]
    months = ((inside.year * 12 + inside.month - 1) // length + by) * length
    year, month = divmod(months, 12)
    if year > Day.max.year:
        return LAST // DAY
    return Day(year, month + 1, 1).toordinal() if year else 1
