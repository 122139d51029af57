"""An event."""

from typing import Annotated

from generator.model.base import Entity, Many, Name, PlaceName, Record, Text, TopicReference, word
from generator.model.date import Date


class Event(Record):
    """Something that happened, or is to happen, at a time."""

    name: Name
    """Name."""
    when: Date | None = None
    """When."""
    where: Many[PlaceName] = ()
    """Where."""
    participants: Many[Entity] = ()
    """Who took part."""
    state: Annotated[str, word(("planned", "held", "cancelled"))] = "held"
    """Whether it took place."""
    description: Text | None = None
    """What it is, in a sentence."""
    topics: Many[TopicReference] = ()
    """Topics."""
