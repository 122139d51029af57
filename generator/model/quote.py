"""A quote."""

from typing import Annotated

from pydantic import Field

from generator.model.base import (
    UNKNOWN,
    ChainLink,
    Entity,
    Language,
    Many,
    Part,
    Plain,
    Record,
    SourceReference,
    Subject,
    Text,
    TopicReference,
    Voices,
    word,
)
from generator.model.date import Date


class Translator(Entity):
    """Who translated: an entity, a free name, or `unknown`."""

    __slots__ = ()

    @classmethod
    def parse(cls, value: object) -> str:
        """Read an id, a free name, or `unknown`.

        Raises:
            PydanticCustomError: As `Reference.parse`.
        """
        return UNKNOWN if value == UNKNOWN else super().parse(value)


class Original(Part):
    """The words as they were spoken or written."""

    lang: Language = UNKNOWN
    """Language of the original."""
    text: Plain = UNKNOWN
    """The words, or `unknown`."""

    @property
    def known(self) -> bool:
        """Whether the original words are known."""
        return self.text != UNKNOWN


class Translation(Part):
    """A translation of the quote into one language."""

    text: Plain
    """The translated words."""
    by: Translator | None = None
    """Who translated; `unknown` is allowed."""
    method: Annotated[str, word(("human", "agency", "editorial", "machine"))] | None = None
    """How it was translated; unknown without it."""
    from_: Language | None = Field(default=None, alias="from")
    """Language that it was translated from, where it isn't the original's."""


class Quote(Record):
    """Somebody's words."""

    speaker: Voices
    """Who said it; several if they said it jointly."""
    role: Text | None = None
    """In which office; the roles held that day without it."""
    kind: Annotated[str, word(("verbatim", "partial", "indirect"))] = "verbatim"
    """Whether the words are whole, a part of a sentence, or indirect speech."""
    original: Original = Original()
    """The words in their own language."""
    translations: dict[Language, Translation] = Field(default={})
    """Translations by language."""
    occasion: Text | None = None
    """On which occasion."""
    when: Date | None = None
    """When it was said."""
    source: SourceReference
    """Where it was read."""
    via: Many[ChainLink] = ()
    """The chain that it came through, the speaker first."""
    context: Text | None = None
    """What one has to know to understand it."""
    about: Many[Subject] = ()
    """Whom or what it is about."""
    topics: Many[TopicReference] = ()
    """Topics."""
    note: Text | None = None
    """What readers should know of it."""
