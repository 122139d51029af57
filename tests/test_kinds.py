"""The registry of kinds, and that everything which depends on it covers every kind."""

import pytest
from pydantic import BaseModel

from generator.kinds import BRIEFING, BY_NAME, BY_PLURAL, KINDS, Kind
from generator.load import REGISTRY, RETIRED
from generator.locale import catalogue, languages
from generator.model.base import ID_PATTERN, Record, Reference
from generator.render import environment
from tests.test_cases import models_in


def test_names_are_unique() -> None:
    """Each kind has a name and a plural of its own, which name no folder or key that means something else."""
    assert len(BY_NAME) == len(KINDS) + 1
    assert len(BY_PLURAL) == len(KINDS)
    assert BRIEFING is BY_NAME["briefing"]
    assert BRIEFING.name not in BY_PLURAL
    assert not {REGISTRY, RETIRED, "index", *languages()} & set(BY_PLURAL)
    assert all(ID_PATTERN.fullmatch(kind.plural) and ID_PATTERN.fullmatch(kind.name) for kind in BY_NAME.values())


@pytest.mark.parametrize("kind", BY_NAME.values(), ids=BY_NAME)
def test_everything_is_described(kind: Kind) -> None:
    """Every field of a kind, and of what stands in it, has a description: editors and the schema show it."""
    assert issubclass(kind.model, Record)
    for model in models_in(kind.model):
        assert model.__doc__
        assert [] == [name for name, info in model.model_fields.items() if not info.description]
        assert model.model_config.get("frozen")
        assert "forbid" == model.model_config.get("extra")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.paged], ids=lambda kind: kind.name)
def test_paged_kinds_can_be_shown(kind: Kind) -> None:
    """A kind with pages has a template, and an index with a lead in every language."""
    template = "source" if kind.name == "source" else "entity"
    assert f"{template}.md.jinja" in environment().list_templates()
    for lang in languages():
        assert catalogue(lang).text(f"index.lead.{kind.name}")


def references_in(model: type[BaseModel]) -> set[type[Reference]]:
    """Return the types of reference that the fields of a model and of what stands in it take."""
    found: set[type[Reference]] = set()
    waiting: list[object] = [info.annotation for each in models_in(model) for info in each.model_fields.values()]
    while waiting:
        annotation = waiting.pop()
        if isinstance(annotation, type) and issubclass(annotation, Reference):
            found.add(annotation)
        waiting += getattr(annotation, "__args__", ())
    return found


def test_references_name_kinds_that_exist() -> None:
    """A type of reference names kinds of the registry only."""
    found = {reference for kind in BY_NAME.values() for reference in references_in(kind.model)}
    assert len(found) > 5
    for reference in found:
        assert set(reference.kinds) <= set(BY_NAME)
