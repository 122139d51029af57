"""Rules about what is easily forgotten: references, translations, copies, and records that nobody needs."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, cast, get_args

from pydantic import BaseModel

from generator.checks.rule import Finding, Review, excerpt, raw
from generator.checks.sentences import CITED, prose_sentences
from generator.load import REGISTRY, Entry
from generator.model.amendment import Correction
from generator.model.assessment import Assessment
from generator.model.base import ANY_LANGUAGE, Path, Prose, Text, Unnamed
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
        Reports a person, organisation, place, event, topic or source in the registry to which no record refers.
        Series are left out, since they refer to others; so is the desk. As long as other mistakes stand in the way of
        references, nothing is said.

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
        behind them. A sentence that ends in a colon before a list isn't counted.

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
        Reports a record some of whose texts are missing in a language that its briefing is written in: one in which
        the title of the briefing stands. Records of the registry are expected in the languages that all briefings are
        written in. What is never published (`note_to_editors`, `allow`) isn't counted.

    Why:
        What isn't translated is shown in the language there is, with a note. That is honest, but half a page of it is
        no translation.

    Wrong:
        ```yaml
        briefing:
          title:
            de: Der Rat vertagt sich
            en: The council adjourns
          as_of: 2021-12
        facts:
          adjourned:
            statement: Der Rat vertagte die Satzung.
            evidence: lokalblatt-1
        ```

    Right:
        ```yaml
        briefing:
          title:
            de: Der Rat vertagt sich
            en: The council adjourns
          as_of: 2021-12
        facts:
          adjourned:
            statement:
              de: Der Rat vertagte die Satzung.
              en: The council adjourned the by-law.
            evidence: lokalblatt-1
        ```
    """
    languages = review.settings.languages
    written = {
        entry.briefing: frozenset(each for each in languages if each in head.title) for entry, head in review.heads
    }
    expected: Mapping[str, frozenset[str]] = (
        {**written, REGISTRY: frozenset.intersection(*written.values())} if written else {}
    )
    if not any(len(each) > 1 for each in expected.values()):
        return
    found = _Texts()
    for entry in review.corpus.entries:
        wanted = expected.get(entry.briefing, frozenset())
        if len(wanted) < 2:  # noqa: PLR2004  # a text is always there in one
            continue
        if found.complete(entry.record, wanted):
            continue
        missing: dict[str, list[Path]] = {}
        for path, there in found.of(entry.record):
            for language in languages:
                if language in wanted and language not in there:
                    missing.setdefault(language, []).append(path)
        for language, paths in missing.items():
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


_REFERRED: Final = ("person", "organisation", "place", "event", "topic", "source")
"""Kinds of the registry that are there to be referred to."""


# --- sentences -------------------------------------------------------------------------------------------------------

_MARKUP: Final = re.compile(r"[\s*_\\\[\]]+")


def _offset(source: str, sentence: str) -> int:
    """Return where a sentence begins in prose as it is written, as near as can be told from its first words."""
    words = [re.escape(each) for each in _MARKUP.split(sentence) if each]
    found = re.search(rf"{_MARKUP.pattern}".join(words[:6]), source)
    return found.start() if found else 0


# --- translations ----------------------------------------------------------------------------------------------------

_UNPUBLISHED: Final = frozenset(("note_to_editors", "allow"))


class _Texts:
    """Finds the texts in records. It looks only where the model has any: most fields hold none."""

    def __init__(self) -> None:
        self._names: dict[type[BaseModel], tuple[tuple[str, str], ...]] = {}

    def complete(self, value: BaseModel, wanted: frozenset[str]) -> bool:
        """Tell whether all texts in a value are there in some languages; faster than to find those that aren't."""
        fields = value.__dict__
        for name, _ in self._fields(type(value)):
            item = fields[name]
            if item and not self._complete_within(item, wanted):
                return False
        return True

    def of(self, value: BaseModel, path: Path = ()) -> Iterator[tuple[Path, Text | frozenset[str]]]:
        """Yield the ways to all texts in a value, each with what tells its languages."""
        fields = value.__dict__
        for name, alias in self._fields(type(value)):
            item = fields[name]
            if item:
                yield from self._within(item, (*path, alias))

    def _fields(self, model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
        """Return the fields of a model that may hold texts: their names, and what they are called in files."""
        names = self._names.get(model)
        if names is None:
            names = self._names[model] = tuple(
                (name, info.alias or name)
                for name, info in model.model_fields.items()
                if _holds_text(info.annotation, ()) and name not in _UNPUBLISHED
            )
        return names

    def _complete_within(self, item: object, wanted: frozenset[str]) -> bool:
        """Tell whether all texts in the value of a field are there."""
        if isinstance(item, (Text, Prose)):
            there = [language for language, _ in item.by_language]
            return ANY_LANGUAGE in there or wanted.issubset(there)
        if isinstance(item, BaseModel):
            return self.complete(item, wanted)
        if isinstance(item, tuple):
            return all(self._complete_within(each, wanted) for each in item)
        if isinstance(item, Mapping):
            return all(self._complete_within(each, wanted) for each in item.values())
        return True

    def _within(self, item: object, path: Path) -> Iterator[tuple[Path, Text | frozenset[str]]]:
        """Yield the texts in a value."""
        if isinstance(item, Text):
            yield path, item
        elif isinstance(item, Prose):
            yield path, frozenset(language for language, _ in item.by_language)
        elif isinstance(item, BaseModel):
            yield from self.of(item, path)
        elif isinstance(item, tuple):
            for index, each in enumerate(item):
                yield from self._within(each, (*path, index))
        elif isinstance(item, Mapping):
            for key, each in item.items():
                yield from self._within(each, (*path, str(key)))


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
    yield from _free(("speaker",), (quote.speaker,), _ENTITIES)
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
