"""The words of the interface: one catalogue a language, and what a language does with dates, numbers and lists.

A catalogue is a YAML file, `<language>.yml`: a nested mapping whose texts are addressed with dots (`status.confirmed`).
A text may hold places, `{name}`; a mapping whose keys are plural categories of the CLDR (`one`, `other` …) is one text
in several forms. Ours stand beside this module; a project adds its own in its folder `locale/`, which count where both
have one. The only importer of Babel.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

import babel
from babel.core import get_global
from babel.dates import get_month_names
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from generator.diagnostics import Diagnostic, Location, Severity
from generator.document import Document, Value, parse_document
from generator.model.date import Date, Precision, Qualifier

Entry: TypeAlias = str | Mapping[str, str]
"""A text, or its forms by plural category."""

CATEGORIES: Final = frozenset({"zero", "one", "two", "few", "many", "other"})
"""The plural categories of the CLDR."""

PLACE: Final = re.compile(r"\{(\w+)\}")
"""Where a value goes into a text."""

FOLDER: Final = "locale"
"""Folder of a project's own catalogues, beside its `mkdocs.yml`."""

PATTERN: Final = "en"
"""The language whose catalogue tells which texts there are."""

_OF_A_DAY: Final = frozenset({"day", "month", "year"})
"""What may stand in any text for a part of a date: languages that begin with the year leave out other parts."""

_SHOWN: Final = 10
"""So many missing texts of a section are named; then they are counted."""

_LETTERS: Final = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i"}
)
"""Letters that Unicode doesn't take apart, and how they sort."""


class LocaleError(Exception):
    """A language or a text of the interface that isn't there."""


class UnknownLanguageError(LocaleError, LookupError):
    """A language without a catalogue."""

    def __init__(self, lang: str, known: Sequence[str]) -> None:
        """Keep the language.

        Args:
            lang: What was asked for.
            known: The languages that have one.
        """
        super().__init__(f"there is no catalogue for {lang!r}, only for {', '.join(known)}")
        self.lang = lang
        """What was asked for."""


class MissingTextError(LocaleError, LookupError):
    """A text, or a value for a place in it, that is not there."""

    def __init__(self, lang: str, key: str, missing: str) -> None:
        """Keep the key.

        Args:
            lang: The catalogue's language.
            key: The key of the text.
            missing: What is wrong with it, as half a sentence.
        """
        super().__init__(f"{lang}.yml: {key} {missing}")
        self.key = key
        """The key of the text."""


