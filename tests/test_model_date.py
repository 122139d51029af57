"""Behaviour of dates: what is read, what is refused and with which hint, and what is certain about their order."""

import itertools
import pickle
import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from generator.model.date import Date, DateError, Precision, Qualifier

NEW_YORK = timezone(timedelta(hours=-5))

VALID = [
    # text, precision, first day, last day
    ("2021", Precision.YEAR, date(2021, 1, 1), date(2021, 12, 31)),
    ("0001", Precision.YEAR, date(1, 1, 1), date(1, 12, 31)),
    ("9999-12-31", Precision.DAY, date(9999, 12, 31), date(9999, 12, 31)),
    ("9999-12", Precision.MONTH, date(9999, 12, 1), date(9999, 12, 31)),
    ("2021-12", Precision.MONTH, date(2021, 12, 1), date(2021, 12, 31)),
    ("2024-02", Precision.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
    ("2021-12-07", Precision.DAY, date(2021, 12, 7), date(2021, 12, 7)),
    ("2024-02-29", Precision.DAY, date(2024, 2, 29), date(2024, 2, 29)),
    ("202X", Precision.DECADE, date(2020, 1, 1), date(2029, 12, 31)),
    ("000X", Precision.DECADE, date(1, 1, 1), date(9, 12, 31)),
    ("20XX", Precision.CENTURY, date(2000, 1, 1), date(2099, 12, 31)),
    ("2021-XX", Precision.YEAR, date(2021, 1, 1), date(2021, 12, 31)),
    ("2021-XX-XX", Precision.YEAR, date(2021, 1, 1), date(2021, 12, 31)),
    ("2021-12-XX", Precision.MONTH, date(2021, 12, 1), date(2021, 12, 31)),
    ("2021-12-07T10:07-05:00", Precision.MINUTE, date(2021, 12, 7), date(2021, 12, 7)),
    ("2021-12-07T23:59Z", Precision.MINUTE, date(2021, 12, 7), date(2021, 12, 7)),
    ("0001-01-01T00:00+14:00", Precision.MINUTE, date(1, 1, 1), date(1, 1, 1)),
    ("9999-12-31T23:59-12:00", Precision.MINUTE, date(9999, 12, 31), date(9999, 12, 31)),
    ("2019~", Precision.YEAR, date(2019, 1, 1), date(2019, 12, 31)),
    ("2022-01-10/2022-01-13", Precision.INTERVAL, date(2022, 1, 10), date(2022, 1, 13)),
    ("2021-12/2022", Precision.INTERVAL, date(2021, 12, 1), date(2022, 12, 31)),
    ("2021/2021-05", Precision.INTERVAL, date(2021, 1, 1), date(2021, 5, 31)),
    ("2019~/202X?", Precision.INTERVAL, date(2019, 1, 1), date(2029, 12, 31)),
    ("2021-12-07/..", Precision.INTERVAL, date(2021, 12, 7), None),
    ("2021-12-07/", Precision.INTERVAL, date(2021, 12, 7), None),
    ("../2021-12-07", Precision.INTERVAL, None, date(2021, 12, 7)),
    ("/2021-12-07", Precision.INTERVAL, None, date(2021, 12, 7)),
    ("2021-12-07T10:07-05:00/2021-12-07T12:37-05:00", Precision.INTERVAL, date(2021, 12, 7), date(2021, 12, 7)),
    ("2022-02-24T05:00+03:00/2022-04-02", Precision.INTERVAL, date(2022, 2, 24), date(2022, 4, 2)),
    ("2022-02-24T05:00+03:00/..", Precision.INTERVAL, date(2022, 2, 24), None),
    # West of the date line the next day has begun: the end is not before the beginning.
    ("2021-12-08/2021-12-07T12:00Z", Precision.INTERVAL, date(2021, 12, 8), date(2021, 12, 7)),
    ("unknown", Precision.UNKNOWN, None, None),
]

REFUSED = [
    # text, part of the message, hint (or its beginning)
    ("26.01.2022", "“26.01.2022” is not a date", "Write 2022-01-26"),
    ("26. 1. 2022", "is not a date", "Write 2022-01-26"),
    ("26.1.2022 10:07-05:00", "is not a date", "Write 2022-01-26T10:07-05:00"),
    ("26.01.2022, 10.07 Uhr UTC", "is not a date", "Write 2022-01-26T10:07Z"),
    ("1.2022", "is not a date", "Write 2022-01"),
    ("2022-01/02", "“02” is not a date", "Write 2022-01/2022-02"),
    ("2022-01-10/13", "“13” is not a date", "Write 2022-01-10/2022-01-13"),
    ("2022-01-10/02-03", "is not a date", "Write 2022-01-10/2022-02-03"),
    ("2021/22", "is not a date", "Write 2021/2022"),
    ("2009/10", "is not a date", "Write 2009/2010 or 2009-10, whichever is meant"),
    ("2026-13-14", "month 13 does not exist", "Write a month from 01 to 12"),
    ("2026-00-14", "month 00 does not exist", "Write a month from 01 to 12"),
    ("2022-26-01", "month 26 does not exist", "Write 2022-01-26"),
    ("2021-02-30", "there is no day 30 in 2021-02", "2021-02 has 28 days"),
    ("1900-02-29", "there is no day 29 in 1900-02", "1900-02 has 28 days"),
    ("2021-12-32", "there is no day 32 in 2021-12", "2021-12 has 31 days"),
    ("2021-12-00", "there is no day 0 in 2021-12", "Write 2021-12-XX"),
    ("2021-21", "month 21 does not exist", "Write a season as its months"),
    ("2021-22", "month 22 does not exist", "Write 2021/2022"),
    ("7 Dec 2021", "is not a date", "Write 2021-12-07"),
    ("7. Dezember 2021", "is not a date", "Write 2021-12-07"),
    ("3. März 2021", "is not a date", "Write 2021-03-03"),
    ("December 7th, 2021", "is not a date", "Write 2021-12-07"),
    ("Dezember 2021", "is not a date", "Write 2021-12"),
    ("7 Foo 2021", "is not a date", "Write a year, month, day or minute"),
    ("2021-12-07T10:07", "a time needs its offset from UTC", "Add the offset from UTC: 2021-12-07T10:07+01:00"),
    ("2021-12-07 10:07", "a time needs its offset from UTC", "Add the offset from UTC: 2021-12-07T10:07+01:00"),
    ("2021-12-07T10:07:30Z", "to the minute, without seconds", "Write 2021-12-07T10:07Z"),
    ("2021-12-07T10:07:30.5+01:00", "to the minute, without seconds", "Write 2021-12-07T10:07+01:00"),
    ("2021-12-07t10:07z", "is not a date", "Write 2021-12-07T10:07Z"),
    ("2021-12-07 9:07 +0100", "is not a date", "Write 2021-12-07T09:07+01:00"),
    ("2021-12-07T10:07\u221205:00", "is not a date", "Write 2021-12-07T10:07-05:00"),
    ("2021-12-07T24:00Z", "there is no time 24:00", "Write 00:00 to 23:59"),
    ("2021-12-07T10:60Z", "there is no time 10:60", "Write 00:00 to 23:59"),
    ("2021-12-07T10:07+14:01", "no place has the offset +14:01", "Write an offset from -12:00 to +14:00"),
    ("2021-12-07T10:07+01:60", "no place has the offset +01:60", "Write an offset from -12:00 to +14:00"),
    ("2021-12-07T10:07-00:00", "the offset -00:00 does not exist", "Write Z for UTC"),
    ("2021-12-07T10:07Z~", "takes no “~”", "Write the day with the mark, 2021-12-07~"),
    ("01/02/2022", "is not a date", "Write 2022-02-01 or 2022-01-02, whichever is meant"),
    ("26/01/2022", "is not a date", "Write 2022-01-26"),
    ("2021/12/07", "is not a date", "Write 2021-12-07"),
    ("2021-1-7", "is not a date", "Write 2021-01-07"),
    ("20211207", "is not a date", "Write 2021-12-07"),
    ("2019-2021", "is not a date", "Write 2019/2021"),
    ("2021\u20132022", "is not a date", "Write 2021/2022"),
    ("2021-12-07 to 2021-12-09", "is not a date", "Write 2021-12-07/2021-12-09"),
    ("2021-12-07/today", "is not a date", "Write 2021-12-07/.."),
    ("seit 2019", "is not a date", "Write 2019/.."),
    ("ca. 2019", "is not a date", "Write 2019~"),
    ("~2019", "is not a date", "Write 2019~"),
    ("202x", "is not a date", "Write 202X"),
    ("2020er-Jahre", "is not a date", "Write 202X"),
    ("2021-Q4", "is not a date", "Write 2021-10/2021-12"),
    ("XXXX", "is not a date", "Write unknown"),
    ("unbekannt", "is not a date", "Write unknown"),
    ("0000", "the year is outside 0001 to 9999", "Write a year from 0001 to 9999"),
    ("0000-01-01", "the year is outside 0001 to 9999", "Write a year from 0001 to 9999"),
    ("0000-XX", "the year is outside 0001 to 9999", "Write a year from 0001 to 9999"),
    ("-0044-03-15", "the year is outside 0001 to 9999", "Write a year from 0001 to 9999"),
    ("12021", "the year is outside 0001 to 9999", "Write a year from 0001 to 9999"),
    ("Y17000", "the year is outside 0001 to 9999", "Write a year from 0001 to 9999"),
    ("2022/2021", "the interval ends before it begins", "Write 2021/2022"),
    ("2021-12-07T10:07Z/2021-12-07T10:06Z", "the interval ends before it begins", "Write 2021-12-07T10:06Z/"),
    ("2022~/2021", "the interval ends before it begins", "Write 2021/2022~"),
    ("../..", "an interval needs at least one end", "Write unknown"),
    ("/", "an interval needs at least one end", "Write unknown"),
    ("2021/unknown", "“unknown” is not a date", "Write a year, month, day or minute"),
    ("[2021, 2022]", "is a set", "Write {one_of: [A, B]}"),
    ("[2021..2022]", "is a set", "Write {within: A/B}"),
    ("\uff12\uff10\uff12\uff11", "“\uff12\uff10\uff12\uff11” is not a date", "Write 2021"),
    ("\u0662\u0660\u0662\u0661", "is not a date", "Write a year, month, day or minute"),
    ("2021-12-07\n", "“2021-12-07�” is not a date", "Write 2021-12-07"),
    ("today", "is not a date", "Write a year, month, day or minute"),
    ("202X-12", "is not a date", "Write a year, month, day or minute"),
    ("2XXX", "is not a date", "Write a year, month, day or minute"),
    ("2021-XX-15", "is not a date", "Write a year, month, day or minute"),
    ("", "is not a date", "Write a year, month, day or minute"),
    ("2021-12-07" * 1000, "is too long for a date", "Write a year, month, day or minute"),
]

REFUSED_MAPPINGS = [
    (["2022-01-25", "2022-01-26"], "a list is not a date", "Write {one_of: [2022-01-25, 2022-01-26]}"),
    ({}, "a date as a mapping has one key", "Write from A to B as A/B"),
    ({"from": "2021", "to": "2022"}, "a date as a mapping has one key", "Write from A to B as A/B"),
    ({"one_of": ["2021", "2022"], "within": "2021/2022"}, "don't go together", "Write either"),
    ({"one_of": "2021"}, "one_of takes a list", "Write {one_of: "),
    ({"one_of": ["2021", "2022"], "note": "x"}, "nothing beside it", "Write {one_of: "),
    ({"one_of": ["2021"]}, "one_of takes 2 to 12 dates, not 1", "Write one date alone"),
    ({"one_of": [f"20{year}" for year in range(10, 30)]}, "one_of takes 2 to 12 dates, not 20", "Write one date"),
    ({"one_of": ["2021", "2021"]}, "stands twice", "Take one of them away"),
    ({"one_of": ["2021", "2022/2023"]}, "single dates only", "Write years, months"),
    ({"one_of": ["2021", "unknown"]}, "single dates only", "Write years, months"),
    ({"one_of": ["2021", {"one_of": ["2022", "2023"]}]}, "single dates only", "Write years, months"),
    ({"one_of": ["2021", "26.1.2022"]}, "“26.1.2022” is not a date", "Write 2022-01-26"),
    ({"within": "2021-12"}, "within takes an interval, not “2021-12”", "Write 2021-12 alone"),
    ({"within": "2021/"}, "an open end, not an unknown one", "Write {within: 2021/..}"),
    ({"within": "unknown"}, "within takes an interval", "Write unknown"),
    ({"within": ["2021", "2022"]}, "within takes an interval", "Write {within: "),
    ({"within": "2022-01/02"}, "“02” is not a date", "Write 2022-01/2022-02"),
    (None, "the date is missing", "Write a date, or unknown"),
    (2021, "a date is text, not int", "Give the date as text"),
    (date(2021, 12, 7), "a date is text, not date", "Give the date as text"),
]


@pytest.mark.parametrize(("text", "precision", "earliest", "latest"), VALID)
def test_parse(text: str, precision: Precision, earliest: date | None, latest: date | None) -> None:
    """A date is as precise as it is written, and touches the days from its first to its last."""
    found = Date.parse(text)

    assert (precision, earliest, latest) == (found.precision, found.earliest, found.latest)
    assert text == found.written


@pytest.mark.parametrize(("value", "message", "hint"), [*REFUSED, *REFUSED_MAPPINGS])
def test_refused(value: object, message: str, hint: str) -> None:
    """What is no date is refused with a hint, which names the date that is probably meant."""
    with pytest.raises(DateError) as caught:
        Date.parse(value)

    assert message in caught.value.message
    assert hint == caught.value.hint[: len(hint)]
    assert caught.value.message == str(caught.value)


def test_text_as_written_is_kept() -> None:
    """`iso` is the text as written; sets are written as EDTF level 2 has them, and what is unknown as `XXXX`."""
    assert "2021-12-07T10:07-05:00" == Date.parse("2021-12-07T10:07-05:00").iso
    assert "[2022-01-25,2022-01-26]" == Date.parse({"one_of": ["2022-01-25", "2022-01-26"]}).iso
    assert "[2022-01-10..2022-01-13]" == Date.parse({"within": "2022-01-10/2022-01-13"}).iso
    assert "[2022..]" == Date.parse({"within": "2022/.."}).iso
    assert "XXXX" == Date.parse("unknown").iso


def test_one_of() -> None:
    """One of several dates reaches from the first to the last of them, in whatever order they stand."""
    found = Date.parse({"one_of": ["2022-01-26", "2022-01-25"]})

    assert (date(2022, 1, 25), date(2022, 1, 26)) == (found.earliest, found.latest)
    assert (Precision.ONE_OF, 2022) == (found.precision, found.year)
    assert {"one_of": ["2022-01-26", "2022-01-25"]} == found.written


def test_within() -> None:
    """A date within an interval has the interval's ends."""
    found = Date.parse({"within": "2022-01-10/.."})

    assert (date(2022, 1, 10), None) == (found.earliest, found.latest)
    assert (Precision.WITHIN, {"within": "2022-01-10/.."}) == (found.precision, found.written)


def test_time() -> None:
    """A time keeps its offset."""
    found = Date.parse("2021-12-07T10:07-05:00").instant

    assert datetime(2021, 12, 7, 10, 7, tzinfo=NEW_YORK) == found
    assert found is not None
    assert timedelta(hours=-5) == found.utcoffset()
    assert datetime(2021, 12, 7, 10, 7, tzinfo=UTC) == Date.parse("2021-12-07T10:07Z").instant


def test_qualifiers() -> None:
    """Qualifiers belong to the date that they stand at."""
    assert Qualifier.APPROXIMATE == Date.parse("2019~").qualifier
    assert [Qualifier.UNCERTAIN, Qualifier.NONE] == [part.qualifier for part in Date.parse("2019?/2021").parts]
    assert Qualifier.BOTH == Date.parse("2021-12-XX%").qualifier


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2021-12-07", 2021),
        ("2021/2023", 2021),
        ("../2021", 2021),
        ("2021/..", 2021),
        ("202X", 2020),
        ("unknown", None),
    ],
)
def test_year(text: str, year: int | None) -> None:
    """A date is filed under the year it begins in, without a beginning under that of its end."""
    assert year == Date.parse(text).year


