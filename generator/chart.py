"""The timeline as a drawing: where everything stands, at any width, before a template draws it.

Places from left to right are shares of the width, so that the drawing is as wide as its page; heights, marks and
letters are in pixels and keep their size. What doesn't overlap at `NARROWEST` doesn't overlap at any greater width
either.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import Final

from generator.analysis.axis import DAY, DAYS_ROOM, Axis, Cell, Unit, is_point, span
from generator.analysis.timeline import Moment
from generator.locale import Catalogue
from generator.model.date import Date, Precision, Qualifier

NARROWEST: Final = 260
"""The pixels that the line of time has at least: on a phone of 320 pixels."""
WIDE: Final = 640
"""From this width on there is room for more words at the line."""
BORDER: Final = 12
"""The pixels beside the line on either side, for marks and arrows at its ends."""
HEAD: Final = 40
"""The height of the words at the line."""
LANE: Final = 22
"""The height of a lane without words."""
LETTER: Final = 12
"""The size of letters in names."""
SMALL: Final = 11
"""The size of letters at the line of time."""
LINE: Final = 15
"""The height of a line of words."""
LINES: Final = 3
"""The most lines of words at one mark."""
BREATH: Final = 4
"""The pixels between neighbours in a lane."""
APART: Final = 3
"""The pixels between words at the line of time."""
DOT: Final = 5
"""Half the width of a mark without a number."""
BADGE: Final = 8
"""Half the width and height of a mark with one or two characters."""
EVENT: Final = "event"
"""The kind of record whose names are written into the drawing."""


class Form(StrEnum):
    """What a part of a mark looks like."""

    DAY = "day"
    """A dot."""
    MINUTE = "minute"
    """A diamond."""
    DUE = "due"
    """A square: the day on which, or the end of the time in which, something falls due."""
    SPAN = "span"
    """A bar with ends: all of that time."""
    VAGUE = "vague"
    """A hatched bar: at some time in it; the month, the year, or the end of an interval that is not known better."""
    WITHIN = "within"
    """A line between brackets: at some time between two dates."""
    OPTION = "option"
    """A ring: one of several dates."""
    JOIN = "join"
    """A dotted line that joins rings."""
    UNKNOWN = "unknown"
    """A broken line: nobody knows since when or until when."""
    EARLIER = "earlier"
    """An arrow to the left: it goes on beyond the drawing."""
    LATER = "later"
    """An arrow to the right."""


@dataclass(frozen=True, slots=True)
class Part:
    """One figure of a mark."""

    form: Form
    """What it looks like."""
    start: float
    """Where it begins, from 0 to 1."""
    end: float
    """Where it ends; points end where they begin."""


@dataclass(frozen=True, slots=True)
class Name:
    """The name of an event in the drawing."""

    lines: tuple[str, ...]
    """Its lines."""
    place: float
    """Where it stands, from 0 to 1."""
    anchor: str
    """To which side of that place, as SVG says it: `start`, `middle` or `end`."""
    shift: int
    """How many pixels beside that place it begins or ends; 0 if it stands below its mark."""

    @property
    def is_beside(self) -> bool:
        """Whether it stands beside its mark, not below."""
        return bool(self.shift)

    def extent(self, width: float) -> tuple[float, float]:
        """Return from which to which pixel it reaches."""
        length = max(text_width(line) for line in self.lines)
        left = self.place * width + self.shift - {"start": 0, "middle": length / 2, "end": length}[self.anchor]
        return left, left + length


@dataclass(frozen=True, slots=True)
class Mark:
    """What the drawing shows of one date: an event, or all facts and quotes of that date."""

    moments: tuple[Moment, ...]
    """What happened, was said or falls due then; at least one."""
    parts: tuple[Part, ...]
    """Its figures, those in front last."""
    place: float
    """Where its number stands, from 0 to 1."""
    text: str
    """How many there are if more than one, and `?` or `~` if the date is uncertain or approximate."""
    name: Name | None
    """Its name, if that stands in the drawing."""
    lane: int
    """Its lane, from 0, above all of which stands the line of time."""
    y: int
    """The height of its middle."""

    @property
    def date(self) -> Date:
        """Its date."""
        return self.moments[0].date

    @property
    def is_due(self) -> bool:
        """Whether it falls due then."""
        return self.moments[0].due

    @property
    def is_event(self) -> bool:
        """Whether it is an event."""
        return self.moments[0].entry.kind.name == EVENT

    @property
    def point(self) -> Form | None:
        """The figure of a mark that is a point."""
        form = self.parts[-1].form
        return form if form in (Form.DAY, Form.MINUTE, Form.DUE) and len(self.parts) == 1 else None

    @property
    def half(self) -> int:
        """Half the width of its point or of its number."""
        return _half(self.text)

    def extent(self, width: float) -> tuple[float, float]:
        """Return from which to which pixel it reaches, its name included.

        Args:
            width: The width of the line of time in pixels.
        """
        middle = self.place * width
        lefts, rights = [middle - self.half], [middle + self.half]
        for part in self.parts:
            reach = _REACH.get(part.form, DOT)
            lefts.append(part.start * width - (BORDER if part.form is Form.EARLIER else reach))
            rights.append(part.end * width + (BORDER if part.form is Form.LATER else reach))
        if self.name is not None:
            left, right = self.name.extent(width)
            lefts.append(left)
            rights.append(right)
        return min(lefts), max(rights)


_REACH: Final = {Form.SPAN: 1, Form.WITHIN: 1, Form.VAGUE: 0, Form.JOIN: 0, Form.UNKNOWN: 0, Form.MINUTE: DOT + 1}
"""How many pixels figures reach beyond their places, if not as many as a dot."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A word at the line of time."""

    place: float
    """Where it stands, from 0 to 1."""
    text: str
    """The word."""
    row: int
    """0 for the finer row, 1 for the coarser below it."""
    anchor: str
    """`middle` or `start`."""
    wide_only: bool
    """Whether there is only room for it from `WIDE` on."""

    def extent(self, width: float) -> tuple[float, float]:
        """Return from which to which pixel it reaches."""
        length = text_width(self.text, SMALL)
        left = self.place * width - (length / 2 if self.anchor == "middle" else 0)
        return left, left + length


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of moments."""

    axis: Axis
    """The line of time."""
    ticks: tuple[Tick, ...]
    """The words at it."""
    marks: tuple[Mark, ...]
    """What stands in it, in the order of the moments."""
    height: int
    """Its height in pixels."""

    @property
    def legend(self) -> frozenset[str]:
        """What readers must know to read it, of `LEGEND`."""
        forms = {part.form for mark in self.marks for part in mark.parts}
        found = {_EXPLAINED.get(form, form.value) for form in forms}
        found |= {sign for mark in self.marks for sign in _UNSURE[mark.date.qualifier]}
        found |= {"number"} if any(len(mark.moments) > 1 for mark in self.marks) else set()
        found |= {"break"} if self.axis.breaks else set()
        found |= {"utc"} if any(is_timed(mark.date) for mark in self.marks) else set()
        return frozenset(found)


LEGEND: Final = (
    *("day", "minute", "span", "vague", "within", "option", "unknown", "beyond", "due"),
    *("uncertain", "approximate", "number", "break", "utc"),
)
"""What the legends of drawings explain, in order."""
_EXPLAINED: Final = {Form.EARLIER: "beyond", Form.LATER: "beyond", Form.JOIN: "option"}
_UNSURE: Final = {
    Qualifier.NONE: (),
    Qualifier.UNCERTAIN: ("uncertain",),
    Qualifier.APPROXIMATE: ("approximate",),
    Qualifier.BOTH: ("uncertain", "approximate"),
}


def legend(charts: Iterable[Chart]) -> tuple[str, ...]:
    """Return what the readers of several drawings must know, of `LEGEND` and in its order."""
    found = frozenset[str]().union(*(each.legend for each in charts))
    return tuple(each for each in LEGEND if each in found)


def is_timed(date: Date) -> bool:
    """Tell whether a time of day takes part in a date."""
    return date.instant is not None or any(part.instant is not None for part in date.parts)


def chart(moments: Iterable[Moment], axis: Axis, words: Catalogue, name: Callable[[Moment], str]) -> Chart:
    """Lay out a drawing.

    Each event has a mark of its own with its name; facts and quotes of the same date share one, which says how many
    they are. Events stand above them.

    Args:
        moments: What to draw, in order; what has no known date is left out.
        axis: The line of time.
        words: The language of what is written at the line.
        name: Gives the name of an event.
    """
    known = [moment for moment in moments if not moment.date.is_unknown]
    drafts = [_draft(group, axis, name) for group in _groups(known)]
    placed: dict[int, Mark] = {}
    top, lane = HEAD, 0
    for events in (True, False):
        lanes: list[list[tuple[int, Mark]]] = []
        for index, draft in enumerate(drafts):
            if draft.is_event is events:
                _put(lanes, index, draft)
        for found in lanes:
            height = max(_height(mark) for _, mark in found)
            for index, mark in found:
                placed[index] = replace(mark, lane=lane, y=top + _middle(mark, height))
            top, lane = top + height, lane + 1
    marks = tuple(placed[index] for index in range(len(drafts)))
    return Chart(axis, _ticks(axis, words), marks, top + BREATH)


def text_width(text: str, size: int = LETTER) -> float:
    """Estimate how many pixels a text takes: rather too many than too few, whatever the typeface."""
    return sum(_letter(character) for character in text) * size


def wrap(text: str, room: float) -> tuple[str, ...]:
    """Break a text into lines; what is more than `LINES` is cut off with an ellipsis.

    Args:
        text: The text.
        room: The pixels that a line has.
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1]} …"]
    return tuple(_cut(line, room) for line in lines)


