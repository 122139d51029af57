"""Dates as editors know them: as precise as the source, and no more.

The written form is EDTF (ISO 8601-2:2019) level 1 without seasons: years, months and days, the qualifiers `?`
(uncertain), `~` (approximate) and `%` (both), digits nobody knows (`202X`, `2021-12-XX`), intervals with open (`..`)
and unknown (empty) ends. Beyond it stand times to the minute with their offset, also in intervals, and two mappings for
the level 2 sets that briefings need: `{one_of: [..]}` and `{within: A/B}`.

The `edtf` package refuses its own standard's times with offset, hence this small parser.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - `date` is the name of half of what this module speaks of
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from functools import lru_cache
from typing import Final, TypeAlias, final

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

Written: TypeAlias = str | dict[str, str | list[str]]
"""What a date looks like in a file."""


class Precision(StrEnum):
    """How exactly a date is known, or what shape it has."""

    CENTURY = "century"
    """A hundred years from a year that ends in 00: `20XX`."""
    DECADE = "decade"
    """Ten years: `202X`."""
    YEAR = "year"
    """`2021`."""
    MONTH = "month"
    """`2021-12`."""
    DAY = "day"
    """`2021-12-07`."""
    MINUTE = "minute"
    """`2021-12-07T10:07-05:00`."""
    INTERVAL = "interval"
    """From one date to another: `2021-12-07/2021-12-09`, `2021/..`."""
    ONE_OF = "one_of"
    """One of several dates: `{one_of: [2022-01-25, 2022-01-26]}`."""
    WITHIN = "within"
    """At some time in an interval: `{within: 2022-01-10/2022-01-13}`."""
    OPEN = "open"
    """The open end of an interval, `..`; only ever a part."""
    UNKNOWN = "unknown"
    """`unknown`; as a part, the unknown end of an interval."""


class Qualifier(StrEnum):
    """How far a written date can be relied on."""

    NONE = ""
    """As written."""
    UNCERTAIN = "?"
    """Presumably that date."""
    APPROXIMATE = "~"
    """About that date."""
    BOTH = "%"
    """Presumably about that date."""


class DateError(ValueError):
    """A text that is not a date, with the way to write it."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep both sentences.

        Args:
            message: What is wrong, without a full stop.
            hint: How to mend it.
        """
        super().__init__(message)
        self.message = message
        """What is wrong, without a full stop."""
        self.hint = hint
        """How to mend it; never empty where `Date.parse` raised it."""


@final
@dataclass(frozen=True, slots=True, repr=False)
class Date:
    """When something was, after EDTF (ISO 8601-2) level 1: `2021-12-07`, `2021-12`, `2019~`, `2021-12-07/2021-12-09`.

    Two dates are equal if they are written alike. For order there are `certainly_before` and `certainly_after`, which
    hold only where nobody could doubt it, and `sort_key`, which puts all dates in one order and never contradicts them.
    """

    iso: str
    """The date as EDTF text, as written; `one_of` and `within` as the sets of level 2, `[A,B]` and `[A..B]`; `XXXX` if
    unknown."""
    precision: Precision = field(compare=False)
    """How exactly it is known, or its shape."""
    earliest: Day | None = field(default=None, compare=False)
    """The first day it may touch, in the calendar of the place it was written for; None if open or unknown. Qualifiers
    don't widen it."""
    latest: Day | None = field(default=None, compare=False)
    """The last day it may touch; None if open or unknown."""
    instant: datetime | None = field(default=None, compare=False)
    """The minute with its offset, if `precision` is `minute`."""
    qualifier: Qualifier = field(default=Qualifier.NONE, compare=False)
    """Whether it is uncertain or approximate; the ends of intervals and the dates of `one_of` have their own."""
    parts: tuple["Date", ...] = field(default=(), compare=False)
    """The two ends of an interval or of `within`, the dates of `one_of`; else empty."""

    @classmethod
    def parse(cls, value: object) -> "Date":
        """Read a date.

        Args:
            value: A text, or a mapping of either `one_of` to a list of texts or `within` to the text of an interval.

        Returns:
            The date. Plain texts come from a small cache.

        Raises:
            DateError: With a hint, whatever was given.
        """
        try:
            return _read(value) if isinstance(value, str) else _read_mapping(value)
        except DateError as error:
            # A date that is likely meant says more than a rule; made here only, or guesses would have guesses made.
            raise DateError(error.message, _guess(value) or error.hint or _FORMS) from None

    @property
    def is_unknown(self) -> bool:
        """Whether nothing at all is known of it."""
        return self.precision is Precision.UNKNOWN

    @property
    def year(self) -> int | None:
        """The year to file it under: that of its first day, without one that of its last."""
        day = self.earliest or self.latest
        return day.year if day else None

    @property
    def is_masked(self) -> bool:
        """Whether its day or month is written as `XX`: there was one, and nobody knows which."""
        return not self.parts and "-XX" in self.iso

    @property
    def written(self) -> Written:
        """The form in which a file has it; `Date.parse` takes it back."""
        if self.precision is Precision.ONE_OF:
            return {"one_of": [part.iso for part in self.parts]}
        if self.precision is Precision.WITHIN:
            return {"within": "/".join(part.iso for part in self.parts)}
        return "unknown" if self.is_unknown else self.iso

    @property
    def sort_key(self) -> tuple[bool, int, int, str]:
        """A key for one order of all dates.

        By their beginning (an interval without one by its last date), the longer first (`2022`, `2022-01`,
        `2022-01-01`), what is unknown last. If a date is certainly before another, so is its key.
        """
        end = _end(self)
        return (self.is_unknown, _position(self) or 0, -(_NEVER if end is None else end), self.iso)

    def certainly_before(self, other: "Date") -> bool:
        """Tell whether all of this date is over before any of the other begins.

        Two dates without times are compared by the calendar. Against a date with a time, a day without one is that day
        anywhere on earth: it begins at midnight in UTC+14 and ends at midnight in UTC-12. An end that is qualified,
        open or unknown is before or after nothing.

        Args:
            other: The date to compare with.

        Returns:
            False wherever the two might overlap.
        """
        return _is_sure(self, -1) and _is_sure(other, 0) and _is_over(self, other)

    def certainly_after(self, other: "Date") -> bool:
        """Tell whether this date begins only when the other is certainly over; see `certainly_before`.

        Args:
            other: The date to compare with.

        Returns:
            False wherever the two might overlap.
        """
        return other.certainly_before(self)

    def __str__(self) -> str:
        """Return the EDTF text."""
        return self.iso

    def __repr__(self) -> str:
        """Return the call that makes it."""
        return f"Date.parse({self.written!r})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Validate by `parse`, with `LB107` as the error's type; dump the written form."""
        del source, handler
        return core_schema.no_info_plain_validator_function(
            _validate,
            serialization=core_schema.plain_serializer_function_ser_schema(_dump),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return what editors complete and check against; the calendar itself is checked by `parse` only."""
        del schema, handler
        # Editors take a bare `2021` for an integer, though the loader reads every scalar as text.
        year = {"type": "integer", "minimum": 1000, "maximum": 9999}
        point = {"type": "string", "pattern": f"^{_POINT_PATTERN}$"}
        span = f"{_POINT_PATTERN}/({_POINT_PATTERN}|\\.\\.)?|(\\.\\.)?/{_POINT_PATTERN}"
        return {
            "description": (
                "A date (EDTF level 1): 2021, 2021-12, 2021-12-07 or 2021-12-07T10:07+01:00; ~ about, ? presumably; "
                "202X, 2021-12-XX; from A to B A/B, A/.., ../B; one_of, within; or unknown."
            ),
            "examples": ["2021-12-07", "2021-12", "2019~", "2021-12-07/2021-12-09", "2021-12-07T10:07-05:00"],
            "anyOf": [
                {"type": "string", "pattern": f"^(unknown|{_POINT_PATTERN}|{span})$"},
                year,
                {
                    "type": "object",
                    "description": "One of these dates.",
                    "properties": {"one_of": {"type": "array", "items": {"anyOf": [point, year]}, "minItems": 2}},
                    "required": ["one_of"],
                    "additionalProperties": False,
                },
                {
                    "type": "object",
                    "description": "At some time in this interval.",
                    "properties": {"within": {"type": "string", "pattern": f"^({span})$"}},
                    "required": ["within"],
                    "additionalProperties": False,
                },
            ],
        }


def _validate(value: object) -> Date:
    """Read a field of a model; the message goes last into its own template, lest its braces be taken for places."""
    if isinstance(value, Date):
        return value
    try:
        return Date.parse(value)
    except DateError as error:
        context = {"hint": error.hint, "message": error.message}
        raise PydanticCustomError("LB107", "{message}", context) from None


def _dump(date: Date) -> Written:
    """Give the written form, so that what is dumped can be read again."""
    return date.written


# --- order ---------------------------------------------------------------------------------------------------------

_DAY: Final = 24 * 60
"""The minutes of a day."""
_FIRST_ZONE: Final = 14 * 60
"""How many minutes before midnight UTC a day begins somewhere on earth."""
_LAST_ZONE: Final = 12 * 60
"""How many minutes after midnight UTC a day still lasts somewhere on earth."""
_NEVER: Final = 10**10
"""Later than any minute of the year 9999."""


def _minute(instant: datetime) -> int:
    """Count minutes in UTC, past the ends of the calendar too, where `astimezone` would overflow."""
    offset = instant.utcoffset() or timedelta()
    return instant.toordinal() * _DAY + instant.hour * 60 + instant.minute - offset // timedelta(minutes=1)


def _is_timed(date: Date) -> bool:
    """Tell whether a time of day takes part in it."""
    return date.instant is not None or any(part.instant is not None for part in date.parts)


def _least(values: Iterable[int | None]) -> int | None:
    """Take the least, None if any is unbounded."""
    found = list(values)
    return None if None in found else min(value for value in found if value is not None)


def _begin(date: Date) -> int | None:
    """Give the minute in UTC in which it may begin anywhere on earth; None if open or unknown."""
    if date.instant is not None:
        return _minute(date.instant)
    if date.precision is Precision.ONE_OF:
        return _least(_begin(part) for part in date.parts)
    if date.parts:
        return _begin(date.parts[0])
    return None if date.earliest is None else date.earliest.toordinal() * _DAY - _FIRST_ZONE


def _end(date: Date) -> int | None:
    """Give the first minute in UTC in which it is over everywhere on earth; None if open or unknown."""
    if date.instant is not None:
        return _minute(date.instant) + 1
    if date.precision is Precision.ONE_OF:
        ends = [_end(part) for part in date.parts]
        return max(end for end in ends if end is not None)
    if date.parts:
        return _end(date.parts[-1])
    return None if date.latest is None else (date.latest.toordinal() + 1) * _DAY + _LAST_ZONE


def _position(date: Date) -> int | None:
    """Give the minute to sort by: always between `_begin` and `_end`, a day without time at midnight UTC."""
    if date.instant is not None:
        return _minute(date.instant)
    if date.precision is Precision.ONE_OF:
        return _least(_position(part) for part in date.parts)
    if date.parts:
        first, last = date.parts
        begin, end = _position(first), _end(last)
        if begin is None:
            return _position(last)
        # Of a day and a time that mean the same day, the day may begin later in UTC.
        return begin if end is None else min(begin, end - 1)
    return None if date.earliest is None else date.earliest.toordinal() * _DAY


def _is_sure(date: Date, end: int) -> bool:
    """Tell whether its first (0) or last (-1) end is meant as written."""
    if date.precision is Precision.ONE_OF:
        return all(_is_sure(part, end) for part in date.parts)
    return (date.parts[end] if date.parts else date).qualifier is Qualifier.NONE


def _is_over(first: Date, second: Date) -> bool:
    """Tell whether, as written, the first ends before the second begins."""
    if not _is_timed(first) and not _is_timed(second):
        return first.latest is not None and second.earliest is not None and first.latest < second.earliest
    end, begin = _end(first), _begin(second)
    return end is not None and begin is not None and end <= begin


# --- reading -------------------------------------------------------------------------------------------------------

_LONGEST: Final = 64
"""More characters than any date has."""
_MOST: Final = 12
"""The most dates that `one_of` takes."""

_POINT_PATTERN: Final = (
    r"([0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2}))?)?)?[?~%]?"
    r"|([0-9]{3}X|[0-9]{2}XX|[0-9]{4}-XX(-XX)?|[0-9]{4}-[0-9]{2}-XX)[?~%]?)"
)
"""The written form of one date, for JSON Schema."""

_PLAIN_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_POINT = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}):([0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2}))?)?)?([?~%]?)"
)
_MASKED = re.compile(r"(?:([0-9]{3})X|([0-9]{2})XX|([0-9]{4})-(XX|[0-9]{2})(-XX)?)([?~%]?)")
_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]+([0-9]{1,2})[:.]?([0-9]{2})((?:[:.][0-9]{2})?(?:[.,][0-9]+)?)"
    r" ?(Z|UTC|GMT|[+-][0-9]{1,2}(?::?[0-9]{2})?)?",
    re.IGNORECASE,
)
_OTHER_YEAR = re.compile(r"(?:Y-?[0-9]+|[+-]?[0-9]{5,7}|[+-][0-9]{4})(?:[-?~%].*)?")
_SETS = re.compile(r"[\[{](.*)[\]}]")

_FORMS: Final = (
    "Write a year, month, day or minute (2021, 2021-12, 2021-12-07, 2021-12-07T10:07+01:00), "
    "an interval (2021-12-07/2021-12-09, 2021-12-07/..) or unknown"
)
"""The hint where nothing better can be said."""

_OPEN: Final = Date("..", Precision.OPEN)
_UNKNOWN_END: Final = Date("", Precision.UNKNOWN)
_UNKNOWN: Final = Date("XXXX", Precision.UNKNOWN)


def _shown(text: str) -> str:
    """Quote a text in a message: short, and without anything that could disturb a terminal."""
    safe = "".join(character if character.isprintable() else "�" for character in text[:_LONGEST])
    return f"“{safe}…”" if len(text) > _LONGEST else f"“{safe}”"


@lru_cache(maxsize=8192)
def _read(text: str) -> Date:
    """Read a text: nearly always one plain day."""
    plain = _PLAIN_DAY.fullmatch(text)
    if plain:
        day = _day(text, plain[1], plain[2], plain[3])
        return Date(text, Precision.DAY, day, day)
    if text == "unknown":
        return _UNKNOWN
    if len(text) > _LONGEST:
        raise DateError(f"{_shown(text)} is too long for a date", _FORMS)
    sets = _SETS.fullmatch(text)
    if sets and sets[1]:
        hint = f"Write {'{within: A/B}' if '..' in sets[1] else '{one_of: [A, B]}'}, without quotation marks"
        raise DateError(f"{_shown(text)} is a set, which is written as a mapping here", hint)
    ends = text.split("/")
    if len(ends) == 1:
        return _point(text)
    if len(ends) == 2:  # noqa: PLR2004 - an interval has two ends
        return _interval(text, *ends)
    raise DateError(f"{_shown(text)} is not a date")


def _day(text: str, year: str, month: str, day: str) -> Day:
    """Make a day of the calendar, or say why there is no such day."""
    try:
        return Day(int(year), int(month), int(day))
    except ValueError:
        _check_month(text, year, month)
        first = Day(int(year), int(month), 1)
        length = _month_end(first).day
        message = f"{_shown(text)}: there is no day {int(day)} in {year}-{month}"
        hint = f"{year}-{month} has {length} days; where the day isn't known, write {year}-{month} or {year}-{month}-XX"
        raise DateError(message, hint) from None


def _check_month(text: str, year: str, month: str) -> None:
    """Refuse the year 0 and months that don't exist."""
    if int(year) == 0:
        raise _outside(text)
    if 1 <= int(month) <= 12:  # noqa: PLR2004 - the months of a year
        return
    hint = "Write a month from 01 to 12; where it isn't known, write the year alone"
    if 21 <= int(month) <= 41:  # noqa: PLR2004 - ISO 8601-2 has its seasons there
        hint = f"Write a season as its months, such as {year}-03/{year}-05"
    raise DateError(f"{_shown(text)}: month {month} does not exist", hint)


def _month_end(day: Day) -> Day:
    """Give the last day of a day's month."""
    if day.month == 12:  # noqa: PLR2004 - December: the year 10000 is none of the calendar's
        return day.replace(day=31)
    return day.replace(month=day.month + 1, day=1) - timedelta(days=1)


def _point(text: str) -> Date:
    """Read one date: a year, month, day or minute, or one with digits that nobody knows."""
    found = _POINT.fullmatch(text)
    if not found:
        return _masked(text)
    year, month, day, hour, minute, offset, mark = found.groups()
    qualifier = Qualifier(mark)
    if hour:
        return _timed(text, _day(text, year, month, day), (hour, minute, offset), qualifier)
    if day:
        there = _day(text, year, month, day)
        return Date(text, Precision.DAY, there, there, qualifier=qualifier)
    if month:
        return _of_month(text, year, month, qualifier)
    return _years(text, (year, year), Precision.YEAR, qualifier)


def _masked(text: str) -> Date:
    """Read a date with `X` for digits that nobody knows."""
    found = _MASKED.fullmatch(text)
    if not found or (found[3] and found[4] != "XX" and not found[5]):
        raise _not_a_point(text)
    decade, century, year, month, _, mark = found.groups()
    qualifier = Qualifier(mark)
    if decade:
        return _years(text, (f"{decade}0", f"{decade}9"), Precision.DECADE, qualifier)
    if century:
        return _years(text, (f"{century}00", f"{century}99"), Precision.CENTURY, qualifier)
    if month == "XX":
        return _years(text, (year, year), Precision.YEAR, qualifier)
    return _of_month(text, year, month, qualifier)


def _years(text: str, years: tuple[str, str], precision: Precision, qualifier: Qualifier) -> Date:
    """Make a date of whole years."""
    first, last = years
    _check_month(text, last, "01")
    return Date(text, precision, Day(max(int(first), 1), 1, 1), Day(int(last), 12, 31), qualifier=qualifier)


def _of_month(text: str, year: str, month: str, qualifier: Qualifier) -> Date:
    """Make a date of a month."""
    _check_month(text, year, month)
    first = Day(int(year), int(month), 1)
    return Date(text, Precision.MONTH, first, _month_end(first), qualifier=qualifier)


def _timed(text: str, day: Day, time: tuple[str, str, str], qualifier: Qualifier) -> Date:
    """Read a day with a time of day and an offset."""
    hour, minute, offset = time
    if qualifier:
        hint = f"Write the day with the mark, {day.isoformat()}{qualifier}, or the time without it"
        raise DateError(f"{_shown(text)}: a time to the minute takes no “{qualifier}”", hint)
    if int(hour) > 23 or int(minute) > 59:  # noqa: PLR2004 - the hours of a day, the minutes of an hour
        hint = "Write 00:00 to 23:59; the end of a day is 00:00 of the next"
        raise DateError(f"{_shown(text)}: there is no time {hour}:{minute}", hint)
    if offset == "-00:00":
        raise DateError(f"{_shown(text)}: the offset -00:00 does not exist", "Write Z for UTC")
    shift = 0
    if offset != "Z":
        shift = int(f"{offset[0]}1") * (int(offset[1:3]) * 60 + int(offset[4:6]))
    if not -_LAST_ZONE <= shift <= _FIRST_ZONE or int(offset[4:6] or 0) > 59:  # noqa: PLR2004 - minutes of an hour
        hint = "Write an offset from -12:00 to +14:00, or Z for UTC"
        raise DateError(f"{_shown(text)}: no place has the offset {offset}", hint)
    zone = timezone(timedelta(minutes=shift))
    instant = datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=zone)
    return Date(text, Precision.MINUTE, day, day, instant)


