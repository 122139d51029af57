"""Whose voice stands behind an item of evidence: roots of citation, and the bodies that somebody speaks for.

A report that passes on another one adds no voice. So a voice is looked for at the *root*: where a chain of `relays`
ends. Then the voice is followed up to the *body* that it speaks for, because two ministries of one government are one
voice. Both ways may be written in a circle, and both end nevertheless.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from generator.corpus import Corpus, Key
from generator.load import Entry
from generator.model.base import Reference, Unnamed
from generator.model.date import Date
from generator.model.entity import Organisation, Person, Role
from generator.model.source import Source

VoiceName: TypeAlias = str | Unnamed
"""A voice as editors write it: the id of an entity, a free name, or an unnamed voice."""


@dataclass(frozen=True, slots=True)
class Body:
    """A person or organisation whose own voice it is: nobody stands above it."""

    token: str
    """What tells it from other bodies: `<briefing>/<id>`, or `=` and the folded name."""
    entity: Key | None
    """Key of its record; None for a free name."""
    name: str
    """Its id, or the free name as written."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in an item of evidence, after everything was followed up."""

    keys: frozenset[str]
    """What it has in common with the same voice elsewhere; empty if it is unknown. More than one for a person who
    speaks for several bodies, and for a party that stands in several groups of `sides`."""
    entity: Key | None = None
    """Key of its record; None for a free name, and for an unknown voice."""
    name: str = ""
    """Its id, or the free name as written; empty if it is unknown."""
    named: bool = False
    """True if the item names it itself, by `by` or as the speaker of a quote."""
    party: bool = False
    """True if it is a party to the fact."""

    @property
    def known(self) -> bool:
        """Whether it is known whose voice it is."""
        return bool(self.keys)


UNKNOWN_VOICE: Final = Voice(frozenset())
"""The voice where nobody knows whose it is."""


@dataclass(frozen=True, slots=True)
class Root:
    """Where a chain of `relays` ends: one source, or several that lead back to each other."""

    sources: tuple[Key, ...]
    """The source, or the members of the loop."""
    sure: bool
    """True if the source is first-hand: then its publisher is the voice. Otherwise only if it speaks for someone."""


@dataclass(frozen=True, slots=True)
class Trace:
    """All that comes out of following the `relays` of a source."""

    roots: tuple[Root, ...]
    """Where the chains end; never empty."""
    loops: tuple[tuple[Key, ...], ...] = ()
    """Groups of sources met on the way that lead back to each other."""


class Origins:
    """Follows voices through one corpus and remembers what it found, so that every link is followed once."""

    def __init__(self, corpus: Corpus) -> None:
        """Start with nothing found.

        Args:
            corpus: The records.
        """
        self.corpus = corpus
        """The records."""
        self._traces: dict[Key, Trace] = {}

    def trace(self, source: Entry, relays: Iterable[str] = (), briefing: str = "") -> Trace:
        """Follow what a source passes on to where it comes from.

        A source that nobody has read ends its chain, whatever it passes on. Sources that lead back to each other are
        one root together; what they pass on besides is followed as well.

        Args:
            source: The source.
            relays: What one passage of it passes on, in place of the source's own relays.
            briefing: Where these references stand.
        """
        written = tuple(relays)
        if not written:
            return _trace(source.key, self._onward, self._root, self._traces)
        passage = self._sources(written, briefing)
        # The passage differs from the rest of its source, so that nothing found for other sources holds here.
        return _trace(
            source.key,
            lambda key: passage if key == source.key else self._onward(key),
            lambda key: Root((key,), sure=False) if key == source.key else self._root(key),
            {},
        )

    def bodies(self, voice: VoiceName, briefing: str, day: Date | None) -> tuple[Body, ...]:
        """Follow a voice up to the bodies it speaks for.

        An organisation is followed up `speaks_for`, and a circle there is one body. A person speaks for every body in
        which they held a role on the day; without such a role for themselves. A role is only left out where it
        certainly wasn't held, so that one without dates always counts.

        Args:
            voice: The voice as written.
            briefing: Where it is written.
            day: The day on which it spoke, if known.

        Returns:
            The bodies; more than one only for a person of several offices; none if unknown, or if a reference leads
            nowhere.
        """
        if isinstance(voice, Unnamed):
            return () if voice.of is None else self.bodies(voice.of, briefing, day)
        if not isinstance(voice, Reference):
            return (Body("=" + " ".join(voice.split()).casefold(), None, voice),)
        entry = self.corpus.find(voice, briefing)
        if entry is None:
            return ()
        if not isinstance(entry.record, Person):
            return (_body(self._top(entry)),)
        found: dict[str, Body] = {}
        for role in _held(entry.record.roles, day):
            office = self.corpus.find(role.of, entry.briefing) if isinstance(role.of, Reference) else None
            if role.of and (office is None or isinstance(office.record, Organisation)):
                found.update((body.token, body) for body in self.bodies(role.of, entry.briefing, day))
        return tuple(found.values()) or (_body(entry),)

    def speaks_for_someone(self, voice: str, briefing: str, day: Date | None) -> bool:
        """Tell whether an entity is the voice of another body."""
        entry = self.corpus.find(voice, briefing) if isinstance(voice, Reference) else None
        if entry is None:
            return False
        return self._above(entry) is not None or self.bodies(voice, briefing, day) != (_body(entry),)

    def _above(self, entry: Entry) -> Entry | None:
        """Return the body that an organisation speaks for."""
        record = entry.record
        if not isinstance(record, Organisation) or record.speaks_for is None:
            return None
        found = self.corpus.find(record.speaks_for, entry.briefing)
        return found if found is not None and found.kind.name == entry.kind.name else None

    def _top(self, entry: Entry) -> Entry:
        """Return the last body up `speaks_for`; of a circle the member that sorts first, wherever one came in."""
        way = {entry.key: entry}
        above = self._above(entry)
        while above is not None and above.key not in way:
            way[above.key] = entry = above
            above = self._above(entry)
        if above is None:
            return entry
        keys = list(way)
        return way[min(keys[keys.index(above.key) :])]

    def _sources(self, relays: Iterable[str], briefing: str) -> tuple[Key, ...]:
        """Return the sources that references lead to."""
        found = (self.corpus.find(each, briefing) for each in relays)
        return tuple(each.key for each in found if each is not None and isinstance(each.record, Source))

    def _onward(self, key: Key) -> tuple[Key, ...]:
        """Return what a source passes on; nothing if nobody has read it."""
        entry = self.corpus.by_key[key]
        assert isinstance(entry.record, Source)  # noqa: S101 - only sources get here
        return () if entry.record.unseen else self._sources(entry.record.relays, entry.briefing)

    def _root(self, key: Key) -> Root:
        """Return the root that a source is if it passes nothing on."""
        record = self.corpus.by_key[key].record
        assert isinstance(record, Source)  # noqa: S101 - only sources get here
        return Root((key,), sure=record.is_first_hand and not record.unseen and not record.relays)


