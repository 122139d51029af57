"""Corrections and redactions: what changes a record after it was published."""

from typing import Annotated

from generator.model.base import AnyReference, Flag, Many, Plain, Record, Text, Voice, word
from generator.model.date import Date


class Correction(Record):
    """A mistake that was mended."""

    at: Date
    """When."""
    targets: Many[AnyReference]
    """The records that were wrong."""
    severity: Annotated[str, word(("typo", "factual", "judgement"))] = "factual"
    """How much it weighs."""
    field: Plain | None = None
    """The field that was wrong."""
    before: Text | None = None
    """What stood there."""
    after: Text | None = None
    """What stands there now."""
    reason: Text
    """Why."""
    withdraws: Flag = False
    """True if the targets are withdrawn."""
    reported_by: Voice | None = None
    """Who pointed it out."""


class Redaction(Record):
    """The removal of a record and its old states, for a court order or data protection."""

    at: Date
    """When."""
    targets: Many[AnyReference]
    """The records."""
    ground: Text
    """On what ground."""
