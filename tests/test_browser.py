"""Chromium is found where it should be, and starts."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import COMMANDS, VARIABLE, ChromiumMissingError, find_chromium


def _fake(path: Path, status: int = 0) -> str:
    """Write a command that only exits."""
    path.write_text(f"#!/bin/sh\nexit {status}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_variable_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The browser named in the environment is used, whatever else is installed."""
    mine = _fake(tmp_path / "mine")
    monkeypatch.setenv(VARIABLE, mine)
    assert mine == find_chromium()


def test_variable_is_never_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A named browser that doesn't start is an error that says its name."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nowhere"))
    with pytest.raises(ChromiumMissingError, match="nowhere"):
        find_chromium()


def test_a_command_that_fails_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A placeholder command of a distribution doesn't count; the next one does."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    _fake(tmp_path / COMMANDS[0], status=1)
    expected = _fake(tmp_path / COMMANDS[1])
    assert expected == find_chromium()


def test_browser_shows_a_page(browser: Browser) -> None:
    """The shared browser runs scripts and lays out text."""
    page = browser.new_page()
    page.set_content("<p id=a>Lage</p><script>document.title = document.getElementById('a').offsetHeight > 0</script>")
    assert "true" == page.title()
    page.close()
