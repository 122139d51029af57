"""The route table: the only place that decides which pages there are and at which addresses."""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final, cast

from generator import parts
from generator.analysis.timeline import Moment, by_day, timeline
from generator.corpus import Corpus
from generator.facets import filed
from generator.kinds import BRIEFING, BY_NAME, KINDS
from generator.load import REGISTRY, Entry
from generator.locale import Catalogue, catalogue
from generator.model.base import Text
from generator.model.briefing import Briefing
from generator.model.date import Date
from generator.model.figure import Figure
from generator.model.quote import Quote
from generator.model.topic import Series
from generator.parts import Part
from generator.settings import Settings
from generator.text import slug

ONE_PAGE: Final = "one-page"
"""Last part of the address of the view that holds a whole briefing."""
CITE: Final = "cite"
"""Last part of the address of the page that says how to cite a briefing and all in it."""
OVERVIEWS: Final = ("timeline", "facts", "quotes", "assessments", "questions")
"""Lists over all briefings that have a template of their own."""
BACKLINKS: Final = (
    *("briefing", "section", "fact", "quote", "assessment", "question", "event", "person", "organisation", "place"),
    *("topic", "series", "source"),
)
"""Kinds of records that are listed on the page of what they refer to, in order."""
QUOTES: Final[Mapping[str, str]] = {"quote-by": "", "quote-about": "about/", "quote-via": "via/"}
"""Lists of the quotes of a person or an organisation: their own, those about them, and those that they passed on; each
with the end of the address of the pages that it is split among."""
FILTERED: Final = ("facts", "quotes", "assessments", "questions", "index")
"""Templates of lists that can be filtered."""
WHOLE: Final = "whole.json"
"""Name of the file beside a list on several pages that holds all of it, for those who filter it."""
COURSE: Final = "course"
"""Name of the list of a series' briefings, with what happened in them."""
BY_DATE: Final[Mapping[str, str]] = {
    "briefing": "as_of",
    "fact": "when",
    "quote": "when",
    "assessment": "made",
    "question": "asked",
    "event": "when",
    "section": "",
}
"""Kinds whose long lists are split by date, with the field that it stands in; else it is that of the briefing."""
OWN_PAGES: Final = frozenset(("source", "series"))
"""Kinds whose pages have a template of their own; those of all other paged kinds share one."""
REFERENCE: Final = ("scales", "codes")
"""Pages that say what the site's terms and the codes of its checks mean; the same whatever the content is."""

