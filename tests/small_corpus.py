"""Small corpora for tests, written as YAML or as plain values, without files or a site around them."""

from typing import Any

from generator.corpus import Corpus
from generator.document import Document, parse_document
from generator.kinds import BRIEFING, BY_PLURAL
from generator.load import REGISTRY, Entry
from generator.model.base import Context

BRIEFING_ID = "talks"
"""Id of the briefing that facts stand in."""
CONTEXT = Context(("de", "en"), "de")
"""What the models know of the site."""


def entries_of(document: Document, briefing: str) -> list[Entry]:
    """Return the records of a file; all must be valid."""
    found = []
    value: dict[str, Any] = dict(document.value)
    head = value.pop(BRIEFING.name, None)
    if head is not None:
        record = BRIEFING.model.model_validate(head, context=CONTEXT)
        found.append(Entry(briefing, BRIEFING, briefing, document, (BRIEFING.name,), record))
    for plural, records in value.items():
        kind = BY_PLURAL[plural]
        for identifier, fields in records.items():
            record = kind.model.model_validate(fields, context=CONTEXT)
            found.append(Entry(briefing, kind, identifier, document, (plural, identifier), record))
    return found


def corpus_of(registry: dict[str, Any], briefing: dict[str, Any]) -> Corpus:
    """Return a corpus of plain values: what briefings share, and one briefing."""
    shared = entries_of(Document("briefings/registry.yml", "", registry), REGISTRY)
    return Corpus((*shared, *entries_of(Document("briefings/talks.yml", "", briefing), BRIEFING_ID)))


def read(text: str, briefing: str = BRIEFING_ID) -> tuple[Entry, ...]:
    """Return the records of a text in YAML that stands in a briefing or in the registry."""
    document, problems = parse_document(text, f"briefings/{briefing}.yml")
    assert problems == []
    assert document is not None
    return tuple(entries_of(document, briefing))
