"""Behaviour of the line of time: which units it shows, what it leaves out, and where a minute has its place."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.axis import DAY, ROOM, Axis, Unit, axis_of, month_axis, span
from generator.model.date import Date, Precision
from tests.test_model_date import DATES


def _axis(*written: object) -> Axis:
    """Return the axis of some dates, of which at least one is known."""
    axis = axis_of(map(Date.parse, written))
    assert axis is not None
    return axis


def _shown(axis: Axis) -> list[str]:
    """Return the cells of an axis as text, and a stroke for each break."""
    found = []
    for index, cell in enumerate(axis.cells):
        if index and axis.cells[index - 1].end < cell.start:
            found.append("|")
        length = {Unit.DAY: 10, Unit.YEAR: 4, Unit.DECADE: 3, Unit.CENTURY: 2}.get(cell.unit, 7)
        found.append(cell.first_day.isoformat()[:length])
    return found


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param(
            ["2021-12-07", "2021-12-09"],
            [f"2021-12-{day:02}" for day in range(6, 13)],
            id="whole-weeks",
        ),
        pytest.param(["2021-12-07", "2022-01-10"], ["2021-12", "2022-01"], id="months"),
        pytest.param(["2021-12-07", "2022-02-24"], ["2021-12", "2022-01", "2022-02"], id="one-empty-month-stays"),
        pytest.param(["2021-12-07", "2022-03-02"], ["2021-12", "|", "2022-03"], id="two-empty-months-go"),
        pytest.param(["2015/2022-02-24"], ["2015", "|", "2022-02"], id="year-with-nothing-else"),
        pytest.param(["2022", "2022-02-24", "2022-03"], ["2022-02", "2022-03"], id="year-with-months"),
        pytest.param(["202X", "2022", "2015"], ["2015", "|", "2022"], id="decade-with-a-year"),
        pytest.param(["2021-12-07/..", "2022-01"], ["2021-12", "2022-01"], id="open-end"),
        pytest.param(
            [f"{year}-03-01" for year in range(2001, 2013)],
            [f"{year}" for year in range(2001, 2013)],
            id="many-years",
        ),
        pytest.param(["19XX", "1850", "2021"], ["1850", "|", "19", "|", "2021"], id="century-of-its-own"),
    ],
)
def test_units(written: list[object], expected: list[str]) -> None:
    """Dates are shown by days if they are near each other, else by months, else by what has room; gaps are left out."""
    assert expected == _shown(_axis(*written))


def test_nothing_known() -> None:
    """Without a known date there is no axis."""
    assert axis_of([]) is None
    assert axis_of([Date.parse("unknown")]) is None


def test_month() -> None:
    """A month has a cell for each of its days, and one more if a time zone makes it necessary."""
    days = [Date.parse("2022-01-31"), Date.parse("2022-01-15/2022-03-01")]
    assert 31 == len(month_axis(2022, 1, days).cells)
    after = Date.parse("2022-01-31T23:00-05:00")
    assert date(2022, 2, 1) == month_axis(2022, 1, [*days, after]).cells[-1].first_day
    before = Date.parse("2022-01-01T01:00+03:00")
    assert date(2021, 12, 31) == month_axis(2022, 1, [*days, before]).cells[0].first_day
    assert 31 == len(month_axis(9999, 12, [Date.parse("9999-12-31T23:00-12:00")]).cells)


def test_place_of_a_minute() -> None:
    """Within a cell every minute has its true place; a break takes little room, and what lies outside is at the end."""
    axis = _axis("2021-01-01", "2021-06-30")
    (_, first), (second, _) = axis.edges
    assert [(first, second)] == list(axis.breaks)
    january, june = date(2021, 1, 1).toordinal() * DAY, date(2021, 6, 1).toordinal() * DAY
    assert 0 == axis.at(january) == axis.at(january - 5)
    assert pytest.approx(first / 2) == axis.at(january + 31 * DAY / 2)
    assert pytest.approx(second + (1 - second) / 3) == axis.at(june + 10 * DAY)
    assert 1 == axis.at(june + 30 * DAY) == axis.at(june + 31 * DAY)
    assert first < axis.at(january + 90 * DAY) < second


def test_instants_are_ordered_by_instant() -> None:
    """Of two times in different zones the earlier instant stands first, whatever the calendars of their places say."""
    west, east = Date.parse("2021-12-07T23:00-05:00"), Date.parse("2021-12-08T03:00+03:00")
    axis = _axis("2021-12-07T23:00-05:00", "2021-12-08T03:00+03:00")
    assert axis.at(span(east)[0] or 0) < axis.at(span(west)[0] or 0)


@given(st.lists(DATES, min_size=1, max_size=6))
def test_axis_of_any_dates(dates: list[Date]) -> None:
    """Cells stand in order from 0 to 1 and don't overlap; every date has a place, and what begins first comes first."""
    axis = axis_of(dates)
    if all(each.is_unknown for each in dates):
        assert axis is None
        return
    assert axis is not None
    assert all(first.end <= second.start for first, second in pairwise(axis.cells))
    places = [place for edge in axis.edges for place in edge]
    assert sorted(places) == places
    assert (0, 1) == pytest.approx((places[0], places[-1]))
    assert axis.room <= ROOM or axis.cells[0].unit in (Unit.DAY, Unit.CENTURY)
    starts = sorted(start for start, _ in map(span, dates) if start is not None)
    assert sorted(map(axis.at, starts)) == [axis.at(start) for start in starts]
    for each in dates:
        start, end = span(each)
        if each.precision in (Precision.DAY, Precision.MINUTE) and start is not None and end is not None:
            # Where the calendar ends, a time zone may lead out of it.
            inside = axis.cells[0].start <= start < axis.cells[-1].end
            assert not inside or any(cell.start <= start < cell.end for cell in axis.cells)
    assert axis == axis_of(dates[::-1])