def test_masked() -> None:
    """A day or month nobody knows is told from one that isn't meant."""
    assert Date.parse("2021-12-XX").is_masked
    assert not Date.parse("2021-12").is_masked
    assert not Date.parse("202X").is_masked


def test_equality() -> None:
    """Dates are equal, and one key of a mapping, if they are written alike."""
    assert Date.parse("2021-12-07") == Date.parse("2021-12-07")
    assert Date.parse("2021-12-07T10:07-05:00") != Date.parse("2021-12-07T15:07Z")
    assert 2 == len({Date.parse("2021"), Date.parse("2021"), Date.parse("2021~")})
    assert "Date.parse('2021-12-07')" == repr(Date.parse("2021-12-07"))
    assert "2021-12-07" == str(Date.parse("2021-12-07"))


BEFORE = [
    ("2021", "2022"),
    ("2021-12", "2022"),
    ("2021-12-07", "2021-12-08"),
    ("2021-12-06/2021-12-07", "2021-12-08"),
    ("2021-12-07T10:07Z", "2021-12-07T10:08Z"),
    ("2021-12-07T16:00+01:00", "2021-12-07T10:07-05:00"),
    ("2021-12-05", "2021-12-07T00:00Z"),
    ("2021-12-07T00:00Z", "2021-12-08"),
    ("../2021", "2022"),
    ("2021", "2022/.."),
    ("2019~/2021", "2022"),
    ("0001-01-01T00:00+14:00", "0001-01-01T00:00Z"),
    ({"one_of": ["2021-12-06", "2021-12-07"]}, "2021-12-08"),
    ("2021-12-09", {"within": "2021-12-10/2021-12-13"}),
]

