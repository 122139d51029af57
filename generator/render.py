"""Pages become Markdown in the dialects' common ground: the only importer of jinja2.

Templates never see text that isn't escaped: every value that they print goes through `escape`, unless it is markup
that this module made.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import islice
from typing import Final, cast

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator import parts
from generator.analysis.axis import axis_of, month_axis
from generator.analysis.hypotheses import Matrix, matrix
from generator.analysis.origins import Voice as WeighedVoice
from generator.analysis.scoring import (
    UNNAMED,
    Analyst,
    Calibration,
    Score,
    State,
    TrackRecord,
    calibration,
    scores,
    track_record,
)
from generator.analysis.status import Derivation, Item, Side, Status, derive_all, shown_status
from generator.analysis.timeline import Moment, Month, by_day, in_order, months, timeline
from generator.chart import EVENT, Chart, chart, legend
from generator.checks.registry import BY_CODE
from generator.checks.sentences import split
from generator.citation.forms import as_bibtex, as_csl, as_text, bibtex, csl
from generator.citation.works import CITABLE, Work, works
from generator.corpus import Corpus, Key
from generator.explain import FAMILIES, Explanation, explanations
from generator.facets import ELSE, FACETS, INDEX_STATES, STATUSES, Facets, Filters, filed, token_of
from generator.kinds import BRIEFING
from generator.load import REGISTRY, Entry
from generator.locale import Catalogue, catalogue
from generator.markdown import Card, Citation, to_html, typeset, with_apostrophes, write_prose
from generator.model.assessment import Assessment, Wording
from generator.model.base import ANY_LANGUAGE, UNKNOWN, InLanguage, Prose, Reference, Text, Unnamed
from generator.model.briefing import Briefing
from generator.model.date import Date, Precision
from generator.model.entity import Person, Role
from generator.model.fact import Fact, Measure
from generator.model.question import Question
from generator.model.quote import Quote, Translation
from generator.model.source import Source
from generator.model.topic import Series
from generator.pages import BY_DATE, ONE_PAGE, QUOTES, WHOLE, Page, Routes, referring, relative, relative_address
from generator.parts import Part
from generator.pictures import Picture
from generator.scales import GRADINGS, SCALES, Grading, Named, Scale
from generator.settings import Settings
from generator.text import collapse, escape
from generator.why import Why

PLAIN_NAMES: Final = ("name", "title")
"""Fields that hold the name of a record, where it has one."""
REMOVED: Final = "[…]"
"""What stands for a record that was redacted, whose id may be a name too."""

ARTICLES: Final = ("briefing", "section", ONE_PAGE)
"""Templates of the pages that hold what a briefing says."""

_TYPES: Final = {"person": "Person", "organisation": "Organization"}
"""What schema.org calls those who can be authors."""

HOME_BRIEFINGS: Final = 7
"""So many briefings stand on the home page."""
HOME_LINES: Final = 6
"""So many disputed facts stand there, and so many open questions."""
HOME_EACH: Final = 2
"""At most so many of them are of one briefing."""
DRAWN_FROM: Final = 3
"""So many moments at two dates are worth a drawing."""
EVENTS_DRAWN: Final = 24
"""So many events have room for their names in one drawing."""

NAMING_WORDS: Final = 14
"""So many words of a quote stand for it where it is named rather than shown."""


def _literal(value: object) -> object:
    """Escape a value that a template prints, unless it is markup already."""
    return value if hasattr(value, "__html__") else escape(str(value))


def html_block(markup: str) -> Markup:
    """Return markup as one HTML block: no blank lines and no indentation in it, blank lines around it."""
    lines = (line.strip() for line in markup.splitlines())
    return Markup("\n\n{}\n\n").format(Markup("\n".join(line for line in lines if line)))  # noqa: S704  # escaped before


def place(share: float) -> Markup:
    """Return a share of the width of a drawing, such as `12.5%`; a minute of a month still makes a difference."""
    return Markup(f"{round(100 * share, 3):g}%")  # noqa: S704  # a number


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the templates, with escaping for both Markdown and HTML on every printed value."""
    env = Environment(
        loader=PackageLoader("generator"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_literal,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        comment_start_string="{!",  # `{#` begins the id of a heading
        comment_end_string="!}",
        auto_reload=False,  # asking whether a file has changed, at each import, is a tenth of the time
    )
    env.filters["html_block"] = html_block
    env.filters["place"] = place
    return env


_TERM: Final = re.compile("&#96;(.*?)&#96;")
_CARD_HEADING: Final = re.compile("(</?h)([34])(?=[ >])")


@dataclass(frozen=True, slots=True)
class Article:
    """What is known of a text that a briefing consists of, for those who describe it elsewhere."""

    modified: str
    """Day or minute of its information after ISO 8601; empty if it isn't known so exactly."""
    published: str
    """The same of its publication."""
    authors: tuple[tuple[str, str], ...]
    """What its authors are, `Person` or `Organization`, and what they are called; those without a record are left out,
    since nobody knows which of the two they are."""
    publisher: str
    """Name of the desk; empty if the site names none."""
    licence: str
    """Its licence; empty where it is the site's."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page with its text."""

    page: Page
    """The page."""
    title: str
    """Plain title."""
    description: str
    """Plain description, for search engines; may be empty."""
    markdown: str
    """Its Markdown, which begins with a heading of the first level."""
    title_lang: str = ""
    """Language of the title where it isn't the page's, else empty."""
    article: Article | None = None
    """What is known of it, if it is a briefing or a part of one."""


@dataclass
class Renderer:
    """Renders the pages of one corpus."""

    corpus: Corpus
    """The published records."""
    settings: Settings
    """The site's settings."""
    now: Date
    """The day that counts as today."""
    pictures: Mapping[Key, Picture] = field(default_factory=dict)
    """Pictures by the keys of their figures."""
    _sources: dict[str, Mapping[Key, tuple[int, Entry]]] = field(default_factory=dict)
    _uses: dict[Key, Mapping[str, list[Entry]]] = field(default_factory=dict)
    names: dict[str, dict[Key, str]] = field(default_factory=lambda: defaultdict(dict))
    """What records are called, by language, as far as it was asked."""

    def render(self, page: Page) -> Rendered:
        """Render one page."""
        view = View(self, page)
        template = environment().get_template(f"{page.template}.md.jinja")
        body = template.render(view=view, page=page, t=view.label, n=view.words.plural)
        title, description = with_apostrophes(view.title), with_apostrophes(view.description)
        return Rendered(page, title, description, _tidy(body), view.title_lang, view.article())

    def bibliographies(self, page: Page) -> Iterator[tuple[str, bytes]]:
        """Yield address and content of the files with all citations of the briefing that a page is about."""
        head = page.subject
        assert head is not None  # noqa: S101  # the page is a briefing's
        view = View(self, page)
        found = [work for _, work in works(head, view)]
        for ending, content in (("bib", bibtex(found, view.words)), ("csl.json", csl(found, view.words))):
            yield page.prefix + Routes.download_of(head.briefing, ending), content.encode()

    def whole(self, page: Page) -> tuple[str, bytes]:
        """Return address and content of a file with a list that stands on several pages, as it would be on one.

        It is for those who filter the list: a script asks for it when somebody does. JSON, whose `html` follows the
        title of the page.
        """
        html = typeset(to_html(self.render(replace(page, parts={})).markdown).html)
        content = json.dumps({"html": html.partition("</h1>")[2].strip()}, ensure_ascii=False)
        return page.address + WHOLE, content.encode()

    def name(self, entry: Entry, lang: str) -> str:
        """Return what a record is called in a language, without markup."""
        return self.names[lang].get(entry.key) or View(self, Page("", lang, "", "", area="")).name(entry)

    def uses_of(self, source: Entry) -> Mapping[str, list[Entry]]:
        """Return by briefing the facts, quotes, assessments and figures that cite a source, worked out once."""
        if source.key not in self._uses:
            found: dict[str, list[Entry]] = {}
            for entry in self.corpus.referring(source, "fact", "quote", "assessment", "figure"):
                found.setdefault(entry.briefing, []).append(entry)
            self._uses[source.key] = found
        return self._uses[source.key]

    @cached_property
    def catalogues(self) -> Mapping[str, Catalogue]:
        """The interface's texts in each language of the site."""
        return {lang: catalogue(lang, self.settings.locale_dir) for lang in self.settings.languages}

    @cached_property
    def derivations(self) -> Mapping[Key, Derivation]:
        """Derived status of every fact."""
        return derive_all(self.corpus)

    @cached_property
    def scores(self) -> Mapping[Key, Score]:
        """What became of every assessment."""
        return {each.entry.key: each for each in scores(self.corpus, self.settings, self.now)}

    @cached_property
    def track_records(self) -> tuple[TrackRecord, ...]:
        """What became of all that each analyst judged."""
        return track_record(self.scores.values(), self.corpus, self.settings)

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """All dated records, by month."""
        return months(timeline(self.corpus))

    def sources_of(self, briefing: str) -> Mapping[Key, tuple[int, Entry]]:
        """Return the sources that a briefing uses with their numbers, in the order of their first use.

        What a source passes on comes after those that are used themselves.
        """
        if briefing not in self._sources:
            found = enumerate(self._collect_sources(briefing), start=1)
            self._sources[briefing] = {entry.key: (number, entry) for number, entry in found}
        return self._sources[briefing]

    def _collect_sources(self, briefing: str) -> Iterator[Entry]:
        seen: set[Key] = set()
        kinds = ("fact", "quote", "assessment", "question", "figure", "section")
        entries = [entry for kind in kinds for entry in self.corpus.records(kind, briefing)]
        waiting: list[Entry] = []
        for link in (link for entry in entries for link in self.corpus.links_of(entry)):
            waiting.append(link.target)
            if link.field == "evidence" and isinstance(link.target.record, Quote):
                # A quote may be another briefing's: what it was read in bears out the fact here.
                source = self.corpus.find(link.target.record.source, link.target.briefing)
                waiting += [source] if source is not None else []
        while waiting:
            later: list[Entry] = []
            for entry in waiting:
                if isinstance(entry.record, Source) and entry.key not in seen:
                    seen.add(entry.key)
                    yield entry
                    later += [link.target for link in self.corpus.links_of(entry) if link.field == "relays"]
            waiting = later


@dataclass(frozen=True, slots=True)
class Note:
    """One numbered reference of a page."""

    number: int
    """Number, from 1."""
    entry: Entry
    """The record that is cited."""
    locators: tuple[str, ...]
    """For each place that cites it, the page or paragraph named there; may be empty."""


@dataclass(frozen=True, slots=True)
class SeriesPlace:
    """Where in a series a briefing stands."""

    series: Entry
    """The series."""
    number: int
    """Its number in it, from 1."""
    count: int
    """How many briefings the series has."""
    previous: Entry | None
    """Head of the briefing before it."""
    next: Entry | None
    """Head of the briefing behind it."""


@dataclass(frozen=True, slots=True)
class Version:
    """The words of a quote in one language."""

    lang: str
    """The language, or `unknown`."""
    text: str
    """The words."""
    translation: Translation | None
    """Who translated them and how; None for the original."""


@dataclass(frozen=True, slots=True)
class Cited:
    """How to cite a record, in all forms."""

    entry: Entry
    """The record."""
    work: Work
    """What is cited."""
    text: Markup
    """The citation as text, without our own address."""
    bibtex: str
    """An entry of BibLaTeX."""
    csl: str
    """CSL-JSON."""


class View:
    """What the template of one page can ask: names, links, dates and texts in the page's language."""

    removed: Final = REMOVED
    """What stands in the place of a record that was redacted."""

    def __init__(self, renderer: Renderer, page: Page) -> None:
        """Prepare for one page."""
        self.page = page
        self.corpus = renderer.corpus
        self.settings = renderer.settings
        self.words = renderer.catalogues[page.lang]
        self.title = ""
        self.title_lang = ""
        self.description = ""
        self._renderer = renderer
        self._notes: dict[Key, Note] = {}

    # Head of the page

    def head(self, title: str | Text | InLanguage, description: str | Text | None = None) -> Markup:
        """Set the page's title and description; return the title for the heading, in its language or languages."""
        self.description = collapse(self.plain(description)).strip() if description is not None else ""
        if isinstance(title, Markup):
            self.title = collapse(title.striptags()).strip()
            return title
        shown = title if isinstance(title, InLanguage) else self._chosen(title)
        self.title = collapse(shown.value).strip()
        self.title_lang = shown.lang if shown.fallback else ""
        return self.marked(self.title, shown.lang)

    def plain(self, text: str | Text) -> str:
        """Return a text without markup in the page's language."""
        return self._chosen(text).value

    def _chosen(self, text: str | Text) -> InLanguage:
        """Return a text as readers of the page get it; a plain one is in their language."""
        return text.in_language(self.page.lang) if isinstance(text, Text) else InLanguage(text, "", fallback=False)

    def article(self) -> Article | None:
        """Return what is known of the page as a text; None if it is but a list."""
        subject = self.page.subject
        head = None if subject is None or self.page.template not in ARTICLES else self.head_of(subject)
        if head is None:
            return None
        record = cast("Briefing", head.record)
        authors = (self.find(each, head.briefing) for each in record.authors)
        return Article(
            _exact(record.as_of),
            _exact(record.publish_at),
            tuple((_TYPES[each.kind.name], self.name(each)) for each in authors if each is not None),
            self.voice_name(self.settings.desk, REGISTRY) if self.settings.desk else "",
            record.licence or "",
        )

    # Texts

    def marked(self, text: str, lang: str) -> Markup:
        """Return a text, marked with its language where that isn't the page's."""
        if lang in (ANY_LANGUAGE, UNKNOWN, self.page.lang):
            return escape(text)
        return Markup('<span lang="{}">{}</span>').format(escape(lang), escape(text))

    def beginning(self, text: Text) -> Markup:
        """Return the first sentence of a text, as `text` returns it."""
        chosen = self._chosen(text)
        return self.text(Text(((chosen.lang, next(split(collapse(chosen.value), chosen.lang), chosen.value)),)))

    def label(self, key: str, **values: object) -> str:
        """Return a text of the interface; markup goes into it as markup."""
        if not any(isinstance(value, Markup) for value in values.values()):
            return self.words.text(key, **{name: str(value) for name, value in values.items()})
        parts: list[str] = []
        held = {
            name: _held(str(value), parts) if isinstance(value, Markup) else _kept(str(value), parts)
            for name, value in values.items()
        }
        return _filled(self.words.text(key, **held), parts)

    def called(self, named: Named) -> Markup:
        """Return what a scale or a word on it is called; marked as English where the page's language has no word."""
        return self.marked(named.name(self.page.lang), self.scale_language)

    @property
    def scale_language(self) -> str:
        """The language in which the page's readers get the scales."""
        return Named.language(self.page.lang)

    def kind(self, name: str, *, many: bool = False) -> str:
        """Return what a kind of record is called, one of it or many."""
        return self.words.many(f"kind.{name}") if many else self.words.plural(f"kind.{name}", 1)

    def text(self, text: str | Text | None) -> Markup:
        """Return a text in the page's language; one that stands in for a missing translation is marked."""
        if text is None:
            return Markup()
        if not isinstance(text, Text):
            return escape(text)
        found = text.in_language(self.page.lang)
        if not found.fallback:
            return escape(found.value)
        note = self.words.text("note.only_in", language=self.words.language_name(found.lang))
        return Markup('<span lang="{}">{}</span> <span class="lb-fallback">{}</span>').format(
            escape(found.lang), escape(found.value), escape(note)
        )

    def prose(self, prose: Prose, briefing: str) -> Markup:
        """Return running text with numbered references."""
        parsed, lang, fallback = prose.in_language(self.page.lang)
        written = write_prose(
            parsed,
            lambda citation: self._cite(citation, briefing),
            lambda card: self._card(card, briefing),
            lang if fallback else "",
        )
        if not fallback:
            return written
        # The numbers have names in the page's language.
        written = written.replace(
            '<sup class="lb-cite"', Markup('<sup class="lb-cite" lang="{}"').format(self.page.lang)
        )
        note = self.words.text("note.only_in", language=self.words.language_name(lang))
        return Markup('<p class="lb-fallback">{}</p>\n\n{}').format(escape(note), written)

    def date(self, date: Date | None) -> Markup:
        """Return a date in words, with the machine-readable form where HTML has one for it."""
        if date is None:
            return Markup()
        shown = escape(self.words.date(date))
        machine = _machine_date(date)
        return Markup('<time datetime="{}">{}</time>').format(machine, shown) if machine else shown

    def short_date(self, date: Date) -> Markup:
        """Return a date as `date` does, with the names of months abbreviated."""
        shown, machine = escape(self.words.short_date(date)), _machine_date(date)
        return Markup('<time datetime="{}">{}</time>').format(machine, shown) if machine else shown

    def period(self, start: Date | None, end: Date | None) -> str:
        """Return in words since when and until when something held; empty if neither is known."""
        if start is not None and end is not None:
            return self.words.text("period.both", start=self.words.date(start), end=self.words.date(end))
        if start is not None:
            return self.words.text("period.from", date=self.words.date(start))
        return self.words.text("period.to", date=self.words.date(end)) if end is not None else ""

    def join(self, items: Iterable[object]) -> Markup:
        """Return items as a list in words: A, B und C."""
        parts: list[str] = []
        return _filled(self.words.list_of([_held(str(_literal(item)), parts) for item in items]), parts)

    # Records

    def records(self, kind: str, briefing: str | None = None) -> tuple[Entry, ...]:
        """Return the records of a kind, of one briefing or of all."""
        return self.corpus.records(kind, briefing)

    def sorted_by_name(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return records in the alphabetical order of the page's language."""
        return sorted(entries, key=lambda entry: (filed(self.name(entry), self.words), entry.key))

    def sorted_by_date(self, entries: Iterable[Entry], *names: str) -> list[Entry]:
        """Return records in the order of the first of the named dates that they have, undated ones last.

        Those of the same date follow the order of briefings, and within one are as they were.
        """

        def order(entry: Entry) -> tuple[tuple[int, ...], int]:
            dates = (getattr(entry.record, name, None) for name in names)
            return by_day(next((date for date in dates if date is not None), None)), self.corpus.order[entry.briefing]

        return sorted(entries, key=order)

    def find(self, reference: str | None, briefing: str) -> Entry | None:
        """Return the record that a reference means, if readers can see it."""
        return self.corpus.find(reference, briefing) if reference else None

    def head_of(self, entry: Entry) -> Entry | None:
        """Return the head of the briefing that a record stands in."""
        return self.corpus.by_key.get((entry.briefing, ""))

    def name(self, entry: Entry) -> str:
        """Return what a record is called in the page's language, without markup; worked out once for all pages."""
        names = self._renderer.names[self.page.lang]
        if entry.key not in names:
            names[entry.key] = self.named(entry).value
        return names[entry.key]

    def named(self, entry: Entry) -> InLanguage:
        """Return what a record is called for readers of the page's language, and in which language that is."""
        record = entry.record
        for name in PLAIN_NAMES:
            value = getattr(record, name, None)
            if isinstance(value, Text):
                return self._chosen(value)
        if isinstance(record, Source):
            return self._chosen(self._source_name(entry, record))
        for name in ("statement", "judgement", "question", "text", "caption", "alt", "reason", "ground"):
            value = getattr(record, name, None)
            if isinstance(value, Text):
                return self._chosen(value)
            asked = self.find(value, entry.briefing) if isinstance(value, Reference) else None
            if asked is not None:  # the question that an assessment answers
                return self.named(asked)
        if isinstance(record, Quote):
            speaker = self.words.list_of(self.voice_name(each, entry.briefing) for each in record.speaker)
            return self._chosen(self.words.text("quote.of", speaker=speaker, words=self.quoted(entry, NAMING_WORDS)))
        return self._chosen(entry.id)

    def shown(self, entry: Entry) -> Markup:
        """Return what a record is called, marked with its language where that isn't the page's."""
        if isinstance(entry.record, Quote):
            speaker = self.words.list_of(self.voice_name(each, entry.briefing) for each in entry.record.speaker)
            return escape(self.label("quote.of", speaker=speaker, words=self.quotation(entry, NAMING_WORDS)))
        found = self.named(entry)
        return self.marked(found.value, found.lang)

    def foreign_names(self, entry: Entry) -> list[InLanguage]:
        """Return the names of a record in other languages: transliterations by which readers may look for it."""
        names = next(
            (found for name in PLAIN_NAMES if isinstance(found := getattr(entry.record, name, None), Text)), None
        )
        shown = self.name(entry)
        return [
            InLanguage(value, lang, fallback=True)
            for lang, value in (names.by_language if names else ())
            if value != shown
        ]

    def _source_name(self, entry: Entry, source: Source) -> str:
        """Return a name for a source without title: its kind, publisher and date."""
        parts = [self.words.text(f"source_kind.{source.kind}")]
        if source.publisher:
            parts.append(self.voice_name(source.publisher, entry.briefing))
        if source.published:
            parts.append(self.words.date(source.published))
        return ", ".join(parts)

    def href(self, entry: Entry, *, here: str | None = None) -> Markup:
        """Return the relative address of a record.

        Args:
            entry: The record.
            here: Briefing in whose list of sources a source is meant, rather than on its own page.
        """
        if here is not None:
            return Markup(relative(self.page, self._records_page(here), self.source_anchor(entry, here)))  # noqa: S704
        anchor = Routes.anchor_of(entry)
        key = self._records_page(entry.briefing) if anchor else Routes.key_of(entry)
        if self._on_one_page(entry.briefing) and entry.kind.name == "section":
            return Markup(f"#{entry.id}")  # noqa: S704
        return Markup(relative(self.page, key, anchor))  # noqa: S704

    def source_anchor(self, source: Entry, briefing: str) -> Markup:
        """Return the anchor of a source in a briefing's list; another briefing's has one that no record here has."""
        own = source.briefing in (briefing, REGISTRY)
        # An id needs no escaping, and has no two hyphens in a row.
        return Markup(source.id if own else f"s--source-{source.briefing}--{source.id}")  # noqa: S704

    def _on_one_page(self, briefing: str) -> bool:
        subject = self.page.subject
        return self.page.template == ONE_PAGE and subject is not None and subject.briefing == briefing

    def _records_page(self, briefing: str) -> str:
        """Return the key of the page whose anchors lead to a briefing's records; the one-page view has its own."""
        return self.page.key if self._on_one_page(briefing) else f"briefings/{briefing}/"

    def link(self, entry: Entry, text: str | Markup | None = None) -> Markup:
        """Return a link to a record."""
        shown = self.shown(entry) if text is None else _literal(text)
        return Markup(f'<a href="{self.href(entry)}">{shown}</a>')  # noqa: S704  # both are escaped

    def to(self, key: str, text: str | Markup, anchor: str = "") -> Markup:
        """Return a link to a page of the page's language, or to an anchor on it."""
        return Markup('<a href="{}">{}</a>').format(Markup(relative(self.page, key, anchor)), _literal(text))  # noqa: S704

    def external(self, url: str, text: str | Markup | None = None) -> Markup:
        """Return a link out of the site."""
        shown = _readable(url) if text is None else _literal(text)
        return Markup('<a href="{}" rel="noopener external" class="lb-external">{}</a>').format(escape(url), shown)

    def voice_name(self, voice: str | Unnamed, briefing: str) -> str:
        """Return the name of a voice without markup."""
        if isinstance(voice, Unnamed):
            return self.plain(voice.unnamed)
        entry = self.find(voice, briefing)
        return self.name(entry) if entry is not None else _free_name(voice)

    def voice(self, voice: str | Unnamed | None, briefing: str) -> Markup:
        """Return a voice, linked to its page where it has one."""
        if voice is None:
            return Markup()
        if isinstance(voice, Unnamed):
            shown = self.text(voice.unnamed)
            return Markup("{} ({})").format(shown, self.voice(voice.of, briefing)) if voice.of else shown
        entry = self.find(voice, briefing)
        return self.link(entry) if entry is not None else escape(_free_name(voice))

    def cite(self, source: Entry) -> Markup:
        """Return the title of a source as a citation, in its own language where it is the document's own."""
        lang = self.name_language(source)
        if lang in (ANY_LANGUAGE, UNKNOWN, self.page.lang):
            return Markup("<cite>{}</cite>").format(escape(self.name(source)))
        return Markup('<cite lang="{}">{}</cite>').format(escape(lang), escape(self.name(source)))

    def published(
        self, source: Entry, voices: Iterable[str | Unnamed], briefing: str, quote: Entry | None = None
    ) -> Markup:
        """Return what follows the title of a source that is cited: who published it and when, each after a comma.

        Args:
            source: The source.
            voices: Those named before the title: a publisher among them isn't named again.
            briefing: The briefing in which they are named.
            quote: The quote that is cited from it, whose speakers are named, too.
        """
        record = cast("Source", source.record)
        if record.title is None:
            return Markup()  # it is called by its publisher and date
        parts = []
        if record.publisher:
            name = self.voice_name(record.publisher, source.briefing)
            speaking = [(voice, briefing) for voice in voices]
            if quote is not None:
                speaking += [(voice, quote.briefing) for voice in cast("Quote", quote.record).speaker]
            speaking += [(voice.of, place) for voice, place in speaking if isinstance(voice, Unnamed) and voice.of]
            if name not in (self.voice_name(voice, place) for voice, place in speaking):
                parts.append(self._voice_shown(record.publisher, source.briefing))
        if record.published and not record.published.is_unknown:
            parts.append(escape(self.words.short_date(record.published)))
        return Markup().join(Markup(", {}").format(part) for part in parts)

    def name_language(self, entry: Entry) -> str:
        """Return the language in which `name` calls a record; `unknown` if nobody knows."""
        record = entry.record
        if isinstance(record, Source) and record.title is not None and record.title_is == "exact":
            # What a document calls itself, for readers of all languages.
            own = record.title.by_language[0][0] == ANY_LANGUAGE
            return record.lang or UNKNOWN if own else self.named(entry).lang
        return self.named(entry).lang

    def versions(self, quote: Entry) -> list[Version]:
        """Return the words of a quote in all languages: first those for readers of the page's language."""
        record = cast("Quote", quote.record)
        found = [Version(lang, each.text, each) for lang, each in record.translations.items()]
        if record.original.known:
            found.insert(0, Version(record.original.lang, record.original.text, None))
        return sorted(found, key=lambda version: version.lang != self.page.lang)

    def translated(self, quote: Entry) -> bool:
        """Return whether a reader of the page's language gets a quote in translation."""
        versions = self.versions(quote)
        return bool(versions) and versions[0].translation is not None

    def quoted(self, quote: Entry, words: int | None = None) -> str:
        """Return the words of a quote as a reader of the page's language gets them.

        They stand in quotation marks, unless they are indirect speech.

        Args:
            quote: The quote.
            words: Number of words after which they may be cut off.
        """
        versions = self.versions(quote)
        shown = versions[0].text.split() if versions else ["…"]
        if words is not None and len(shown) > words:
            shown[words:] = ["…"]
        joined = " ".join(shown)
        indirect = cast("Quote", quote.record).kind == "indirect"
        return joined if indirect else self.words.text("quote.marks", words=joined)

    def quotation(self, quote: Entry, words: int | None = None) -> Markup:
        """Return the words of a quote as `quoted` does, marked with their language where that isn't the page's."""
        versions = self.versions(quote)
        return self.marked(self.quoted(quote, words), versions[0].lang if versions else ANY_LANGUAGE)

    def offices(self, quote: Entry) -> Markup:
        """Return in which office the words of a quote were said; empty if that isn't known."""
        record = cast("Quote", quote.record)
        if record.role:
            return self.text(record.role)
        return self.join(self.text(role.title) for role in self._held(quote))

    def _held(self, quote: Entry) -> Iterator[Role]:
        """Yield the offices that the speaker held that day; none for several, as nobody could tell whose they are."""
        record, day = cast("Quote", quote.record), cast("Quote", quote.record).when
        voice = record.speaker[0] if len(record.speaker) == 1 else None
        entry = self.find(voice, quote.briefing) if isinstance(voice, Reference) else None
        if entry is None or day is None or not isinstance(entry.record, Person):
            return
        for role in entry.record.roles:
            ended = role.to is not None and role.to.certainly_before(day)
            if not ended and (role.from_ is None or not day.certainly_before(role.from_)):
                yield role

    def role(self, quote: Entry) -> str:
        """Return in which office the words of a quote were said, without markup; empty if that isn't known."""
        record = cast("Quote", quote.record)
        if record.role:
            return self.plain(record.role)
        return self.words.list_of(self.plain(role.title) for role in self._held(quote))

    def voice_names(self, voices: Iterable[str | Unnamed], briefing: str) -> Markup:
        """Return voices as a list in words, without links; names are marked with their language."""
        return self.join(self._voice_shown(voice, briefing) for voice in voices)

    def _voice_shown(self, voice: str | Unnamed, briefing: str) -> Markup:
        if isinstance(voice, Unnamed):
            found = self._chosen(voice.unnamed)
            return self.marked(found.value, found.lang)
        entry = self.find(voice, briefing)
        return self.shown(entry) if entry is not None else escape(_free_name(voice))

    def voices(self, voices: Iterable[str | Unnamed], briefing: str) -> Markup:
        """Return voices as a list in words."""
        return self.join(self.voice(voice, briefing) for voice in voices)

    # Facts

    def voice_labels(self, voices: Iterable[WeighedVoice]) -> Markup:
        """Return the names of voices that a status counts, without links."""
        return self.join(self.voice_label(voice) for voice in voices)

    def voice_label(self, voice: WeighedVoice) -> Markup:
        """Return the name of a voice that a status counts, marked with its language."""
        entry = self.corpus.by_key.get(voice.entity) if voice.entity is not None else None
        return self.shown(entry) if entry is not None else escape(voice.name)

    def side(self, derived: Derivation, side: str) -> Markup:
        """Return whose voices stand on a side of a fact; where nobody knows, that, and who published it.

        A source without publisher is named itself.
        """
        voices = derived.voices_for if side == "for" else derived.voices_against
        if voices:
            return self.voice_labels(voices)
        places = _published(derived, side)
        if not places:
            return escape(self.label("fact.origin_unknown"))
        names = self.join(
            self.shown(source) if publisher is None else self._voice_shown(publisher, source.briefing)
            for publisher, source in places
        )
        return Markup(self.label("fact.origin_unknown_in", names=names))  # noqa: S704  # escaped by `label`

    def values_given(self, derived: Derivation) -> list[tuple[Measure, Derivation]]:
        """Return the values that are given for a fact, each once, with what gives it."""
        found: dict[Measure, list[Item]] = {}
        for item in derived.counted:
            if item.evidence.value is not None and item.side is Side.FOR:
                found.setdefault(item.evidence.value, []).append(item)
        return [(value, derived.of(items)) for value, items in found.items()]

    def derivation(self, fact: Entry) -> Derivation:
        """Return the derived status of a fact with its reasons."""
        return self._renderer.derivations[fact.key]

    def why(self, fact: Entry) -> tuple[Markup, ...]:
        """Return why a fact has its status, in sentences."""
        names: list[str] = []

        def held(voice: WeighedVoice) -> str:
            return _held(str(self.voice_label(voice)), names)

        def number(source: Entry) -> str:
            return self.label("why.source", number=self.number(source, fact.briefing))

        sentences = Why(self.derivation(fact), self.words, held, number).sentences()
        # All of them first: each adds the names that stand in it.
        return tuple(_filled(sentence, names) for sentence in tuple(sentences))

    def status(self, fact: Entry) -> str:
        """Return the status of a fact that readers see."""
        return shown_status(cast("Fact", fact.record), self.derivation(fact))

    @property
    def statuses(self) -> tuple[str, ...]:
        """All statuses, in their order."""
        return STATUSES

    def tally(self, facts: Iterable[Entry]) -> list[tuple[str, int]]:
        """Return how many facts have which status, the best supported first."""
        counts = Counter(self.status(fact) for fact in facts)
        return [(status, counts[status]) for status in self.statuses if counts[status]]

    # Assessments

    def score(self, assessment: Entry) -> Score:
        """Return what became of an assessment."""
        return self._renderer.scores[assessment.key]

    def scores_by_state(self) -> dict[State, list[Score]]:
        """Return what became of all assessments by state, in the order of their horizons, else of their dates."""
        found = self.sorted_by_date(self.listed("assessment"), "horizon", "made")
        return {state: [each for each in map(self.score, found) if each.state is state] for state in INDEX_STATES}

    def matrix(self, assessment: Entry) -> Matrix | None:
        """Return the matrix of an assessment's competing hypotheses."""
        return matrix(assessment, self.corpus)

    def revisions_of(self, assessment: Entry) -> list[Entry]:
        """Return the later assessments that revise one."""
        links = self.corpus.backlinks.get(assessment.key, ())
        return [each.entry for each in links if each.field == "revises"]

    def track_records(self) -> list[TrackRecord]:
        """Return the track records of the analysts who judged most, by the name that readers see."""
        named = [each for each in self._renderer.track_records if each.analyst != UNNAMED]
        found = sorted(named, key=lambda each: -len(each.scores))[: parts.LIMIT]
        return sorted(
            found,
            key=lambda each: (self.words.sort_key(self.analyst_name(each.analyst)), each.analyst.token),
        )

    @property
    def unnamed_track_record(self) -> TrackRecord | None:
        """What became of all that was judged by nobody who is named; None if nothing was."""
        return next((each for each in self._renderer.track_records if each.analyst == UNNAMED), None)

    @property
    def analysts(self) -> int:
        """How many analysts with a name have judged anything."""
        return sum(each.analyst != UNNAMED for each in self._renderer.track_records)

    def track_record(self, entry: Entry) -> TrackRecord | None:
        """Return the track record of a person or an organisation; None if they judged nothing."""
        return next((each for each in self._renderer.track_records if each.analyst.entity == entry.key), None)

    def analyst_name(self, analyst: Analyst) -> str:
        """Return the name of an analyst without markup."""
        if analyst.entity is not None:
            return self.name(self.corpus.by_key[analyst.entity])
        if analyst == UNNAMED:
            return self.words.text("track.unnamed")
        return analyst.name or self.words.text("assessment.by_desk")

    def analyst(self, analyst: Analyst) -> Markup:
        """Return an analyst, linked to their page where they have one."""
        if analyst.entity is not None:
            return self.link(self.corpus.by_key[analyst.entity])
        return escape(self.analyst_name(analyst))

    def calibration(self, record: TrackRecord | None = None) -> Calibration:
        """Return how often what was given a probability came true: for one analyst, or for all assessments."""
        every = (one for each in self._renderer.scores.values() for one in each.statements)
        return calibration(record.scores if record is not None else every, self.corpus)

    # Citations

    def standing(self, entry: Entry) -> str:
        """Return without markup what stands before a statement wherever it stands alone; empty where nothing does.

        Of a fact, its status and whose voices it has; of an assessment, its kind and how likely it was said to be.
        """
        if isinstance(entry.record, Fact):
            voices = self.sides(self.derivation(entry))
            text = self.label(f"status.{self.status(entry)}") + (f" ({voices})" if voices else "")
            saying = f" {self.label('fact.saying')}" if entry.record.form == "saying" else ""
        elif isinstance(entry.record, Assessment):
            likelihood = self._likelihood(entry, entry.record)
            text = self.label(f"assessment_kind.{entry.record.kind}") + (f", {likelihood}" if likelihood else "")
            saying = ""
        else:
            return ""
        return f"{text[:1].upper()}{text[1:]}:{saying} "

    def sides(self, derived: Derivation) -> str:
        """Return without markup whose voices a status counts; both sides, where there are two."""
        if derived.by_value:
            given = self.values_given(derived)
            told = (f"{self._measured(value)} \N{EN DASH} {self._side_named(own, Side.FOR)}" for value, own in given)
            return f"{self.label('fact.values')} {'; '.join(told)}"
        sides = {item.side for item in derived.counted}
        if Side.AGAINST not in sides:
            return self._side_named(derived, Side.FOR if Side.FOR in sides else Side.REPORT) if sides else ""
        named = ("for", "against") if Side.FOR in sides else ("against",)
        return "; ".join(f"{self.label(f'fact.{side}')} {self._side_named(derived, side)}" for side in named)

    def _side_named(self, derived: Derivation, side: str) -> str:
        """Return what `side` does, without markup."""
        voices = self._voices_named(derived.voices_for if side == "for" else derived.voices_against)
        if voices:
            return voices
        names = [
            self.name(source) if publisher is None else self._voice_named(publisher, source.briefing)
            for publisher, source in _published(derived, side)
        ]
        if not names:
            return self.label("fact.origin_unknown")
        return self.label("fact.origin_unknown_in", names=self.words.list_of(names))

    def amount(self, value: Measure) -> str:
        """Return a value without its unit."""
        number = self.words.number
        ends = (value.number,) if value.number is not None else (value.low, value.high)
        text = "\N{EN DASH}".join(number(each) for each in ends if each is not None)
        if value.best is not None:
            text += f" ({self.words.text('value.best')} {number(value.best)})"
        return f"{self.words.text('value.circa')} {text}" if value.circa else text

    def _measured(self, value: Measure) -> str:
        """Return a value with its unit, without markup."""
        unit = f"\N{NO-BREAK SPACE}{self.plain(value.unit)}" if value.unit is not None else ""
        return self.amount(value) + unit

    def _voice_named(self, voice: str | Unnamed, briefing: str) -> str:
        """Return what a voice is called, without markup."""
        if isinstance(voice, Unnamed):
            return self.plain(voice.unnamed)
        entry = self.find(voice, briefing)
        return _free_name(voice) if entry is None else self.name(entry)

    def _voices_named(self, voices: Iterable[WeighedVoice]) -> str:
        """Return the names of voices that a status counts, without markup."""
        entries = ((self.corpus.by_key.get(voice.entity) if voice.entity else None, voice) for voice in voices)
        return self.words.list_of(voice.name if entry is None else self.name(entry) for entry, voice in entries)

    def _likelihood(self, entry: Entry, record: Assessment) -> str:
        """Return how likely something was said to be, in the author's terms."""
        if record.judgement is None:
            return self.words.plural("assessment.only_positions", len(record.positions)) if record.positions else ""
        scale = self.score(entry).scale
        term = scale.term(record.likelihood) if scale is not None and record.likelihood else None
        stated = [record.likelihood or ""]
        if term is not None:
            bound = ">" if term.band.low_open else ""
            stated = [f"{term.name(self.page.lang)} ({bound}{self.words.percent_range(term.band.low, term.band.high)})"]
        if record.probability is not None:
            stated.append(self.words.percent(record.probability, None))
        if not any(stated) and record.wording is not None:
            words = record.wording.text if isinstance(record.wording, Wording) else self.plain(record.wording)
            stated = [self.words.text("quote.marks", words=words)]
        if not any(stated) and record.is_prediction:
            stated = [self.label("assessment.not_stated")]
        return ", ".join(each for each in stated if each)

    def absolute(self, entry: Entry) -> str:
        """Return the whole address of a record; empty where the site doesn't know its own."""
        if not self.settings.site_url:
            return ""
        anchor = Routes.anchor_of(entry)
        address = f"{self.settings.site_url.rstrip('/')}/{self.page.prefix}{Routes.key_of(entry)}"
        return f"{address}#{anchor}" if anchor else address

    def cited(self, head: Entry) -> list[Cited]:
        """Return how to cite a briefing and all in it, the briefing first."""
        return [
            Cited(entry, work, self._in_languages(work), as_bibtex(work, self.words), as_csl(work, self.words))
            for entry, work in works(head, self)
        ]

    def _in_languages(self, work: Work) -> Markup:
        """Return a citation as text; what is in another language than the page is marked with it."""
        parts: list[str] = []
        held, text = "", _kept(as_text(work, self.words), parts)
        for name, lang in work.named:
            shown = self.marked(name, lang)
            before, found, rest = text.partition(collapse(name))
            if found and shown != escape(name):
                held, text = f"{held}{before}{_held(str(shown), parts)}", rest
        return _filled(held + text, parts)

    def cite_address(self, entry: Entry) -> Markup | None:
        """Return the relative address of what says how to cite a record; None where it can't be cited."""
        if entry.kind is not BRIEFING and entry.kind.name not in CITABLE:
            return None
        anchor = entry.id if entry.key[1] else "s--briefing"
        return Markup(relative(self.page, Routes.citations_of(entry.briefing), anchor))  # noqa: S704

    def download(self, head: Entry, ending: str) -> Markup:
        """Return the relative address of a file that holds a briefing, or all its citations."""
        return Markup(relative(self.page, Routes.download_of(head.briefing, ending)))  # noqa: S704

    def code(self, text: str) -> Markup:
        """Return lines of code as one line of HTML; only blanks before a line are kept as they are."""
        lines = (Markup("&#32;") * (len(line) - len(line.lstrip(" "))) + escape(line) for line in text.split("\n"))
        return Markup("<pre><code>{}</code></pre>").format(Markup("&#10;").join(lines))

    # Figures

    def picture(self, figure: Entry) -> Picture:
        """Return the picture of a figure."""
        return self._renderer.pictures[figure.key]

    def picture_address(self, figure: Entry) -> Markup:
        """Return the relative address of a figure's picture."""
        return Markup(relative_address(self.page.address, Routes.file_of(figure)))  # noqa: S704  # nothing to escape

    # Numbered sources and references

    def sources(self, briefing: str) -> tuple[Entry, ...]:
        """Return the numbered sources of a briefing, in order."""
        return tuple(entry for _, entry in self._renderer.sources_of(briefing).values())

    def number(self, source: Entry, briefing: str) -> int:
        """Return the number of a source within a briefing."""
        return self._renderer.sources_of(briefing)[source.key][0]

    def sources_behind(self, entry: Entry) -> list[Entry]:
        """Return the sources behind a fact, a quote or an assessment, on whichever side, each once, in order.

        Of a fact those of its evidence, also of quotes in it; of an assessment those that it was read in, or, where it
        is the desk's, those behind what speaks for it.
        """
        return list({source.key: source for _, source in self._behind(entry)}.values())

    def grounds(self, entry: Entry) -> list[tuple[str, list[Entry]]]:
        """Return the sources behind a record that its briefing lists, by the side on which they stand.

        The sides are told apart only if a source is against it: otherwise it rests on all that are counted.

        Returns:
            Names of the parts, as in the catalogue, each with its sources in the order of their numbers.
        """
        found: dict[str, dict[Key, Entry]] = {part: {} for part in ("for", "report", "against", "uncounted")}
        for part, source in self._behind(entry):
            found[part][source.key] = source
        # What a source says once may count, and not what it says elsewhere.
        counted = {key for part in ("for", "report", "against") for key in found[part]}
        found["uncounted"] = {key: source for key, source in found["uncounted"].items() if key not in counted}
        if not found["against"]:
            found = {"rests_on": found["for"] | found["report"], "uncounted": found["uncounted"]}
        parts = [(part, self._numbered(sources.values(), entry.briefing)) for part, sources in found.items()]
        return [(part, sources) for part, sources in parts if sources]

    def _numbered(self, sources: Iterable[Entry], briefing: str) -> list[Entry]:
        """Return those sources that a briefing lists, in the order of their numbers there."""
        listed = self._renderer.sources_of(briefing)
        return sorted((each for each in sources if each.key in listed), key=lambda each: self.number(each, briefing))

    def _behind_all(self, references: Iterable[str], briefing: str) -> Iterator[tuple[str, Entry]]:
        """Yield the sources behind records as `_behind` does; not behind assessments, which may be for each other."""
        found = (self.find(reference, briefing) for reference in references)
        for entry in found:
            if entry is not None and not isinstance(entry.record, Assessment):
                yield from self._behind(entry)

    def _behind(self, entry: Entry) -> Iterator[tuple[str, Entry]]:
        """Yield the sources behind a record, each after its side, or `uncounted`."""
        record = entry.record
        if isinstance(record, Source):
            yield Side.FOR, entry
        elif isinstance(record, Quote):
            source = self.find(record.source, entry.briefing)
            yield from [(Side.FOR, source)] if source is not None else []
        elif isinstance(record, Assessment):
            yield from self._behind_all(record.source or record.for_, entry.briefing)
            if not record.source:
                against = self._behind_all(record.against, entry.briefing)
                yield from ((Side.AGAINST, source) for side, source in against if side in (Side.FOR, Side.REPORT))
        elif isinstance(record, Fact):
            for item in self.derivation(entry).items:
                if item.source is not None:
                    yield item.side if item.counted else "uncounted", item.source

    def uses(self, source: Entry, briefing: str) -> list[tuple[str, str, list[Entry]]]:
        """Return what cites a source in a briefing: facts, quotes, assessments and figures.

        They are grouped by kind, facts also by what the source does with them; each group follows the name of the kind
        and those words, which are empty for other kinds.
        """
        found: dict[tuple[str, str], list[Entry]] = {}
        for entry in self._renderer.uses_of(source).get(briefing, []):
            found.setdefault((entry.kind.name, self.stance(source, entry)), []).append(entry)
        return [(*group, found[group]) for group in sorted(found, key=lambda group: group[0])]

    def stance(self, source: Entry, entry: Entry) -> str:
        """Return in words what a source does with a fact, and whether that is counted; empty for other records.

        What a source says only in the words of others counts, where it is no evidence itself.
        """
        if not isinstance(entry.record, Fact):
            return ""
        items = self.derivation(entry).items
        own = [item for item in items if item.source is not None and item.source.key == source.key]
        passed_on = (
            item for item in items if any(self.find(each, entry.briefing) is source for each in item.evidence.relays)
        )
        counted: dict[str, bool] = {}
        for item in own or passed_on:
            stance = self.label(f"stance.{item.evidence.stance}")
            counted[stance] = counted.get(stance, False) or item.counted
        return self.words.list_of(
            stance if is_counted else self.label("evidence.uncounted", stance=stance)
            for stance, is_counted in counted.items()
        )

    @property
    def notes(self) -> list[Note]:
        """The numbered references that the page's prose has made so far."""
        return list(self._notes.values())

    def _cite(self, citation: Citation, briefing: str) -> Markup:
        """Return the numbers of a citation, each a link to the page's list of references."""
        numbers = []
        for reference in citation.references:
            entry = self.find(reference.id, briefing)
            if entry is None:
                continue  # a redacted record: nothing of it may appear
            earlier = self._notes.get(entry.key)
            locators = (*(earlier.locators if earlier else ()), reference.locator)
            note = Note(earlier.number if earlier else len(self._notes) + 1, entry, locators)
            self._notes[entry.key] = note
            label = self.label("note.label", number=note.number, name=self.name(entry))
            numbers.append(
                Markup('<a href="#s--note-{0}" id="s--cite-{0}-{1}" aria-label="{2}">{0}</a>').format(
                    note.number, len(locators), escape(label)
                )
            )
        if not numbers:
            return Markup()
        return Markup('<sup class="lb-cite" data-search-exclude>{}</sup>').format(Markup(" ").join(numbers))

    def _card(self, card: Card, briefing: str) -> Markup:
        """Return the card of a record within prose."""
        entry = self.find(card.id, briefing)
        if entry is None:
            return Markup()
        template = environment().get_template("card.md.jinja")
        text = template.render(view=self, page=self.page, entry=entry, t=self.label, n=self.words.plural)
        if self.page.template == "section":
            # Here the prose follows the page's title; in the view on one page it stands below that of the section.
            text = _CARD_HEADING.sub(lambda found: f"{found[1]}{int(found[2]) - 1}", text)
        return Markup(text)  # noqa: S704

    # Overviews

    def filters(self, kind: str, entries: Iterable[Entry], here: str = "") -> Filters:
        """Return by what a list of records of one kind can be filtered; `here` is the briefing whose page it is."""
        return Facets(self, here).of(kind, entries)

    @property
    def filter_names(self) -> str:
        """The names under which what is chosen in a list of the page's kind stands in an address."""
        return " ".join(("text", *FACETS[self.page.kind], "sort"))

    def also_named(self, entry: Entry) -> str:
        """Return other names of a record in one line, by which readers may look for it in a list."""
        aliases = getattr(entry.record, "aliases", ())
        names = (*(name.value for name in self.foreign_names(entry)), *(self.plain(alias.name) for alias in aliases))
        return " ".join(names)

    def carried(self, source: Entry) -> list[tuple[str, int]]:
        """Return how many facts, quotes and assessments of all briefings rest on a source, by kind."""
        uses = (use for uses in self._renderer.uses_of(source).values() for use in uses)
        counts = Counter(use.kind.name for use in uses)
        return [(kind, counts[kind]) for kind in ("fact", "quote", "assessment") if counts[kind]]

    def listed(self, kind: str) -> tuple[Entry, ...]:
        """Return the records of a kind that the page lists: all, or those of its part of a long list."""
        return self.page.part.items if self.page.part is not None else self.corpus.records(kind)

    def in_order(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return records by briefing, the latest first as in all lists of briefings, and within one by date."""

        def order(entry: Entry) -> tuple[int, tuple[int, ...]]:
            date = getattr(entry.record, BY_DATE.get(entry.kind.name, ""), None)
            return self.corpus.order[entry.briefing], by_day(date, is_event=entry.kind.name == EVENT)

        return sorted(entries, key=order)

    def by_briefing(self, entries: Iterable[Entry]) -> list[tuple[Entry | None, list[Entry]]]:
        """Return the heads of briefings with those of some records that stand in them, both in order.

        The records of the registry come first, and have no head.
        """
        groups: dict[str, list[Entry]] = {}
        for entry in self.in_order(entries):
            groups.setdefault(entry.briefing, []).append(entry)
        return [(self.head_of(found[0]), found) for found in groups.values()]

    def part_name(self, part: Part) -> str:
        """Return what the records of a part have in common: a year, a month, initials, or a number."""
        last = part.steps[-1]
        if part.by == "number":
            return self.label("parts.number", number=last)
        if last == ELSE:
            return self.label(f"filter.else.{'initial' if part.by == 'initial' else 'date'}")
        if part.by == "initial":
            letters = "".join(part.steps).capitalize()
            return self.label("parts.digits") if letters == "0" else letters
        return self.words.date(Date.parse("-".join(part.steps)))

    def list_name(self, name: str | InLanguage) -> str | InLanguage:
        """Return the name of a list, with that of the part which the page holds."""
        part = self.page.part
        if part is None:
            return name
        shown = self.marked(name.value, name.lang) if isinstance(name, InLanguage) else name
        return self.label("parts.title", name=shown, part=self.part_name(part))

    def referring(self, entry: Entry) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """Yield the lists of records that refer to one, by their names."""
        return referring(self.corpus, entry)

    def heading(self, entry: Entry, name: str) -> str:
        """Return the heading of a list of records that refer to one."""
        if name not in QUOTES:
            return self.kind(name, many=True)
        return self.label(f"entity.{name.replace('-', '_')}.{entry.kind.name}", name=self.shown(entry))

    def quotes_by(self, entry: Entry) -> Markup:
        """Return the relative address of the list of all quotes, filtered by who speaks."""
        return Markup(f"{relative(self.page, 'quotes/')}?speaker={token_of(entry)}")  # noqa: S704  # ids

    @property
    def months(self) -> tuple[Month, ...]:
        """All dated records, or those of the page's part of them, by month."""
        return self._renderer.months if self.page.part is None else months(self.page.part.items)

    def month_name(self, month: Month) -> str:
        """Return the name of a month of the timeline."""
        written = f"{month.year:04}" if month.month is None else f"{month.year:04}-{month.month:02}"
        return self.words.date(Date.parse(written))

    def briefings(self) -> tuple[Entry, ...]:
        """Heads of all briefings, the latest first."""
        return self.corpus.briefings

    def latest(self) -> tuple[Entry, ...]:
        """Return the heads of the latest briefings, for the home page."""
        return self.briefings()[:HOME_BRIEFINGS]

    def latest_disputed(self) -> list[Entry]:
        """Return a few disputed facts for the home page: of each of the latest briefings the latest."""
        return [fact for head in self.latest() for fact in islice(self._disputed(head), HOME_EACH)][:HOME_LINES]

    def _disputed(self, head: Entry) -> Iterator[Entry]:
        facts = self._latest_first(self.records("fact", head.briefing), "when")
        return (fact for fact in facts if self.status(fact) == Status.DISPUTED)

    def latest_open(self) -> list[Entry]:
        """Return a few open questions for the home page: of each of the latest briefings the latest."""
        return [question for head in self.latest() for question in islice(self._open(head), HOME_EACH)][:HOME_LINES]

    def _open(self, head: Entry) -> Iterator[Entry]:
        questions = self._latest_first(self.records("question", head.briefing), "asked")
        return (each for each in questions if cast("Question", each.record).answered is None)

    def _latest_first(self, entries: Iterable[Entry], name: str) -> list[Entry]:
        """Return records by a date of theirs, the latest first and undated ones last."""
        dated: list[Entry] = []
        undated: list[Entry] = []
        for entry in self.sorted_by_date(entries, name):
            date = getattr(entry.record, name)
            (undated if date is None or date.is_unknown else dated).append(entry)
        return [*reversed(dated), *undated]

    def briefings_listed(self) -> tuple[Entry, ...]:
        """Return the heads that the page lists, the latest first: all, or those of its part."""
        return self.briefings() if self.page.part is None else tuple(reversed(self.page.part.items))

    def briefings_of(self, series: Entry) -> list[Entry]:
        """Return the heads of a series' briefings in the order that it gives them: all, or those of the page's part."""
        if self.page.part is not None:
            return list(self.page.part.items)
        found = (self.find(each, series.briefing) for each in cast("Series", series.record).briefings)
        return [head for head in found if head is not None]

    def series_of(self, head: Entry) -> list[SeriesPlace]:
        """Return where in which series a briefing stands."""
        places = []
        for series in self.corpus.referring(head, "series"):
            heads = self.briefings_of(series)
            index = next(index for index, each in enumerate(heads) if each.key == head.key)
            previous = heads[index - 1] if index else None
            following = heads[index + 1] if index + 1 < len(heads) else None
            places.append(SeriesPlace(series, index + 1, len(heads), previous, following))
        return places

    def course_of(self, series: Entry) -> tuple[Month, ...]:
        """Return what happened in a series, by month: the events and the key judgements of its briefings."""
        heads = self.briefings_of(series)
        chosen = {entry.key for head in heads for entry in self.key_judgements(head)}
        moments = {
            (moment.entry.key, moment.due): moment
            for head in heads
            for moment in timeline(self.corpus, head.briefing)
            if moment.entry.kind.name == "event" or moment.entry.key in chosen
        }
        return months(in_order(moments.values()))

    def moments_of(self, head: Entry) -> tuple[Moment, ...]:
        """Return what happened when in a briefing."""
        return timeline(self.corpus, head.briefing)

    def moment_anchor(self, moment: Moment) -> Markup:
        """Return the anchor of a moment in a table."""
        where, what = moment.entry.key
        # Ids need no escaping, and have no two hyphens in a row.
        return Markup(f"s--when-{where}--{what}{'--due' if moment.due else ''}")  # noqa: S704

    def events(self) -> tuple[Moment, ...]:
        """Return all events of the timeline; none if they are too many for their names to be drawn."""
        found = [each for month in self._renderer.months for each in month.moments if each.entry.kind.name == EVENT]
        return tuple(found) if len(found) <= EVENTS_DRAWN else ()

    def month_charts(self) -> dict[tuple[int, int], Chart]:
        """Return the drawings of those months of the page in which there is enough to draw, by year and month."""
        found = {}
        for month in self.months:
            if month.month is not None and _is_worth_drawing(month.moments):
                axis = month_axis(month.year, month.month, [moment.date for moment in month.moments])
                found[month.year, month.month] = chart(month.moments, axis, self.words, self._event_name)
        return found

    def legend(self, charts: Iterable[Chart]) -> tuple[str, ...]:
        """Return what the readers of some drawings must know to read them."""
        return legend(charts)

    def course_chart(self, moments: Sequence[Moment]) -> Chart | None:
        """Return the drawing of moments that may lie years apart; None if there are too few."""
        axis = axis_of(moment.date for moment in moments) if _is_worth_drawing(moments) else None
        return None if axis is None else chart(moments, axis, self.words, self._event_name)

    def _event_name(self, moment: Moment) -> str:
        return self.name(moment.entry)

    def key_judgements(self, head: Entry) -> list[Entry]:
        """Return the records that a briefing opens with."""
        found = (self.find(each, head.briefing) for each in cast("Briefing", head.record).key_judgements)
        return [entry for entry in found if entry is not None]

    # Reference

    @property
    def scales(self) -> tuple[Scale, ...]:
        """Scales of likelihood, the site's own first."""
        return tuple(sorted(SCALES.values(), key=lambda scale: scale.slug != self.settings.scale))

    @property
    def gradings(self) -> tuple[Grading, ...]:
        """The two halves of the Admiralty code."""
        return tuple(GRADINGS.values())

    def codes(self) -> tuple[tuple[str, tuple[Explanation, ...]], ...]:
        """Return what every code of a diagnostic means, by family."""
        found = explanations()
        return tuple((family, tuple(each for each in found if each.family == family)) for family in FAMILIES)

    def severity(self, explanation: Explanation) -> str:
        """Return how much a check weighs on this site: `error`, `warning` or `off`; empty if no site has a say."""
        rule = BY_CODE.get(explanation.code)
        return str(rule.weight(self.settings)) if rule is not None else ""

    def with_terms(self, text: str) -> Markup:
        """Return a text with its terms in backticks as code."""
        return Markup(_TERM.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704  # escaped, backticks too


_HELD: Final = 0xF0000
"""From this private character on, characters stand for pieces of markup until the words around them are there."""
_MARKS: Final = re.compile("[\U000f0000-\U000ffffd]")


def _held(markup: str, parts: list[str]) -> str:
    """Return the character that stands for a piece of markup, which comes to the other parts."""
    parts.append(markup)
    return chr(_HELD + len(parts) - 1)


def _kept(text: str, parts: list[str]) -> str:
    """Return a text in which each character that would stand for a piece of markup stands for itself as one."""
    return _MARKS.sub(lambda mark: _held(mark[0], parts), text)


def _filled(text: str, parts: Sequence[str]) -> Markup:
    """Return a text with pieces of markup in the place of the characters that stand for them."""
    return Markup(_MARKS.sub(lambda mark: parts[ord(mark[0]) - _HELD], str(escape(text))))  # noqa: S704


def _published(derived: Derivation, side: str) -> tuple[tuple[str | Unnamed | None, Entry], ...]:
    """Return who published what is counted on one side of a fact, each once, with a source where it says so."""
    found: dict[object, tuple[str | Unnamed | None, Entry]] = {}
    for item in derived.counted:
        if item.side == side and item.source is not None:
            publisher = cast("Source", item.source.record).publisher
            found.setdefault(publisher or item.source.key, (publisher, item.source))
    return tuple(found.values())


def _is_worth_drawing(moments: Sequence[Moment]) -> bool:
    """Tell whether there is enough to draw."""
    return len(moments) >= DRAWN_FROM and len({moment.date for moment in moments}) > 1


def _free_name(voice: str) -> str:
    """Return the name of somebody without a record; an id whose record readers don't see is not a name."""
    return REMOVED if isinstance(voice, Reference) else voice


def _exact(date: Date | None) -> str:
    """Return a day or a minute after ISO 8601; empty if a date isn't known so exactly."""
    is_exact = date is not None and date.precision in (Precision.DAY, Precision.MINUTE)
    return _machine_date(date) if date is not None and is_exact else ""


def _machine_date(date: Date) -> str:
    """Return a date in the form of HTML's `datetime` attribute; empty where HTML has none for it."""
    exact = (Precision.YEAR, Precision.MONTH, Precision.DAY, Precision.MINUTE)
    return date.iso if date.precision in exact and not date.qualifier and not date.is_masked else ""


def _readable(url: str) -> Markup:
    """Return an address as readers like to see it; the scheme and `www.` are shown on paper only."""
    start = re.match(r"(?:https?://(?:www\.)?|mailto:)?", url)
    head = start[0] if start else ""
    rest = url[len(head) :].rstrip("/")
    return Markup('<span class="lb-scheme">{}</span>{}').format(escape(head), escape(rest)) if head else escape(rest)


def _tidy(markdown: str) -> str:
    """Return Markdown without runs of blank lines and with one closing line break."""
    return re.sub(r"\n{3,}", "\n\n", markdown).strip() + "\n"
