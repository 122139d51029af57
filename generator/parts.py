"""Long lists, split among pages: by year and month, or by initials, and where that isn't enough by numbers.

No page grows with the number of briefings: a list of more than `LIMIT` records stands on several pages, each of which
lists its own, and whatever is above them holds counts and links only. Each record is on exactly one of them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from generator.facets import ELSE, initial
from generator.locale import Catalogue
from generator.model.date import Date, Precision

LIMIT: Final = 200
"""How many records a page lists at most."""

Item: TypeAlias = Any
"""What a list holds: a record, or a moment of the timeline."""
Step: TypeAlias = tuple[str, Callable[[Item], str]]
"""By what a list is split, and the part of the address that an item belongs to; `ELSE` where it has none."""

_COARSE: Final = (Precision.YEAR, Precision.DECADE, Precision.CENTURY)
_LETTERS: Final = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One of the pages that a list is split among."""

    key: str
    """Key of its page: `quotes/2021/12/`."""
    by: str
    """What its items have in common: `year`, `month`, `initial`, or only a `number`."""
    steps: tuple[str, ...]
    """The way there from the page of the list: `2021`, `12`."""
    items: tuple[Item, ...]
    """All that belongs here, in order."""
    parts: tuple["Part", ...] = ()
    """The pages that it is split among in turn; then it lists nothing itself."""


def by_date(date_of: Callable[[Item], Date | None]) -> tuple[Step, ...]:
    """Return the steps of a list of what happened: its years, then their months."""

    def year(item: Item) -> str:
        date = date_of(item)
        return ELSE if date is None or date.year is None else f"{date.year:04}"

    def month(item: Item) -> str:
        date = date_of(item)
        day = (date.earliest or date.latest) if date is not None else None
        return ELSE if date is None or day is None or date.precision in _COARSE else f"{day.month:02}"

    return ("year", year), ("month", month)


def by_name(name_of: Callable[[Item], str], words: Catalogue) -> tuple[Step, ...]:
    """Return the steps of a list of names: their first letters, then their second ones."""

    def letter(position: int) -> Callable[[Item], str]:
        def step(item: Item) -> str:
            letters = initial(name_of(item), words, position + 1)
            return letters[position] if len(letters) > position else ELSE

        return step

    return tuple(("initial", letter(position)) for position in range(_LETTERS))


def split(items: Sequence[Item], steps: Sequence[Step], key: str) -> tuple[Part, ...]:
    """Split a list among pages.

    Args:
        items: What it holds, in order.
        steps: By what to split, one after the other as far as needed.
        key: Key below which the pages stand.

    Returns:
        The pages, years from the last to the first, initials from A to Z; none if one page holds the list.
    """
    return tuple(_split(tuple(items), tuple(steps), key, ())) if len(items) > LIMIT else ()


def leaves(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield the parts that list something, in order."""
    for part in parts:
        if part.parts:
            yield from leaves(part.parts)
        else:
            yield part


def _split(items: tuple[Item, ...], steps: tuple[Step, ...], key: str, way: tuple[str, ...]) -> Iterator[Part]:
    if not steps:
        yield from _numbered(items, key, way)
        return
    by, of = steps[0]
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(of(item), []).append(item)
    named = sorted(groups.keys() - {ELSE}, reverse=by != "initial")
    for step in (*named, *groups.keys() & {ELSE}):
        found = tuple(groups[step])
        below = f"{key}{step}/"
        # What has no year has no month either, and a name without a letter no second one.
        rest = () if step == ELSE else steps[1:]
        inner = tuple(_split(found, rest, below, (*way, step))) if len(found) > LIMIT else ()
        yield Part(below, by, (*way, step), found, inner)


def _numbered(items: tuple[Item, ...], key: str, way: tuple[str, ...]) -> Iterator[Part]:
    """Yield parts of equal size, which are split in turn where there would be too many of them."""
    size = LIMIT
    while size * LIMIT < len(items):
        size *= LIMIT
    for number, start in enumerate(range(0, len(items), size), start=1):
        found, below, step = items[start : start + size], f"{key}{number}/", str(number)
        inner = tuple(_numbered(found, below, (*way, step))) if len(found) > LIMIT else ()
        yield Part(below, "number", (*way, step), found, inner)