UNCERTAIN = [
    ("2021", "2021-12"),
    ("2021-12-07", "2021-12-07"),
    ("2021-12", "2021-12-XX"),
    ("2021-12-06", "2021-12-07T00:00Z"),
    ("2021-12-07T12:00Z", "2021-12-08"),
    ("2021~", "2035"),
    ("2021?", "2035"),
    ("2021", "2022%"),
    ("2021", "2022~/2025"),
    ("2019/..", "2035"),
    ("2019/", "2035"),
    ("2019", "../2035"),
    ("2019", "unknown"),
    ("unknown", "unknown"),
    ({"one_of": ["2021-12-07", "2021-12-09"]}, "2021-12-08"),
    ({"one_of": ["2019~", "2021"]}, "2035"),
    ("2021-12-10", {"within": "2021-12-10/2021-12-13"}),
]


@pytest.mark.parametrize(("first", "second"), BEFORE)
def test_certainly_before(first: object, second: object) -> None:
    """A date is certainly before another if all of it is over when the other begins."""
    one, other = Date.parse(first), Date.parse(second)

    assert one.certainly_before(other)
    assert other.certainly_after(one)
    assert not other.certainly_before(one)


@pytest.mark.parametrize(("first", "second"), UNCERTAIN)
def test_not_certain(first: object, second: object) -> None:
    """Where two dates may overlap, or an end isn't sure, neither is certainly before the other."""
    one, other = Date.parse(first), Date.parse(second)

    assert (False, False) == (one.certainly_before(other), other.certainly_before(one))


