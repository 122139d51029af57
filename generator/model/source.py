"""A source."""

from typing import Annotated, Final

from generator.model.base import (
    Entity,
    Flag,
    Language,
    Many,
    Name,
    Part,
    Plain,
    Record,
    Reliability,
    SourceReference,
    Text,
    Url,
    word,
)
from generator.model.date import Date

KINDS: Final = (
    "primary-document",
    "readout",
    "transcript",
    "wire",
    "report",
    "analysis",
    "interview",
    "social",
    "dataset",
)
"""Kinds of source."""
FIRST_HAND_KINDS: Final = frozenset(("primary-document", "readout", "transcript", "dataset", "interview", "social"))
"""Kinds of source that are first-hand by their nature."""


class ArchivedCopy(Part):
    """A copy in an archive."""

    url: Url
    """Its address."""
    at: Date | None = None
    """When it was made."""


class Source(Record):
    """A document that somebody published."""

    kind: Annotated[str, word(KINDS)]
    """What sort of document it is."""
    title: Name | None = None
    """Title."""
    title_is: Annotated[str, word(("exact", "descriptive"))] = "exact"
    """Whether the title is the document's own, or describes it."""
    publisher: Entity | None = None
    """Who published it."""
    authors: Many[Entity] = ()
    """Who wrote it."""
    published: Date | None = None
    """When it was published."""
    accessed: Date | None = None
    """When the desk read it."""
    url: Url | None = None
    """Its address."""
    archived: tuple[ArchivedCopy, ...] = ()
    """Copies in archives."""
    lang: Language | None = None
    """Its language."""
    reliability: Reliability | None = None
    """Admiralty reliability, where it differs from the publisher's."""
    descriptor: Text | None = None
    """What kind of witness it is, and what speaks for and against it (ICD 206)."""
    relays: Many[SourceReference] = ()
    """Sources that it passes on."""
    first_hand: Flag = False
    """True if its authors saw or heard it themselves."""
    unseen: Flag = False
    """True if nobody here has read it: it never counts as a report."""
    quotable: Flag = False
    """True if its licence allows quotations of any length."""
    licence: Plain | None = None
    """Licence."""
    note: Text | None = None
    """What readers should know of it."""

    @property
    def is_first_hand(self) -> bool:
        """Whether the source is first-hand, as stated or by kind."""
        return self.first_hand or self.kind in FIRST_HAND_KINDS
