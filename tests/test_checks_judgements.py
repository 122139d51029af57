"""Behaviour of the rules about judgements: what is asked of the desk and what of others, scales, terms and numbers."""

import pytest

from generator.checks import run_checks
from generator.corpus import Corpus
from generator.diagnostics import Diagnostic
from generator.model.date import Date
from generator.settings import Settings
from tests.small_corpus import read

SHARED = read(
    "organisations:\n  desk: {name: Desk}\n  cia: {name: CIA}\nsources:\n  report: {kind: analysis}\n", "registry"
)
BASE = "    question: Kommt es so?\n    judgement: Es kommt so.\n    made: 2021-12-07\n    kind: {kind}\n"
OTHERS = "by: cia\nsource: report\n"


def _check(fields: str, kind: str = "estimate", more: str = "", **settings: str) -> list[Diagnostic]:
    """Return what is reported of an assessment with these fields, and of more records."""
    indented = "".join(f"    {line}\n" for line in fields.strip().splitlines())
    text = f"assessments:\n  it:\n{BASE.format(kind=kind)}{indented}{more}"
    site = Settings.model_validate({"desk": "desk", **settings})
    found = run_checks(Corpus((*SHARED, *read(text))), site, Date.parse("2022-03-01"))
    return [each for each in found if each.location.path == "briefings/talks.yml"]


def _codes(fields: str, kind: str = "estimate", more: str = "", **settings: str) -> set[str]:
    return {each.code for each in _check(fields, kind, more, **settings)}


@pytest.mark.parametrize(
    ("fields", "kind", "expected"),
    [
        pytest.param("", "estimate", {"LB331", "LB335"}, id="desk's estimate"),
        pytest.param("by: desk", "forecast", {"LB331", "LB335"}, id="desk by name"),
        pytest.param("", "explanation", {"LB335"}, id="explanation falls never due"),
        pytest.param("", "advice", set(), id="advice"),
        pytest.param("", "hope", set(), id="hope"),
        pytest.param("horizon: 2023", "forecast", {"LB331", "LB335"}, id="horizon without resolution"),
        pytest.param("horizon: unknown\nresolution: Amtsblatt.", "forecast", {"LB331", "LB335"}, id="unknown horizon"),
        pytest.param("horizon: 2023\nresolution: Amtsblatt.\nagainst: report", "forecast", set(), id="all there"),
        pytest.param(OTHERS, "forecast", set(), id="others'"),
        pytest.param("by: cia", "forecast", {"LB330"}, id="others' without source"),
        pytest.param("by: [desk, cia]", "forecast", {"LB330"}, id="desk and others"),
        pytest.param("by: {unnamed: Beamte}", "advice", {"LB330"}, id="unnamed without source"),
        pytest.param(f"{OTHERS}probability: 0.6", "forecast", {"LB331"}, id="others' number without end"),
        pytest.param(f"{OTHERS}probability: 0.6\nhorizon: 2023", "forecast", set(), id="others' number with horizon"),
        pytest.param(f"{OTHERS}horizon: 2022-02", "forecast", {"LB332"}, id="others' horizon passed"),
        pytest.param(
            f"{OTHERS}horizon: 2022-02\noutcome: {{result: unresolvable, at: 2022}}", "forecast", set(), id="undecided"
        ),
        pytest.param(f"{OTHERS}outcome: {{result: mixed, at: 2022}}", "forecast", {"LB333"}, id="mixed, not shown"),
    ],
)
def test_whose(fields: str, kind: str, expected: set[str]) -> None:
    """The desk's own judgements must be whole; of others only what an editor can mend is asked."""
    assert expected == _codes(fields, kind)


