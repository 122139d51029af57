"""The preview: it starts whatever is wrong, shows what that is, and turns into the site once it is mended."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator.plugin import STYLESHEETS, THEME
from generator.preview import STYLESHEET
from tests.site.axe import View
from tests.site.built import run
from tests.small_project import SESSION, small_project, write

CONFIGURATION: Final = """\
site_name: Erfunden
site_url: https://example.org/repo/
theme:
  name: material
  font: false
plugins:
  - lagebild
  - search
"""
BROKEN: Final = SESSION.replace("testblatt", "testblat")
"""A reference that leads nowhere, in line 7."""
WORSE: Final = BROKEN.replace("2022-01-20", "26.01.2022")
"""And a date that is none, in line 3."""
PATIENCE: Final = 60_000
"""For how many milliseconds something may be under way on a busy machine."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a small project that can be built."""
    root = small_project(tmp_path / "project")
    return write(root, {"mkdocs.yml": CONFIGURATION, "docs/handbuch.md": "# Handbuch\n"})


@contextmanager
def previewed(root: Path) -> Iterator[tuple[str, Path]]:
    """Preview a project, and give the address and the file that holds what the terminal shows."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    terminal = root.parent / "terminal.txt"
    home = Path(__file__).resolve().parent.parent
    command = [sys.executable, "-m", "generator", "serve", "--port", str(port)]
    with terminal.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            command, cwd=root, stdout=output, stderr=output, env={**os.environ, "PYTHONPATH": str(home)}
        )
        try:
            yield f"http://127.0.0.1:{port}/repo/", terminal
        finally:
            # Not Ctrl+C's signal: shells let what runs in the background ignore it, and its children with it.
            process.terminate()
            stopped = process.wait(timeout=PATIENCE / 1000)
            assert 128 + signal.SIGTERM == stopped, terminal.read_text(encoding="utf-8")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a window."""
    with browser.new_context(reduced_motion="reduce") as context:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()


def _shown(terminal: Path, text: str) -> str:
    """Wait until the terminal shows something, and return all that it shows."""
    end = time.monotonic() + PATIENCE / 1000
    while text not in (shown := terminal.read_text(encoding="utf-8")):
        assert time.monotonic() < end, shown
        time.sleep(0.1)
    return shown


def _save(project: Path, text: str) -> None:
    """Save the briefing."""
    write(project, {"briefings/sitzung.yml": text})


def _notice(page: Page) -> Locator:
    """Return the notice that the preview isn't what was saved last."""
    return page.get_by_role("region", name=re.compile("Vorschau|Preview"))


