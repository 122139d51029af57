"""Behaviour of the drawn timeline: how each precision looks, and that nothing overlaps or leaves the frame."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.axis import Axis, axis_of, month_axis
from generator.analysis.timeline import Moment, in_order
from generator.chart import (
    BORDER,
    LEGEND,
    LETTER,
    LINES,
    NARROWEST,
    WIDE,
    Chart,
    Form,
    Mark,
    chart,
    legend,
    parts_of,
    text_width,
    wrap,
)
from generator.load import Entry
from generator.locale import catalogue, languages
from generator.model.date import Date
from tests.small_corpus import read
from tests.test_model_date import DATES

FACT, EVENT = read("facts:\n  one: {statement: So., evidence: x}\nevents:\n  two: {name: Rat}\n")
DECEMBER = month_axis(2021, 12, [])
WORDS = st.text("ein langes WORT Übergangsregierung–„“…Жй京 ", min_size=1, max_size=90).filter(str.strip)


def _forms(written: object, axis: Axis = DECEMBER, *, due: bool = False) -> list[str]:
    """Return what a date looks like, with the days of December that it covers or stands in the middle of."""
    days = len(axis.cells)
    found = []
    for part in parts_of(Date.parse(written), axis, due=due):
        start, end = f"{part.start * days + 1:g}", f"{part.end * days + 1:g}"
        found.append(f"{part.form} {start}" if start == end else f"{part.form} {start} {end}")
    return found


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2021-12-07", ["day 7.5"]),
        ("2021-12-07?", ["day 7.5"]),
        ("2021-12-07T12:00Z", ["minute 7.5"]),
        ("2021-12-07T07:00-05:00", ["minute 7.5"]),
        ("2021-12", ["vague 1 32"]),
        ("2021-12-XX", ["vague 1 32"]),
        ("2021", ["earlier 1", "vague 1 32"]),
        ("202X", ["earlier 1", "later 32", "vague 1 32"]),
        ("2021-12-07/2021-12-09", ["span 7 10"]),
        ("2021-12-07T00:00Z/2021-12-07T11:59Z", ["span 7 7.5"]),
        ("2021-12-30/2022-01-02", ["later 32", "span 30 32"]),
        ("2021-12-07/..", ["later 32", "span 7 32"]),
        ("../2021-12-07", ["earlier 1", "span 1 8"]),
        ("2021-12-07/", ["unknown 8 32", "span 7 8"]),
        ("/2021-12-07", ["unknown 1 7", "span 7 8"]),
        ("/2021-12-07~", ["unknown 1 7", "vague 7 8"]),
        ("2021-12-07~/2021-12-09", ["span 8 10", "vague 7 8"]),
        ("2021-11/2021-12-09", ["earlier 1", "span 1 10", "vague 1"]),
        ("2021-12/2021-12", ["vague 1 32"]),
        ({"one_of": ["2021-12-07", "2021-12-09"]}, ["join 7.5 9.5", "option 7.5", "option 9.5"]),
        ({"one_of": ["2021-12-07", "2021-12"]}, ["join 1 32", "option 7.5", "vague 1 32"]),
        ({"within": "2021-12-07/2021-12-09"}, ["within 7 10"]),
        ({"within": "2021-12-07/.."}, ["later 32", "within 7 32"]),
    ],
)
def test_precision(written: object, expected: list[str]) -> None:
    """Every date is drawn as precise as it is: a day as a point, what is known less well as all of its time."""
    assert expected == _forms(written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2021-12-07", ["due 7.5"]),
        ("2021-12-07T12:00Z", ["due 7.5"]),
        ("2021-12", ["vague 1 32", "due 32"]),
        ("2021-12-07/2021-12-09", ["span 7 10", "due 10"]),
    ],
)
def test_due(written: object, expected: list[str]) -> None:
    """What falls due is a square: on its day, or at the end of its time."""
    assert expected == _forms(written, due=True)


def _moment(entry: Entry, written: object, *, due: bool = False) -> Moment:
    return Moment(entry, Date.parse(written), due=due)


def _chart(*moments: Moment, name: str = "Rat", axis: Axis = DECEMBER) -> Chart:
    return chart(moments, axis, catalogue("de"), lambda _: name)


def test_same_date_shares_a_mark() -> None:
    """Facts of the same date share a mark with their number; an event, and what falls due, have marks of their own."""
    happened, due = _moment(FACT, "2021-12-07"), _moment(FACT, "2021-12-07", due=True)
    event, unsure = _moment(EVENT, "2021-12-07"), _moment(FACT, "2021-12-07?")
    drawn = _chart(event, happened, happened, due, unsure, unsure, _moment(FACT, "unknown"))
    expected = [
        ((event,), "", True),
        ((happened, happened), "2", False),
        ((due,), "", False),
        ((unsure, unsure), "2?", False),
    ]
    assert expected == [(mark.moments, mark.text, mark.name is not None) for mark in drawn.marks]
    assert 0 == drawn.marks[0].lane


@pytest.mark.parametrize(
    ("day", "anchor", "beside"),
    [("2021-12-02", "start", True), ("2021-12-30", "end", True), ("2021-12-12/2021-12-20", "middle", False)],
)
def test_names_stand_where_there_is_room(day: str, anchor: str, beside: bool) -> None:
    """The name of an event stands beside a point, on the side with more room, and below a bar."""
    name = _chart(_moment(EVENT, day)).marks[0].name
    assert name is not None
    assert (anchor, beside) == (name.anchor, name.is_beside)


def test_long_names_are_broken_and_cut() -> None:
    """A name has a few lines at most; what is cut off is marked with an ellipsis."""
    assert ("Sitzung",) == wrap("Sitzung", 200)
    assert ("Sitzung", "des Rats") == wrap(" Sitzung  des Rats ", 60)
    lines = wrap("Abstimmung der Generalversammlung über die Lage im Land und die Folgen davon", 120)
    assert LINES == len(lines)
    assert lines[-1].endswith("…")
    assert ("Donaudampfs…",) == wrap("Donaudampfschifffahrt", 14 * 0.6 * LETTER)


@pytest.mark.parametrize(
    ("written", "lang", "expected"),
    [
        (["2021-12-07", "2021-12-09"], "de", ["6. 7. 8. 9. 10. 11. 12.", "Dez. 2021"]),
        (["2021-12-07", "2021-12-09"], "en", ["6 7 8 9 10 11 12", "Dec 2021"]),
        (["2021-12-07", "2022-01-09"], "de", ["1. 10. 20. 1. 10. 20.", "Dez. 2021 Jan. 2022"]),
        ([f"2021-{month:02}" for month in range(8, 13)], "en", ["Aug Sept Oct Nov Dec", "2021"]),
        ([f"{2020 + month // 12}-{month % 12 + 1:02}" for month in range(30)], "de", ["Q1 Q2 Q3 Q4", "2020"]),
        (["2015", "2021-12-07", "2022-06"], "de", ["2015 Dez Jun", "2021 2022"]),
        ([f"{year}" for year in range(1900, 1990)], "de", ["1910er-Jahre", ""]),
    ],
)
def test_words_at_the_line(written: list[str], lang: str, expected: list[str]) -> None:
    """Days, months, quarters and years are named in the reader's language; on a phone as many as there is room for."""
    axis = axis_of(map(Date.parse, written))
    assert axis is not None
    ticks = [tick for tick in chart([], axis, catalogue(lang), str).ticks if not tick.wide_only]
    rows = [" ".join(tick.text for tick in ticks if tick.row == row) for row in (0, 1)]
    for wanted, found in zip(expected, rows, strict=True):
        assert wanted in found


