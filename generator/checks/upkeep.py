"""Rules about what is easily forgotten: references, translations, copies, and records that nobody needs."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, cast, get_args

from pydantic import BaseModel

from generator.checks.rule import Finding, Review, excerpt, raw
from generator.checks.sentences import CITED, prose_sentences
from generator.load import REGISTRY, Entry
from generator.model.amendment import Correction
from generator.model.assessment import Assessment
from generator.model.base import ANY_LANGUAGE, Name, Path, Prose, Text, Unnamed
from generator.model.briefing import Briefing
from generator.model.entity import Named
from generator.model.event import Event
from generator.model.fact import Fact
from generator.model.quote import Quote
from generator.model.section import Section
from generator.model.source import Source


def check_orphans(review: Review) -> Iterator[Finding]:
    """Find records of the registry that nobody needs.

    What:
        Reports a person, organisation, place, topic or source in the registry to which no record refers. Events and
        series stand for themselves, on the timeline and as lists; so does the desk. Nothing is said while something
        can't be read or leads nowhere.

    Why:
        Its page says nothing. Often the reference was meant and is missing, or stands as a free name instead.

    Wrong:
        ```yaml
        # nothing refers to it
        places:
          sochi:
            name: Sotschi
        ```

    Right:
        ```yaml
        places:
          sochi:
            name: Sotschi
        facts:
          putin-in-sochi:
            statement: Putin hielt sich in Sotschi auf.
            where: sochi
            evidence: lokalblatt-1
        ```
    """
    for kind in _REFERRED if review.whole else ():
        for entry in review.corpus.records(kind, REGISTRY):
            others = any(link.entry is not entry for link in review.corpus.backlinks.get(entry.key, ()))
            if not others and entry.id != review.settings.desk:
                message = f"Nothing refers to “{entry.id}”"
                hint = f"Refer to the {entry.kind.name} where it is meant, or take the record out."
                yield Finding(entry, message, hint, key=True)


def check_sentences(review: Review) -> Iterator[Finding]:
    """Ask for a reference in every sentence of a section.

    What:
        Counts the sentences of a section, in each language, and reports how many hold no reference and have none
        behind them. Items of lists and quotations count as well; not a sentence that ends in a colon before a list,
        nor a paragraph or an item of nothing but links.

    Why:
        Prose is where claims slip in that nobody checked. With a reference in each sentence, readers see which one
        rests on what.

    Wrong:
        ```yaml
        body: |
          Der Rat tagte am Dienstag [@council-met]. Alle waren erschöpft.
        ```

    Right:
        ```yaml
        body: |
          Der Rat tagte am Dienstag [@council-met]. Nach sechs Stunden vertagte er sich [@council-adjourned].
        ```
    """
    for entry in review.corpus.records("section"):
        for language, prose in cast("Section", entry.record).body.by_language:
            sentences = list(prose_sentences(prose.blocks, language))
            bare = [each for each in sentences if CITED not in each]
            if bare:
                share = round(100 * len(bare) / len(sentences))
                message = (
                    f"{len(bare)} of {len(sentences)} sentences ({share} %) have no reference, "
                    f"the first: “{excerpt(bare[0])}”"
                )
                hint = "Put [@id] behind what it bears out, or leave the sentence out."
                path: Path = ("body", language)
                yield Finding(entry, message, hint, path, offset=_offset(raw(entry, path), bare[0]))


def check_translations(review: Review) -> Iterator[Finding]:
    """Find texts that some readers get in a foreign language.

    What:
        Reports a record with texts that are missing in a language in which at least four fifths of the texts of its
        briefing stand; of the registry likewise. Names that hold in all languages aren't counted, nor what is never
        published (`note_to_editors`, `allow`). A briefing of which only the title is translated isn't reported.

    Why:
        What isn't translated is shown in the language there is, with a note. Among translated texts it was mostly
        forgotten.

    Wrong:
        ```yaml
        # nearly all of the briefing is in German and English
        statement: Der Rat vertagte die Satzung.
        ```

    Right:
        ```yaml
        statement:
          de: Der Rat vertagte die Satzung.
          en: The council adjourned the by-law.
        ```
    """
    reader = _Texts()
    for records in review.corpus.by_briefing.values():
        entries = [entry for same in records.values() for entry in same]
        tallies = [Counter(reader.languages(entry.record)) for entry in entries]
        total: Counter[tuple[str, ...]] = Counter()
        for tally in tallies:
            total.update(tally)
        wanted = [
            language
            for language in review.settings.languages
            if sum(count for there, count in total.items() if language in there) >= _NEARLY_ALL * total.total()
        ]
        if len(wanted) > 1:
            for entry, tally in zip(entries, tallies, strict=True):
                if any(language not in there for there in tally for language in wanted):
                    yield from _missing(entry, reader, wanted)


def _missing(entry: Entry, reader: "_Texts", wanted: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for each language that texts of a record are missing in."""
    texts = list(reader.texts(entry.record))
    for language in wanted:
        paths = [path for path, there in texts if language not in there]
        if paths:
            names = ", ".join(dict.fromkeys(str(path[0]) for path in paths))
            message = f"Texts of “{entry.id}” are missing in “{language}”: {names}"
            hint = f"Under the field, give each language a line of its own, with {language}: among them."
            yield Finding(entry, message, hint, paths[0], key=True)