def _interval(text: str, first: str, last: str) -> Date:
    """Read `A/B`; either end may be open or unknown, not both."""
    if first in ("", "..") and last in ("", ".."):
        raise DateError(f"{_shown(text)}: an interval needs at least one end", "Write unknown")
    begin, end = (_end_of_interval(part) for part in (first, last))
    if _is_over(end, begin):
        raise DateError(f"{_shown(text)}: the interval ends before it begins", f"Write {last}/{first}")
    return Date(text, Precision.INTERVAL, begin.earliest, end.latest, parts=(begin, end))


def _end_of_interval(text: str) -> Date:
    """Read one end of an interval."""
    if text == "..":
        return _OPEN
    return _point(text) if text else _UNKNOWN_END


def _read_mapping(value: object) -> Date:
    """Read `{one_of: [..]}` or `{within: A/B}`."""
    match value:
        case {"one_of": list() as texts, **rest} if not rest:
            return _one_of(texts)
        case {"within": str() as text, **rest} if not rest:
            return _within(text)
        case list():
            raise DateError("a list is not a date", "Write {one_of: [2022-01-25, 2022-01-26]}, or an interval, A/B")
        case {"one_of": _, "within": _}:
            raise DateError("one_of and within don't go together", "Write either {one_of: [..]} or {within: A/B}")
        case {"one_of": _}:
            raise DateError("one_of takes a list, nothing beside it", "Write {one_of: [2022-01-25, 2022-01-26]}")
        case {"within": _}:
            raise DateError("within takes an interval, nothing beside it", "Write {within: 2022-01-10/2022-01-13}")
        case dict():
            hint = "Write from A to B as A/B, else {one_of: [2022-01-25, 2022-01-26]} or {within: 2022-01/2022-03}"
            raise DateError("a date as a mapping has one key, one_of or within", hint)
        case None:
            raise DateError("the date is missing", "Write a date, or unknown")
        case _:
            raise DateError(f"a date is text, not {type(value).__name__}", "Give the date as text")