SEARCH_WEIGHTS: Final[Mapping[str, float]] = {
    "person": 40,
    "organisation": 8,
    "place": 8,
    "briefing": 3,
    "section": 3,
    "source": 0.25,
}
"""What a match in the page of a record counts in search, by kind, where it isn't 1.

Who looks for a name wants the one who bears it, so that it is shared among the words of the name; then comes what the
desk wrote; titles by others come last.
"""


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language, not yet rendered."""

    key: str
    """Address without language: `""`, `briefings/x/`; pages of the same key are translations of each other."""
    lang: str
    """Language."""
    prefix: str
    """What stands before the key: `""` for the main language, else the language and a slash."""
    template: str
    """Name of its template without extension."""
    area: str
    """Key of the entry of the navigation that it belongs to."""
    subject: Entry | None = None
    """The record that it is about."""
    kind: str = ""
    """Name of the kind of record that it lists."""
    previous: str | None = None
    """Key of the page before it in the same language."""
    next: str | None = None
    """Key of the page after it in the same language."""
    canonical: str | None = None
    """Key of the page that search engines should take instead."""
    searchable: bool = True
    """Whether the site's search finds it."""
    part: Part | None = None
    """What it lists, if it is one of several pages that a list is split among."""
    parts: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    """Lists that are too long for it, and the pages among which they are split, by the kind of record."""

    @property
    def address(self) -> str:
        """Address relative to the site's root, with directory URLs: `en/briefings/x/`."""
        return self.prefix + self.key

    @property
    def has_whole(self) -> bool:
        """Whether it leads to the pages of a list that can be filtered, so that there is a file with all of it."""
        return self.part is None and bool(self.parts) and self.template in FILTERED

    @property
    def source(self) -> str:
        """Path of its Markdown file: `en/briefings/x/index.md`."""
        return f"{self.address}index.md"

    @property
    def search_weight(self) -> float:
        """How much a match in it counts in search."""
        if self.subject is None:
            return 1
        weight = SEARCH_WEIGHTS.get(self.subject.kind.name, 1)
        name = getattr(self.subject.record, "name", None)
        # Who types “NATO” means NATO, and not each body that has it in its name.
        words = len(slug(name.in_language(self.lang).value).split("-")) if isinstance(name, Text) else 1
        return weight / words if weight > 1 else weight


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One line of the navigation of one language."""

    title: str
    """Its text, plain."""
    key: str | None
    """Key of the page it leads to; `None` for the title of a group."""
    children: tuple["NavEntry", ...] = ()
    """Lines of a group."""


@dataclass(frozen=True)
class Routes:
    """All generated pages, and where records are at home."""

    pages: tuple[Page, ...]
    """Pages in a stable order, language by language."""
    navigation: Mapping[str, tuple[NavEntry, ...]]
    """Navigation by language."""

    @staticmethod
    def key_of(entry: Entry) -> str:
        """Return the key of the page that a record is at home on."""
        if entry.kind.name == "section":
            return f"briefings/{entry.briefing}/{entry.id}/"
        if entry.kind.paged and entry.briefing == REGISTRY:
            return f"{entry.kind.plural}/{entry.id}/"
        if entry.kind.paged:
            return f"{entry.kind.plural}/{entry.briefing}-{entry.id}/"
        return f"briefings/{entry.briefing}/"

    @staticmethod
    def anchor_of(entry: Entry) -> str:
        """Return the anchor of a record on its page; empty where the page is the record's own."""
        return "" if entry.kind.paged or entry.kind.name == "section" or entry.kind is BRIEFING else entry.id

    @staticmethod
    def citations_of(briefing: str) -> str:
        """Return the key of the page that says how to cite a briefing and all in it."""
        return f"briefings/{briefing}/{CITE}/"

    @staticmethod
    def download_of(briefing: str, ending: str) -> str:
        """Return the key of a file that holds a briefing or all its citations, in the form that its ending names."""
        return f"briefings/{briefing}/{briefing}.{ending}"

    @staticmethod
    def file_of(figure: Entry) -> str:
        """Return the address of a figure's picture, which is the same in all languages."""
        return f"briefings/{figure.briefing}/{cast('Figure', figure.record).file}"


def relative(page: Page, key: str, anchor: str = "") -> str:
    """Return the relative address of a page of the same language, as seen from a page.

    Args:
        page: Where the link stands.
        key: Key of the page it leads to.
        anchor: Anchor on that page, without `#`.
    """
    return relative_address(page.address, page.prefix + key, anchor)


@lru_cache(maxsize=2**16)  # pages lead to the same places over and over
def relative_address(start: str, target: str, anchor: str = "") -> str:
    """Return the way from one directory address to another, or to a file, both relative to the site's root."""
    fragment = f"#{anchor}" if anchor else ""
    if start == target:
        return fragment or "./"
    way = posixpath.relpath(f"/{target}", f"/{start}")
    is_file = bool(target) and not target.endswith("/")
    return f"{way}{fragment}" if is_file else f"{way}/{fragment}"


def plain_name(entry: Entry, lang: str) -> str:
    """Return the name or title that a record has in a language, else its id."""
    found = (getattr(entry.record, field, None) for field in ("name", "title"))
    return next((name.in_language(lang).value for name in found if isinstance(name, Text)), entry.id)