class BrokenCatalogueError(LocaleError, ValueError):
    """A catalogue that can't be read."""


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """The interface in one language. Whatever it returns is plain text, to be escaped for where it goes."""

    lang: str
    """The language's code, as in `<html lang>`."""
    texts: Mapping[str, Entry] = field(repr=False)
    """Every text by its key."""
    locale: babel.Locale
    """Where Babel's names, numbers and plurals come from."""

    @property
    def tag(self) -> str:
        """The locale as a language tag, such as `de` or `en-GB`, as scripts need it."""
        return str(self.locale).replace("_", "-")

    @property
    def territorial(self) -> str:
        """The locale with its territory, the likeliest where it names none: `de_DE`, `en_GB`."""
        if self.locale.territory:
            return f"{self.locale.language}_{self.locale.territory}"
        return f"{self.locale.language}_{get_global('likely_subtags')[self.locale.language].rpartition('_')[2]}"

    def part(self, name: str) -> dict[str, str]:
        """Give all texts below a key, by what follows it; those in several forms are left out."""
        start = f"{name}."
        return {
            key.removeprefix(start): text
            for key, text in self.texts.items()
            if key.startswith(start) and isinstance(text, str)
        }

    def text(self, key: str, /, **values: str) -> str:
        """Give a text.

        Args:
            key: Its key, with dots.
            **values: What goes into its places, as text: numbers through `number`, dates through `date`.

        Returns:
            The text with its values.

        Raises:
            MissingTextError: If there is no such text, or no value for one of its places.
        """
        entry = self._entry(key)
        if not isinstance(entry, str):
            raise MissingTextError(self.lang, key, "has plural forms and needs a number")
        return self._filled(key, entry, values)

    def plural(self, key: str, n: float, /, **values: str) -> str:
        """Give the form of a text that goes with a number.

        Args:
            key: Its key, with dots.
            n: The number; it goes, formatted, into the place `{n}`.
            **values: What goes into the other places.

        Returns:
            The text with its values.

        Raises:
            MissingTextError: If there is no such text, it has no forms, or a place gets no value.
        """
        entry = self._entry(key)
        if isinstance(entry, str):
            raise MissingTextError(self.lang, key, "has no plural forms")
        form = entry.get(self.locale.plural_form(n), entry["other"])
        return self._filled(key, form, {"n": self.number(n), **values})

    def many(self, key: str) -> str:
        """Give the form of a text without a number for several: a heading, an entry of the navigation.

        Args:
            key: Its key, with dots.

        Returns:
            The form that goes with three, the least number for which no language has a dual.
        """
        return self.plural(key, 3)

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """In which direction the language is written, as in HTML's `dir`."""
        return "rtl" if self.locale.character_order == "right-to-left" else "ltr"

    def date(self, date: Date) -> str:
        """Write a date in words, as precise as it is known, times with their offset.

        Args:
            date: The date.

        Returns:
            Such as `7. Dezember 2021`, `um 2019`, `10. bis 13. Januar 2022`, with no-break spaces.
        """
        return _worded(self, "wide", date)

    def short_date(self, date: Date) -> str:
        """Write a date as `date` does, with the names of months abbreviated.

        Args:
            date: The date.

        Returns:
            Such as `7. Dez. 2021`.
        """
        return _worded(self, "abbreviated", date)

    def short_month(self, month: int) -> str:
        """Name a month alone, abbreviated.

        Args:
            month: The month, 1 to 12.

        Returns:
            Such as `Dez.`.
        """
        names: Mapping[int, str] = get_month_names("abbreviated", context="stand-alone", locale=self.locale)
        return names[month]

    def number(self, number: float | Decimal, digits: int | None = None) -> str:
        """Write a number.

        Args:
            number: The number.
            digits: How many decimal places to round to; otherwise it stays as it is.

        Returns:
            Such as `1.234,5`.
        """
        return format_decimal(_rounded(number, digits), locale=self.locale, decimal_quantization=False)

    def fixed(self, number: float | Decimal, digits: int) -> str:
        """Write a number with so many decimal places, noughts included: `0,360` where others stand beside it."""
        pattern = f"0.{'0' * digits}"
        return format_decimal(_rounded(number, digits), pattern, locale=self.locale)

    def percent(self, share: float | Decimal, digits: int | None = 1) -> str:
        """Write a share as a percentage.

        Args:
            share: The share, 1 for 100 %.
            digits: How many decimal places to round to at most; None leaves it as it is.

        Returns:
            Such as `65 %`, with a no-break space.
        """
        exact = _rounded(share, None if digits is None else digits + 2)
        return format_percent(exact, locale=self.locale, decimal_quantization=False)

    def percent_range(self, low: float | Decimal, high: float | Decimal, digits: int | None = 1) -> str:
        """Write a range of shares as percentages.

        Args:
            low: Its lower end, 1 for 100 %.
            high: Its upper end.
            digits: As for `percent`.

        Returns:
            Such as `55–80 %`.
        """  # noqa: RUF002 - the dash of ranges
        first = self.number(Decimal(str(low)) * 100, digits)
        return f"{first}\N{EN DASH}{self.percent(high, digits)}"

    def list_of(self, items: Iterable[str], conjunction: Literal["and", "or"] = "and") -> str:
        """Write a list as part of a sentence.

        Args:
            items: Its items; empty gives an empty text.
            conjunction: What stands before the last.

        Returns:
            Such as `A, B und C`.
        """
        return format_list(list(items), style="or" if conjunction == "or" else "standard", locale=self.locale)

    def language_name(self, code: str) -> str:
        """Name a language.

        Args:
            code: Its code after BCP 47, or `unknown`.

        Returns:
            Such as `Russisch`; the code itself if it has no name.
        """
        if code == "unknown":
            return self.text("language.unknown")
        name: str | None = self.locale.languages.get(code.replace("-", "_"))
        if name:
            return name
        try:
            return babel.Locale.parse(code, sep="-").get_display_name(self.locale) or code
        except (ValueError, babel.UnknownLocaleError):
            return code

    def sort_key(self, text: str) -> tuple[str, str]:
        """Give the key by which names and titles sort, for people rather than machines.

        Letters sort without their marks and without case (`Ä` like `a`, after DIN 5007-1, `ß` like `ss`): the
        compatibility decomposition of Unicode without combining marks, and a few letters it leaves whole. The same in
        all languages; the text itself decides between equals.

        Args:
            text: The name or title.

        Returns:
            The folded text and the text.
        """
        decomposed = unicodedata.normalize("NFKD", text)
        bare = "".join(character for character in decomposed if not unicodedata.combining(character))
        return bare.casefold().translate(_LETTERS), text

    def _entry(self, key: str) -> Entry:
        """Look a text up."""
        try:
            return self.texts[key]
        except KeyError:
            raise MissingTextError(self.lang, key, "is not there") from None

    def _filled(self, key: str, text: str, values: Mapping[str, object]) -> str:
        """Put values into the places of a text."""

        def value(place: re.Match[str]) -> str:
            found = values.get(place[1])
            if isinstance(found, str):
                return found
            problem = "gets no value" if found is None else "gets a value that is no text"
            raise MissingTextError(self.lang, key, f"{problem} for {place[0]}")

        return PLACE.sub(value, text)


