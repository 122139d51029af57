"""Records linked by their ids: what a reference means, and who refers to a record."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, TypeAlias, TypeVar, cast

from generator.diagnostics import Diagnostic, Related, Severity
from generator.kinds import BRIEFING
from generator.load import REGISTRY, Broken, Entry, Loaded, Retired, Written
from generator.model.amendment import Redaction
from generator.model.assessment import Assessment
from generator.model.base import Path, Record, Reference, Unnamed, citations, references
from generator.model.briefing import Briefing
from generator.model.date import Date
from generator.model.entity import Organisation, Place
from generator.model.quote import Quote
from generator.model.source import Source
from generator.model.topic import Topic
from generator.text import nearest, with_article

Key: TypeAlias = tuple[str, str]
"""Briefing (or registry) and id: what names a record on the whole site."""

_Node = TypeVar("_Node")


@dataclass(frozen=True, slots=True)
class Link:
    """One reference from a record to another."""

    entry: Entry
    """The record that refers."""
    target: Entry
    """The record that is meant."""
    path: Path
    """Way to the reference in the record that refers."""

    @property
    def field(self) -> str:
        """Name of the field of the record that refers."""
        return str(self.path[0])


@dataclass
class Corpus:
    """All records of a site, or of the published part of it, linked."""

    entries: tuple[Entry, ...]
    """Records in the order of files and positions."""
    retired: Mapping[Key, Retired] = field(default_factory=dict)
    """Ids that are no longer in use."""

    @cached_property
    def by_key(self) -> Mapping[Key, Entry]:
        """Records by briefing and id; where an id is used twice, the first."""
        found: dict[Key, Entry] = {}
        for entry in self.entries:
            found.setdefault(entry.key, entry)
        return found

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Entry, ...]]:
        """Records by the name of their kind, in order."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.kind.name, []).append(entry)
        return {name: tuple(entries) for name, entries in found.items()}

    @cached_property
    def by_briefing(self) -> Mapping[str, Mapping[str, tuple[Entry, ...]]]:
        """Records by briefing and name of their kind, in order."""
        found: dict[str, dict[str, list[Entry]]] = {}
        for entry in self.entries:
            found.setdefault(entry.briefing, {}).setdefault(entry.kind.name, []).append(entry)
        return {
            briefing: {name: tuple(entries) for name, entries in kinds.items()} for briefing, kinds in found.items()
        }

    def records(self, kind: str, briefing: str | None = None) -> tuple[Entry, ...]:
        """Return the records of a kind, of one briefing or of all, in order."""
        if briefing is None:
            return self.by_kind.get(kind, ())
        return self.by_briefing.get(briefing, {}).get(kind, ())

    @cached_property
    def briefings(self) -> tuple[Entry, ...]:
        """Heads of all briefings, the latest information first, then by id; those of an unknown date last."""
        heads = sorted(self.records(BRIEFING.name), key=lambda entry: entry.id)

        def order(entry: Entry) -> tuple[bool, tuple[bool, int, int, str]]:
            as_of = cast("Briefing", entry.record).as_of
            return (not as_of.is_unknown, as_of.sort_key)

        return tuple(sorted(heads, key=order, reverse=True))

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each briefing in lists by briefing: the registry, then as in `briefings`."""
        return {name: place for place, name in enumerate((REGISTRY, *(head.briefing for head in self.briefings)))}

    def speakers(self, quote: Entry) -> tuple[Entry, ...]:
        """Return who said the words of a quote, as far as they have records; of the unnamed, whose voice it is."""
        voices = (each.of if isinstance(each, Unnamed) else each for each in cast("Quote", quote.record).speaker)
        found = (self.find(each, quote.briefing) for each in voices if each is not None)
        return tuple(speaker for speaker in found if speaker is not None)

    def find(self, reference: str, briefing: str) -> Entry | None:
        """Return the record that a reference means, seen from a briefing.

        Args:
            reference: An id, `<briefing>/<id>`, or the id of a briefing.
            briefing: Where the reference stands.
        """
        if "/" in reference:
            scope, _, identifier = reference.rpartition("/")
            return self.by_key.get((scope, identifier))
        records = self.by_key
        return records.get((briefing, reference)) or records.get((REGISTRY, reference)) or records.get((reference, ""))

    def references_of(self, entry: Entry) -> tuple[tuple[Path, Reference], ...]:
        """Return the references in a record's fields with their paths, in order; worked out once."""
        found = self._references.get(id(entry))
        if found is None:
            found = self._references[id(entry)] = tuple(references(entry.record))
        return found

    @cached_property
    def _references(self) -> dict[int, tuple[tuple[Path, Reference], ...]]:
        return {}

    def links_of(self, entry: Entry) -> Iterator[Link]:
        """Yield the references of one record that lead somewhere: its fields first, then its prose."""
        for path, reference in self.references_of(entry):
            target = self.find(reference, entry.briefing)
            if target is not None:
                yield Link(entry, target, path)
        for name, language, citation in citations(entry.record):
            target = self.find(citation.id, entry.briefing)
            if target is not None:
                yield Link(entry, target, (name, language))

    @cached_property
    def backlinks(self) -> Mapping[Key, tuple[Link, ...]]:
        """References by the record that they lead to, in order."""
        found: dict[Key, list[Link]] = {}
        for entry in self.entries:
            for link in self.links_of(entry):
                found.setdefault(link.target.key, []).append(link)
        return {key: tuple(links) for key, links in found.items()}

    def referring(self, entry: Entry, *kinds: str) -> tuple[Entry, ...]:
        """Return the records that refer to a record, each once, in order.

        Args:
            entry: The record.
            *kinds: Names of the kinds to keep; all without any.
        """
        found: dict[Key, Entry] = {}
        for link in self.backlinks.get(entry.key, ()):
            if not kinds or link.entry.kind.name in kinds:
                found.setdefault(link.entry.key, link.entry)
        return tuple(found.values())


