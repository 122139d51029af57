"""What is cited: who said it, where it can be read, and where it was found.

A quote and a judgement by others are credited to whoever said them and to the source that they were read in; we are
only where they were found. What the desk wrote itself is credited to the desk.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, Protocol, cast

from generator.corpus import Corpus
from generator.load import REGISTRY, Entry
from generator.locale import Catalogue
from generator.model.assessment import Assessment
from generator.model.base import UNKNOWN, Text, Unnamed
from generator.model.briefing import Briefing
from generator.model.date import Date
from generator.model.quote import Quote, Translation
from generator.model.source import Source
from generator.settings import Settings

CITABLE: Final = ("section", "fact", "quote", "assessment")
"""Kinds of records that can be cited, besides the briefing itself, in the order in which they are listed."""

_TYPES: Final = {
    "primary-document": "document",
    "readout": "webpage",
    "transcript": "speech",
    "wire": "article-newspaper",
    "report": "article-newspaper",
    "analysis": "report",
    "interview": "interview",
    "social": "post",
    "dataset": "dataset",
}
"""Types of the Citation Style Language by kind of source."""


class Version(Protocol):
    """The words of a quote in one language."""

    @property
    def lang(self) -> str:
        """The language, or `unknown`."""

    @property
    def translation(self) -> Translation | None:
        """Who translated them and how; None for the original."""


class Reader(Protocol):
    """What a citation has to know of the page's language: names, words and addresses, all without markup."""

    corpus: Corpus
    """The published records."""
    settings: Settings
    """The site's settings."""
    words: Catalogue
    """The words of the interface."""

    def plain(self, text: str | Text) -> str:
        """Return a text."""

    def name(self, entry: Entry) -> str:
        """Return what a record is called."""

    def name_language(self, entry: Entry) -> str:
        """Return the language in which `name` calls a record; `unknown` if nobody knows."""

    def voice_name(self, voice: str | Unnamed, briefing: str) -> str:
        """Return the name of a voice."""

    def find(self, reference: str | None, briefing: str) -> Entry | None:
        """Return the record that a reference means, if readers can see it."""

    def quoted(self, quote: Entry, words: int | None = None) -> str:
        """Return the words of a quote with their marks."""

    def versions(self, quote: Entry) -> Iterable[Version]:
        """Return the words of a quote in all languages, those that `quoted` shows first."""

    def role(self, quote: Entry) -> str:
        """Return in which office the words of a quote were said; empty if that isn't known."""

    def standing(self, entry: Entry) -> str:
        """Return what stands before a statement wherever it stands alone: status and voices, kind and likelihood."""

    def absolute(self, entry: Entry) -> str:
        """Return the whole address of a record; empty where the site doesn't know its own."""


@dataclass(frozen=True, slots=True)
class Work:
    """Something that is cited, in one language, whatever the form. All texts are plain."""

    key: str
    """What it is called in a bibliography: the briefing's id, a colon and the record's id. It never changes."""
    type: str
    """Type after the Citation Style Language."""
    authors: tuple[str, ...]
    """Whose work it is; may be empty."""
    title: str
    """Its title, or the words themselves."""
    lang: str
    """Language of the title; `unknown` if nobody knows."""
    publisher: str
    """Who published it; may be empty."""
    issued: Date | None
    """When it was published, or the date of its information."""
    role: str = ""
    """In which office the author said it; empty if that isn't known."""
    issued_as: str = ""
    """What that date is, where it isn't that of publication."""
    details: tuple[str, ...] = ()
    """What has to be said of it besides: translation, occasion."""
    said: Date | None = None
    """When it was said, where that isn't when it was published."""
    host: str = ""
    """Title of what it stands in; empty where it stands alone."""
    host_authors: tuple[str, ...] = ()
    """Whose work that is."""
    url: str = ""
    """Address at which it was read; empty if it has none."""
    more: tuple[str, ...] = ()
    """Further sources of the same, each described in a line."""
    licence: str = ""
    """Licence."""
    named: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    """The names of records in it that are in a language of their own: each as it stands in the texts, with its
    language."""
    found: str = ""
    """Where it was found, if that isn't where it was published: chain, and the briefing. Sentences."""
    address: str = field(default="", compare=False)
    """Address of the record on this site; empty where the site doesn't know its own."""


