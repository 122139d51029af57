"""Behaviour of the timeline: what stands in it, in which order, and under which month."""

import pytest

from generator.analysis.timeline import Moment, by_day, months, timeline
from generator.corpus import Corpus
from generator.model.date import Date
from tests.small_corpus import read

REGISTRY = """
events:
  summit: {name: Summit, when: 2021-06-16}
  video-summit: {name: Video summit, when: 2021-12-07T10:07-05:00}
  visit: {name: Visit, when: unknown}
  someday: {name: Someday}
  answer: {name: Answer, when: 2022-01-26}
sources:
  paper: {kind: report, publisher: Paper}
"""
TALKS = """
briefing: {title: Talks, as_of: 2022-02-01}
facts:
  reply: {statement: So., when: 2022-01-26, evidence: paper}
  answer-due: {statement: So., when: 2021-12-17, due: 2022-01, evidence: paper}
  year: {statement: So., when: 2022, evidence: paper}
  begun: {statement: So., when: 2021-12-07T10:08-05:00, evidence: paper}
  in-kyiv: {statement: So., when: 2021-12-07T16:30+02:00, evidence: paper}
  at-night: {statement: So., when: 2021-12-07T23:00-05:00, evidence: paper}
  after-midnight: {statement: So., when: 2021-12-08T03:00+03:00, evidence: paper}
  one-of-two: {statement: So., when: {one_of: [2021-12-07, 2021-12-08]}, evidence: paper}
  another: {statement: So., when: 2021-12-07, evidence: paper}
  in-december: {statement: So., when: 2021-12, evidence: paper}
  undated: {statement: So., evidence: paper, about: video-summit}
quotes:
  about-reply: {speaker: Sprecher, when: 2022-01-26, source: paper}
  unknown-day: {speaker: Sprecher, when: unknown, source: paper}
"""
OTHER = """
briefing: {title: Other, as_of: 2022-01-31}
facts:
  reply: {statement: So., when: 2022-01-26, evidence: paper}
events:
  meeting: {name: Meeting, when: 2022-01-10/2022-01-13}
"""
DECEMBER = (
    "2021-12 talks/in-december",
    "2021-12-07T10:07-05:00 registry/video-summit",
    "2021-12-07T16:30+02:00 talks/in-kyiv",
    "2021-12-07T10:08-05:00 talks/begun",
    "2021-12-07T23:00-05:00 talks/at-night",
    "[2021-12-07,2021-12-08] talks/one-of-two",
    "2021-12-07 talks/another",
    "2021-12-08T03:00+03:00 talks/after-midnight",
    "2021-12-17 talks/answer-due",
)
"""What happened that month, in order."""
CORPUS = Corpus((*read(REGISTRY, "registry"), *read(TALKS, "talks"), *read(OTHER, "other")))


def _written(moments: tuple[Moment, ...]) -> list[str]:
    """Return moments as text."""
    return [f"{each.date} {each.entry.briefing}/{each.entry.id}{' due' if each.due else ''}" for each in moments]


def test_timeline() -> None:
    """All facts, quotes and events with a known date stand in it by day.

    On a day events come first, then what has a time, then the rest in the order of briefings and as written there.
    """
    expected = [
        "2021-06-16 registry/summit",
        *DECEMBER,
        "2022 talks/year",
        "2022-01 talks/answer-due due",
        "2022-01-10/2022-01-13 other/meeting",
        "2022-01-26 registry/answer",
        "2022-01-26 other/reply",
        "2022-01-26 talks/reply",
        "2022-01-26 talks/about-reply",
    ]
    assert expected == _written(timeline(CORPUS))


def test_timeline_of_a_briefing() -> None:
    """That of a briefing holds its own records and the events that they refer to."""
    expected = [
        *DECEMBER,
        "2022 talks/year",
        "2022-01 talks/answer-due due",
        "2022-01-26 talks/reply",
        "2022-01-26 talks/about-reply",
    ]
    assert expected == _written(timeline(CORPUS, "talks"))
    assert () == timeline(CORPUS, "no-such-briefing")


def test_timeline_does_not_depend_on_the_order_of_files() -> None:
    """The order in which briefings are read changes nothing."""
    other_way = (*read(OTHER, "other"), *read(TALKS, "talks"), *read(REGISTRY, "registry"))
    assert _written(timeline(CORPUS)) == _written(timeline(Corpus(other_way)))


def test_months() -> None:
    """Months follow each other; before those of a year stands what is only known to the year."""
    expected = [(2021, 6, 1), (2021, 12, 9), (2022, None, 1), (2022, 1, 6)]
    assert expected == [(each.year, each.month, len(each.moments)) for each in months(timeline(CORPUS))]
    assert () == months(())


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2021-12-07", (2021, 12)),
        ("2021-12", (2021, 12)),
        ("2021-12~", (2021, 12)),
        ("2021-12-XX", (2021, 12)),
        ("2021", (2021, None)),
        ("2021-XX", (2021, None)),
        ("202X", (2020, None)),
        ("2021-12-07T00:30+05:00", (2021, 12)),
        ("2022-01-01T00:30+05:00", (2022, 1)),
        ("2021-12-30/2022-01-02", (2021, 12)),
        ("2021-12-30/..", (2021, 12)),
        ("../2022-01-02", (2022, 1)),
        ("2021/2022-03", (2021, None)),
        ({"one_of": ["2022-01-25", "2022-01-26"]}, (2022, 1)),
        ({"one_of": ["2022-01-31", "2022-02-01"]}, (2022, None)),
        ({"within": "2022-01-10/2022-01-13"}, (2022, 1)),
        ({"within": "2022-01/2022-03"}, (2022, None)),
        ({"within": "2022-01-10/.."}, (2022, None)),
    ],
)
def test_month_of_a_date(written: object, expected: tuple[int, int | None]) -> None:
    """A date stands under the month in which it begins, or under its year if that isn't known."""
    moment = Moment(CORPUS.entries[0], Date.parse(written))
    assert [expected] == [(each.year, each.month) for each in months([moment])]


def test_an_interval_stands_where_it_begins() -> None:
    """What begins on a day follows the events of that day, however exactly its end is known."""
    event = by_day(Date.parse("2022-01-03"), is_event=True)
    assert by_day(Date.parse("2022-01")) < event < by_day(Date.parse("2022-01-03/2022-02"))
    assert by_day(Date.parse("2022-01/2022-02-03")) < event