def _body(entry: Entry) -> Body:
    """Return the body that an entity is for itself."""
    return Body(f"{entry.briefing}/{entry.id}", entry.key, entry.id)


def _held(roles: Iterable[Role], day: Date | None) -> Iterator[Role]:
    """Yield the roles that may have been held on a day."""
    for role in roles:
        ended = day is not None and role.to is not None and role.to.certainly_before(day)
        begun = day is None or role.from_ is None or not day.certainly_before(role.from_)
        if begun and not ended:
            yield role


def _trace(
    start: Key, onward: Callable[[Key], tuple[Key, ...]], root: Callable[[Key], Root], done: dict[Key, Trace]
) -> Trace:
    """Trace a source, and with it every source on its way (Tarjan's strongly connected components, without recursion).

    Args:
        start: The source.
        onward: What a source passes on.
        root: The root that a source is if it passes nothing on.
        done: Traces already known; those of all sources on the way are added.
    """
    if start in done:
        return done[start]
    order = {start: 0}
    low = {start: 0}
    open_sources = [start]
    way = [(start, iter(onward(start)))]
    while way:
        node, branches = way[-1]
        step = next((each for each in branches if each not in done), None)
        if step is None:
            way.pop()
            if way:
                low[way[-1][0]] = min(low[way[-1][0]], low[node])
            if low[node] == order[node]:
                position = open_sources.index(node) if open_sources[-1] != node else len(open_sources) - 1
                group = open_sources[position:]
                del open_sources[position:]
                found = _join(group, onward, root, done)
                done.update(dict.fromkeys(group, found))
        elif step in order:
            low[node] = min(low[node], order[step])
        else:
            order[step] = low[step] = len(order)
            open_sources.append(step)
            way.append((step, iter(onward(step))))
    return done[start]


def _join(
    group: list[Key], onward: Callable[[Key], tuple[Key, ...]], root: Callable[[Key], Root], done: dict[Key, Trace]
) -> Trace:
    """Return the trace of sources that lead back to each other, mostly one alone, from those of all they pass on."""
    members = set(group)
    nexts = [step for node in group for step in onward(node)]
    roots: dict[Root, None] = {}
    loops: dict[tuple[Key, ...], None] = {}
    if members.intersection(nexts):
        loop = tuple(sorted(group))
        roots[Root(loop, sure=False)] = None
        loops[loop] = None
    elif not nexts:
        roots[root(group[0])] = None
    for step in nexts:
        if step not in members:
            roots.update(dict.fromkeys(done[step].roots))
            loops.update(dict.fromkeys(done[step].loops))
    return Trace(tuple(roots), tuple(loops))