def link(loaded: Loaded) -> tuple[Corpus, list[Diagnostic]]:
    """Link the records that were read.

    Returns:
        The corpus, and what is wrong among its records: ids used twice, references that lead nowhere, to a retired
        id or to the wrong kind, and circles. Of records that could not be read the ids are known, and the references
        that could be read are looked at. References that may lead into a file that could not be read are passed over.
    """
    retired = {(each.briefing, each.id): each for each in reversed(loaded.retired)}  # of two, the first
    corpus = Corpus(tuple(loaded.entries), retired)
    return corpus, [
        *_duplicates(loaded.written, corpus),
        *_check_retired(loaded, corpus),
        *_ReferenceCheck(corpus, loaded).run(),
        *_circles(corpus),
    ]


def _duplicates(written: Collection[Written], corpus: Corpus) -> Iterator[Diagnostic]:
    """Yield ids that are used twice within a briefing and the registry."""
    first: dict[Key, Written] = {}
    heads = {entry.id: entry for entry in written if entry.kind is BRIEFING}
    for entry in sorted(written, key=lambda each: each.briefing != REGISTRY):
        if entry.kind is BRIEFING:
            continue
        earlier = (
            first.get((REGISTRY, entry.id))
            or first.get(entry.key)
            or (heads.get(entry.id) if entry.briefing == REGISTRY else None)
        )
        if earlier is None:
            first[entry.key] = entry
            gone = corpus.retired.get(entry.key) or corpus.retired.get((REGISTRY, entry.id))
            if gone:
                message = f"The id “{entry.id}” is retired and can't be used again"
                related = (Related(gone.location, "retired here"),)
                hint = "Give the record a new id: readers' links still lead to the old one."
                yield Diagnostic(entry.locate(key=True), Severity.ERROR, "LB202", message, hint, related)
            continue
        related = (Related(earlier.locate(key=True), "first used here"),)
        message = f"The id “{entry.id}” is used twice"
        hint = "Give one of the two another id: ids are shared by all kinds of a briefing and the registry."
        yield Diagnostic(entry.locate(key=True), Severity.ERROR, "LB202", message, hint, related)