def languages(folder: Path | None = None) -> tuple[str, ...]:
    """List the languages that have a catalogue.

    Args:
        folder: A project's own folder of catalogues; it need not exist.

    Returns:
        Their codes, sorted.
    """
    return tuple(sorted(_files(folder)))


def _files(folder: Path | None) -> dict[str, Traversable]:
    """Give the files of all catalogues by language; a project's own ones stand in for those beside this module."""
    ours = resources.files(__name__).iterdir()
    own = folder.iterdir() if folder is not None and folder.is_dir() else ()
    return {file.name.removesuffix(".yml"): file for file in (*ours, *own) if file.name.endswith(".yml")}


def catalogue(lang: str, folder: Path | None = None) -> Catalogue:
    """Give a language's catalogue. Ours are read once; a project's own one may change while it is previewed.

    Args:
        lang: The language's code.
        folder: A project's own folder of catalogues; it need not exist.

    Returns:
        The catalogue.

    Raises:
        UnknownLanguageError: If the language has none.
        BrokenCatalogueError: If it can't be read.
    """
    found = _files(folder).get(lang)
    if found is None:
        raise UnknownLanguageError(lang, languages(folder))
    return _once(lang) if found == resources.files(__name__).joinpath(found.name) else _read(lang, found)


@lru_cache
def _once(lang: str) -> Catalogue:
    """Read one of our own catalogues."""
    return _read(lang, resources.files(__name__).joinpath(f"{lang}.yml"))