def referring(
    corpus: Corpus, entry: Entry, kinds: tuple[str, ...] = BACKLINKS
) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Yield the lists of records that refer to one by name: that of their kind, of quotes those in `QUOTES`.

    Args:
        corpus: The published records.
        entry: The record that they refer to.
        kinds: Kinds of records to list, in order.
    """
    for kind in kinds:
        found = corpus.referring(entry, kind)
        lists = {kind: found}
        if kind == "quote" and entry.kind.name in ("person", "organisation"):
            lists = {name: tuple(each for each in found if _part_in(each, entry, corpus) == name) for name in QUOTES}
        yield from ((name, entries) for name, entries in lists.items() if entries)


def _part_in(quote: Entry, entry: Entry, corpus: Corpus) -> str:
    """Return in which of the `QUOTES` of somebody a quote stands."""
    if any(speaker.key == entry.key for speaker in corpus.speakers(quote)):
        return "quote-by"
    about = (corpus.find(each, quote.briefing) for each in cast("Quote", quote.record).about)
    return "quote-about" if any(each is not None and each.key == entry.key for each in about) else "quote-via"


def plan(corpus: Corpus, settings: Settings, name: Callable[[Entry, str], str] = plain_name) -> Routes:
    """Decide which pages there are.

    Args:
        corpus: The published records.
        settings: The site's settings.
        name: Gives what a record is called in a language, by which long lists of names are split.
    """
    pages: list[Page] = []
    for lang in settings.languages:
        prefix = "" if lang == settings.main_language else f"{lang}/"
        planned = _Plan(corpus, catalogue(lang, settings.locale_dir), name).pages()
        pages += [replace(page, lang=lang, prefix=prefix) for page in planned]
    navigation = {lang: _navigation(corpus, catalogue(lang, settings.locale_dir)) for lang in settings.languages}
    return Routes(tuple(pages), navigation)


def _navigation(corpus: Corpus, words: Catalogue) -> tuple[NavEntry, ...]:
    """Return the lines of the navigation for one language; kinds without records have none."""

    def kinds(*names: str) -> tuple[NavEntry, ...]:
        return tuple(NavEntry(words.many(f"kind.{name}"), f"{BY_NAME[name].plural}/") for name in names)

    registry = kinds(*(kind.name for kind in KINDS if kind.paged and corpus.records(kind.name)))
    return (
        NavEntry(words.text("navigation.home"), ""),
        NavEntry(words.text("page.briefings"), "briefings/"),
        NavEntry(words.text("page.timeline"), "timeline/"),
        NavEntry(words.text("navigation.statements"), None, kinds("fact", "quote", "assessment", "question")),
        *((NavEntry(words.text("navigation.registry"), None, registry),) if registry else ()),
        NavEntry(
            words.text("navigation.reference"),
            None,
            tuple(NavEntry(words.text(f"page.{name}"), f"{name}/") for name in REFERENCE),
        ),
    )


@dataclass(frozen=True)
class _Plan:
    """Decides on the pages of one language; language and prefix are filled in by the caller."""

    corpus: Corpus
    """The published records."""
    words: Catalogue
    """The catalogue of the language."""
    name: Callable[[Entry, str], str]
    """Gives what a record is called in a language."""

    def pages(self) -> Iterator[Page]:
        """Yield all pages, in order."""
        corpus = self.corpus
        yield Page("", "", "", "home", area="")
        yield from self._list("briefings/", "briefings", "briefing", corpus.briefings)
        for head in corpus.briefings:
            yield from self._briefing(head)
        for name in OVERVIEWS:
            yield from self._timeline() if name == "timeline" else self._overview(name)
        for name in REFERENCE:
            # Who searches the site looks for what happened, and would find the words of every check instead.
            yield Page(f"{name}/", "", "", name, area=f"{name}/", searchable=name != "codes")
        for kind in KINDS:
            entries = corpus.records(kind.name) if kind.paged else ()
            if entries:
                yield from self._list(f"{kind.plural}/", "index", kind.name, entries)
                for entry in entries:
                    yield from self._entity(entry)

    def _overview(self, plural: str) -> Iterator[Page]:
        """Yield the pages that list all records of a kind without pages of their own."""
        kind = next(kind.name for kind in KINDS if kind.plural == plural)
        yield from self._list(f"{plural}/", plural, kind, self.corpus.records(kind))

    def _timeline(self) -> Iterator[Page]:
        moments = timeline(self.corpus)
        found = parts.split(moments, parts.by_date(lambda moment: cast("Moment", moment).date), "timeline/")
        top = Page("timeline/", "", "", "timeline", area="timeline/", parts={"timeline": found} if found else {})
        yield top
        yield from self._parts(top, "timeline", "timeline", found)

    def _list(self, key: str, template: str, kind: str, entries: Iterable[Entry]) -> Iterator[Page]:
        """Yield the page of a list, and the pages that it is split among if it is long."""
        found = self._split(kind, entries, key)
        top = Page(key, "", "", template, area=key, kind=kind, parts={kind: found} if found else {})
        yield top
        yield from self._parts(top, template, kind, found)

    def _parts(self, top: Page, template: str, kind: str, found: tuple[Part, ...]) -> Iterator[Page]:
        """Yield the pages that a list is split among; those that list something follow each other."""
        order = [part.key for part in parts.leaves(found)]
        yield from self._below(replace(top, template=template, kind=kind, previous=None, next=None), found, order)

    def _below(self, top: Page, found: tuple[Part, ...], order: list[str]) -> Iterator[Page]:
        for part in found:
            place = order.index(part.key) if not part.parts else -1
            yield replace(
                top,
                key=part.key,
                part=part,
                parts={top.kind: part.parts} if part.parts else {},
                previous=order[place - 1] if place > 0 else None,
                next=order[place + 1] if 0 <= place < len(order) - 1 else None,
                # Its records are found where they are at home.
                searchable=False,
            )
            yield from self._below(top, part.parts, order)

    def _entity(self, entry: Entry) -> Iterator[Page]:
        """Yield the page of a record, and the pages among which its long lists are split."""
        template = entry.kind.name if entry.kind.name in OWN_PAGES else "entity"
        key = Routes.key_of(entry)
        lists = self._backlinks(entry, key, BACKLINKS)
        if isinstance(entry.record, Series):
            heads = [self.corpus.find(each, entry.briefing) for each in entry.record.briefings]
            course = self._split("briefing", (head for head in heads if head is not None), f"{key}{COURSE}/")
            lists |= {COURSE: course} if course else {}
        top = Page(key, "", "", template, area=f"{entry.kind.plural}/", subject=entry, parts=lists)
        yield top
        for kind, found in lists.items():
            yield from self._parts(top, template if kind == COURSE else "backlinks", kind, found)

    def _briefing(self, head: Entry) -> Iterator[Page]:
        """Yield a briefing's page, its sections and the one-page view; they follow each other."""
        top = f"briefings/{head.briefing}/"
        sections = self.corpus.records("section", head.briefing)
        keys = [top, *(Routes.key_of(section) for section in sections)]
        subjects = [head, *sections]
        lists = self._backlinks(head, top, ("briefing", "series"))
        for index, (key, subject) in enumerate(zip(keys, subjects, strict=True)):
            page = Page(
                key,
                "",
                "",
                subject.kind.name,
                area="briefings/",
                subject=subject,
                previous=keys[index - 1] if index else None,
                next=keys[index + 1] if index + 1 < len(keys) else None,
                parts=lists if subject is head else {},
            )
            yield page
            for kind, found in page.parts.items():
                yield from self._parts(page, "backlinks", kind, found)
        for name in (ONE_PAGE, CITE):
            yield Page(f"{top}{name}/", "", "", name, area="briefings/", subject=head, canonical=top, searchable=False)

    def _backlinks(self, entry: Entry, key: str, kinds: tuple[str, ...]) -> dict[str, tuple[Part, ...]]:
        """Return the lists of records that refer to one, as far as they are long."""
        if len(self.corpus.backlinks.get(entry.key, ())) <= parts.LIMIT:
            return {}
        lists = {}
        for name, entries in referring(self.corpus, entry, kinds):
            kind = entries[0].kind
            lists[name] = self._split(kind.name, entries, f"{key}{kind.plural}/{QUOTES.get(name, '')}")
        return {name: found for name, found in lists.items() if found}

    def _split(self, kind: str, entries: Iterable[Entry], key: str) -> tuple[Part, ...]:
        """Return the pages that a list of records is split among; none if one page holds it."""
        listed = tuple(entries)
        if len(listed) <= parts.LIMIT:
            return ()
        if kind in BY_DATE:
            ordered = sorted(listed, key=lambda entry: by_day(self._date(entry)))
            return parts.split(ordered, parts.by_date(self._date), key)
        words, lang = self.words, self.words.lang
        ordered = sorted(listed, key=lambda entry: (filed(self.name(entry, lang), words), entry.key))
        return parts.split(ordered, parts.by_name(lambda entry: self.name(entry, lang), words), key)

    def _date(self, entry: Entry) -> Date | None:
        """Return the date by which a record is filed: its own, else that of its briefing."""
        own: Date | None = getattr(entry.record, BY_DATE[entry.kind.name], None)
        if own is not None and not own.is_unknown:
            return own
        head = self.corpus.by_key.get((entry.briefing, ""))
        return cast("Briefing", head.record).as_of if head is not None else None