def _check_retired(loaded: Loaded, corpus: Corpus) -> Iterator[Diagnostic]:
    """Yield ids that are retired twice, or in favour of a record that isn't there."""
    broken = {each.key for each in loaded.broken}
    for each in loaded.retired:
        first = corpus.retired[each.briefing, each.id]
        if first is not each:
            message = f"The id “{each.id}” is retired twice"
            related = (Related(first.location, "first retired here"),)
            yield Diagnostic(each.location, Severity.ERROR, "LB202", message, "Take one of them out.", related)
        if each.successor is None or corpus.find(each.successor, each.briefing) is not None:
            continue
        keys = {(each.briefing, each.successor), (REGISTRY, each.successor), (each.successor, "")}
        if not keys & broken and not {scope for scope, _ in keys} & loaded.incomplete:
            message = f"Nothing has the id “{each.successor}”, which “{each.id}” is retired for"
            hint = "Check the spelling, or write null where nothing stands in its place."
            yield Diagnostic(each.location, Severity.ERROR, "LB201", message, hint)


@dataclass
class _ReferenceCheck:
    """Looks at every reference and says which don't lead where they should."""

    corpus: Corpus
    """The records."""
    loaded: Loaded
    """What was read, and what could not be."""
    broken: list[Broken] = field(init=False)
    """Records that could not be read."""
    broken_by_key: Mapping[Key, Broken] = field(init=False)
    """The same by briefing and id; where an id is used twice, the first."""
    suggestions: int = 200
    """How many more guesses may be made at what was meant: each compares with all ids, and a broken file can hold
    thousands of wrong references."""

    def __post_init__(self) -> None:
        """Index the records that could not be read."""
        self.broken = self.loaded.broken
        self.broken_by_key = {each.key: each for each in reversed(self.broken)}

    def run(self) -> Iterator[Diagnostic]:
        """Yield the references that are wrong, in fields and in prose."""
        for entry in self.corpus.entries:
            for path, reference in self.corpus.references_of(entry):
                at_key = path[-1] == reference  # a rating, whose key is the reference
                yield from self._check(entry, reference, reference.kinds, path, at_key=at_key)
            for name, language, citation in citations(entry.record):
                yield from self._check(entry, citation.id, (), (name, language), offset=citation.offset)
        for broken in self.broken:
            for each in broken.mentions:
                yield from self._check(broken, each.id, each.kinds, each.path, at_key=each.at_key, offset=each.offset)

    def _check(
        self,
        entry: Written,
        reference: str,
        kinds: tuple[str, ...],
        path: Path,
        *,
        at_key: bool = False,
        offset: int = 0,
    ) -> Iterator[Diagnostic]:
        """Yield what is wrong with one reference."""
        target: Written | None = self.corpus.find(reference, entry.briefing)
        if target is None or (kinds and target.kind.name not in kinds):
            target = self._broken(entry, reference) or target
        severity, hint = Severity.ERROR, ""
        if target is not None:
            if not kinds or target.kind.name in kinds:
                return
            code, meant = "LB204", with_article(" or ".join(kinds))
            message = f"“{reference}” is {with_article(target.kind.name)}, but {meant} belongs here"
            hint = f"Write the id of {meant}, or write the reference into another field."
        elif gone := self._retired(entry, reference):
            code, message = "LB201", f"The id “{reference}” is retired"
            hint = "Nothing stands in its place: take the reference out."
            if gone.successor:
                code, severity, hint = "LB205", Severity.WARNING, f"Write “{gone.successor}” instead."
        elif self._may_be_unread(entry, reference):
            return
        else:
            code, message, hint = (
                "LB201",
                f"Nothing has the id “{reference}”",
                self._suggestion(entry, reference, kinds),
            )
        yield Diagnostic(entry.locate(path, key=at_key, offset=offset), severity, code, message, hint)

    def _scopes(self, entry: Written, reference: str) -> tuple[Key, ...]:
        """Return the keys that a reference may mean, seen from a record."""
        scope, slash, identifier = reference.rpartition("/")
        if slash:
            return ((scope, identifier),)
        return ((entry.briefing, reference), (REGISTRY, reference), (reference, ""))

    def _broken(self, entry: Written, reference: str) -> Broken | None:
        keys = self._scopes(entry, reference)
        return next((self.broken_by_key[key] for key in keys if key in self.broken_by_key), None)

    def _retired(self, entry: Written, reference: str) -> Retired | None:
        keys = self._scopes(entry, reference)
        return next((self.corpus.retired[key] for key in keys if key in self.corpus.retired), None)

    def _may_be_unread(self, entry: Written, reference: str) -> bool:
        """Return whether the record may stand in a file that could not be read: that is reported already."""
        return any(scope in self.loaded.incomplete for scope, _ in self._scopes(entry, reference))

    def _suggestion(self, entry: Written, reference: str, kinds: tuple[str, ...]) -> str:
        """Return how to mend a reference that leads nowhere."""
        near = None
        if self.suggestions:
            self.suggestions -= 1
            near = nearest(reference, self._candidates(entry, kinds))
        if near:
            return f"Did you mean “{near}”?"
        if "person" in kinds and reference in _NOBODY:
            return "For somebody without a name write who that is: {unnamed: an official}."
        if kinds:
            return f"Check the spelling, or add the {' or '.join(kinds)} first."
        return "Check the spelling, or add the record first."

    def _candidates(self, entry: Written, kinds: tuple[str, ...]) -> Iterator[str]:
        """Yield the ids that may stand at a place."""
        for scope in (entry.briefing, REGISTRY):
            for name, entries in self.corpus.by_briefing.get(scope, {}).items():
                if not kinds or name in kinds:
                    yield from (each.id for each in entries)
        if not kinds or BRIEFING.name in kinds:
            yield from (each.id for each in self.corpus.records(BRIEFING.name))
        for each in self.broken:
            in_reach = each.kind is BRIEFING or each.briefing in (entry.briefing, REGISTRY)
            if in_reach and (not kinds or each.kind.name in kinds):
                yield each.id


