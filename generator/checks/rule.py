"""What an editorial rule is, what it sees, and what it finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, Literal, TypeAlias, cast

from generator.analysis.status import Derivation, derive_all
from generator.corpus import Corpus, Key
from generator.diagnostics import Diagnostic, Related, Severity
from generator.load import REGISTRY, Entry
from generator.model.assessment import Assessment
from generator.model.base import Path
from generator.model.briefing import Briefing
from generator.model.date import Date
from generator.model.fact import Fact
from generator.model.quote import Quote
from generator.settings import Settings

OFF: Final = "off"
"""The severity of a rule that is asleep until a site asks for it by its code."""
Weight: TypeAlias = Severity | Literal["off"]
"""How much a rule weighs on a site."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of a rule. It knows neither its code nor its weight: they are the rule's."""

    entry: Entry
    """The record that is to be mended."""
    message: str
    """What is wrong, in one sentence without a full stop."""
    hint: str
    """How to mend it."""
    path: Path = ()
    """Way to the place in the record, as the model has it; found in the file only if the finding is reported, since
    that takes time. A list may be written as its only item, a text without its language: see `written`."""
    key: bool = False
    """True if the place is the key of that path, not its value."""
    offset: int = 0
    """Characters into the text at the place."""
    related: tuple[Related, ...] = ()
    """Other places that belong to it."""

    def diagnostic(self, code: str, severity: Severity) -> Diagnostic:
        """Return the finding as it is reported."""
        path = written(self.entry, self.path)
        place = self.entry.locate(path, key=self.key or not path, offset=self.offset)
        return Diagnostic(place, severity, code, self.message, self.hint, self.related)


@dataclass
class Review:
    """What rules look at: all records, and what is known of them."""

    corpus: Corpus
    """The records, drafts included."""
    settings: Settings
    """The site's settings."""
    now: Date
    """The day that counts as today."""
    asked: set[str] = field(default_factory=set)
    """Codes of the rules that were asked so far in this run."""
    excused: set[tuple[int, str]] = field(default_factory=set)
    """What was excepted so far in this run: the identity of the entry, and the code."""

    @cached_property
    def derivations(self) -> dict[Key, Derivation]:
        """The derived status of every fact."""
        return derive_all(self.corpus)

    @cached_property
    def facts(self) -> tuple[tuple[Entry, Fact, Derivation], ...]:
        """Every fact with its derived status."""
        derived = self.derivations
        return tuple((entry, cast("Fact", entry.record), derived[entry.key]) for entry in self.corpus.records("fact"))

    @cached_property
    def quotes(self) -> tuple[tuple[Entry, Quote], ...]:
        """Every quote."""
        return tuple((entry, cast("Quote", entry.record)) for entry in self.corpus.records("quote"))

    @cached_property
    def assessments(self) -> tuple[tuple[Entry, Assessment], ...]:
        """Every assessment."""
        return tuple((entry, cast("Assessment", entry.record)) for entry in self.corpus.records("assessment"))

    @cached_property
    def heads(self) -> tuple[tuple[Entry, Briefing], ...]:
        """The head of every briefing."""
        return tuple((entry, cast("Briefing", entry.record)) for entry in self.corpus.records("briefing"))

    @cached_property
    def key_judgements(self) -> frozenset[Key]:
        """The records that briefings open with."""
        found = (self.corpus.find(each, entry.briefing) for entry, head in self.heads for each in head.key_judgements)
        return frozenset(entry.key for entry in found if entry is not None)

    def is_desks(self, entry: Entry, assessment: Assessment) -> bool:
        """Tell whether an assessment is the desk's own judgement: made by nobody else."""
        if not assessment.by:
            return True
        desk = self.settings.desk
        key = (REGISTRY, desk)
        found = (self.corpus.find(each, entry.briefing) if isinstance(each, str) else None for each in assessment.by)
        return bool(desk) and all(each is not None and each.key == key for each in found)


@dataclass(frozen=True, slots=True)
class Rule:
    """An editorial rule.

    A warning may be excepted at a record, by `allow` with the reason. An error may not: what it reports is wrong
    whatever the reason, and can be mended there.
    """

    code: str
    """`LB3` and two digits; a key of `CODES`."""
    check: Callable[[Review], Iterator[Finding]]
    """What finds the breaches. Its docstring says What, Why, Wrong and Right: from it come the explanations."""
    default: Weight = Severity.WARNING
    """How much it weighs where the site doesn't say."""

    @property
    def excusable(self) -> bool:
        """Whether an editor may write an exception to it."""
        return self.default is not Severity.ERROR

    def weight(self, settings: Settings) -> Weight:
        """Return how much it weighs on a site.

        What the site says of its code goes first, then what it says of the family; but a family doesn't wake a rule
        that is off, since nearly every record would be reported.
        """
        wanted = settings.severities.get(self.code)
        if wanted is None and self.default != OFF:
            wanted = settings.severities.get(f"{self.code[:3]}xx")
        if wanted is None:
            return self.default
        return OFF if wanted == "off" else Severity(wanted)


def written(entry: Entry, path: Path) -> Path:
    """Return a way in a record as its file has it: without the steps that editors may leave out, and did.

    Args:
        entry: The record.
        path: The way as the model has it: an index where one item may stand for a list, a language where a text may
            stand for a mapping, `source` where an id may stand for an item of evidence.
    """
    value: Any = entry.document.value
    for step in entry.path:
        value = value[step]
    found: list[str | int] = []
    for step in path:
        if (isinstance(value, list) and isinstance(step, int)) or (isinstance(value, dict) and step in value):
            value = cast("Any", value)[step]
            found.append(step)
    return tuple(found)


def raw(entry: Entry, path: Path) -> str:
    """Return a text as its file has it; empty if it is no text."""
    value: Any = entry.document.value
    for step in (*entry.path, *written(entry, path)):
        value = value[step]
    return value if isinstance(value, str) else ""


def is_linked(entry: Entry, corpus: Corpus, fields: frozenset[str]) -> bool:
    """Tell whether all references of some fields lead somewhere: else that is reported, and the rest is noise."""
    return all(
        path[0] not in fields or corpus.find(reference, entry.briefing) is not None
        for path, reference in corpus.references_of(entry)
    )


def excerpt(text: str) -> str:
    """Return the beginning of a text, short enough for a message."""
    words = " ".join(text.split())
    return words if len(words) <= _EXCERPT else words[:_EXCERPT].rsplit(" ", 1)[0] + " …"


_EXCERPT: Final = 60