def _cut(line: str, room: float) -> str:
    """Shorten a line that is too long with an ellipsis."""
    if text_width(line) <= room:
        return line
    kept = line.removesuffix(" …")
    while kept and text_width(f"{kept}…") > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


_NARROW: Final = frozenset("iljtfrI.,:;'|!()[]-/ ·\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}")
_BROAD: Final = frozenset("mwMW@%—…&")
_NOT_LATIN: Final = 0x1100
"""From here on, letters may be as wide as they are high."""


def _letter(character: str) -> float:
    """Estimate the width of a character as a share of its size."""
    if ord(character) >= _NOT_LATIN and character not in _BROAD and character not in _NARROW:
        return 1.0 if character.isalpha() else 0.6
    if character in _NARROW:
        return 0.4
    if character in _BROAD:
        return 1.0
    return 0.72 if character.isupper() else 0.6


# Marks ---------------------------------------------------------------------------------------------------------------


def _groups(moments: Sequence[Moment]) -> list[tuple[Moment, ...]]:
    """Put facts and quotes of the same date together; every event stays alone."""
    groups: dict[object, list[Moment]] = {}
    for index, moment in enumerate(moments):
        alone = moment.entry.kind.name == EVENT
        groups.setdefault(index if alone else (moment.date, moment.due), []).append(moment)
    return [tuple(group) for group in groups.values()]


