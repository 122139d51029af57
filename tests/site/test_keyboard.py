"""Everything can be done with the keyboard alone, and whoever does it sees where they are.

The skip link, search and the results of search are in `test_reader`.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.site.built import NOWHERE, BuiltSite
from tests.site.host import hosting
from tests.site.keyboard import tab_to

BRIEFING: Final = "briefings/video-summit/"
SECTION: Final = "briefings/video-summit/what-followed/"

WIDE: Final = 1280
NARROW: Final = 360

PATIENCE: Final = 30_000
"""For how many milliseconds something may be under way on a busy machine."""

STOPS: Final = """
() => {
  const stops = [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")]
    .filter(each => each.tabIndex >= 0 && each.checkVisibility({ visibilityProperty: true }));
  return new Set(stops.map(each => each.type === "radio" ? each.name : each)).size;
}
"""
"""Counts what the tabulator should stop at; choices that exclude each other are one stop."""

HERE: Final = """
() => {
  const here = document.activeElement;
  if (here === document.body) return null;
  // Material's switch of colours is a box without size whose label is seen.
  const seen = here.matches(".md-option") ? here.nextElementSibling : here;
  const { top, bottom, left, right, width, height } = seen.getBoundingClientRect();
  const style = getComputedStyle(seen);
  return {
    name: here.getAttribute("aria-label") ?? here.textContent.trim(),
    visible: seen.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && width > 0 && height > 0,
    inside: bottom > 0 && right > 0 && top < innerHeight && left < innerWidth,
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
  };
}
"""
"""Tells where the focus is, and whether that is seen."""


@pytest.fixture(scope="module")
def home(site_at_root: BuiltSite) -> Iterator[str]:
    """Serve the site, and give its address."""
    with hosting(site_at_root) as address:
        yield address


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """Give a page in a window that is as wide as the test asks for."""
    viewport: ViewportSize = {"width": getattr(request, "param", WIDE), "height": 700}
    with browser.new_context(viewport=viewport, color_scheme="light", reduced_motion="reduce") as context:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()


@pytest.mark.parametrize("page", [WIDE, NARROW], indirect=True, ids=["wide", "narrow"])
@pytest.mark.parametrize("address", ["", SECTION, "contact/", NOWHERE], ids=["home", "section", "contact", "error"])
def test_every_stop_is_seen(home: str, page: Page, address: str) -> None:
    """The tabulator stops at everything that can be used, in the window, with a mark, and at nothing that is hidden."""
    page.goto(home + address)
    page.wait_for_load_state("networkidle")
    expected = page.evaluate(STOPS)
    stops: list[dict[str, Any]] = []
    page.keyboard.press("Tab")
    while (here := page.evaluate(HERE)) is not None and len(stops) < 2 * expected:
        stops.append(here)
        page.keyboard.press("Tab")
    unseen = [stop for stop in stops if not (stop["visible"] and stop["inside"] and stop["marked"])]
    assert [] == unseen
    assert expected == len(stops)


def test_colours_are_switched(home: str, page: Page) -> None:
    """The button for light and dark is reached by the tabulator, stays where it is, and says what it changes to."""
    page.goto(home)
    switch = page.get_by_role("banner").get_by_role("button", name=re.compile("Ansicht"))
    tab_to(page, switch)
    expect(switch).to_have_accessible_name("Dunkle Ansicht")
    page.keyboard.press("Space")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(switch).to_be_focused()
    expect(switch).to_have_accessible_name("Helle Ansicht")
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_language_is_switched(home: str, page: Page) -> None:
    """The switch of languages is a link like others."""
    page.goto(home + SECTION)
    tab_to(page, page.get_by_role("banner").get_by_role("link", name="English"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{home}en/{SECTION}")


@pytest.mark.parametrize("page", [WIDE, NARROW], indirect=True, ids=["wide", "narrow"])
def test_navigation_leads_on(home: str, page: Page) -> None:
    """An entry of the navigation is reached, on narrow screens once a button has opened it, and leads to its page."""
    page.goto(home)
    menu = page.get_by_role("button", name="Menü")
    if menu.is_visible():
        tab_to(page, menu)
        expect(menu).to_have_attribute("aria-expanded", "false")
        page.keyboard.press("Enter")
        expect(menu).to_have_attribute("aria-expanded", "true")
    tab_to(page, page.get_by_role("navigation", name="Navigation").get_by_role("link", name="Zeitleiste"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{home}timeline/")


def test_reasons_are_unfolded(home: str, page: Page) -> None:
    """Why a fact has its status is unfolded at the fact, and folded again."""
    page.goto(f"{home}{BRIEFING}#call-held")
    card = page.locator("article").filter(has=page.locator("#call-held")).last
    reasons = card.locator("details")
    tab_to(page, card.locator("summary"))
    page.keyboard.press("Enter")
    expect(reasons).to_have_attribute("open", "")
    expect(reasons.get_by_role("listitem").first).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(reasons).not_to_have_attribute("open", re.compile(""))


def test_references_are_opened_and_closed(home: str, page: Page) -> None:
    """A reference in running text opens a card that has the focus; from there it leads to the list, or back."""
    page.goto(home + SECTION)
    reference = page.get_by_role("link", name=re.compile("^Beleg 1: "))
    tab_to(page, reference, most=90)
    page.keyboard.press("Enter")
    card = page.get_by_role("complementary", name=re.compile("^Beleg 1: "))
    expect(card).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(reference).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, card.get_by_role("link").last)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{home}{SECTION}#s--note-1")
    tab_to(page, page.locator("#s--note-1").get_by_role("link", name=re.compile("^Zurück zu ")).first)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{home}{SECTION}#{reference.get_attribute('id')}")
