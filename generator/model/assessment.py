"""An assessment: a judgement about what isn't known yet, or can't be known."""

from typing import Annotated, TypeAlias

from pydantic import Field, PlainValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from generator.model.base import (
    AnyReference,
    ArgumentReference,
    AssessmentReference,
    Flag,
    Id,
    Language,
    Many,
    Part,
    Plain,
    Probability,
    Record,
    Reference,
    SourceReference,
    Text,
    TopicReference,
    Voices,
    require_text,
    word,
)
from generator.model.date import Date

Rating: TypeAlias = Annotated[str, word(("consistent", "inconsistent", "neutral", "n-a"))]
"""How an item of evidence sits with a hypothesis."""


class QuestionReference(Reference):
    """A question."""

    __slots__ = ()
    kinds = ("question",)


def _question(value: object, info: ValidationInfo) -> object:
    """Read the id of a question, or the text of one: a text of several words is never an id."""
    if isinstance(value, str):
        try:
            QuestionReference.parse(value)
        except PydanticCustomError:
            require_text(value)
        else:
            return QuestionReference.validate(value, info)
    return Text.parse(value, info)


class Wording(Part):
    """The author's own words for likelihood or confidence."""

    lang: Language
    """Their language."""
    text: Plain
    """The words."""


def _wording(value: object, info: ValidationInfo) -> object:
    if isinstance(value, dict) and "text" in value:
        return Wording.model_validate(value, context=info.context)
    return Text.parse(value, info)


class Alternative(Part):
    """A competing hypothesis."""

    hypothesis: Text
    """The hypothesis."""
    ratings: dict[ArgumentReference, Rating] = Field(default={})
    """How each item of evidence sits with it."""


class Observation(Part):
    """When and by what an indicator was observed."""

    at: Date
    """When."""
    with_: Many[AnyReference] = Field(default=(), alias="with")
    """What shows it."""


class Indicator(Part):
    """Something that would be seen if the judgement came true, or failed."""

    text: Text
    """What would be seen."""
    direction: Annotated[str, word(("for", "against"))]
    """What seeing it speaks for."""
    observed: Observation | None = None
    """When it was seen."""


class Outcome(Part):
    """What became of it."""

    result: Annotated[str, word(("yes", "no", "mixed", "unresolvable"))]
    """Whether the judgement came true."""
    at: Date
    """When that was known."""
    evidence: Many[AnyReference] = ()
    """What shows it."""
    note: Text | None = None
    """What readers should know of it."""


class Position(Part):
    """What one of several analysts judges."""

    by: Voices
    """Whose position it is."""
    judgement: Text | None = None
    """The judgement, where it differs from the common one."""
    likelihood: Plain | None = None
    """Term of the scale."""
    probability: Probability | None = None
    """Stated probability."""
    wording: Annotated[Text | Wording, PlainValidator(_wording)] | None = None
    """Their own words for it."""
    confidence: Plain | None = None
    """Stated confidence."""
    reason: Text | None = None
    """Their reason."""
    abstains: Flag = False
    """True if they give no judgement."""
    outcome: Outcome | None = None
    """What became of their own judgement, where they have one; else the assessment's outcome is theirs."""


class Assessment(Record):
    """A judgement, who made it when, and how sure they were."""

    question: Annotated[QuestionReference | Text, PlainValidator(_question)]
    """The question it answers: a text, or the id of a question."""
    judgement: Text | None = None
    """A bare proposition without a word of likelihood; may be missing where only positions are known."""
    kind: Annotated[str, word(("forecast", "estimate", "explanation", "hope", "advice"))] = "estimate"
    """Only forecasts and estimates can be hit or miss."""
    by: Voices = ()
    """Whose judgement it is; the desk's without it."""
    source: Many[SourceReference] = ()
    """Where it was read; required unless it is the desk's."""
    made: Date
    """When it was made."""
    given: Text | None = None
    """The condition it stands under."""
    scale: Annotated[str, word(("icd203", "phia", "ipcc", "none"))] | None = None
    """Scale of its terms; the site's without it, for the desk's own."""
    likelihood: Plain | None = None
    """Term of the scale."""
    probability: Probability | None = None
    """Stated probability that the judgement is true."""
    wording: Annotated[Text | Wording, PlainValidator(_wording)] | None = None
    """The author's own words for how sure they were."""
    confidence: Plain | None = None
    """Level of confidence."""
    confidence_reason: Text | None = None
    """Why so."""
    horizon: Date | None = None
    """Until when it should come true."""
    resolution: Text | None = None
    """By what one will know."""
    for_: Many[ArgumentReference] = Field(default=(), alias="for")
    """What speaks for it."""
    against: Many[ArgumentReference] = ()
    """What speaks against it."""
    assumptions: Many[Text] = ()
    """What it takes for granted."""
    alternatives: dict[Id, Alternative] = Field(default={})
    """Competing hypotheses by id."""
    indicators: dict[Id, Indicator] = Field(default={})
    """Indicators by id."""
    positions: dict[Id, Position] = Field(default={})
    """Positions of several analysts by id."""
    revises: AssessmentReference | None = None
    """The earlier assessment that this one revises."""
    change_reason: Text | None = None
    """Why it was revised."""
    outcome: Outcome | None = None
    """What became of it."""
    topics: Many[TopicReference] = ()
    """Topics."""
    note: Text | None = None
    """What readers should know of it."""

    @property
    def is_prediction(self) -> bool:
        """Whether it can come true or fail; for hopes, advice and explanations there are other words."""
        return self.kind in ("forecast", "estimate")