def test_order() -> None:
    """Dates sort by their beginning, the longer first, the unknown last."""
    ordered = [
        "2019~",
        "202X",
        "2021/..",
        "2021",
        "2021-12",
        "2021-12-07",
        "2021-12-07T10:07-05:00",
        "2021-12-08",
        "../2022",
        "2022-01",
        "unknown",
    ]

    assert ordered == [str(each.written) for each in sorted(map(Date.parse, reversed(ordered)), key=_key)]


def _key(each: Date) -> tuple[bool, int, int, str]:
    """Give the key to sort by."""
    return each.sort_key


class Record(BaseModel):
    """A record with a date."""

    when: Date


def test_field_of_a_model() -> None:
    """A model takes the text, the mapping or a date, and dumps what it takes."""
    texts: list[object] = ["2021-12-07", "unknown", {"one_of": ["2021", "2022"]}, {"within": "2021/.."}]
    for text in texts:
        record = Record.model_validate({"when": text})
        assert Date.parse(text) == record.when
        assert {"when": text} == record.model_dump()
        assert record == Record.model_validate_json(record.model_dump_json())
        assert record == Record(when=record.when)


def test_error_in_a_model() -> None:
    """A model reports a bad date as LB107, with message and hint."""
    with pytest.raises(ValidationError) as caught:
        Record.model_validate({"when": "a {hint}"})
    (error,) = caught.value.errors()

    assert ("LB107", ("when",)) == (error["type"], error["loc"])
    assert "“a {hint}” is not a date" == error["msg"]
    assert error["ctx"]["hint"].startswith("Write a year")


