"""A section of a briefing."""

from generator.model.base import Prose, Record, Text


class Section(Record):
    """Running text with a reference behind every sentence."""

    title: Text
    """Heading."""
    body: Prose
    """The text."""