def _apart(marks: list[Mark], width: int) -> bool:
    """Tell whether marks of a lane don't touch each other."""
    extents = sorted(mark.extent(width) for mark in marks)
    return all(end <= start for (_, end), (start, _) in pairwise(extents))


@given(st.lists(st.tuples(DATES, st.sampled_from([FACT, EVENT]), st.booleans()), min_size=1, max_size=8), WORDS)
def test_any_moments(drawn: list[tuple[Date, Entry, bool]], name: str) -> None:
    """Whatever the dates: all known moments are there, in order, nothing overlaps and nothing leaves the frame."""
    moments = in_order(Moment(entry, date, due and entry is FACT) for date, entry, due in drawn)
    axis = axis_of(moment.date for moment in moments)
    if axis is None:
        return
    found = chart(moments, axis, catalogue("de"), lambda _: name)
    assert found == chart(moments, axis, catalogue("de"), lambda _: name)
    known = [moment for moment in moments if not moment.date.is_unknown]
    places = {id(moment): place for place, moment in enumerate(known)}
    shown = [[places[id(moment)] for moment in mark.moments] for mark in found.marks]
    assert list(range(len(known))) == sorted(place for mark in shown for place in mark)
    assert all(sorted(mark) == mark for mark in shown)
    assert sorted(shown) == shown
    for width in (NARROWEST, WIDE, 1000):
        for mark in found.marks:
            left, right = mark.extent(width)
            assert -BORDER - mark.half <= left < right <= width + BORDER + mark.half
            assert mark.name is None or -1 <= mark.name.extent(width)[0] <= mark.name.extent(width)[1] <= width + 1
            assert 0 < mark.y < found.height
        lanes = {mark.lane for mark in found.marks}
        assert all(_apart([mark for mark in found.marks if mark.lane == lane], width) for lane in lanes)
        ticks = [tick for tick in found.ticks if width >= WIDE or not tick.wide_only]
        for one, other in combinations(ticks, 2):
            (left, right), (start, end) = one.extent(width), other.extent(width)
            assert one.row != other.row or right <= start or end <= left
    for first, second in combinations(found.marks, 2):
        if first.lane < second.lane:
            assert first.y < second.y


@given(WORDS, st.integers(60, 400))
def test_lines_have_room(text: str, room: int) -> None:
    """No line is longer than the room that it has, and without an ellipsis nothing is lost."""
    lines = wrap(text, room)
    assert 1 <= len(lines) <= LINES
    assert all(text_width(line) <= room for line in lines)
    if not any(line.endswith("…") for line in lines):
        assert text.split() == " ".join(lines).split()


def test_legend() -> None:
    """A legend explains what several drawings show, each figure once, and has words for it in every language."""
    one = _chart(_moment(FACT, "2021-12-07"), _moment(FACT, "2021-12-07"), _moment(FACT, "2021-12-08?"))
    other = _chart(_moment(FACT, "2021-12-07T10:00Z/.."), _moment(FACT, "2021-12-08%"))
    assert ("day", "number") == legend([_chart(_moment(FACT, "2021-12-07"), _moment(FACT, "2021-12-07"))])
    assert ("day", "span", "beyond", "uncertain", "approximate", "number", "utc") == legend([one, other])
    assert {*Form} - {Form.EARLIER, Form.LATER, Form.JOIN} <= {*LEGEND}
    for lang in languages():
        assert all(catalogue(lang).text(f"chart.legend.{each}") for each in LEGEND)
