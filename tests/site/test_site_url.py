"""A site that is built for an address names it where readers and search engines need it."""

from lxml import etree
from playwright.sync_api import Browser, expect

from tests.site.built import LESSER, SITE_URL, BuiltSite
from tests.site.host import hosting

BRIEFING = "briefings/video-summit/"


def test_canonical_addresses_and_sitemap(site_under_repo: BuiltSite) -> None:
    """Each page is canonical, but for lesser views, which stand back; the sitemap lists what is canonical."""
    expected = {page.address: SITE_URL + _main_view(page.address) for page in site_under_repo.proper}
    found = {page.address: page.all("//link[@rel='canonical']")[0].get("href", "") for page in site_under_repo.proper}
    assert expected == found
    sitemap = etree.fromstring((site_under_repo.folder / "sitemap.xml").read_bytes())
    listed = [location.text or "" for location in sitemap.iter("{*}loc")]
    assert sorted(set(expected.values())) == sorted(listed)


def _main_view(address: str) -> str:
    """Return the address of the page that a lesser view stands back behind."""
    for name in LESSER:
        if address.endswith(name):
            return address.removesuffix(name.removeprefix("/"))
    return address


def test_paper_says_where_it_is_from(site_under_repo: BuiltSite, browser: Browser) -> None:
    """On paper stands the address of the page, on screens it doesn't."""
    with hosting(site_under_repo) as base, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{base}{BRIEFING}")
        line = page.locator(".lb-printed")
        expect(line).to_be_hidden()
        page.emulate_media(media="print")
        expect(line).to_be_visible()
        expect(line).to_contain_text(f"{SITE_URL}{BRIEFING}")
