"""Behaviour of the interface's words: the same texts in every language, and dates and numbers as people write them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.locale import (
    PLACE,
    BrokenCatalogueError,
    Catalogue,
    LocaleError,
    MissingTextError,
    UnknownLanguageError,
    catalogue,
    check_catalogue,
    languages,
    read_catalogue,
)
from generator.model.date import Date, DateError, Precision
from tests.pseudo import write_pseudo_catalogue

DE = catalogue("de")
EN = catalogue("en")

# `~` stands for the no-break space.
DATES = [
    ("2021", "2021", "2021"),
    ("0800", "800", "800"),
    ("2021-12", "Dezember 2021", "December 2021"),
    ("2021-12-07", "7.~Dezember 2021", "7~December 2021"),
    ("2021-12-07T10:07-05:00", "7.~Dezember 2021, 10:07~Uhr (UTC−5)", "7~December 2021, 10:07 (UTC−5)"),
    ("2021-12-07T10:07Z", "7.~Dezember 2021, 10:07~Uhr (UTC)", "7~December 2021, 10:07 (UTC)"),
    ("2021-12-07T00:00+05:30", "7.~Dezember 2021, 00:00~Uhr (UTC+5:30)", "7~December 2021, 00:00 (UTC+5:30)"),
    ("202X", "2020er-Jahre", "2020s"),
    ("200X", "zwischen 2000 und 2009", "between 2000 and 2009"),
    ("19XX", "zwischen 1900 und 1999", "between 1900 and 1999"),
    ("2021-12-XX", "Dezember 2021 (Tag unbekannt)", "December 2021 (day unknown)"),
    ("2021-XX", "2021 (Monat unbekannt)", "2021 (month unknown)"),
    ("2021-XX-XX", "2021 (Monat unbekannt)", "2021 (month unknown)"),
    ("2019~", "um 2019", "around 2019"),
    ("2021-12~", "etwa Dezember 2021", "around December 2021"),
    ("2021-12-07~", "um den 7.~Dezember 2021", "around 7~December 2021"),
    ("202X~", "etwa 2020er-Jahre", "around the 2020s"),
    ("19XX~", "etwa zwischen 1900 und 1999", "roughly between 1900 and 1999"),
    ("2019?", "vermutlich 2019", "presumably 2019"),
    ("2019%", "vermutlich um 2019", "presumably around 2019"),
    ("2022-01-10/2022-01-13", "10. bis 13.~Januar 2022", "10–13~January 2022"),
    ("2022-01-28/2022-02-03", "28.~Januar bis 3.~Februar 2022", "28~January – 3~February 2022"),
    ("2021-12-28/2022-01-03", "28.~Dezember 2021 bis 3.~Januar 2022", "28~December 2021 – 3~January 2022"),
    ("2021-12-07/2021-12-07", "7.~Dezember 2021", "7~December 2021"),
    ("2022-01/2022-03", "Januar bis März 2022", "January–March 2022"),
    ("2021-12/2022-03", "Dezember 2021 bis März 2022", "December 2021 – March 2022"),
    ("2019/2021", "2019 bis 2021", "2019–2021"),
    ("2019/2021-03", "2019 bis März 2021", "2019 – March 2021"),
    ("2019~/2021", "etwa 2019 bis 2021", "around 2019 – 2021"),
    ("2021-12-07/..", "ab 7.~Dezember 2021", "from 7~December 2021"),
    ("2021-12-07/", "ab 7.~Dezember 2021 (Ende unbekannt)", "from 7~December 2021 (end unknown)"),
    ("../2021-12", "bis Dezember 2021", "until December 2021"),
    ("/2021", "bis 2021 (Beginn unbekannt)", "until 2021 (start unknown)"),
    ("2019~/..", "ab etwa 2019", "from around 2019"),
    (
        "2021-12-07T10:07-05:00/2021-12-07T12:37-05:00",
        "7.~Dezember 2021, 10:07 bis 12:37~Uhr (UTC−5)",
        "7~December 2021, 10:07–12:37 (UTC−5)",
    ),
    (
        "2021-12-07T10:07-05:00/2021-12-07T18:37Z",
        "7.~Dezember 2021, 10:07~Uhr (UTC−5) bis 7.~Dezember 2021, 18:37~Uhr (UTC)",
        "7~December 2021, 10:07 (UTC−5) – 7~December 2021, 18:37 (UTC)",
    ),
    ("unknown", "Datum unbekannt", "date unknown"),
    ({"one_of": ["2022-01-25", "2022-01-26"]}, "25. oder 26.~Januar 2022", "25 or 26~January 2022"),
    (
        {"one_of": ["2022-01-24", "2022-01-25", "2022-01-26"]},
        "24., 25. oder 26.~Januar 2022",
        "24, 25 or 26~January 2022",
    ),
    ({"one_of": ["2022-01-31", "2022-02-01"]}, "31.~Januar oder 1.~Februar 2022", "31~January or 1~February 2022"),
    ({"one_of": ["2021-11", "2021-12"]}, "November oder Dezember 2021", "November or December 2021"),
    ({"one_of": ["2021-12-31", "2022"]}, "31.~Dezember 2021 oder 2022", "31~December 2021 or 2022"),
    ({"within": "2022-01-10/2022-01-13"}, "zwischen dem 10. und dem 13.~Januar 2022", "between 10 and 13~January 2022"),
    ({"within": "2022-01/2022-03"}, "zwischen Januar und März 2022", "between January and March 2022"),
    ({"within": "2021/2023?"}, "zwischen 2021 und vermutlich 2023", "between 2021 and presumably 2023"),
    ({"within": "2021/.."}, "irgendwann ab 2021", "at some time from 2021"),
    ({"within": "../2021-12-07"}, "irgendwann bis 7.~Dezember 2021", "at some time until 7~December 2021"),
]

WORDS = {
    "status": "confirmed claimed reported disputed denied withdrawn unsupported",
    "stance": "asserts documents reports denies contradicts",
    "source_kind": "primary-document readout transcript wire report analysis interview social dataset",
    "quote_kind": "verbatim partial indirect",
    "translation_method": "human agency editorial machine",
    "assessment_kind": "forecast estimate explanation hope advice",
    "reliability": "A B C D E F",
    "credibility": "1 2 3 4 5 6",
    "precision": " ".join(Precision),
    "kind": "briefing section fact quote assessment question correction redaction figure person organisation place "
    "event topic series source",
}


def _places(catalogue: Catalogue, key: str) -> set[str]:
    """Give the names of the places in a text, in all its forms."""
    entry = catalogue.texts[key]
    forms = [entry] if isinstance(entry, str) else entry.values()
    return {name for form in forms for name in PLACE.findall(form)}


@pytest.mark.parametrize("lang", languages())
def test_same_keys(lang: str) -> None:
    """Every language has the texts that German has, in the same order, and knows the same of them to be plurals."""
    kinds = {key: isinstance(entry, str) for key, entry in DE.texts.items()}
    found = catalogue(lang)

    assert list(kinds.items()) == [(key, isinstance(entry, str)) for key, entry in found.texts.items()]


@pytest.mark.parametrize("lang", languages())
def test_catalogues_pass_their_own_check(lang: str, root: Path) -> None:
    """What is asked of a project's catalogue holds for ours."""
    assert [] == check_catalogue(root / f"generator/locale/{lang}.yml", f"generator/locale/{lang}.yml")


