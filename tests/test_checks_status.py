"""Behaviour of the rules about the status of facts: what they report, where, and what they say is missing."""

import pytest

from generator.checks import run_checks
from generator.corpus import Corpus
from generator.diagnostics import Diagnostic
from generator.model.date import Date
from generator.settings import Settings
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
    corpus = Corpus((*SHARED, *read(f"facts:\n  it:\n    statement: So.\n    {indented}\n")))
    found = run_checks(corpus, Settings(), Date.parse("2022-03-01"))
    return [each for each in found if each.code.startswith("LB30")]


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
            "LB307",
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


@pytest.mark.parametrize("fields", ["evidence: no-such", "evidence: ap-1\nstatus: claimed\nabout: no-such"])
def test_loose_references(fields: str) -> None:
    """What follows from a reference that leads nowhere is not reported a second time."""
    assert [] == _check(fields)


@pytest.mark.parametrize(
    ("evidence", "reported"),
    [
        pytest.param("[{source: ap-1, credibility: 1}]", True, id="alone"),
        pytest.param("[{source: ap-1, credibility: 1}, kremlin-readout]", False, id="second voice"),
        pytest.param("[{source: ap-1, credibility: 1}, paper]", True, id="second of unknown origin"),
        pytest.param("[{source: paper, credibility: 1}]", True, id="origin unknown"),
        pytest.param(
            "[{source: ap-1, credibility: 1}, {source: kremlin-readout, stance: denies}]", True, id="second denies"
        ),
        pytest.param(
            "[{source: ap-1, stance: denies, credibility: 1}, {source: kremlin-readout, stance: denies}]",
            False,
            id="two deny",
        ),
        pytest.param("[{source: ap-1, credibility: 2}]", False, id="probably true"),
    ],
)
def test_credibility(evidence: str, reported: bool) -> None:
    """Credibility 1 takes two origins on the side of its item that are known."""
    assert reported == ("LB306" in [each.code for each in _check(f"evidence: {evidence}")])