def _one_of(texts: list[object]) -> Date:
    """Read the dates of `one_of`."""
    if not 2 <= len(texts) <= _MOST:  # noqa: PLR2004 - one alone is no choice
        hint = "Write one date alone, and any day of an interval as {within: A/B}"
        raise DateError(f"one_of takes 2 to {_MOST} dates, not {len(texts)}", hint)
    parts = []
    for text in texts:
        if not isinstance(text, str) or "/" in text or text == "unknown":
            hint = "Write years, months, days or minutes; any day of an interval is {within: A/B}"
            raise DateError("one_of takes single dates only", hint)
        part = Date.parse(text)
        if part in parts:
            raise DateError(f"{_shown(text)} stands twice in one_of", "Take one of them away")
        parts.append(part)
    iso = f"[{','.join(part.iso for part in parts)}]"
    earliest = min(part.earliest for part in parts if part.earliest)
    latest = max(part.latest for part in parts if part.latest)
    return Date(iso, Precision.ONE_OF, earliest, latest, parts=tuple(parts))


def _within(text: str) -> Date:
    """Read the interval of `within`."""
    span = Date.parse(text)
    if span.precision is not Precision.INTERVAL:
        hint = f"Write {text} alone, which already leaves open when in it" if not span.is_unknown else "Write unknown"
        raise DateError(f"within takes an interval, not {_shown(text)}", hint)
    first, last = span.parts
    if first.is_unknown or last.is_unknown:
        hint = f"Write {{within: {first.iso or '..'}/{last.iso or '..'}}}"
        raise DateError(f"{_shown(text)}: within takes an open end, not an unknown one", hint)
    iso = f"[{first.iso.strip('.')}..{last.iso.strip('.')}]"
    return Date(iso, Precision.WITHIN, span.earliest, span.latest, parts=span.parts)