@pytest.mark.parametrize("locale", ["pl", "fr", "ar", "hsb", "ja", "pt_BR", "he"])
def test_plural_categories_of_any_locale(locale: str, tmp_path: Path) -> None:
    """A catalogue with the forms that its locale has is complete, whatever the locale; with others it is not."""
    assert [] == check_catalogue(write_pseudo_catalogue(tmp_path, locale), "x.yml")
    forms = {"zero": "x", "other": "x"} if locale != "ar" else {"one": "x", "other": "x"}
    file = write_pseudo_catalogue(tmp_path, locale, {"kind.fact": forms})
    [found] = check_catalogue(file, "x.yml")
    assert f"“kind.fact” has other forms than {locale} needs" == found.message
    assert "other" in str(found.hint)


REASONS = [key for key in EN.texts if key.startswith("why.")][:11]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"status.denied": None}, "Texts of the interface are missing: status.denied"),
        (dict.fromkeys(REASONS), f"Texts of the interface are missing: {', '.join(REASONS[:10])} and 1 more"),
        (
            dict.fromkeys(f"value.{each}" for each in ("circa", "best", "unknown")),
            "The catalogue is broken: value is neither a text nor a mapping",
        ),
        ({"status.sure": "x"}, "There is no text “status.sure” in the interface"),
        ({"fact.reports": "x"}, "“fact.reports” has no plural forms"),
        (
            {"fact.due": {"one": "x", "few": "x", "many": "x", "other": "x"}},
            "“fact.due” has plural forms, and needs none",
        ),
        ({"note.only_in": "x"}, "“note.only_in” has other places for values than it gets"),
        ({"fact.due": "{x}"}, "“fact.due” has other places for values than it gets"),
        ({"locale": "tlh"}, "The catalogue is broken: locale: unknown locale 'tlh'"),
    ],
)
def test_what_a_catalogue_lacks(changes: dict[str, str | dict[str, str] | None], message: str, tmp_path: Path) -> None:
    """Each fault of a catalogue is named at its place, with a way to mend it."""
    file = write_pseudo_catalogue(tmp_path, "pl", changes)
    [found] = check_catalogue(file, "locale/pl.yml")
    assert ("LB404", message) == (found.code, found.message)
    assert found.hint
    line = file.read_text("utf-8").splitlines()[found.location.line - 1]
    key = next(iter(changes))
    assert line.strip().startswith((f'"{key.partition(".")[0]}":', f'"{key.rpartition(".")[2]}":'))