_NOBODY: Final = frozenset(("anonymous", "anonym", "unbekannt", "unknown", "unnamed", "niemand", "nobody"))
"""What is written for somebody whose name isn't known, as if it were a name."""


def _circles(corpus: Corpus) -> Iterator[Diagnostic]:
    """Yield chains of one relation that come back to their beginning, once for each link that closes one.

    Sources that cite each other exist and are only warned about: they count as unknown origin.
    """
    relations: tuple[tuple[str, type, Callable[[object], tuple[str, ...]], Severity], ...] = (
        ("relays", Source, lambda record: cast("Source", record).relays, Severity.WARNING),
        ("speaks_for", Organisation, lambda record: _one(cast("Organisation", record).speaks_for), Severity.ERROR),
        ("broader", Topic, lambda record: _one(cast("Topic", record).broader), Severity.ERROR),
        ("within", Place, lambda record: _one(cast("Place", record).within), Severity.ERROR),
        ("revises", Assessment, lambda record: _one(cast("Assessment", record).revises), Severity.ERROR),
        ("replaced_by", Record, lambda record: _one(cast("Record", record).replaced_by), Severity.ERROR),
    )
    for name, model, targets, severity in relations:
        onward = {
            entry.key: tuple(found.key for each in written if (found := corpus.find(each, entry.briefing)) is not None)
            for entry in corpus.entries
            if isinstance(entry.record, model) and (written := targets(entry.record))
        }
        for circle in circles(onward):
            entry = corpus.by_key[circle[0]]
            way = " → ".join(corpus.by_key[key].id for key in (*circle, circle[0]))
            message = f"{name} runs in a circle: {way}"
            hint = "Take out the link that is wrong."
            if severity is Severity.WARNING:
                hint = "If they do cite each other, leave it: they then count as of unknown origin."
            yield Diagnostic(entry.locate((name,), key=True), severity, "LB203", message, hint)