def test_json_schema() -> None:
    """The schema describes texts, bare years and both mappings, and stands in the field itself."""
    schema = Record.model_json_schema()["properties"]["when"]
    text, year, one_of, within = schema["anyOf"]

    assert ("string", "integer") == (text["type"], year["type"])
    assert (["one_of"], ["within"]) == (one_of["required"], within["required"])
    assert TypeAdapter(Date).json_schema() == TypeAdapter(Date).json_schema(mode="serialization")


@pytest.mark.parametrize("text", [text for text, *_ in VALID])
def test_schema_allows(text: str) -> None:
    """What is a date fits the schema's pattern."""
    pattern = TypeAdapter(Date).json_schema()["anyOf"][0]["pattern"]

    assert re.search(pattern, text)


@pytest.mark.parametrize(
    "text", ["26.01.2022", "2022-01/02", "2021-12-07T10:07", "../..", "/", "Dec 2021", "x2021", ""]
)
def test_schema_refuses(text: str) -> None:
    """What is far from a date doesn't fit the schema's pattern."""
    pattern = TypeAdapter(Date).json_schema()["anyOf"][0]["pattern"]

    assert not re.search(pattern, text)


def _parsed(value: object) -> Date | DateError:
    """Give the date or the error."""
    try:
        return Date.parse(value)
    except DateError as error:
        return error