def check_archived(review: Review) -> Iterator[Finding]:
    """Ask for a copy of every page on the web.

    What:
        Reports a source with an address and without an archived copy. It is off until a site asks for it, since it
        would be said of nearly every source of a desk that doesn't archive.

    Why:
        Pages change and vanish. A copy in an archive shows what stood there when the desk read it.

    Wrong:
        ```yaml
        url: https://example.org/news/1
        ```

    Right:
        ```yaml
        url: https://example.org/news/1
        archived:
          - url: https://web.archive.org/web/20211208120000/https://example.org/news/1
            at: 2021-12-08
        ```
    """
    for entry in review.corpus.records("source"):
        source = cast("Source", entry.record)
        if source.url is not None and not source.archived and not source.unseen:
            hint = "Have the page archived, and write the copy's address under archived:."
            yield Finding(entry, f"“{entry.id}” has no archived copy", hint, ("url",), key=True)


def check_free_names(review: Review) -> Iterator[Finding]:
    """Find names that are written out though their record has an id.

    What:
        Reports a free name that is the name or an alias of a record that could stand there.

    Why:
        A free name is nobody's party and a voice of its own. Written out, one voice counts as two, and the page of the
        record misses what belongs on it.

    Wrong:
        ```yaml
        # organisations: kremlin: name: Kreml
        evidence:
          - source: lokalblatt-1
            by: Kreml
        ```

    Right:
        ```yaml
        # organisations: kremlin: name: Kreml
        evidence:
          - source: lokalblatt-1
            by: kremlin
        ```
    """
    names = _names(review)
    for entry in review.corpus.entries:
        find = _FREE_NAMES.get(entry.kind.name)
        if find is None:
            continue
        for path, written, kinds in find(cast("Any", entry.record)):
            meant = names.get(_folded(written), ())
            found = [each for each in meant if each.kind.name in kinds and each.briefing in (REGISTRY, entry.briefing)]
            if found and found[0] is not entry:
                ids = " or ".join(dict.fromkeys(f"“{each.id}”" for each in found))
                message = f"“{written}” is written out, but it is the name of {ids}"
                hint = f"Write the id {ids}: a free name counts as a voice of its own."
                yield Finding(entry, message, hint, path)


_REFERRED: Final = ("person", "organisation", "place", "topic", "source")
"""Kinds of the registry that are there to be referred to."""


# --- sentences -------------------------------------------------------------------------------------------------------

_MARKUP: Final = re.compile(r"[\s*_\\\[\]]+")


def _offset(source: str, sentence: str) -> int:
    """Return where a sentence begins in prose as it is written, as near as can be told from its first words."""
    words = [re.escape(each) for each in _MARKUP.split(sentence) if each]
    found = re.search(rf"{_MARKUP.pattern}".join(words[:6]), source)
    return found.start() if found else 0


# --- translations ----------------------------------------------------------------------------------------------------

_NEARLY_ALL: Final = 0.8
_TEXT_TYPES: Final = frozenset((Text, Name, Prose))
_UNPUBLISHED: Final = frozenset(("note_to_editors", "allow"))


class _Texts:
    """Finds the texts in records. It looks only where the model has any: most fields hold none."""

    def __init__(self) -> None:
        self._names: dict[type, tuple[tuple[str, str], ...]] = {}

    def languages(self, value: object) -> list[tuple[str, ...]]:
        """Return the languages of each text in a value; faster than `texts`, which knows the ways to them."""
        found: list[tuple[str, ...]] = []
        waiting = [value]
        while waiting:
            item = waiting.pop()
            kind = type(item)
            if kind in _TEXT_TYPES:
                pairs = cast("Text | Prose", item).by_language
                if pairs[0][0] != ANY_LANGUAGE:
                    found.append((pairs[0][0],) if len(pairs) == 1 else tuple([language for language, _ in pairs]))
            elif kind is tuple:
                waiting += cast("tuple[object, ...]", item)
            elif kind is dict:
                waiting += cast("dict[str, object]", item).values()
            else:
                waiting += [vars(item)[name] for name, _ in self._fields(kind) if vars(item)[name]]
        return found

    def texts(self, value: object, path: Path = ()) -> Iterator[tuple[Path, tuple[str, ...]]]:
        """Yield the way to each text in a value, in order, and its languages."""
        if isinstance(value, (Text, Prose)):
            there = tuple(language for language, _ in value.by_language)
            if ANY_LANGUAGE not in there:
                yield path, there
        elif isinstance(value, BaseModel):
            for name, alias in self._fields(type(value)):
                yield from self.texts(value.__dict__[name], (*path, alias))
        elif isinstance(value, tuple):
            for index, each in enumerate(value):
                yield from self.texts(each, (*path, index))
        elif isinstance(value, Mapping):
            for key, each in value.items():
                yield from self.texts(each, (*path, str(key)))

    def _fields(self, kind: type) -> tuple[tuple[str, str], ...]:
        """Return the fields of a model that may hold texts, with what files call them; none of another type."""
        names = self._names.get(kind)
        if names is None:
            fields = kind.model_fields.items() if issubclass(kind, BaseModel) else ()
            names = self._names[kind] = tuple(
                (name, info.alias or name)
                for name, info in fields
                if _holds_text(info.annotation, ()) and name not in _UNPUBLISHED
            )
        return names


