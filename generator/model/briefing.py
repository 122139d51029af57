"""The head of a briefing."""

from typing import Annotated

from generator.model.base import (
    Entity,
    JudgementReference,
    Many,
    Plain,
    Record,
    Relation,
    SiteLanguage,
    Text,
    TopicReference,
    word,
)
from generator.model.date import Date


class Briefing(Record):
    """What stands at the top of a briefing and holds for all of it."""

    title: Text
    """Headline."""
    lead: Text | None = None
    """One or two sentences that say what the reader gets."""
    as_of: Date
    """Date of the information: that of the latest source used."""
    status: Annotated[str, word(("draft", "published", "superseded"))] = "published"
    """Whether readers see it: a draft appears nowhere, a superseded one says what stands in its place."""
    publish_at: Date | None = None
    """Time until which the briefing appears nowhere."""
    authors: Many[Entity] = ()
    """Who wrote it."""
    lang: SiteLanguage | None = None
    """Language of plain texts in this briefing; the site's main language without it."""
    topics: Many[TopicReference] = ()
    """Topics."""
    key_judgements: Many[JudgementReference] = ()
    """Assessments or facts that a hurried reader must know, in order."""
    why_it_matters: Text | None = None
    """Why it matters."""
    sources_summary: Text | None = None
    """Strengths and weaknesses of the sources as a whole (ICD 206)."""
    sides: tuple[Many[Entity], ...] = ()
    """Groups of parties, each of which counts as one voice."""
    related: tuple[Relation, ...] = ()
    """Other briefings, and how they relate."""
    licence: Plain | None = None
    """Licence, where it isn't the site's."""