# --- hints ---------------------------------------------------------------------------------------------------------


def _not_a_point(text: str) -> DateError:
    """Say what keeps a text from being a date, where more can be said than how to write it."""
    time = _TIME.fullmatch(text)
    if time and not time[5]:
        hint = f"Add the offset from UTC: {_minutes(*time.groups())}+01:00 is Berlin in winter, …Z is UTC"
        return DateError(f"{_shown(text)}: a time needs its offset from UTC", hint)
    if time and time[4]:
        return DateError(f"{_shown(text)}: times are written to the minute, without seconds")
    if _OTHER_YEAR.fullmatch(text):
        return _outside(text)
    return DateError(f"{_shown(text)} is not a date")


def _outside(text: str) -> DateError:
    """Say that the calendar has no such year."""
    return DateError(f"{_shown(text)}: the year is outside 0001 to 9999", "Write a year from 0001 to 9999, or unknown")


def _minutes(day: str, hour: str, minute: str, *rest: str | None) -> str:
    """Write a time to the minute, with the offset that ends the rest, if any."""
    return f"{day}T{hour:0>2}:{minute}{_offset(rest[-1] or '') if rest else ''}"


def _offset(text: str) -> str:
    """Bring an offset into its form: `+1`, `+0100` and `utc` become `+01:00`, `+01:00` and `Z`."""
    if not text.startswith(("+", "-")):
        return "Z" if text else ""
    digits = text[1:].replace(":", "")
    hours, minutes = (digits, "00") if len(digits) <= 2 else (digits[:-2], digits[-2:])  # noqa: PLR2004 - two digits
    return f"{text[0]}{hours:0>2}:{minutes}"