def _draft(group: tuple[Moment, ...], axis: Axis, name: Callable[[Moment], str]) -> Mark:
    """Make the mark of a group, without a lane."""
    date, due = group[0].date, group[0].due
    parts = parts_of(date, axis, due=due)
    text = f"{len(group) if len(group) > 1 else ''}{_SIGNS[date.qualifier]}"
    place = (parts[0].start + parts[0].end) / 2 if is_point(date) else _centre(parts)
    is_event = group[0].entry.kind.name == EVENT
    return Mark(group, parts, place, text, _name(name(group[0]), parts, _half(text)) if is_event else None, 0, 0)


def _name(text: str, parts: tuple[Part, ...], half: int) -> Name:
    """Put a name where there is most room: beside a point if it goes there whole, else below."""
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    if start == end:
        to_the_right = start <= 1 / 2
        shift = half + BREATH
        lines = wrap(text, max(start, 1 - start) * NARROWEST - shift)
        if not any(line.endswith("…") for line in lines) or not 1 / 3 < start < 2 / 3:
            return Name(lines, start, "start" if to_the_right else "end", shift if to_the_right else -shift)
    middle = (start + end) / 2
    rooms = {"start": 1 - start, "middle": 2 * min(middle, 1 - middle), "end": end}
    anchor = max(rooms, key=lambda each: rooms[each])
    place = {"start": start, "middle": middle, "end": end}[anchor]
    return Name(wrap(text, rooms[anchor] * NARROWEST), place, anchor, 0)


_SIGNS: Final = {
    Qualifier.NONE: "",
    Qualifier.UNCERTAIN: "?",
    Qualifier.APPROXIMATE: "~",
    Qualifier.BOTH: "~?",
}


def _centre(parts: tuple[Part, ...]) -> float:
    """Return the middle of all parts."""
    return (min(part.start for part in parts) + max(part.end for part in parts)) / 2


