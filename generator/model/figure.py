"""A figure."""

from generator.model.base import Plain, Record, SourceReference, Text


class Figure(Record):
    """A picture or drawing."""

    file: Plain
    """File beside the briefing's YAML."""
    alt: Text
    """What is to be seen, for those who don't see it."""
    caption: Text | None = None
    """Caption."""
    credit: Text
    """Whose work it is."""
    licence: Plain
    """Licence."""
    source: SourceReference | None = None
    """Where it comes from."""
