"""People, organisations and places."""

import re
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainValidator

from generator.model.base import (
    Language,
    Many,
    Name,
    Part,
    Plain,
    Record,
    Reference,
    Reliability,
    SourceReference,
    Text,
    fault,
    require_text,
)
from generator.model.date import Date


class OrganisationReference(Reference):
    """An organisation."""

    __slots__ = ()
    kinds = ("organisation",)


class OrganisationName(Reference):
    """An organisation, or the free name of one."""

    __slots__ = ()
    kinds = ("organisation",)
    free = True


class PlaceReference(Reference):
    """A place."""

    __slots__ = ()
    kinds = ("place",)


class Alias(Part):
    """Another name: a transliteration, a former name, a name in another script."""

    name: Name
    """The name."""
    lang: Language | None = None
    """Its language."""
    from_: Date | None = Field(default=None, alias="from")
    """Since when it was used."""
    to: Date | None = None
    """Until when."""


def _alias(value: object) -> object:
    return value if isinstance(value, dict) and "name" in value else {"name": value}


class Role(Part):
    """An office that somebody held."""

    title: Text
    """Title of the office."""
    of: OrganisationName | None = None
    """Where; a person speaks for it while holding the role."""
    from_: Date | None = Field(default=None, alias="from")
    """Since when."""
    to: Date | None = None
    """Until when."""
    source: Many[SourceReference] = ()
    """Where that was read."""
    interest: Text | None = None
    """An interest that readers should know of."""


def _wikidata(value: object) -> str:
    text = require_text(value)
    if re.fullmatch(r"Q[1-9][0-9]{0,11}", text):
        return text
    raise fault("LB110", f"“{text}” is not a Wikidata id", "Wikidata ids look like Q7747.")


class Named(Record):
    """What people, organisations and places have in common."""

    name: Name
    """Name."""
    aliases: Many[Annotated[Alias, BeforeValidator(_alias)]] = ()
    """Other names by which readers may look for it."""
    roles: tuple[Role, ...] = ()
    """Offices and memberships, dated where known."""
    wikidata: Annotated[str, PlainValidator(_wikidata, json_schema_input_type=str)] | None = None
    """Wikidata id."""
    country: Plain | None = None
    """Country, as an ISO 3166-1 code."""
    description: Text | None = None
    """Who or what it is, in a sentence."""


class Person(Named):
    """A person."""


class Organisation(Named):
    """An organisation: a state body, agency, party, company, paper."""

    speaks_for: OrganisationReference | None = None
    """The body whose voice it is."""
    reliability: Reliability | None = None
    """Admiralty reliability as a publisher."""
    descriptor: Text | None = None
    """Why it has that reliability."""


class Place(Named):
    """A place."""

    within: PlaceReference | None = None
    """The place that it lies in."""
