"""The route table: the only place that decides which pages there are and at which addresses."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, cast

from generator.corpus import Corpus
from generator.kinds import BRIEFING, BY_NAME, KINDS
from generator.load import REGISTRY, Entry
from generator.locale import Catalogue, catalogue
from generator.model.base import Text
from generator.model.figure import Figure
from generator.settings import Settings
from generator.text import slug

ONE_PAGE: Final = "one-page"
"""Last part of the address of the view that holds a whole briefing."""
CITE: Final = "cite"
"""Last part of the address of the page that says how to cite a briefing and all in it."""
OVERVIEWS: Final = ("timeline", "quotes", "assessments", "questions")
"""Lists over all briefings that have a template of their own."""
OWN_PAGES: Final = frozenset(("source", "series"))
"""Kinds whose pages have a template of their own; those of all other paged kinds share one."""
REFERENCE: Final = ("scales", "codes")
"""Pages that say what the site's terms and the codes of its checks mean; the same whatever the content is."""

SEARCH_WEIGHTS: Final[Mapping[str, float]] = {
    "person": 40,
    "organisation": 8,
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

    @property
    def address(self) -> str:
        """Address relative to the site's root, with directory URLs: `en/briefings/x/`."""
        return self.prefix + self.key

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
    def bibliography_of(briefing: str, ending: str) -> str:
        """Return the key of a file that holds all citations of a briefing, in the form that its ending stands for."""
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


def relative_address(start: str, target: str, anchor: str = "") -> str:
    """Return the way from one directory address to another, or to a file, both relative to the site's root."""
    fragment = f"#{anchor}" if anchor else ""
    if start == target:
        return fragment or "./"
    way = posixpath.relpath(f"/{target}", f"/{start}")
    is_file = bool(target) and not target.endswith("/")
    return f"{way}{fragment}" if is_file else f"{way}/{fragment}"


def plan(corpus: Corpus, settings: Settings) -> Routes:
    """Decide which pages there are.

    Args:
        corpus: The published records.
        settings: The site's settings.
    """
    pages: list[Page] = []
    for lang in settings.languages:
        prefix = "" if lang == settings.main_language else f"{lang}/"
        pages += [replace(page, lang=lang, prefix=prefix) for page in _plan_language(corpus)]
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
        NavEntry(words.text("navigation.statements"), None, kinds("quote", "assessment", "question")),
        *((NavEntry(words.text("navigation.registry"), None, registry),) if registry else ()),
        NavEntry(
            words.text("navigation.reference"),
            None,
            tuple(NavEntry(words.text(f"page.{name}"), f"{name}/") for name in REFERENCE),
        ),
    )


def _plan_language(corpus: Corpus) -> Iterator[Page]:
    """Yield the pages of one language; language and prefix are filled in by the caller."""
    yield Page("", "", "", "home", area="")
    yield Page("briefings/", "", "", "briefings", area="briefings/")
    for head in corpus.briefings:
        yield from _plan_briefing(corpus, head)
    for name in OVERVIEWS:
        yield Page(f"{name}/", "", "", name, area=f"{name}/")
    for name in REFERENCE:
        # Who searches the site looks for what happened, and would find the words of every check instead.
        yield Page(f"{name}/", "", "", name, area=f"{name}/", searchable=name != "codes")
    for kind in KINDS:
        entries = corpus.records(kind.name) if kind.paged else ()
        if entries:
            area = f"{kind.plural}/"
            yield Page(area, "", "", "index", area=area, kind=kind.name)
            template = kind.name if kind.name in OWN_PAGES else "entity"
            yield from (Page(Routes.key_of(entry), "", "", template, area=area, subject=entry) for entry in entries)


def _plan_briefing(corpus: Corpus, head: Entry) -> Iterator[Page]:
    """Yield a briefing's page and its sections, which follow each other, and the views that stand back behind it."""
    top = f"briefings/{head.briefing}/"
    sections = corpus.records("section", head.briefing)
    keys = [top, *(Routes.key_of(section) for section in sections)]
    subjects = [head, *sections]
    for index, (key, subject) in enumerate(zip(keys, subjects, strict=True)):
        yield Page(
            key,
            "",
            "",
            subject.kind.name,
            area="briefings/",
            subject=subject,
            previous=keys[index - 1] if index else None,
            next=keys[index + 1] if index + 1 < len(keys) else None,
        )
    for name in (ONE_PAGE, CITE):
        yield Page(f"{top}{name}/", "", "", name, area="briefings/", subject=head, canonical=top, searchable=False)