@pytest.mark.parametrize(
    ("fields", "kind", "expected"),
    [
        ("against: report", "explanation", {"LB334"}),
        ("against: report", "advice", set()),
        (OTHERS, "explanation", set()),
        ("against: report\nalternatives:\n  a: {hypothesis: A.}\n  b: {hypothesis: B.}", "explanation", set()),
    ],
)
def test_key_judgement(fields: str, kind: str, expected: set[str]) -> None:
    """What a briefing opens with has two alternatives if the desk judges it."""
    head = "briefing:\n  title: T\n  as_of: 2021-12\n  key_judgements: it\n"
    assert expected == _codes(fields, kind, head)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("likelihood: likely\nconfidence: low", set()),
        ("likelihood: WAHRSCHEINLICH\nconfidence: mittel", set()),
        ("likelihood: very-likely\nconfidence: high", set()),
        ("likelihood: realistic possibility\nconfidence: low", {"LB340"}),
        ("likelihood: likely\nconfidence: certain", {"LB340"}),
        ("scale: ipcc\nconfidence: very high", set()),
        ("scale: ipcc\nlikelihood: extremely likely", set()),
        ("likelihood: likely", {"LB342"}),
        ("probability: 0.6", {"LB342"}),
        ("confidence: low", {"LB342"}),
        ("scale: phia\nconfidence: low", {"LB342"}),
        ("scale: none\nconfidence: low", set()),
        ("scale: none\nlikelihood: likely", {"LB340"}),
        ("scale: none\nprobability: 0.78", set()),
        (f"{OTHERS}likelihood: likely\nhorizon: 2023", {"LB340"}),
        (f"{OTHERS}scale: icd203\nlikelihood: likely\nhorizon: 2023", set()),
        (f"{OTHERS}confidence: ziemlich sicher", set()),
        ("positions:\n  a: {by: cia, likelihood: sure}", {"LB340"}),
        ("positions:\n  a: {by: cia, confidence: high}\n  b: {by: NSA, confidence: moderate}", set()),
    ],
)
def test_terms(fields: str, expected: set[str]) -> None:
    """Terms and levels belong to the scale; the desk states both where its scale asks for both."""
    own = "" if OTHERS in fields else "against: report\n"
    assert expected == _codes(f"{own}{fields}", "explanation")


@pytest.mark.parametrize(
    ("scale", "number", "expected"),
    [
        ("phia", "0.07", {"LB341"}),
        ("phia", "0.05", set()),
        ("phia", "0.375", {"LB341"}),
        ("phia", "0.52", {"LB341"}),
        ("phia", "0.95", set()),
        ("phia", "1", set()),
        ("phia", "0", set()),
        ("icd203", "0.55", set()),
        ("icd203", "0.995", set()),
        ("ipcc", "0.5", set()),
    ],
)
def test_gaps(scale: str, number: str, expected: set[str]) -> None:
    """Only a number between two bands lies in a gap; one beyond the ends of a scale is its author's matter."""
    assert expected == _codes(f"against: report\nscale: {scale}\nprobability: {number}\nconfidence: low", "explanation")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("likelihood: likely\nprobability: 0.55", set()),
        ("likelihood: likely\nprobability: 0.8", {"LB344"}),
        ("likelihood: likely\nprobability: 0.2", {"LB344"}),
        ("scale: ipcc\nlikelihood: likely\nprobability: 0.95", set()),
        ("scale: phia\nlikelihood: likely\nprobability: 0.78", {"LB341"}),
    ],
)
def test_range(fields: str, expected: set[str]) -> None:
    """A number beside a term lies in its range; in a gap, that alone is said."""
    assert expected == _codes(f"against: report\nconfidence: low\n{fields}", "explanation")


def test_site_scale() -> None:
    """The desk's judgements without a scale are on the site's."""
    fields = "against: report\nlikelihood: realistic possibility\nconfidence: low"
    assert {"LB340"} == _codes(fields, "explanation")
    assert set() == _codes(fields, "explanation", scale="phia")


def test_mixed() -> None:
    """Of several scales in a briefing, those that are fewer are reported, and where the usual one is used."""
    other = "  {}:\n" + BASE.format(kind="hope") + "    scale: phia\n    confidence: low\n    likelihood: likely\n"
    fields = "scale: icd203\nlikelihood: likely\nconfidence: low"
    (found,) = _check(fields, "hope", other.format("b") + other.format("c"))
    assert ("LB343", 7) == (found.code, found.location.line)
    assert [10] == [each.location.line for each in found.related]


def test_number_has_no_scale() -> None:
    """A stated number alone is on no scale that could be mixed with another."""
    other = "  b:\n" + BASE.format(kind="hope") + "    by: cia\n    source: report\n    probability: 0.3\n"
    assert set() == _codes("likelihood: likely\nconfidence: low", "hope", other)