def _read(lang: str, file: Traversable) -> Catalogue:
    """Read a catalogue's file."""
    try:
        return read_catalogue(lang, file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenCatalogueError(f"{file.name}: {error}") from error


def read_catalogue(lang: str, yaml: str) -> Catalogue:
    """Read a catalogue.

    Args:
        lang: The language's code.
        yaml: Its file's text.

    Returns:
        The catalogue.

    Raises:
        BrokenCatalogueError: If the text isn't sound YAML, a key has no text, or the locale isn't one of Babel's.
    """
    document, diagnostics = parse_document(yaml, f"{lang}.yml")
    if document is None or diagnostics:
        raise BrokenCatalogueError("; ".join(map(str, diagnostics)))
    texts = dict(_entries(document.value, f"{lang}.yml"))
    try:
        locale = babel.Locale.parse(str(texts.get("locale")))
    except (ValueError, babel.UnknownLocaleError) as error:
        raise BrokenCatalogueError(f"{lang}.yml: locale: {error}") from error
    return Catalogue(lang, MappingProxyType(texts), locale)


def check_catalogue(file: Path, path: str) -> list[Diagnostic]:
    """Compare a catalogue with ours: whether it has every text, in the forms of its language and with all values.

    Args:
        file: Its file.
        path: The path that diagnostics show.

    Returns:
        What is wrong, by place.
    """
    try:
        document, problems = parse_document(file.read_text("utf-8"), path)
    except (OSError, UnicodeDecodeError) as error:
        return [_faulty(Location(path), f"The catalogue can't be read: {error}", "Save it as UTF-8.")]
    if document is None or problems:
        return problems
    try:
        found = read_catalogue(file.stem, document.text)
    except BrokenCatalogueError as error:
        # The message begins with the key.
        problem = str(error).removeprefix(f"{file.name}: ")
        place = document.locate(tuple(re.split(r"[: ]", problem)[0].split(".")), key=True)
        return [_faulty(place, f"The catalogue is broken: {problem}", f"Compare it with {PATTERN}.yml.")]
    return sorted([*_missing(found, document), *_wrong(found, document)])


def _missing(found: Catalogue, document: Document) -> Iterator[Diagnostic]:
    """Find the texts that a catalogue lacks, by section."""
    sections: dict[str, list[str]] = {}
    for key in catalogue(PATTERN).texts:
        if key not in found.texts:
            sections.setdefault(key.partition(".")[0], []).append(key)
    for section, keys in sections.items():
        more = f" and {len(keys) - _SHOWN} more" if len(keys) > _SHOWN else ""
        message = f"Texts of the interface are missing: {', '.join(keys[:_SHOWN])}{more}"
        hint = f"Take them from {PATTERN}.yml and translate them."
        yield _faulty(document.locate((section,), key=True), message, hint)


def _wrong(found: Catalogue, document: Document) -> Iterator[Diagnostic]:
    """Find the texts of a catalogue that nobody asks for, that lack a form, or that have other places than ours."""
    pattern = catalogue(PATTERN).texts
    wanted = found.locale.plural_form.tags | {"other"}
    for key, entry in found.texts.items():
        place = document.locate(tuple(key.split(".")), key=True)
        if key not in pattern:
            yield _faulty(place, f"There is no text “{key}” in the interface", "Take it out.")
        elif isinstance(entry, str) != isinstance(pattern[key], str):
            said = "has no plural forms" if isinstance(entry, str) else "has plural forms, and needs none"
            yield _faulty(place, f"“{key}” {said}", f"Compare it with {PATTERN}.yml.")
        elif not isinstance(entry, str) and wanted != set(entry):
            forms = ", ".join(sorted(wanted))
            yield _faulty(place, f"“{key}” has other forms than {found.locale} needs", f"Write these: {forms}.")
        else:
            ours, own = _places(pattern[key]), _places(entry)
            if ours - own or own - ours - (_OF_A_DAY if key.startswith("date.same_") else set()):
                names = ", ".join(f"{{{name}}}" for name in sorted(ours)) or "none"
                yield _faulty(place, f"“{key}” has other places for values than it gets", f"These go in: {names}.")


def _places(entry: Entry) -> set[str]:
    """Give the names of the places in a text, in all its forms."""
    return {name for form in ([entry] if isinstance(entry, str) else entry.values()) for name in PLACE.findall(form)}


def _faulty(place: Location, message: str, hint: str) -> Diagnostic:
    """Say what is wrong with a catalogue."""
    return Diagnostic(place, Severity.ERROR, "LB404", message, hint)


def _entries(value: Value, path: str, prefix: str = "") -> Iterator[tuple[str, Entry]]:
    """Walk the texts of a nested mapping."""
    if not isinstance(value, dict):
        raise BrokenCatalogueError(f"{path}: {prefix or 'the catalogue'} is neither a text nor a mapping")
    for name, inner in value.items():
        key = f"{prefix}.{name}" if prefix else name
        if isinstance(inner, str):
            yield key, inner
        elif isinstance(inner, dict) and "other" in inner and CATEGORIES.issuperset(inner):
            yield key, MappingProxyType(dict(_forms(inner, path, key)))
        else:
            yield from _entries(inner, path, key)


def _forms(value: Mapping[str, Value], path: str, key: str) -> Iterator[tuple[str, str]]:
    """Walk the plural forms of a text."""
    for category, form in value.items():
        if not isinstance(form, str):
            raise BrokenCatalogueError(f"{path}: {key}.{category} is not a text")
        yield category, form


_EXACT: Final = 12
"""Decimal places that a binary number surely has right."""


def _rounded(number: float | Decimal, digits: int | None) -> Decimal:
    """Make a decimal of a number, by the digits it is written with."""
    exact = Decimal(str(number))
    if digits is None:
        return exact
    # As readers learnt it at school: a five goes up. Before, what binary numbers put in far behind is taken out, so
    # that (0.65 - 1)² is 0.1225 again.
    return round(exact, _EXACT).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP).normalize()