def test_date_of_a_language_that_begins_with_the_year(tmp_path: Path) -> None:
    """A shortened date may keep its month and year, since what all dates have in common may stand first."""
    file = write_pseudo_catalogue(tmp_path, "hu", {"date.same_month": "{year}. {month} {day}."})
    assert [] == check_catalogue(file, "x.yml")


def test_months_in_their_form(tmp_path: Path) -> None:
    """Beside a day the name of a month has another form than alone, where a language knows one."""
    write_pseudo_catalogue(tmp_path, "pl")
    words = catalogue("pl", tmp_path / "locale")
    assert "7\u00a0grudnia 2021" == words.date(Date.parse("2021-12-07"))
    assert "grudzień 2021" == words.date(Date.parse("2021-12"))
    assert "Dez. 2021" == DE.short_date(Date.parse("2021-12"))


@pytest.mark.parametrize(("locale", "form"), [("de", "other"), ("ru", "few"), ("sl", "few"), ("ar", "few")])
def test_many(locale: str, form: str, tmp_path: Path) -> None:
    """A heading has the plural, never the dual."""
    write_pseudo_catalogue(tmp_path, locale)
    assert catalogue(locale, tmp_path / "locale").many("kind.fact").endswith(f"<{form}>")


@pytest.mark.parametrize(("locale", "direction"), [("de", "ltr"), ("ar", "rtl"), ("fa", "rtl"), ("he", "rtl")])
def test_direction(locale: str, direction: str, tmp_path: Path) -> None:
    """A language knows in which direction it is written."""
    write_pseudo_catalogue(tmp_path, locale)
    assert direction == catalogue(locale, tmp_path / "locale").direction


def test_catalogues_of_a_project(tmp_path: Path) -> None:
    """A project's catalogues add to ours, stand in for them, and are read again when they have changed."""
    folder = tmp_path / "locale"
    assert ("de", "en") == languages(folder)
    write_pseudo_catalogue(tmp_path, "pl", {"status.denied": "nie"})
    write_pseudo_catalogue(tmp_path, "en", {"status.denied": "no"})
    assert ("de", "en", "pl") == languages(folder)
    assert ["nie", "no"] == [catalogue(lang, folder).text("status.denied") for lang in ("pl", "en")]
    assert catalogue("de") is catalogue("de", folder)
    write_pseudo_catalogue(tmp_path, "pl", {"status.denied": "skąd"})
    assert "skąd" == catalogue("pl", folder).text("status.denied")
    with pytest.raises(UnknownLanguageError, match="only for de, en, pl"):
        catalogue("fr", folder)


def test_catalogue_that_is_no_text(tmp_path: Path) -> None:
    """A file in another encoding is refused, not guessed at."""
    (tmp_path / "pl.yml").write_bytes("locale: pl # ą\n".encode("cp1250"))
    with pytest.raises(BrokenCatalogueError, match=r"pl\.yml: 'utf-8' codec"):
        catalogue("pl", tmp_path)
    [found] = check_catalogue(tmp_path / "pl.yml", "locale/pl.yml")
    assert "Save it as UTF-8." == found.hint


