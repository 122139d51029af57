"""Behaviour of the editorial checks: each rule by its golden case, and what severities and exceptions do to them.

A case is a file in `tests/checks/`: what breaks the rule, `---`, and the same mended. Its first line says where the
breach is to be reported, and nothing else may be.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from generator.build import check
from generator.checks.registry import BY_CODE, RULES
from generator.checks.rule import OFF
from generator.diagnostics import CODES, Diagnostic, Severity
from generator.document import parse_document
from generator.explain import explain
from generator.settings import Settings

CASES = Path(__file__).parent / "checks"
HEAD = "briefing:\n  title: Der Rat\n  as_of: 2021-12\n"
CODE = [rule.code for rule in RULES]


def _check(
    folder: Path, text: str, severities: Mapping[str, str] = MappingProxyType({}), *, registry: bool = False
) -> list[Diagnostic]:
    """Return what is reported of a file in a briefing or in the registry, read and checked as a site is."""
    briefings = folder / "briefings"
    files = {
        "registry/all.yml": (CASES / "registry.yml").read_text(encoding="utf-8"),
        "registry/case.yml" if registry else "council/case.yml": text,
    }
    if not re.search("^briefing:", text, re.MULTILINE):
        files["council/head.yml"] = HEAD
    for name, content in files.items():
        (briefings / name).parent.mkdir(parents=True, exist_ok=True)
        (briefings / name).write_text(content, encoding="utf-8")
    settings = Settings.model_validate({"desk": "desk", "today": "2022-03-01", "severities": dict(severities)})
    return [each for each in check(folder, settings).diagnostics if each.location.path.endswith("/case.yml")]


def _case(code: str) -> tuple[str, str, str]:
    """Return where the breach is expected, what breaks the rule, and the same mended."""
    wrong, right = (CASES / f"{code}.yml").read_text(encoding="utf-8").split("---\n")
    return wrong.partition("\n")[0].removeprefix("# "), wrong, right


def _awake(code: str) -> dict[str, str]:
    """Return the severities under which a rule is asked."""
    return {code: "warning"} if BY_CODE[code].default == OFF else {}


@pytest.mark.parametrize("code", CODE)
def test_wrong(code: str, tmp_path: Path) -> None:
    """What breaks a rule is reported once, at its place, as grave as the rule is, and with a way to mend it."""
    place, wrong, _ = _case(code)
    (found,) = _check(tmp_path, wrong, registry="registry" in place, severities=_awake(code))
    default = BY_CODE[code].default
    assert place.split()[0] == f"{found.location.line}:{found.location.column}"
    assert (code, Severity.WARNING if default == OFF else default) == (found.code, found.severity)
    assert "" != found.hint


@pytest.mark.parametrize("code", CODE)
def test_right(code: str, tmp_path: Path) -> None:
    """Mended, it is not reported any more, nor does it break another rule."""
    place, _, right = _case(code)
    assert [] == _check(tmp_path, right, registry="registry" in place, severities=_awake(code))


def test_cases() -> None:
    """Every case belongs to a rule."""
    assert {"registry", *CODE} == {path.stem for path in CASES.glob("*.yml")}


def test_registry() -> None:
    """Rules have codes of their own, in order, with a title; every editorial code is a rule's."""
    assert sorted(set(CODE)) == CODE
    assert CODE == [code for code in sorted(CODES) if code.startswith("LB3")]


@pytest.mark.parametrize("code", CODE)
def test_examples(code: str) -> None:
    """The examples of a rule's explanation can be read: fields that exist nowhere else would mislead."""
    explanation = explain(code)
    for example in (explanation.wrong, explanation.right):
        _, problems = parse_document(example, "example.yml")
        assert [] == [str(each) for each in problems]


@pytest.mark.parametrize("code", [rule.code for rule in RULES if rule.excusable and rule.code != "LB390"])
def test_exception(code: str, tmp_path: Path) -> None:
    """A warning is silent at a record that makes an exception to it."""
    place, wrong, _ = _case(code)
    severities = _awake(code)
    (found,) = _check(tmp_path / "before", wrong, registry="registry" in place, severities=severities)
    lines = wrong.splitlines()
    # The record that is to be mended ends where the file does, in all of these cases.
    excused = "\n".join([*lines, "    allow:", f"      {code}: Ist geprüft."]) + "\n"
    assert code == found.code
    assert [] == _check(tmp_path / "after", excused, registry="registry" in place, severities=severities)


@pytest.mark.parametrize("code", [rule.code for rule in RULES if not rule.excusable])
def test_no_exception(code: str, tmp_path: Path) -> None:
    """An error takes no exception; whoever writes one is told so."""
    _, wrong, _ = _case(code)
    excused = f"{wrong}    allow:\n      {code}: Ist geprüft.\n"
    assert {code, "LB390"} == {each.code for each in _check(tmp_path, excused)}


ALLOW = "facts:\n  it:\n    statement: Der Rat tagte.\n    evidence: agentur-1\n    allow:\n      {}: Ist geprüft.\n"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("LB999", "not the code of an editorial check"),
        ("LB101", "not the code of an editorial check"),
        ("LB310", "excuses nothing"),
        ("LB302", "takes no exceptions"),
        ("LB3xx", "not the code of an editorial check"),
    ],
)
def test_useless_exception(code: str, message: str, tmp_path: Path) -> None:
    """An exception that excuses nothing is reported at its code."""
    (found,) = _check(tmp_path, ALLOW.format(code))
    assert ("LB390", 6, 7) == (found.code, found.location.line, found.location.column)
    assert message in found.message


def test_exception_of_sleeping_rule(tmp_path: Path) -> None:
    """Whether an exception is needed can't be told while its rule is off."""
    assert [] == _check(tmp_path / "off", ALLOW.format("LB310"), {"LB310": "off"})
    assert [] == _check(tmp_path / "asleep", ALLOW.format("LB363"))


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ({}, ["warning"]),
        ({"LB310": "error"}, ["error"]),
        ({"LB3xx": "error"}, ["error"]),
        ({"LB310": "off"}, []),
        ({"LB3xx": "off"}, []),
        ({"LB3xx": "off", "LB310": "warning"}, ["warning"]),
        ({"LB2xx": "off"}, ["warning"]),
    ],
)
def test_severity(severities: dict[str, str], expected: list[str], tmp_path: Path) -> None:
    """A site changes the severity of a rule or of all; what it says of one code goes first."""
    _, wrong, _ = _case("LB310")
    assert expected == [each.severity for each in _check(tmp_path, wrong, severities=severities)]


def test_family_wakes_nobody(tmp_path: Path) -> None:
    """A rule that is off stays off when all are changed: only its own code wakes it."""
    _, wrong, _ = _case("LB363")
    assert [] == _check(tmp_path / "family", wrong, {"LB3xx": "error"})
    assert ["LB363"] == [each.code for each in _check(tmp_path / "own", wrong, {"LB363": "error"})]
