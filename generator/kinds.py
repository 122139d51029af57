"""The only list of record kinds: their names, their models, and whether each has a page."""

from dataclasses import dataclass
from typing import Final

from generator.model.amendment import Correction, Redaction
from generator.model.assessment import Assessment
from generator.model.base import Record
from generator.model.briefing import Briefing
from generator.model.entity import Organisation, Person, Place
from generator.model.event import Event
from generator.model.fact import Fact
from generator.model.figure import Figure
from generator.model.question import Question
from generator.model.quote import Quote
from generator.model.section import Section
from generator.model.source import Source
from generator.model.topic import Series, Topic


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record."""

    name: str
    """Singular, as used in references and catalogues."""
    plural: str
    """Key in the files, and folder of its pages."""
    model: type[Record]
    """The model that its records are read with."""
    paged: bool = False
    """Whether each record has a page of its own under `/<plural>/<id>/`."""


BRIEFING: Final = Kind("briefing", "briefings", Briefing)
"""The head of a briefing: one to a folder, without an id of its own."""

KINDS: Final = (
    Kind("section", "sections", Section),
    Kind("fact", "facts", Fact),
    Kind("quote", "quotes", Quote),
    Kind("assessment", "assessments", Assessment),
    Kind("question", "questions", Question),
    Kind("correction", "corrections", Correction),
    Kind("redaction", "redactions", Redaction),
    Kind("figure", "figures", Figure),
    Kind("person", "people", Person, paged=True),
    Kind("organisation", "organisations", Organisation, paged=True),
    Kind("place", "places", Place, paged=True),
    Kind("event", "events", Event, paged=True),
    Kind("topic", "topics", Topic, paged=True),
    Kind("series", "series", Series, paged=True),
    Kind("source", "sources", Source, paged=True),
)
"""All kinds that stand in files as mappings of ids to records."""

BY_PLURAL: Final = {kind.plural: kind for kind in KINDS}
"""Kinds by their key in the files."""
BY_NAME: Final = {kind.name: kind for kind in (*KINDS, BRIEFING)}
"""Kinds by name."""