@dataclass(frozen=True, slots=True)
class _Wording:
    """How a catalogue writes dates."""

    words: Catalogue
    """The catalogue."""
    within: Mapping[int, str]
    """The names of the months beside a day, from 1: Polish `grudnia`."""
    alone: Mapping[int, str]
    """The names of the months without a day: Polish `grudzień`."""

    def of(self, date: Date) -> str:
        """Write any date."""
        match date.precision:
            case Precision.UNKNOWN | Precision.OPEN:
                return self.words.text("date.unknown")
            case Precision.ONE_OF:
                return self.words.list_of(self._row(date.parts), "or")
            case Precision.INTERVAL | Precision.WITHIN:
                return self._span(date)
            case _:
                return self._point(date)

    def _span(self, date: Date) -> str:
        """Write an interval, or a date within one."""
        first, last = date.parts
        is_within = date.precision is Precision.WITHIN
        if last.latest is None:
            name = "sometime_from" if is_within else "end_unknown" if last.is_unknown else "from"
            return self.words.text(f"date.{name}", start=self._point(first, is_part=True))
        if first.earliest is None:
            name = "sometime_until" if is_within else "start_unknown" if first.is_unknown else "until"
            return self.words.text(f"date.{name}", end=self._point(last, is_part=True))
        if first == last:
            return self._point(last)
        if is_within:
            are_days = {first.precision, last.precision} == {Precision.DAY} and not (first.qualifier or last.qualifier)
            start, end = self._row(date.parts)
            return self.words.text("date.between_days" if are_days else "date.between", start=start, end=end)
        return self._same_day(first, last) or self._range(first, last)

    def _range(self, first: Date, last: Date) -> str:
        """Write an interval with two ends."""
        start, end = self._row((first, last))
        is_close = first.precision is last.precision and not re.search(r"\s", start)
        return self.words.text("date.range_close" if is_close else "date.range_wide", start=start, end=end)

    def _same_day(self, first: Date, last: Date) -> str:
        """Write an interval of minutes on one day; empty if it isn't one."""
        start, end = first.instant, last.instant
        if start is None or end is None or (start.date(), start.utcoffset()) != (end.date(), end.utcoffset()):
            return ""
        day = self._day("day", last)
        times = {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}"}
        return self.words.text("date.minutes", date=day, zone=_zone(end.utcoffset()), **times)

    def _row(self, dates: Sequence[Date]) -> list[str]:
        """Write dates side by side; a month and a year that all have in common stand with the last only."""
        last = dates[-1]
        name = self._common(dates)
        heads = [self._day(name, date) if name else self._point(date, is_part=True) for date in dates[:-1]]
        return [*heads, self._point(last, is_part=True)]

    def _common(self, dates: Sequence[Date]) -> str:
        """Name the shortened form for all but the last of some dates; empty if there is none."""
        kinds = {date.precision for date in dates}
        if len(kinds) > 1 or any(date.qualifier or date.is_masked for date in dates):
            return ""
        if len({date.year for date in dates}) > 1:
            return ""
        if kinds == {Precision.MONTH}:
            return "same_year_month"
        if kinds == {Precision.DAY}:
            months = {date.earliest.month for date in dates if date.earliest}
            return "same_year_day" if len(months) > 1 else "same_month"
        return ""

    def _point(self, date: Date, *, is_part: bool = False) -> str:
        """Write a single date with its qualifier."""
        text = self._plain(date)
        if date.qualifier in {Qualifier.APPROXIMATE, Qualifier.BOTH}:
            text = self.words.text(f"date.approximate_{'part' if is_part else _shape(date)}", date=text)
        if date.qualifier in {Qualifier.UNCERTAIN, Qualifier.BOTH}:
            text = self.words.text("date.uncertain", date=text)
        return text

    def _plain(self, date: Date) -> str:
        """Write a single date as if it were certain."""
        if date.instant is not None:
            zone = _zone(date.instant.utcoffset())
            return self.words.text("date.minute", date=self._day("day", date), time=f"{date.instant:%H:%M}", zone=zone)
        if _shape(date) == "years" and date.earliest and date.latest:
            return self.words.text("date.years", start=str(date.earliest.year), end=str(date.latest.year))
        text = self._day(_shape(date), date)
        if not date.is_masked:
            return text
        return self.words.text("date.no_month" if date.precision is Precision.YEAR else "date.no_day", date=text)

    def _day(self, name: str, date: Date) -> str:
        """Put day, month and year into a text; those it doesn't ask for are left out."""
        day = date.earliest
        if day is None:
            return self.words.text("date.unknown")
        months = self.alone if name in {"month", "same_year_month"} else self.within
        parts = {"day": str(day.day), "month": months[day.month], "year": str(day.year)}
        return self.words.text(f"date.{name}", **parts)