def _is_date(text: str) -> bool:
    """Tell whether a text is a date as it stands."""
    try:
        _read(text)
    except DateError:
        return False
    return True


def _written_as(*texts: str) -> str:
    """Make a hint of those texts that are dates; empty if none is."""
    dates = [text for text in dict.fromkeys(texts) if _is_date(text)]
    if not dates:
        return ""
    return f"Write {' or '.join(dates)}{', whichever is meant' if len(dates) > 1 else ''}"


_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_GERMAN: Final = {"mär": "mar", "mrz": "mar", "mai": "may", "okt": "oct", "dez": "dec", "jän": "jan"}
_NAME = r"([a-zä]{3,9})"
_ANY_DASH: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


def _month(name: str) -> str:
    """Give the number of an English or German month; 00 for any other word."""
    short = name[:3].lower()
    short = _GERMAN.get(short, short)
    return f"{_MONTHS.index(short) + 1:02}" if short in _MONTHS else "00"


def _shortened(start: str, end: str) -> str:
    """Write out the end of an interval that leaves out what it shares with the start, as ISO 8601-1 allows."""
    return f"{start}/{start[: len(start) - len(end)]}{end}"


def _quarter(year: str, quarter: str) -> str:
    """Write a quarter as an interval of months."""
    last = int(quarter) * 3
    return f"{year}-{last - 2:02}/{year}-{last:02}"