def works(head: Entry, reader: Reader) -> Iterator[tuple[Entry, Work]]:
    """Yield what can be cited of a briefing, first the briefing itself.

    Args:
        head: The briefing's head.
        reader: The page's language.
    """
    maker = _Maker(head, reader)
    yield head, maker.briefing()
    for kind in CITABLE:
        for entry in reader.corpus.records(kind, head.briefing):
            yield entry, maker.record(entry)


class _Maker:
    """Makes the works of one briefing."""

    def __init__(self, head: Entry, reader: Reader) -> None:
        self.head = head
        self.record_of_head = cast("Briefing", head.record)
        self.reader = reader
        self.title = reader.plain(self.record_of_head.title)
        self.site = reader.settings.site_name
        self.as_of = reader.words.text("briefing.as_of")

    def briefing(self) -> Work:
        """Return the briefing as a work of the desk."""
        return self._own(self.head, self.title, self.record_of_head.title, host="")

    def record(self, entry: Entry) -> Work:
        """Return a record as the work of whoever said it."""
        if isinstance(entry.record, Quote):
            return self._quote(entry, entry.record)
        name = self.reader.name(entry)
        if isinstance(entry.record, Assessment):
            return self._assessment(entry, entry.record, name)
        text = next(value for each in ("title", "statement") if (value := getattr(entry.record, each, None)))
        return self._own(entry, f"{self.reader.standing(entry)}{name}", text, host=self.title)

    def _own(self, entry: Entry, title: str, text: Text, *, host: str, made: Date | None = None) -> Work:
        """Return what the desk wrote."""
        desk = self.reader.settings.desk
        authors = [self._name(each) for each in self.record_of_head.authors]
        authors = authors or ([self.reader.voice_name(desk, REGISTRY)] if desk else [])
        address = self.reader.absolute(entry)
        return Work(
            key=self._key(entry),
            type="webpage",
            authors=tuple(each for each in authors if each != self.site),
            title=title,
            lang=text.in_language(self.reader.words.lang).lang,
            publisher=self.site,
            issued=self.record_of_head.as_of if made is None else made,
            issued_as=self.as_of if made is None else "",
            host=host,
            url=address,
            licence=self.record_of_head.licence or "",
            named=self._named(entry, self.head),
            address=address,
        )

    def _assessment(self, entry: Entry, record: Assessment, name: str) -> Work:
        """Return a judgement: the desk's own, or one that was read somewhere."""
        title = f"{self.reader.standing(entry)}{name}"
        if not record.by:
            text = record.judgement or Text(((self.reader.words.lang, name),))
            return self._own(entry, title, text, host=self.title, made=record.made)
        sources = [found for each in record.source if (found := self.reader.find(each, entry.briefing)) is not None]
        lang = record.judgement.in_language(self.reader.words.lang).lang if record.judgement else self.reader.words.lang
        authors = tuple(self._name(each) for each in record.by)
        return self._read_in(entry, authors, title, lang, sources, said=record.made)

    def _quote(self, entry: Entry, record: Quote) -> Work:
        """Return somebody's words, as they were read."""
        version = next(iter(self.reader.versions(entry)), None)
        source = self.reader.find(record.source, entry.briefing)
        details = list(self._translated(version, record, entry.briefing)) if version is not None else []
        details += [self.reader.plain(record.occasion)] if record.occasion else []
        work = self._read_in(
            entry,
            tuple(self._name(each) for each in record.speaker),
            self.reader.quoted(entry),
            version.lang if version is not None else UNKNOWN,
            [source] if source is not None else [],
            said=record.when,
        )
        found = (self._chain(entry, record, source), work.found)
        return replace(
            work,
            named=((work.title, work.lang), *work.named[1:]),
            role=self.reader.role(entry),
            details=tuple(_capital(each) for each in details if each),
            found=" ".join(each for each in found if each),
        )

    def _read_in(
        self,
        entry: Entry,
        authors: tuple[str, ...],
        title: str,
        lang: str,
        sources: list[Entry],
        *,
        said: Date | None,
    ) -> Work:
        """Return what others said, with the source it was read in, and us as the place where it was found."""
        words = self.reader.words
        stated = words.date(self.record_of_head.as_of)
        here = f"{sentence(f'{self.title} [online]')} {self.site}, {self.as_of} {stated}."
        first = cast("Source", sources[0].record) if sources else None
        return Work(
            key=self._key(entry),
            type=_TYPES[first.kind] if first is not None else "document",
            authors=authors,
            title=title,
            lang=lang,
            publisher=self._publisher(sources[0], first) if first is not None else "",
            issued=first.published if first is not None else None,
            said=said,
            host=self.reader.name(sources[0]) if sources else "",
            host_authors=self._authors(sources[0], first) if first is not None else (),
            url=_address(first) if first is not None else "",
            more=tuple(self._described(each) for each in sources[1:]),
            named=self._named(entry, *sources, self.head),
            found=words.text("cite.found_in", place=here),
            address=self.reader.absolute(entry),
        )

    def _named(self, *entries: Entry) -> tuple[tuple[str, str], ...]:
        """Return what records are called, with the language of it."""
        return tuple((self.reader.name(each), self.reader.name_language(each)) for each in entries)

    def _described(self, entry: Entry) -> str:
        """Return a source in one line."""
        source = cast("Source", entry.record)
        published = self.reader.words.date(source.published) if source.published else ""
        named = [*self._authors(entry, source), self.reader.name(entry), self._publisher(entry, source), published]
        return ", ".join(each for each in (*named, _address(source)) if each)

    def _authors(self, entry: Entry, source: Source) -> tuple[str, ...]:
        return tuple(self.reader.voice_name(each, entry.briefing) for each in source.authors)

    def _publisher(self, entry: Entry, source: Source) -> str:
        return self.reader.voice_name(source.publisher, entry.briefing) if source.publisher else ""

    def _translated(self, version: Version, record: Quote, briefing: str) -> Iterator[str]:
        """Yield how words came into their language: each translation, back to the original, and whether that is known.

        Without that, the words of an agency pass for those of the speaker. The original yields nothing.
        """
        words, original, translation = self.reader.words, record.original, version.translation
        if translation is None:
            return
        yield self._made(translation, record, briefing)
        before, passed = translation.from_, {UNKNOWN, original.lang, version.lang}
        while before and before not in passed and before in record.translations:
            passed.add(before)
            translation = record.translations[before]
            how = self._made(translation, record, briefing)
            yield words.text("cite.translated_again", language=words.language_name(before), how=how)
            before = translation.from_
        language = words.language_name(original.lang) if original.lang != UNKNOWN else ""
        if not original.known:
            known_by = "quote.original_unknown_in" if language else "quote.original_unknown"
            yield words.text(known_by, **({"language": language} if language else {}))
        elif language and before and before != original.lang:
            yield f"{words.text('quote.original')}, {language}"

    def _made(self, translation: Translation, record: Quote, briefing: str) -> str:
        """Return who made a translation, and from which language."""
        words = self.reader.words
        method = translation.method
        parts = [words.text(f"translation_method.{method}" if method else "quote.translation_of_unknown_kind")]
        if translation.by == UNKNOWN:
            parts.append(words.text("quote.translator_unknown"))
        elif translation.by:
            parts.append(self.reader.voice_name(translation.by, briefing))
        lang = translation.from_ or record.original.lang
        if lang != UNKNOWN:
            parts.append(words.text("quote.translated_from", language=words.language_name(lang)))
        return ", ".join(parts)

    def _chain(self, entry: Entry, record: Quote, source: Entry | None) -> str:
        """Return the way on which the words came to their source, as a sentence; empty if nobody stands between."""
        stations = [
            self._name(each)
            for each in record.via
            if source is None or self.reader.find(each, entry.briefing) is not source
        ]
        publisher = self._publisher(source, cast("Source", source.record)) if source is not None else ""
        if not {*stations} - {*map(self._name, record.speaker), publisher}:
            return ""
        return sentence(f"{self.reader.words.text('quote.via')} {' → '.join(stations)}")

    def _name(self, voice: str | Unnamed) -> str:
        return self.reader.voice_name(voice, self.head.briefing)

    @staticmethod
    def _key(entry: Entry) -> str:
        return f"{entry.briefing}:{entry.id}" if entry.key[1] else entry.briefing


def _address(source: Source) -> str:
    """Return where a source can be read: at its own address, else in an archive."""
    return source.url or (source.archived[0].url if source.archived else "")


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def sentence(text: str) -> str:
    """Return a text with a full stop, unless it ends with a mark that stands for one."""
    bare = text.rstrip().rstrip("\"'“”\N{RIGHT SINGLE QUOTATION MARK}»«)\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")
    return text.rstrip() if bare.endswith((".", "?", "!", "…")) else f"{text.rstrip()}."
