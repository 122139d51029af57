"""Scripts only add comfort: without them every page carries its whole content."""

import re
from typing import Final

from playwright.sync_api import Browser, Page, expect

from generator.build import Site
from tests.site.built import BuiltSite
from tests.site.host import hosting
from tests.site.kinds import examples
from tests.site.laid_out import lay_out

CONTROLS: Final = "document.querySelectorAll('article form, article button').forEach(each => each.remove())"
"""Takes away what only scripts can do, such as filtering a list and copying a text."""

VISIT: Final = re.compile(r" \[Zugriff am: .*")
"""What scripts add to a citation: when and where it was read."""


def _text(page: Page, address: str, prepare: str = "") -> str:
    """Return what is to be read in the main part of a page."""
    page.goto(address)
    if prepare:
        page.evaluate(prepare)
    lay_out(page)
    return page.locator("main article").first.inner_text()


def test_scripts_that_do_not_come(browser: Browser, site_at_root: BuiltSite) -> None:
    """Where the theme's script doesn't arrive, no search is offered that would find nothing; the rest is there."""
    for width in (1280, 375):
        with hosting(site_at_root) as home, browser.new_context(viewport={"width": width, "height": 800}) as context:
            page = context.new_page()
            page.route("**/bundle.*.js", lambda route: route.abort())
            page.goto(home)
            search = page.locator(".md-search, .md-header__button[for=__search]")
            expect(search.locator("visible=true")).to_have_count(0)
            page.get_by_title("Dunkle Ansicht").click()
            expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_the_text_is_the_same(browser: Browser, site_at_root: BuiltSite, planned: Site) -> None:
    """Every kind of page shows the same text with scripts and without them."""
    differing = []
    with (
        hosting(site_at_root) as home,
        browser.new_context() as usual,
        browser.new_context(java_script_enabled=False) as plain,
    ):
        with_scripts, without = usual.new_page(), plain.new_page()
        for pages in examples(planned, site_at_root, "de").values():
            for page in pages:
                expected = _text(without, home + page.address)
                assert len(expected) > 50
                found = _text(with_scripts, home + page.address, CONTROLS)
                if VISIT.sub("", found) != expected:
                    differing.append(page.address)
    assert [] == differing
