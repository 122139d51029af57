"""Topics and series: what gathers briefings."""

from generator.model.base import BriefingReference, Many, Name, Record, Text, TopicReference


class Topic(Record):
    """A topic."""

    name: Name
    """Name."""
    description: Text | None = None
    """What it takes in, in a sentence."""
    broader: TopicReference | None = None
    """The wider topic that it belongs to."""


class Series(Record):
    """Briefings that tell one story, in order."""

    title: Name
    """Title."""
    description: Text | None = None
    """What it tells, in a sentence."""
    briefings: Many[BriefingReference] = ()
    """The briefings in order."""