def parts_of(date: Date, axis: Axis, *, due: bool = False) -> tuple[Part, ...]:
    """Return the figures that show a date with its true precision.

    Args:
        date: A known date.
        axis: The line of time.
        due: Whether something falls due then.
    """
    if date.precision is Precision.ONE_OF:
        options = [part for each in date.parts for part in _single(each, axis, Form.OPTION)]
        first, last = min(part.start for part in options), max(part.end for part in options)
        return (Part(Form.JOIN, first, last), *options)
    if date.precision is Precision.WITHIN:
        parts = _between(date, axis, Form.WITHIN)
    elif date.precision is Precision.INTERVAL:
        parts = _interval(date, axis)
    else:
        parts = _single(date, axis, Form.DUE if due else None)
    if due and parts[-1].form is not Form.DUE:
        end = max(part.end for part in parts)
        parts = (*parts, Part(Form.DUE, end, end))
    return parts


def _single(date: Date, axis: Axis, point: Form | None = None) -> tuple[Part, ...]:
    """Return the figures of one date: a point for a day, in its middle, or a minute; else a hatched bar."""
    start, end = span(date)
    if start is None or end is None:
        return ()
    if is_point(date):
        place = axis.at(start if date.instant is not None else start + DAY / 2)
        form = point or (Form.MINUTE if date.instant is not None else Form.DAY)
        return (Part(form, place, place),)
    return (*_beyond(start, end, axis), Part(Form.VAGUE, axis.at(start), axis.at(end)))


def _beyond(start: int | None, end: int | None, axis: Axis) -> tuple[Part, ...]:
    """Return arrows where something goes on beyond the line of time."""
    earlier = (Part(Form.EARLIER, 0.0, 0.0),) if start is None or start < axis.start else ()
    later = (Part(Form.LATER, 1.0, 1.0),) if end is None or end > axis.end else ()
    return (*earlier, *later)


def _between(date: Date, axis: Axis, form: Form) -> tuple[Part, ...]:
    """Return one figure from the beginning of a date to its end."""
    start, end = span(date)
    left = 0.0 if start is None else axis.at(start)
    return (*_beyond(start, end, axis), Part(form, left, 1.0 if end is None else axis.at(end)))


def _interval(date: Date, axis: Axis) -> tuple[Part, ...]:
    """Return the figures of an interval: what is certainly in it, and its ends where they are not known to the day."""
    first, last = date.parts
    (start, end), first_end, last_start = span(date), span(first)[1], span(last)[0]
    ends = [part for part in date.parts if part.earliest and not (is_point(part) and not part.qualifier)]
    found: list[Part] = []
    if first.is_unknown or last.is_unknown:
        edge = last_start if first.is_unknown else first_end
        found += [Part(Form.UNKNOWN, *sorted((axis.at(edge or 0), 0.0 if first.is_unknown else 1.0)))]
        known = last if first.is_unknown else first
        found += [] if known in ends else _whole(known, axis)
    else:
        found += _beyond(start, end, axis)
        left = 0.0 if start is None else axis.at((first_end if first in ends else start) or start)
        right = 1.0 if end is None else axis.at((last_start if last in ends else end) or end)
        found += [Part(Form.SPAN, left, right)] if left < right or not ends else []
    for part in dict.fromkeys(ends):
        begin, finish = span(part)
        if begin is not None and finish is not None:
            found.append(Part(Form.VAGUE, axis.at(begin), axis.at(finish)))
    return tuple(found)


def _whole(date: Date, axis: Axis) -> list[Part]:
    """Return a bar over all of a day or a minute."""
    start, end = span(date)
    return [] if start is None or end is None else [Part(Form.SPAN, axis.at(start), axis.at(end))]


# Lanes ---------------------------------------------------------------------------------------------------------------


def _half(text: str) -> int:
    """Return half the width of a mark with a text in it."""
    # A broken ring needs more room around what stands in it.
    long = len(text) + (not text.isdigit())
    return BADGE + 3 * max(long - 2, 0) if text else DOT


def _height(mark: Mark) -> int:
    """Return the height that a mark needs in its lane."""
    if mark.name is None:
        return LANE
    height = len(mark.name.lines) * LINE
    return max(LANE, height + BREATH) if mark.name.is_beside else LANE + height + BREATH


def _middle(mark: Mark, height: int) -> int:
    """Return the height of the middle of a mark in its lane."""
    return height // 2 if mark.name is not None and mark.name.is_beside else LANE // 2


