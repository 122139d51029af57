"""Behaviour of the rules about the status of facts: what they report, where, and what they say is missing."""

import pytest

from generator.checks.status import RULES, check_status
from generator.corpus import Corpus
from generator.diagnostics import CODES, Diagnostic
from tests.small_corpus import read

REGISTRY = """
organisations:
  russian-government: {name: Russian government}
  kremlin: {name: Kremlin, speaks_for: russian-government}
  nato: {name: NATO}
  ap: {name: AP}
sources:
  kremlin-readout: {kind: readout, publisher: kremlin}
  ap-1: {kind: wire, publisher: ap, first_hand: true}
  paper: {kind: report, publisher: Paper}
  unread: {kind: report, publisher: Paper, unseen: true}
"""
SHARED = read(REGISTRY, "registry")


def _check(fields: str) -> list[Diagnostic]:
    """Return what is reported of a fact with these fields; the first of them stands in line 4."""
    indented = fields.strip("\n").replace("\n", "\n    ")
    return list(check_status(Corpus((*SHARED, *read(f"facts:\n  it:\n    statement: So.\n    {indented}\n")))))


def test_nothing_to_report() -> None:
    """A fact whose declared status is borne out, or that declares none, is not reported."""
    assert [] == _check("evidence: [ap-1]")
    assert [] == _check("status: confirmed\nevidence:\n  - ap-1\n  - kremlin-readout")


@pytest.mark.parametrize(
    ("fields", "code", "line", "column", "hint"),
    [
        pytest.param("evidence: []", "LB301", 4, 5, "Add a source", id="empty"),
        pytest.param(
            "evidence:\n  - unread\n  - {source: ap-1, part: Ort}",
            "LB301",
            4,
            5,
            "unread (unseen), ap-1 (bears out a part only)",
            id="nothing counted",
        ),
        pytest.param(
            "status: confirmed\nabout: kremlin\nevidence: kremlin-readout",
            "LB302",
            4,
            5,
            "a second independent voice beside “russian-government”, or the official record",
            id="party to confirmed",
        ),
        pytest.param("status: confirmed\nevidence: ap-1", "LB302", 4, 5, "second independent voice beside “ap”"),
        pytest.param("status: confirmed\nevidence: paper", "LB302", 4, 5, "two independent voices that are known"),
        pytest.param(
            "status: reported\nabout: kremlin\nevidence: kremlin-readout",
            "LB302",
            4,
            5,
            "all there is comes from “russian-government”",
            id="party to reported",
        ),
        pytest.param(
            "status: reported\nevidence:\n  - {source: ap-1, by: nato}", "LB302", 4, 5, "who the parties are", id="by"
        ),
        pytest.param("evidence: ap-1\nstatus: claimed", "LB302", 5, 5, "a party whose word it is", id="no party"),
        pytest.param(
            "status: confirmed\nevidence:\n  - ap-1\n  - {source: paper, stance: denies}",
            "LB302",
            4,
            5,
            "an answer to what speaks against it (paper)",
            id="disputed",
        ),
        pytest.param(
            "status: disputed\nevidence:\n  - {source: paper, stance: denies}",
            "LB302",
            4,
            5,
            "missing is an item that asserts it.",
            id="denied to disputed",
        ),
        pytest.param(
            "status: reported\nevidence:\n  - {source: paper, stance: denies}",
            "LB302",
            4,
            5,
            "set the denials aside",
            id="denied to reported",
        ),
        pytest.param(
            "status: reported\n"
            "evidence:\n  - {source: ap-1, value: {number: 1}}\n  - {source: paper, value: {number: 2}}",
            "LB302",
            4,
            5,
            "values don't go together",
            id="by value",
        ),
        pytest.param("status: disputed\nevidence: ap-1", "LB303", 4, 5, "status_reason:", id="below"),
        pytest.param(
            "evidence:\n  - source: kremlin-readout\n    stance: documents",
            "LB304",
            6,
            17,
            "stance: asserts",
            id="readout",
        ),
        pytest.param(
            "evidence:\n"
            "  - source: ap-1\n    value: {number: 1, unit: km}\n"
            "  - source: paper\n    value: {number: 1, unit: miles}",
            "LB305",
            8,
            9,
            "Convert it",
            id="units",
        ),
    ],
)
def test_report(fields: str, code: str, line: int, column: int, hint: str) -> None:
    """Each rule reports at the key that is to be mended, and says how."""
    (diagnostic,) = _check(fields)
    location = diagnostic.location
    assert (code, line, column) == (diagnostic.code, location.line, location.column)
    assert hint in diagnostic.hint


def test_exception() -> None:
    """A code that the fact allows with a reason is not reported."""
    assert [] == _check("status: disputed\nallow:\n  LB303: Wird geklärt.\nevidence: ap-1")


@pytest.mark.parametrize("fields", ["evidence: no-such", "evidence: ap-1\nstatus: claimed\nabout: no-such"])
def test_loose_references(fields: str) -> None:
    """What follows from a reference that leads nowhere is not reported a second time."""
    assert [] == _check(fields)


@pytest.mark.parametrize("code", RULES)
def test_rules_are_documented(code: str) -> None:
    """Every rule has a code with a title, and says what, why, what is wrong and what is right."""
    documentation = RULES[code].__doc__ or ""
    assert code in CODES
    assert [True] * 4 == [f"{part}:\n" in documentation for part in ("What", "Why", "Wrong", "Right")]