NEAR = st.text(alphabet="0123456789-/.T:Z+X?~% [],..decunkow", max_size=48)


@given(st.one_of(st.text(), NEAR, st.from_regex(r"\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d\d:\d\d")))
@example("2026-13-14")
@example("2026-26-26")
@example("9999-12-31/0000")
def test_any_text(text: str) -> None:
    """Whatever the text, it is a date that can be written and read again, or a DateError with a hint."""
    found = _parsed(text)
    if isinstance(found, DateError):
        assert found.hint
        assert len(found.message) + len(found.hint) < 400
    else:
        assert text == found.written


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | NEAR,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["one_of", "within", "x"]) | st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(JSON)
@example(10**5000)
def test_any_value(value: object) -> None:
    """Whatever the value, it is a date or a DateError with a hint."""
    found = _parsed(value)

    assert found.hint if isinstance(found, DateError) else found.written == value


DAYS = st.dates(date(2021, 12, 6), date(2021, 12, 9)) | st.dates()
OFFSETS = st.sampled_from(["Z", "+14:00", "-12:00", "+05:30", "-05:00"])
PLAIN = st.one_of(
    DAYS.map(lambda day: day.isoformat()),
    DAYS.map(lambda day: day.isoformat()[:7]),
    DAYS.map(lambda day: day.isoformat()[:4]),
    DAYS.map(lambda day: f"{day.isoformat()[:7]}-XX"),
    DAYS.map(lambda day: f"{day.isoformat()[:3]}X"),
)
TIMES = st.builds(lambda day, hour, zone: f"{day.isoformat()}T{hour:02}:30{zone}", DAYS, st.integers(0, 23), OFFSETS)
QUALIFIED = st.builds(lambda text, mark: text + mark, PLAIN, st.sampled_from("?~%"))
POINTS = st.one_of(PLAIN, TIMES, QUALIFIED)
ENDS = st.one_of(POINTS, st.sampled_from(["..", ""]))
INTERVALS = st.builds(lambda first, last: f"{first}/{last}", ENDS, ENDS)
SETS = st.one_of(
    st.lists(POINTS, min_size=2, max_size=4).map(lambda texts: {"one_of": texts}),
    INTERVALS.map(lambda text: {"within": text}),
)


# Intervals are drawn in either direction, and sets with doubles: what is refused is left out.
DATES = (
    st.one_of(POINTS, INTERVALS, SETS, st.just("unknown")).map(_parsed).filter(lambda found: isinstance(found, Date))
)


@given(DATES, DATES)
def test_order_is_never_contradicted(one: Date, other: Date) -> None:
    """Being certainly before is irreflexive and antisymmetric, and `sort_key` agrees with it."""
    assert not one.certainly_before(one)
    assert not (one.certainly_before(other) and other.certainly_before(one))
    assert one.certainly_before(other) == other.certainly_after(one)
    if one.certainly_before(other):
        assert one.sort_key < other.sort_key
    assert (one == other) == (one.sort_key == other.sort_key)


@given(st.lists(DATES, min_size=3, max_size=3))
def test_order_is_transitive(dates: list[Date]) -> None:
    """What is certainly before a date is certainly before all that comes certainly after it."""
    for one, between, other in itertools.permutations(dates):
        if one.certainly_before(between) and between.certainly_before(other):
            assert one.certainly_before(other)


@given(DATES)
def test_copies(one: Date) -> None:
    """A date survives being written and read, and being pickled, with all that is known of it."""
    for copy in (Date.parse(one.written), pickle.loads(pickle.dumps(one))):  # noqa: S301 - our own
        assert one == copy
        assert (one.precision, one.earliest, one.latest) == (copy.precision, copy.earliest, copy.latest)
        assert (one.sort_key, one.parts) == (copy.sort_key, copy.parts)