def _accessible(page: Page) -> None:
    """Make sure that axe objects to nothing, whatever the window's width and colours."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for view in (View("wide"), View("phone", width=320, height=640)):
            assert [] == view.violations(page), (scheme, view)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 800})


def test_who_asks_while_the_site_is_built(project: Path, page: Page) -> None:
    """Who reloads a page while the site is being built gets the page as it is then, and no error."""
    with previewed(project) as (home, terminal):
        _shown(terminal, "Serving on")
        for title in ("Der Rat ruht", "Der Rat wacht"):
            before = terminal.read_text(encoding="utf-8").count("Building")
            _save(project, SESSION.replace("Der Beispielrat vertagt die Satzung", title))
            end = time.monotonic() + PATIENCE / 1000
            while terminal.read_text(encoding="utf-8").count("Building") == before:
                assert time.monotonic() < end
                time.sleep(0.02)
            answer = page.request.get(f"{home}briefings/sitzung/", timeout=PATIENCE)
            expect(answer).to_be_ok()
            assert f'<h1 id="s--top">{title}</h1>' in answer.text()


def test_from_mistakes_to_the_site_and_back(project: Path, page: Page) -> None:
    """The preview starts with mistakes, names all of them, and follows each time that they are mended or made.

    All of it without a reload by hand: as a page at any address as long as there was no good state, then as a notice
    on the last good state.
    """
    expect.set_options(timeout=PATIENCE)
    _save(project, WORSE)
    with previewed(project) as (home, terminal):
        shown = _shown(terminal, "Serving on")
        page.goto(f"{home}en/briefings/sitzung/")
        expect(page.get_by_role("heading", level=1)).to_have_text("2 Fehler")
        for place, code, hint in (
            ("3:10", "LB107", "Write 2022-01-26"),
            ("7:15", "LB201", "Did you mean “testblatt”?"),
        ):
            mistake = page.get_by_role("listitem").filter(has_text=f"briefings/sitzung.yml:{place}")
            expect(mistake).to_contain_text(code)
            expect(mistake).to_contain_text(hint)
            assert f"briefings/sitzung.yml:{place}: error {code}" in shown
            assert hint in shown
        _accessible(page)

        _save(project, BROKEN)
        expect(page.get_by_role("heading", level=1)).to_have_text("1 Fehler")
        _save(project, SESSION)
        expect(page.get_by_role("heading", level=1)).to_have_text("Der Beispielrat vertagt die Satzung")
        expect(_notice(page)).to_have_count(0)

        _save(project, WORSE)
        expect(_notice(page)).to_contain_text("2 errors")
        expect(page.get_by_role("heading", level=1)).to_have_text("Der Beispielrat vertagt die Satzung")
        _notice(page).get_by_text("Since then:").click()
        expect(_notice(page).get_by_role("listitem").first).to_contain_text("briefings/sitzung.yml:3:10")
        _accessible(page)
        _save(project, BROKEN)
        expect(_notice(page)).to_contain_text("1 error")
        expect(_notice(page)).to_have_count(1)
        page.goto(home)
        expect(_notice(page)).to_contain_text("1 Fehler")

        _save(project, SESSION.replace("Was beschlossen wurde", "Was nun gilt"))
        expect(_notice(page)).to_have_count(0)
        page.goto(f"{home}briefings/sitzung/beschluss/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Was nun gilt")
    run("python", "-m", "generator", "build", cwd=project)
    built = [file for file in (project / "site").rglob("*") if file.is_file()]
    assert not [file for file in built if re.search(rb"lagebild-preview|lb-stale|lb-waiting", file.read_bytes())]


def test_mistakes_in_the_settings_and_in_pages(project: Path, page: Page) -> None:
    """What is wrong with the settings, or with what MkDocs makes of them, is shown as what is wrong with content is."""
    expect.set_options(timeout=PATIENCE)
    with previewed(project) as (home, terminal):
        _shown(terminal, "Serving on")
        page.goto(home)
        write(project, {"mkdocs.yml": CONFIGURATION.replace("- lagebild", "- lagebild: {quote_words: 0}")})
        expect(_notice(page)).to_contain_text("mkdocs.yml:7:")
        write(project, {"mkdocs.yml": CONFIGURATION.replace("font: false", "font: [")})
        expect(_notice(page)).to_contain_text("mkdocs.yml:5:9")
        write(project, {"mkdocs.yml": CONFIGURATION.replace("material", "materiell")})
        expect(_notice(page)).to_contain_text("Unrecognised theme name: 'materiell'")
        write(project, {"mkdocs.yml": CONFIGURATION, "docs/people.md": "# Doppelt\n"})
        expect(_notice(page)).to_contain_text("docs/people.md:1:1: error LB401")
        (project / "docs" / "people.md").unlink()
        expect(_notice(page)).to_have_count(0)


def test_dark_colours_are_those_of_the_palette() -> None:
    """The page that stands in place of the site has the dark colours of the site."""
    colour = re.compile(r"(--lb-[\w-]+): (#\w+);")
    palette = (THEME / STYLESHEETS[0]).read_text(encoding="utf-8").partition("slate")[2].partition("}")[0]
    own = STYLESHEET.read_text(encoding="utf-8").partition("scheme: dark")[2].partition("}")[0]
    assert len(colour.findall(own)) > 5
    assert set(colour.findall(own)) <= set(colour.findall(palette))
