"""An open question."""

from pydantic import Field

from generator.model.base import AnyReference, Many, Part, Record, Text, TopicReference
from generator.model.date import Date


class Answer(Part):
    """When and by what a question was answered."""

    at: Date
    """When."""
    with_: Many[AnyReference] = Field(default=(), alias="with")
    """What answers it."""
    note: Text | None = None
    """The answer in a sentence."""


class Question(Record):
    """What isn't known."""

    text: Text
    """The question."""
    why: Text | None = None
    """Why it matters, or why it is open."""
    bears_on: Many[AnyReference] = ()
    """Records that depend on the answer."""
    asked: Date | None = None
    """Since when it is open."""
    answered: Answer | None = None
    """The answer."""
    topics: Many[TopicReference] = ()
    """Topics."""