_Rewriting: TypeAlias = tuple[str, Callable[..., tuple[str, ...]]]
_REWRITINGS: Final[tuple[_Rewriting, ...]] = (
    # 26.01.2022 and 26. 1. 2022; 01.2022, 1/2022
    (r"(\d\d?)\. ?(\d\d?)\. ?(\d{4})", lambda d, m, y: (f"{y}-{m:0>2}-{d:0>2}",)),
    (r"(\d\d?)[./-](\d{4})", lambda m, y: (f"{y}-{m:0>2}",)),
    # 26.01.2022 10:07+01:00, 26.1.2022, 10.07 Uhr UTC
    (
        r"(\d\d?)\. ?(\d\d?)\. ?(\d{4}),? (\d\d?)[:.](\d\d)(?: Uhr)? ?(Z|UTC|GMT|[+-]\d\d?(?::?\d\d)?)",
        lambda d, m, y, *time: (_minutes(f"{y}-{m:0>2}-{d:0>2}", *time),),
    ),
    # 2022/01/26, 2022-1-6, 2022-26-01, 20220126
    (r"(\d{4})([./-])(\d\d?)\2(\d\d?)", lambda y, _, m, d: (f"{y}-{m:0>2}-{d:0>2}",)),
    (r"(\d{4})([./-])(\d\d?)\2(\d\d?)", lambda y, _, d, m: (f"{y}-{m:0>2}-{d:0>2}",)),
    (r"(\d{4})[./-](\d)", lambda y, m: (f"{y}-0{m}",)),
    (r"(\d{4})(\d\d)(\d\d)", lambda y, m, d: (f"{y}-{m}-{d}",)),
    # 01/02/2022: day first or month first?
    (r"(\d\d?)[/-](\d\d?)[/-](\d{4})", lambda a, b, y: (f"{y}-{b:0>2}-{a:0>2}", f"{y}-{a:0>2}-{b:0>2}")),
    # 7 Dec 2021, 7. Dezember 2021, December 7th, 2021, Dec 2021
    (rf"(\d\d?)(?:\.|st|nd|rd|th)?[ -]*{_NAME}\.?[ -]*(\d{{4}})", lambda d, m, y: (f"{y}-{_month(m)}-{d:0>2}",)),
    (rf"{_NAME}\.? +(\d\d?)(?:st|nd|rd|th)?,? +(\d{{4}})", lambda m, d, y: (f"{y}-{_month(m)}-{d:0>2}",)),
    (rf"{_NAME}\.?[ -]*(\d{{4}})", lambda m, y: (f"{y}-{_month(m)}",)),
    # 2009/10, which may be a month; 2022-01/02, 2022-01-10/13, 2022-01-10/02-03
    (r"(\d{4})/(\d\d)", lambda y, m: (_shortened(y, m), f"{y}-{m}")),
    (r"(\d{4}-\d\d(?:-\d\d)?)/(\d\d(?:-\d\d)?)", lambda a, b: (_shortened(a, b),)),
    (r"(\d{4})-(\d\d)", lambda y, m: (f"{y}/{y[:2]}{m}",) if y[2:] < m else ()),
    # 2019-2021, 2019 - 2021, 2021-12-07 to 2021-12-09, 2021..2022
    (r"(\d{4})-(\d{4})", lambda a, b: (f"{a}/{b}",)),
    (r"(\d{4}-\d\d-\d\d)-(\d{4}-\d\d-\d\d)", lambda a, b: (f"{a}/{b}",)),
    (r"(\S+?)(?: *\.\. *| +- +| +to +| +bis +| */ *)(\S+)", lambda a, b: (f"{a}/{b}".upper(),)),
    (r"(?:since|from|seit|ab) (\S+)", lambda a: (f"{a}/..",)),
    (r"(?:until|till|bis) (\S+)", lambda b: (f"../{b}",)),
    (r"(\S+)/(?:today|now|present|heute|jetzt|ongoing|open|\.|…|-)", lambda a: (f"{a}/..",)),
    # 2022/2021; 2021-12-07 10:07:30 utc
    (r"(\d\S+)/(\d\S+)", lambda a, b: (f"{b}/{a}",)),
    (_TIME.pattern, lambda *time: (_minutes(*time),)),
    # c. 2019, ~2019, 2019 (?); 2020s, 2021-12-00, 2021-12-??
    (r"(?:ca?\.?|circa|um|etwa|about|around|approx\.?) *(\d\S*)", lambda a: (f"{a}~",)),
    (r"([?~%])(\d\S*)", lambda mark, a: (f"{a}{mark}",)),
    (r"(\d\S*) *\(?\?\)?", lambda a: (f"{a}?",)),
    (r"(\d{3})0(?:'?s|er(?:[ -]Jahre)?)", lambda a: (f"{a}X",)),
    (r"(\d{4}-\d\d)-(?:00|\?\??|xx?)", lambda a: (f"{a}-XX",)),
    (r"(\d{4})-(?:00|\?\?|xx)(?:-(?:00|\?\?|xx))?", lambda a: (a,)),
    # 2021-Q4, Q4 2021
    (r"(\d{4})[ /-]?Q([1-4])", lambda y, q: (_quarter(y, q),)),
    (r"Q([1-4])[ /-]?(\d{4})", lambda q, y: (_quarter(y, q),)),
    (r"(?:unknown|unbekannt|unclear|unklar|none|null|n/?a|tb[acd]|\?+|-+|x{4}(?:-xx){0,2})()", lambda _: ("unknown",)),
)
"""Other ways to write a date, and ours; the first counts of which a date comes out."""
_COMPILED: Final = tuple((re.compile(pattern, re.IGNORECASE | re.ASCII), make) for pattern, make in _REWRITINGS)


def _guess(value: object) -> str:
    """Give a hint for a text that looks like a date in another form; empty if it doesn't."""
    if not isinstance(value, str) or len(value) > _LONGEST:
        return ""
    text = " ".join(unicodedata.normalize("NFKC", value.translate(_ANY_DASH)).split())
    if hint := _written_as(text, text.upper()):
        return hint
    matches = ((pattern.fullmatch(text), make) for pattern, make in _COMPILED)
    hints = (_written_as(*make(*match.groups())) for match, make in matches if match)
    return next(filter(None, hints), "")