@pytest.mark.parametrize("lang", languages())
def test_same_places(lang: str) -> None:
    """Every language has a text's values where German has them, and no other braces."""
    found = catalogue(lang)

    assert {key: _places(DE, key) for key in DE.texts} == {key: _places(found, key) for key in found.texts}
    for key, entry in found.texts.items():
        for form in [entry] if isinstance(entry, str) else entry.values():
            assert not set("{}") & set(PLACE.sub("", form)), key


@pytest.mark.parametrize("lang", languages())
def test_plural_categories(lang: str) -> None:
    """Every plural has exactly the categories of its language."""
    found = catalogue(lang)
    wanted = found.locale.plural_form.tags | {"other"}

    for key, entry in found.texts.items():
        if isinstance(entry, Mapping):
            assert wanted == set(entry), key


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("section", WORDS)
def test_words(lang: str, section: str) -> None:
    """Every term of the content model has its word."""
    found = [key.removeprefix(f"{section}.") for key in catalogue(lang).texts if key.startswith(f"{section}.")]

    assert sorted(WORDS[section].split()) == sorted(found)


def test_languages() -> None:
    """German and English are there; others are refused by name."""
    assert ("de", "en") == languages()
    with pytest.raises(UnknownLanguageError, match=r"no catalogue for '\.\./de', only for de, en"):
        catalogue("../de")


def test_read_once() -> None:
    """A catalogue is read once."""
    assert catalogue("de") is catalogue("de")


@pytest.mark.parametrize(("value", "german", "english"), DATES)
def test_date(value: object, german: str, english: str) -> None:
    """A date is written out as precise as it is known, in the order and with the spaces of its language."""
    found = Date.parse(value)

    assert german.replace("~", "\u00a0") == DE.date(found)
    assert english.replace("~", "\u00a0") == EN.date(found)


POINTS = st.builds(
    lambda day, length, mark: day.isoformat()[:length] + mark,
    st.dates(date(2021, 11, 1), date(2022, 2, 28)),
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "?", "~", "%"]),
)
VALUES = st.one_of(
    POINTS,
    st.builds(lambda one, other: f"{one}/{other}", st.one_of(POINTS, st.sampled_from(["", ".."])), POINTS),
    st.builds(lambda one, other: {"within": f"{one}/{other}"}, POINTS, POINTS),
    st.lists(POINTS, min_size=2, max_size=4).map(lambda texts: {"one_of": texts}),
)


@given(VALUES)
def test_any_date(value: object) -> None:
    """Whatever the date, each of its years stands in its words, and no place is left open."""
    try:
        found = Date.parse(value)
    except DateError:
        return
    for words in (DE, EN):
        text = words.date(found)
        assert "{" not in text
        assert all(part.iso[:4] in text for part in found.parts or [found] if part.earliest)


@pytest.mark.parametrize(
    ("number", "german", "english"),
    [
        (1234.5, "1.234,5", "1,234.5"),
        (0, "0", "0"),
        (Decimal("0.125"), "0,125", "0.125"),
        (1_000_000, "1.000.000", "1,000,000"),
    ],
)
def test_number(number: float | Decimal, german: str, english: str) -> None:
    """A number keeps its digits and gets the separators of its language."""
    assert german == DE.number(number)
    assert english == EN.number(number)


def test_rounded_number() -> None:
    """A number is rounded only where asked to."""
    assert "0,33" == DE.number(1 / 3, digits=2)
    assert "2" == EN.number(1.96, digits=0)
    assert "0,123" == DE.number((0.65 - 1) ** 2, digits=3)
    assert "0.063" == EN.number(0.0625, digits=3)
    assert "1,200" == EN.number(1200, digits=0)
    assert ["0,360", "0,023", "0,000"] == [DE.fixed(each, 3) for each in ((0.4 - 1) ** 2, 0.0225, 0)]


@pytest.mark.parametrize(
    ("share", "german", "english"),
    [
        (0.65, "65~%", "65%"),
        (0.655, "65,5~%", "65.5%"),
        (0.07, "7~%", "7%"),
        (1, "100~%", "100%"),
        (2 / 3, "66,7~%", "66.7%"),
    ],
)
def test_percent(share: float, german: str, english: str) -> None:
    """A share is written as a percentage, with at most one decimal place."""
    assert german.replace("~", "\u00a0") == DE.percent(share)
    assert english == EN.percent(share)