def _holds_text(annotation: object, seen: tuple[type[BaseModel], ...]) -> bool:
    """Tell whether a value of a type may hold a text in several languages."""
    if isinstance(annotation, type):
        if issubclass(annotation, BaseModel):
            inner = annotation.model_fields.values()
            return annotation not in seen and any(_holds_text(each.annotation, (*seen, annotation)) for each in inner)
        return issubclass(annotation, (Text, Prose))
    return any(_holds_text(each, seen) for each in get_args(annotation))


# --- free names ------------------------------------------------------------------------------------------------------

_Found = Iterator[tuple[Path, str, tuple[str, ...]]]
_ENTITIES: Final = ("person", "organisation")
_PLACES: Final = ("place",)
_SUBJECTS: Final = ("person", "organisation", "place", "event", "topic")
_CHAIN: Final = ("person", "organisation", "source", "event")


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _names(review: Review) -> Mapping[str, list[Entry]]:
    """Return the records that have a name, by their names and aliases."""
    names: dict[str, list[Entry]] = {}
    for kind in _SUBJECTS:
        for entry in review.corpus.records(kind):
            name = cast("Any", entry.record).name
            written = [wording for _, wording in name.by_language]
            if isinstance(entry.record, Named):
                written += [wording for alias in entry.record.aliases for _, wording in alias.name.by_language]
            for each in dict.fromkeys(map(_folded, written)):
                names.setdefault(each, []).append(entry)
    return names


def _free(path: Path, values: Iterable[object], kinds: tuple[str, ...]) -> _Found:
    """Yield the free names in a list of references: a reference is of a class of its own."""
    for index, value in enumerate(values):
        if type(value) is str:
            yield (*path, index), value, kinds
        elif isinstance(value, Unnamed):
            yield from _free((*path, index, "of"), (value.of,), kinds)


def _in_fact(fact: Fact) -> _Found:
    if fact.where:
        yield from _free(("where",), fact.where, _PLACES)
    if fact.about:
        yield from _free(("about",), fact.about, _SUBJECTS)
    if fact.parties:
        yield from _free(("parties",), fact.parties, _SUBJECTS)
    for index, evidence in enumerate(fact.evidence):
        if evidence.by:
            yield from _free(("evidence", index, "by"), evidence.by, _ENTITIES)


def _in_quote(quote: Quote) -> _Found:
    yield from _free(("speaker",), quote.speaker, _ENTITIES)
    yield from _free(("via",), quote.via, _CHAIN)
    yield from _free(("about",), quote.about, _SUBJECTS)
    for language, translation in quote.translations.items():
        yield from _free(("translations", language, "by"), (translation.by,), _ENTITIES)


def _in_assessment(assessment: Assessment) -> _Found:
    yield from _free(("by",), assessment.by, _ENTITIES)
    for identifier, position in assessment.positions.items():
        yield from _free(("positions", identifier, "by"), position.by, _ENTITIES)


def _in_briefing(head: Briefing) -> _Found:
    yield from _free(("authors",), head.authors, _ENTITIES)
    for index, side in enumerate(head.sides):
        yield from _free(("sides", index), side, _ENTITIES)


def _in_event(event: Event) -> _Found:
    yield from _free(("where",), event.where, _PLACES)
    yield from _free(("participants",), event.participants, _ENTITIES)


def _in_source(source: Source) -> _Found:
    yield from _free(("publisher",), (source.publisher,), _ENTITIES)
    yield from _free(("authors",), source.authors, _ENTITIES)


def _in_named(record: Named) -> _Found:
    for index, role in enumerate(record.roles):
        yield from _free(("roles", index, "of"), (role.of,), ("organisation",))


def _in_correction(correction: Correction) -> _Found:
    yield from _free(("reported_by",), (correction.reported_by,), _ENTITIES)


_FREE_NAMES: Final[Mapping[str, Callable[[Any], _Found]]] = {
    "fact": _in_fact,
    "quote": _in_quote,
    "assessment": _in_assessment,
    "briefing": _in_briefing,
    "event": _in_event,
    "source": _in_source,
    "person": _in_named,
    "organisation": _in_named,
    "place": _in_named,
    "correction": _in_correction,
}
"""Where a kind of record takes free names."""