def _put(lanes: list[list[tuple[int, Mark]]], index: int, mark: Mark) -> None:
    """Put a mark into the first lane that has room for it."""
    left, right = mark.extent(NARROWEST)
    for lane in lanes:
        taken = [each.extent(NARROWEST) for _, each in lane]
        if all(right + BREATH <= start or end + BREATH <= left for start, end in taken):
            lane.append((index, mark))
            return
    lanes.append([(index, mark)])


# Words at the line of time -------------------------------------------------------------------------------------------

_FEW: Final = 4
"""So many months have room for days."""
_ROUND: Final = (1, 5, 10, 15, 20, 25, 30)
"""The days of a month that stand at the line even if it is short."""


def _ticks(axis: Axis, words: Catalogue) -> tuple[Tick, ...]:
    """Return the words at the line of time, as many as there is room for."""
    units = {cell.unit for cell in axis.cells}
    if units == {Unit.DAY}:
        fine = [_day(axis, words, cell.start) for cell in axis.cells]
        is_long = len(axis.cells) > DAYS_ROOM
        first = [
            tick for cell, tick in zip(axis.cells, fine, strict=True) if cell.first_day.day in _ROUND or not is_long
        ]
        return (*_fitting(first, fine), *_fitting(_runs(axis, words, "date.month")))
    if units == {Unit.MONTH} and len(axis.cells) <= _FEW:
        days = [
            [_day(axis, words, cell.start + (day - 1) * DAY) for cell in axis.cells] for day in (1, 10, 20, 5, 15, 25)
        ]
        first, more = [each for row in days[:3] for each in row], [each for row in days[3:] for each in row]
        return (*_fitting(first, more), *_fitting(_runs(axis, words, "date.month")))
    fine = [_named(axis, words, cell) for cell in axis.cells]
    years = _runs(axis, words, "date.year") if units & {Unit.MONTH, Unit.QUARTER} else []
    return (*_fitting(fine), *_fitting(years))


def _day(axis: Axis, words: Catalogue, start: int) -> Tick:
    """Return the number of a day, at its middle."""
    number = words.text("chart.day", day=str(Cell(start, start + DAY, Unit.DAY).first_day.day))
    return Tick(axis.at(start + DAY / 2), number, 0, "middle", wide_only=False)


def _named(axis: Axis, words: Catalogue, cell: Cell) -> Tick:
    """Return the name of a cell, at its middle."""
    day = cell.first_day
    match cell.unit:
        case Unit.MONTH:
            text = words.short_month(day.month)
        case Unit.QUARTER:
            text = words.text("chart.quarter", quarter=str((day.month + 2) // 3))
        case Unit.YEAR:
            text = str(day.year)
        case Unit.DECADE:
            text = words.date(Date.parse(f"{day.year // 10:03}X"))
        case _:
            text = words.date(Date.parse(f"{day.year // 100:02}XX"))
    return Tick(axis.at((cell.start + cell.end) / 2), text, 0, "middle", wide_only=False)


def _runs(axis: Axis, words: Catalogue, key: str) -> list[Tick]:
    """Return the months or the years of the cells, each at the beginning of the first cell that is in it."""
    found = []

    def text(cell: Cell) -> str:
        day = cell.first_day
        if key == "date.year":
            return "" if cell.unit not in (Unit.MONTH, Unit.QUARTER) else str(day.year)
        return words.short_date(Date.parse(f"{day.year:04}-{day.month:02}"))

    for shown, cells in groupby(axis.cells, text):
        if shown:
            found.append(Tick(axis.at(next(cells).start), shown, 1, "start", wide_only=False))
    return found


def _fitting(ticks: Sequence[Tick], more: Sequence[Tick] = ()) -> list[Tick]:
    """Return those words of a row that have room, in their order.

    Args:
        ticks: What stands there first if there is room, at any width.
        more: What is added if it is wide.
    """
    found: list[Tick] = []
    for tick in ticks:
        if _fits(tick, found, NARROWEST):
            found.append(tick)
    for tick in (*ticks, *more):
        if tick not in found and _fits(tick, found, WIDE):
            found.append(replace(tick, wide_only=True))
    return sorted(found, key=lambda tick: tick.place)


def _fits(tick: Tick, others: Iterable[Tick], width: int) -> bool:
    """Tell whether a word has room among others."""
    left, right = tick.extent(width)
    inside = left >= -BORDER and right <= width + BORDER
    taken = [each.extent(width) for each in others]
    return inside and all(right + APART <= start or end + APART <= left for start, end in taken)
