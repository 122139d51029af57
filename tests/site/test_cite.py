"""Citing and copying in Chromium: with a pointer, with the keyboard, and without JavaScript."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.site.built import BuiltSite
from tests.site.host import hosting

BRIEFING: Final = "briefings/video-summit/"
FACT: Final = "call-held"
QUOTE: Final = "sullivan-on-2014"

expect.set_options(timeout=30_000)  # on a busy machine


@dataclass(frozen=True)
class Words:
    """What readers of one language look for."""

    root: str
    """Address of their home page."""
    cite: str
    """Leads to how to cite something."""
    link: str
    """How the link to a record begins."""
    link_copied: str
    """What is said once it is copied."""
    copied: str
    """What is said once a citation is copied."""
    copy_text: str
    """Name of the button that copies the text."""
    copy_form: str
    """How the names of the buttons of the other forms are made."""
    close: str
    """Closes the dialog."""
    viewed: str
    """What stands before the day of access."""
    found: str
    """What stands before the briefing in the citation of a quote."""


GERMAN: Final = Words(
    "", "Zitieren", "Link zu", "Link kopiert", "Kopiert", "Text kopieren", "{} kopieren", "Schließen",
    "[Zugriff am: ", "Zitiert nach: ",
)  # fmt: skip
ENGLISH: Final = Words(
    "en/", "Cite", "Link to", "Link copied", "Copied", "Copy text", "Copy {}", "Close", "[viewed ", "Quoted in: "
)


@dataclass
class Reader:
    """Somebody who reads the site in a browser."""

    browser: Browser
    """The browser."""
    home: str
    """Address of the site."""
    contexts: list[BrowserContext]
    """Windows that are open."""

    def open(self, address: str, **options: Any) -> Page:  # noqa: ANN401  # whatever `new_context` takes
        """Open a page in a window that may use the clipboard."""
        context = self.browser.new_context(**options)
        self.contexts.append(context)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=self.home.rstrip("/"))
        page = context.new_page()
        page.goto(self.home + address)
        return page


@pytest.fixture(scope="module")
def home(site_at_root: BuiltSite) -> Iterator[str]:
    """Serve the site."""
    with hosting(site_at_root) as address:
        yield address


@pytest.fixture
def reader(browser: Browser, home: str) -> Iterator[Reader]:
    """Give a reader whose windows are closed at the end."""
    someone = Reader(browser, home, [])
    yield someone
    for context in someone.contexts:
        context.close()


@pytest.fixture(params=[GERMAN, ENGLISH], ids=["de", "en"])
def words(request: pytest.FixtureRequest) -> Words:
    """Return the words of one language."""
    found = request.param
    assert isinstance(found, Words)
    return found


def card(page: Page, record: str) -> Locator:
    """Return the card of a record."""
    return page.locator(f"article.lb-record:has(> #{record})")


def clipboard(page: Page) -> str:
    """Return what was copied last."""
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize("key", [None, "Enter"], ids=["pointer", "keyboard"])
def test_link_to_a_record_is_copied(reader: Reader, words: Words, key: str | None) -> None:
    """The link at a record is copied as a whole, which is said aloud; the page stays where it is."""
    page = reader.open(words.root + BRIEFING)
    link = card(page, FACT).get_by_role("link", name=re.compile(f"^{words.link}: "))
    if key:
        link.focus()
        page.keyboard.press(key)
    else:
        link.click()
    expect(page.get_by_role("status").filter(has_text=words.link_copied)).to_be_visible()
    assert f"{reader.home}{words.root}{BRIEFING}#{FACT}" == clipboard(page)
    assert reader.home + words.root + BRIEFING == page.url


def test_link_that_can_not_be_copied_is_followed(reader: Reader) -> None:
    """Where the browser refuses the clipboard, the link leads to the record as ever."""
    page = reader.open(BRIEFING)
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('refused')))")
    card(page, FACT).get_by_role("link", name=re.compile("^Link zu: ")).click()
    expect(page).to_have_url(f"{reader.home}{BRIEFING}#{FACT}")
    expect(page.locator(".lb-done")).to_have_text("Kopieren ist hier nicht möglich")


def test_fact_is_cited_in_place(reader: Reader, words: Words) -> None:
    """A dialog shows how to cite a fact, with address and day of access; each form is copied by its button."""
    page = reader.open(words.root + BRIEFING)
    link = card(page, FACT).get_by_role("link", name=re.compile(f"^{words.cite}: "))
    link.click()
    dialog = page.get_by_role("dialog", name=words.cite)
    dialog.get_by_role("button", name=words.copy_text).click()
    expect(dialog.get_by_role("status")).to_have_text(words.copied)
    text = clipboard(page)
    assert words.viewed in text
    assert text.endswith(f": {reader.home}{words.root}{BRIEFING}#{FACT}")
    assert text == " ".join(dialog.locator(".lb-citation__text").inner_text().split())
    for form in ("BibLaTeX", "CSL-JSON"):
        dialog.get_by_text(form, exact=True).click()
        dialog.get_by_role("button", name=words.copy_form.format(form)).click()
        expect(dialog.get_by_role("status")).to_have_text(words.copied)
        if form == "BibLaTeX":
            assert clipboard(page).startswith(f"@online{{video-summit:{FACT},\n  ")
        else:
            (item,) = json.loads(clipboard(page))
            assert f"video-summit:{FACT}" == item["id"]
    dialog.get_by_role("button", name=words.close).click()
    expect(dialog).to_have_count(0)
    expect(link).to_be_focused()


def test_dialog_by_keyboard(reader: Reader, words: Words) -> None:
    """The return key opens the dialog, the tabulator stays within it, escape closes it; focus comes back."""
    page = reader.open(words.root + BRIEFING)
    link = card(page, QUOTE).get_by_role("link", name=re.compile(f"^{words.cite}: "))
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=words.cite)
    expect(dialog).to_contain_text(words.found)
    expect(dialog).to_contain_text("newsbreak.com")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(link).to_be_focused()


def test_citations_are_fetched_once(reader: Reader) -> None:
    """The page of citations is asked for when somebody wants the first one, and never again."""
    page = reader.open(BRIEFING)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("cite/") else None)
    for record in (FACT, QUOTE):
        card(page, record).get_by_role("link", name=re.compile("^Zitieren: ")).click()
        page.get_by_role("button", name="Schließen").click()
    assert [f"{reader.home}{BRIEFING}cite/"] == asked


def test_citation_that_can_not_be_fetched_is_followed(reader: Reader) -> None:
    """Without the page of citations at hand, the link leads there."""
    page = reader.open(BRIEFING)
    page.evaluate("void (window.fetch = () => Promise.reject(new Error('offline')))")
    card(page, FACT).get_by_role("link", name=re.compile("^Zitieren: ")).click()
    expect(page).to_have_url(f"{reader.home}{BRIEFING}cite/#{FACT}")


def test_without_scripts(reader: Reader, words: Words) -> None:
    """Without JavaScript the links lead to the record and to its citation, whose forms can all be read."""
    page = reader.open(words.root + BRIEFING, java_script_enabled=False)
    card(page, FACT).get_by_role("link", name=re.compile(f"^{words.link}: ")).click()
    expect(page).to_have_url(f"{reader.home}{words.root}{BRIEFING}#{FACT}")
    card(page, FACT).get_by_role("link", name=re.compile(f"^{words.cite}: ")).click()
    expect(page).to_have_url(f"{reader.home}{words.root}{BRIEFING}cite/#{FACT}")
    citation = card(page, FACT)
    expect(citation.locator(".lb-citation__text")).to_contain_text("[online]")
    for form in ("BibLaTeX", "CSL-JSON"):
        citation.get_by_text(form, exact=True).click()
        expect(citation.locator("details", has_text=form).locator("code")).to_be_visible()
    expect(page.get_by_role("button", name=words.copy_text)).to_have_count(0)


def test_files_are_downloaded(reader: Reader, words: Words) -> None:
    """Both files with all citations of a briefing are downloaded under the briefing's name."""
    page = reader.open(f"{words.root}{BRIEFING}cite/")
    for name, ending in (("BibLaTeX (.bib)", "bib"), ("CSL-JSON (.json)", "csl.json")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert f"video-summit.{ending}" == download.value.suggested_filename


def test_narrow_dialog(reader: Reader) -> None:
    """On the narrowest phone the dialog fits the screen, and nothing in it is wider than it."""
    page = reader.open(BRIEFING, viewport={"width": 320, "height": 640}, is_mobile=True, has_touch=True)
    card(page, QUOTE).get_by_role("link", name=re.compile("^Zitieren: ")).tap()
    dialog = page.get_by_role("dialog", name="Zitieren")
    dialog.get_by_text("BibLaTeX", exact=True).tap()
    box = dialog.bounding_box()
    assert box is not None
    assert 0 <= box["x"]
    assert box["x"] + box["width"] <= 320
    assert dialog.evaluate("e => e.scrollWidth <= e.clientWidth")