def _one(reference: str | None) -> tuple[str, ...]:
    return (reference,) if reference else ()


def circles(onward: Mapping[_Node, tuple[_Node, ...]]) -> list[tuple[_Node, ...]]:
    """Return a circle for each edge that closes one, in the order of the mapping.

    Follows every edge once and needs no recursion, so that chains of any length end.
    """
    found: list[tuple[_Node, ...]] = []
    done: set[_Node] = set()
    for start in onward:
        if start in done:
            continue
        way: list[_Node] = [start]
        index = {start: 0}
        branches = [iter(onward[start])]
        while way:
            step = next(branches[-1], None)
            if step is None:
                node = way.pop()
                branches.pop()
                del index[node]
                done.add(node)
            elif step in index:
                found.append(tuple(way[index[step] :]))
            elif step in onward and step not in done:
                index[step] = len(way)
                way.append(step)
                branches.append(iter(onward[step]))
    return found


def hidden_briefings(corpus: Corpus, now: Date) -> frozenset[str]:
    """Return the ids of the briefings that readers don't see: drafts, and those whose `publish_at` has not come."""
    return frozenset(
        entry.briefing
        for entry in corpus.records(BRIEFING.name)
        if (head := cast("Briefing", entry.record)).status == "draft"
        or (head.publish_at is not None and not head.publish_at.certainly_before(now) and head.publish_at != now)
    )


_LOOSE: Final = frozenset(("related", "replaced_by", "revises", "briefings"))
"""Fields whose references are left out of the page where readers can't follow them."""


def check_published(corpus: Corpus, now: Date) -> Iterator[Diagnostic]:
    """Yield references from what readers see into briefings that they don't: evidence that nobody could look at."""
    hidden = hidden_briefings(corpus, now)
    if not hidden:
        return
    for entry in corpus.entries:
        if entry.briefing in hidden or entry.briefing == REGISTRY:
            continue
        for each in corpus.links_of(entry):
            if each.target.briefing in hidden and each.field not in _LOOSE:
                message = f"“{each.target.id}” stands in a briefing that isn't published"
                hint = f"Publish “{each.target.briefing}” first, or take the reference out."
                yield Diagnostic(entry.locate(each.path), Severity.ERROR, "LB206", message, hint)


def publish(corpus: Corpus, now: Date) -> Corpus:
    """Return the part of a corpus that readers see.

    Left out are drafts, briefings whose `publish_at` has not come, redacted records, and records of the registry
    that only such briefings refer to.

    Args:
        corpus: All records.
        now: The time that counts as now.
    """
    hidden = hidden_briefings(corpus, now)
    redacted = {
        found.key
        for entry in corpus.records("redaction")
        for target in cast("Redaction", entry.record).targets
        if (found := corpus.find(target, entry.briefing)) is not None
    }
    if not hidden and not redacted:
        return corpus
    doubtful = _reachable(corpus, lambda entry: entry.briefing in hidden)
    unseen = doubtful - _reachable(corpus, lambda entry: entry.briefing not in hidden and entry.key not in doubtful)
    hidden |= {briefing for briefing, identifier in redacted if not identifier}  # with its head goes all of a briefing
    kept = tuple(
        entry
        for entry in corpus.entries
        if entry.briefing not in hidden and entry.key not in redacted and entry.key not in unseen
    )
    return Corpus(kept, corpus.retired)


def _reachable(corpus: Corpus, start: Callable[[Entry], bool]) -> set[Key]:
    """Return the records of the registry to which chains of references lead from certain records."""
    open_entries = [entry for entry in corpus.entries if start(entry)]
    seen: set[Key] = set()
    while open_entries:
        for each in corpus.links_of(open_entries.pop()):
            if each.target.briefing == REGISTRY and each.target.key not in seen:
                seen.add(each.target.key)
                open_entries.append(each.target)
    return seen
