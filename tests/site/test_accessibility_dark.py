"""axe has nothing to object to on any kind of page, in dark colours, unfolded, with dialogs open: in English."""

from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.build import Site
from tests.site.axe import View, survey
from tests.site.built import BuiltSite
from tests.site.kinds import examples


def _open(page: Page) -> None:
    """Open everything that can be unfolded, and the card of the first reference and of the first source."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    for selector in (".lb-cite a[aria-expanded]", "a.lb-number[aria-expanded]"):
        page.evaluate("selector => document.querySelector(selector)?.click()", selector)


def _search(page: Page) -> None:
    """Open search."""
    page.keyboard.press("/")
    expect(page.locator("#__search")).to_be_checked()


def _menu(page: Page) -> None:
    """Close search, and open the navigation where there is one."""
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()
    button = page.get_by_role("button", name="Menu")
    if page.get_by_role("navigation", name="Navigation", include_hidden=True).count():
        button.click()
        expect(page.locator("#__drawer")).to_be_checked()
    else:
        expect(button).to_have_count(0)


VIEWS: Final = (
    View("wide", prepare=_open),
    View("search", prepare=_search, within=(".md-header",)),
    View("phone-search", width=360, within=(".md-search",)),
    View("phone-menu", width=360, prepare=_menu, within=(".md-sidebar--primary", ".md-header")),
)
"""In this order: what was opened in one stays open in the next."""


@pytest.fixture(scope="module")
def objections(browser: Browser, site_at_root: BuiltSite, planned: Site) -> dict[str, list[str]]:
    """Return what axe objects to in each view, on a screen to touch."""
    pages = examples(planned, site_at_root, "en")
    return survey(browser, site_at_root, pages, VIEWS, color_scheme="dark", has_touch=True, is_mobile=True)


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_every_kind_of_page_is_accessible(objections: dict[str, list[str]], view: View) -> None:
    """No rule of axe is broken on any kind of page."""
    assert [] == objections[view.name], "\n".join(objections[view.name])
