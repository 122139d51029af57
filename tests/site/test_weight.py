"""Pages are light: little is loaded before a page is read, and nothing from others."""

import gzip
import json
from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.built import BuiltSite
from tests.site.host import hosting
from tests.site.laid_out import NEVER_IDLE

LIMIT: Final = 150_000
"""How many bytes a first visit may load, compressed as hosts do it."""

ONE_PAGE: Final = "/one-page/"
"""End of the address of the views that hold a whole briefing on purpose; they weigh what the briefing weighs."""

PATIENCE: Final = 30_000
"""For how many milliseconds something may be under way on a busy machine."""


def _weight(site: BuiltSite, address: str) -> int:
    """Return the size of a file as a host sends it."""
    content = site.file(address).read_bytes()
    return len(gzip.compress(content, mtime=0))


def _heaviest(site: BuiltSite, lang: str) -> str:
    """Return the address of the page of a language that weighs most, of those that have a limit."""
    addresses = [page.address for page in site.proper if page.lang == lang and not page.address.endswith(ONE_PAGE)]
    return max(addresses, key=lambda address: _weight(site, address))


@pytest.fixture
def requested(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """Give a page in a window that has loaded nothing yet, and the addresses that it asks for."""
    with browser.new_context() as context:
        urls: list[str] = []
        context.on("request", lambda request: urls.append(request.url))
        yield context.new_page(), urls


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("which", ["home", "heaviest"])
def test_first_visit_loads_little(
    site_at_root: BuiltSite, requested: tuple[Page, list[str]], lang: str, which: str
) -> None:
    """Whoever comes for the first time, even to the heaviest page, loads at most 150 KB, all of it from the site."""
    page, urls = requested
    home = "" if lang == "de" else "en/"
    with hosting(site_at_root) as base:
        page.goto(base + (home if which == "home" else _heaviest(site_at_root, lang)))
        page.wait_for_load_state("networkidle", timeout=PATIENCE)
    assert [] == [url for url in urls if not url.startswith(base)]
    assert len(set(urls)) == len(urls)
    weights = {url: _weight(site_at_root, url.removeprefix(base)) for url in urls}
    assert len(weights) > 5
    assert sum(weights.values()) <= LIMIT, weights


def test_index_of_search_is_loaded_by_those_who_search(
    site_at_root: BuiltSite, requested: tuple[Page, list[str]]
) -> None:
    """The index of search, which grows with the site, is asked for when somebody wants to search."""
    page, urls = requested
    with hosting(site_at_root) as base:
        page.goto(base)
        page.wait_for_load_state("networkidle", timeout=PATIENCE)
        index = f"{base}search/search_index.json"
        assert index not in urls
        with page.expect_request(index):
            page.get_by_role("textbox", name="Suche").focus()
        page.keyboard.type("NATO")
        link = page.get_by_role("dialog").get_by_role("listitem").get_by_role("link").first
        expect(link).to_be_visible(timeout=PATIENCE)
        # What was searched for is marked where the result leads, for which the index is needed as well.
        with page.expect_request(index):
            link.click()
        expect(page.locator("article mark").first).to_be_visible(timeout=PATIENCE)


def test_styles_are_worked_out_once(browser: Browser, site_at_root: BuiltSite) -> None:
    """While the longest briefing is loading, the styles of what is seen are worked out once, whatever scripts do."""
    with hosting(site_at_root) as base, browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(NEVER_IDLE)
        browser.start_tracing(page=page, categories=["devtools.timeline"])
        page.goto(base + _heaviest(site_at_root, "de"), wait_until="networkidle")
        events = json.loads(browser.stop_tracing())["traceEvents"]
        seen = page.evaluate(SEEN)
    styled = sum(event["args"].get("elementCount", 0) for event in events if event["name"] == "UpdateLayoutTree")
    assert 1000 < seen
    assert styled < 1.7 * seen


SEEN: Final = """
[...document.querySelectorAll("*")].filter((each) => each.checkVisibility({ contentVisibilityAuto: true })).length
"""
"""How many elements a browser has to style, those far from the window left out."""