def test_percent_range() -> None:
    """A range of percentages has one sign, at its end."""
    assert "55–80\u00a0%" == DE.percent_range(0.55, 0.8)
    assert "1–5%" == EN.percent_range(Decimal("0.01"), 0.05)


def test_list() -> None:
    """A list is written as in a sentence; British English has no comma before its last item."""
    assert "A, B und C" == DE.list_of(["A", "B", "C"])
    assert "A, B and C" == EN.list_of(["A", "B", "C"])
    assert "A oder B" == DE.list_of(["A", "B"], "or")
    assert ("A", "") == (DE.list_of(["A"]), DE.list_of([]))


@pytest.mark.parametrize(
    ("code", "german", "english"),
    [
        ("ru", "Russisch", "Russian"),
        ("sr-Cyrl", "Serbisch (Kyrillisch)", "Serbian (Cyrillic)"),
        ("unknown", "unbekannte Sprache", "unknown language"),
        ("xx", "xx", "xx"),
        ("no language", "no language", "no language"),
    ],
)
def test_language_name(code: str, german: str, english: str) -> None:
    """A language has its name; a code that is none stays."""
    assert german == DE.language_name(code)
    assert english == EN.language_name(code)


def test_sorting() -> None:
    """Names sort by their letters without marks and case, in every language alike."""
    names = [
        "Aalen",
        "Äpfel",
        "apfelbaum",
        "Łódź",
        "Lübeck",
        "Luxemburg",
        "Ørsted",
        "Oslo",
        "Straße",
        "Strassen",
        "zebra",
    ]

    shuffled = sorted(names, key=len)

    assert names == sorted(shuffled, key=DE.sort_key)
    assert names == sorted(shuffled, key=EN.sort_key)


MINE = read_catalogue(
    "de", 'locale: de\na:\n  b: "{who} kam am {day}"\n  n:\n    one: "{n} Beleg aus {where}"\n    other: "{n} Belege"\n'
)


def test_text() -> None:
    """A text is addressed by dots, and takes its values as they are."""
    assert "{x} kam am 7." == MINE.text("a.b", who="{x}", day="7.")


@pytest.mark.parametrize(
    ("n", "text"), [(1, "1 Beleg aus Bonn"), (0, "0 Belege"), (1234, "1.234 Belege"), (1.5, "1,5 Belege")]
)
def test_plural(n: float, text: str) -> None:
    """A plural takes the form that goes with its number, and the number formatted."""
    assert text == MINE.plural("a.n", n, where="Bonn")


@pytest.mark.parametrize("lang", languages())
def test_kinds_in_singular_and_plural(lang: str) -> None:
    """The kinds of records have names for one and for many."""
    words = catalogue(lang)

    assert {"de": ("Fakt", "Fakten"), "en": ("Fact", "Facts")}[lang] == (
        words.plural("kind.fact", 1),
        words.plural("kind.fact", 2),
    )


def test_missing_text() -> None:
    """What is missing is named, with the file to put it into."""
    with pytest.raises(MissingTextError, match=r"^de\.yml: a\.c is not there$") as caught:
        MINE.text("a.c")
    assert "a.c" == caught.value.key
    with pytest.raises(LocaleError, match=r"^de\.yml: a\.b gets no value for \{day\}$"):
        MINE.text("a.b", who="x")
    with pytest.raises(LookupError, match=r"a\.b gets a value that is no text for \{day\}$"):
        MINE.text("a.b", who="x", day=7)  # type: ignore[arg-type]
    with pytest.raises(MissingTextError, match=r"a\.n has plural forms and needs a number"):
        MINE.text("a.n")
    with pytest.raises(MissingTextError, match=r"a\.b has no plural forms"):
        MINE.plural("a.b", 1)


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        ("locale: de\na: [", "LB001"),
        ("locale: de\na: b\na: c\n", "LB003"),
        ("a: b\n", "locale"),
        ("locale: tlh\n", "locale"),
        ("locale: de\na:\n", "a is neither a text nor a mapping"),
        ("locale: de\na:\n  - b\n", "a is neither a text nor a mapping"),
        ("locale: de\na:\n  one: b\n  other:\n", "a.other is not a text"),
    ],
)
def test_broken_catalogue(yaml: str, message: str) -> None:
    """A catalogue that can't be read says where it is broken."""
    with pytest.raises(BrokenCatalogueError, match=message):
        read_catalogue("de", yaml)
