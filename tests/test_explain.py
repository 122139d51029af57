"""Behaviour of the explanations of codes, and of `lagebild explain`."""

import pytest
from click.testing import CliRunner

from generator.checks.registry import BY_CODE
from generator.cli import main
from generator.diagnostics import CODES
from generator.explain import FAMILIES, UnknownCodeError, explain, explanations


@pytest.mark.parametrize("code", CODES)
def test_complete(code: str) -> None:
    """Every code says what is reported, why, and how it looks wrong and right."""
    found = explain(code)
    assert (code, CODES[code]) == (found.code, found.title)
    assert found.what.startswith(("Reports ", "Counts "))
    assert found.what.endswith(".")
    assert found.why[-1] in ".`"
    assert "" not in (found.wrong, found.right)
    assert found.wrong != found.right
    assert found.language in ("yaml", "text")
    assert found.family in FAMILIES


@pytest.mark.parametrize("code", CODES)
def test_severity(code: str) -> None:
    """A severity is named where a site can change it, an exception where an editor can write one."""
    found = explain(code)
    rule = BY_CODE.get(code)
    assert (str(rule.default), rule.excusable) == (found.severity, found.excusable) if rule else found.severity == ""


def test_all() -> None:
    """The reference page has every code once, in order."""
    assert sorted(CODES) == [each.code for each in explanations()]


@pytest.mark.parametrize(
    ("code", "near"), [("LB30202", "LB302"), ("lb0016", "LB016"), ("302", "LB302"), ("LB9xx", None), ("nonsense", None)]
)
def test_unknown(code: str, near: str | None) -> None:
    """A code that nothing has is no code; the nearest one is named."""
    with pytest.raises(UnknownCodeError) as caught:
        explain(code)
    assert near == caught.value.near


def test_command() -> None:
    """The command prints each code that it is asked for, in small letters too."""
    result = CliRunner().invoke(main, ["explain", "lb302", "LB007"])
    assert 0 == result.exit_code
    assert ["LB302 declared status above the derived one", "LB007 text cut by a comment"] == [
        line for line in result.output.splitlines() if line.startswith("LB")
    ]
    assert max(map(len, result.output.splitlines())) <= 120
    assert "\x1b" not in result.output


def test_list() -> None:
    """Without a code, all are listed."""
    result = CliRunner().invoke(main, ["explain"])
    assert 0 == result.exit_code
    assert [] == [code for code, title in CODES.items() if code not in result.output or title not in result.output]
    assert "  LB363  off      source without an archived copy" in result.output.splitlines()


def test_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Colour follows the same rules as all other output."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;31merror\x1b[0m" in CliRunner().invoke(main, ["explain", "LB302"], color=True).output
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in CliRunner().invoke(main, ["explain", "LB302"], color=True).output


def test_unknown_command() -> None:
    """The command fails on a code that doesn't exist, with the nearest one."""
    result = CliRunner().invoke(main, ["explain", "LB302", "LB30202"])
    assert 2 == result.exit_code
    assert "There is no code LB30202. Did you mean LB302?" in result.output