@lru_cache(maxsize=8192)
def _worded(words: Catalogue, width: Literal["wide", "abbreviated"], date: Date) -> str:
    """Write a date; the same ones return on page after page."""
    within = get_month_names(width, locale=words.locale)
    # The CLDR writes L for the form that stands alone: not every language has one before a year, German `Dez. 2021`.
    before_year = words.locale.datetime_skeletons["yMMMM" if width == "wide" else "yMMM"].pattern
    is_alone = "L" in re.sub("'[^']*'", "", before_year)
    alone = get_month_names(width, context="stand-alone", locale=words.locale) if is_alone else within
    return _Wording(words, within, alone).of(date)


def _shape(date: Date) -> str:
    """Name the text of a single date: its precision, or `years` for a century and the first decade of one."""
    is_nameless = date.precision is Precision.CENTURY or (date.precision is Precision.DECADE and date.iso[2] == "0")
    return "years" if is_nameless else date.precision


def _zone(offset: timedelta | None) -> str:
    """Write an offset, `UTC−5` or `UTC+5:30`."""  # noqa: RUF002 - the minus sign of typography
    minutes = (offset or timedelta()) // timedelta(minutes=1)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "\N{MINUS SIGN}"
    return f"UTC{sign}{hours}:{rest:02}" if rest else f"UTC{sign}{hours}"
