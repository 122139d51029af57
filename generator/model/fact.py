"""A fact, its evidence and its value."""

from typing import Annotated, Self

from pydantic import BeforeValidator, model_validator

from generator.model.base import (
    Credibility,
    EvidenceReference,
    Flag,
    Many,
    Name,
    Number,
    Part,
    PlaceName,
    Plain,
    Record,
    Relation,
    SourceReference,
    Status,
    Subject,
    Text,
    TopicReference,
    Voices,
    fault,
    word,
)
from generator.model.date import Date


class Measure(Part):
    """A number, exact or as a range."""

    number: Number | None = None
    """The number."""
    low: Number | None = None
    """Lower end of the range."""
    high: Number | None = None
    """Upper end of the range."""
    best: Number | None = None
    """Best single estimate within the range."""
    unit: Name | None = None
    """Unit."""
    circa: Flag = False
    """True if the source says about; widens the value by 10 % on either side."""

    @model_validator(mode="after")
    def check_shape(self) -> Self:
        """Refuse a value that is neither a number nor a range.

        Raises:
            PydanticCustomError: If numbers are missing or don't go together.
        """
        if self.number is None and (self.low is None or self.high is None):
            raise fault("LB115", "A value needs a number, or low and high", "Write number: 120, or low: and high:.")
        if self.number is not None and (self.low is not None or self.high is not None):
            raise fault("LB115", "A value has either a number or a range, not both", "Take one out.")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise fault("LB115", "The range ends below its start", "Exchange low and high.")
        return self

    @property
    def range(self) -> tuple[float, float]:
        """Lowest and highest number meant; `circa` widens both by 10 % of their size."""
        low = self.low if self.low is not None else self.number
        high = self.high if self.high is not None else self.number
        assert low is not None  # noqa: S101  # check_shape saw to it
        assert high is not None  # noqa: S101
        if self.circa:
            return low - abs(low) * 0.1, high + abs(high) * 0.1
        return low, high


class Evidence(Part):
    """One item that bears on a fact: which source says what, and whose voice it is."""

    source: EvidenceReference
    """A source, or a quote that is itself the evidence."""
    stance: Annotated[str, word(("asserts", "documents", "reports", "denies", "contradicts"))] = "asserts"
    """What the item does to the claim."""
    by: Voices = ()
    """Whose voice it is; the publisher at the root of the relays without it."""
    relays: Many[SourceReference] = ()
    """What this passage of the source passes on."""
    part: Text | None = None
    """The part of the claim that it bears out, where not all; then it doesn't count."""
    value: Measure | None = None
    """The value it gives."""
    quote: Plain | None = None
    """The words of the source, exact and short."""
    locator: Plain | None = None
    """Page, paragraph or time code."""
    credibility: Credibility | None = None
    """Admiralty credibility of the item; 5 isn't counted."""
    set_aside: Text | None = None
    """The printed reason why it isn't counted."""
    note: Text | None = None
    """What readers should know of it."""


def _items(value: object) -> object:
    """Let a bare id, or a list of ids, stand for sources that assert the claim."""
    if value is None:
        raise fault("LB104", "The evidence is missing", "Write the id of a source behind the colon.")
    items = value if isinstance(value, list) else [value]
    return [{"source": item} if isinstance(item, str) or item is None else item for item in items]


class Fact(Record):
    """One claim about the matter, with what speaks for and against it."""

    statement: Text
    """The claim, as one sentence about the matter, without "according to"."""
    evidence: Annotated[tuple[Evidence, ...], BeforeValidator(_items)]
    """What bears on it."""
    status: Status | None = None
    """Status as the editor sees it; the derived one without it."""
    status_reason: Text | None = None
    """Why the declared status is below the derived one."""
    when: Date | None = None
    """When it happened."""
    due: Date | None = None
    """When it is due."""
    where: Many[PlaceName] = ()
    """Where it happened."""
    about: Many[Subject] = ()
    """Whom or what it is about."""
    parties: Many[Subject] = ()
    """Whose own word on it is a party's; `about` without it."""
    topics: Many[TopicReference] = ()
    """Topics."""
    value: Measure | None = None
    """The value that the statement gives."""
    form: Annotated[str, word(("matter", "saying"))] = "matter"
    """`saying` where the fact is that something was said."""
    note: Text | None = None
    """What readers should know of it."""
    related: tuple[Relation, ...] = ()
    """Other facts, and how they relate."""
