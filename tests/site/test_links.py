"""Every page of the built site leads only where there is something, in its own language, at `/` and under `/repo/`."""

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import etree

from generator.build import Site
from generator.load import load
from generator.settings import Settings
from tests.site.built import ERROR_PAGE, LESSER, ROOT, BuiltPage, BuiltSite

HOMES = {"de": "", "en": "en/"}
"""Home page of each language."""
WORDS = {
    "de": {"toc": "Inhaltsverzeichnis", "nav": "Navigation", "search": "Suche", "header": "Kopfzeile"},
    "en": {"toc": "Table of contents", "nav": "Navigation", "search": "Search", "header": "Header"},
}
"""What Material calls the parts of a page in each language."""
TEXT_FILES = {".bib", ".html", ".json", ".xml", ".txt", ".svg"}
"""Kinds of files in which content can stand."""


@pytest.fixture(
    scope="module", params=["/", "/repo/", "/repo/ unknown to the build"], ids=["root", "subpath", "unknown-subpath"]
)
def site(request: pytest.FixtureRequest, site_at_root: BuiltSite, site_under_repo: BuiltSite) -> BuiltSite:
    """Return the site as it is served: at `/`, under a path it was built for, under a path it knows nothing of."""
    if request.param == "/":
        return site_at_root
    if request.param == "/repo/":
        return site_under_repo
    elsewhere = BuiltSite(site_at_root.folder, "/repo/")
    # Its links can't know where it stands, as it is shown at any depth.
    elsewhere.__dict__["pages"] = {page.address: page for page in site_at_root.proper}
    return elsewhere


def test_internal_links_lead_to_a_page_and_an_anchor(site: BuiltSite) -> None:
    """Whatever a page links to or loads is a file of the site, and every fragment an id in it."""
    assert [] == [problem for page in site.pages.values() for problem in _broken(site, page)]


def _broken(site: BuiltSite, page: BuiltPage) -> Iterator[str]:
    for element, link in page.links:
        target = site.follow(page, link)
        if target.address is None:
            scheme = urlsplit(target.url).scheme
            if urlsplit(target.url).netloc == urlsplit(site.base).netloc:
                yield f"/{page.address}: {link} leaves {site.mount}"
            elif scheme not in {"http", "https", "mailto"}:
                yield f"/{page.address}: {link} has the scheme {scheme}"
            elif element.tag != "a":
                yield f"/{page.address}: <{element.tag}> asks {link} of another host"
            continue
        if not site.file(target.address).is_file():
            yield f"/{page.address}: {link} leads to nothing"
        elif target.fragment and target.fragment not in site.pages[target.address].ids:
            yield f"/{page.address}: {link} leads to no anchor"


def test_links_stay_in_the_language(site: BuiltSite) -> None:
    """A link leads to the page's language, or says in `hreflang` to which other it leads: navigation, path, text."""
    wrong = []
    for page in site.proper:
        for element, link in page.links:
            address = site.follow(page, link).address
            if address in site.pages:
                lang = element.get("hreflang", page.lang)
                expected = "de" if lang == "x-default" else lang
                if expected != site.pages[address].lang:
                    wrong.append(f"/{page.address}: {link} isn't {expected}")
    assert [] == wrong


def test_home_and_navigation_are_of_the_language(site: BuiltSite) -> None:
    """Both languages have the same navigation, and the logo leads to the language's own home page."""
    for page in site.proper:
        logos = {site.follow(page, logo.get("href", "")).address for logo in page.all("//a[@data-md-component='logo']")}
        assert {HOMES[page.lang]} == logos
        entries = page.all("//nav[@data-md-level='0']/ul//a")
        keys = [(site.follow(page, entry.get("href", "")).address or "").removeprefix("en/") for entry in entries]
        assert {
            "",
            "briefings/",
            "timeline/",
            "facts/",
            "quotes/",
            "people/",
            "sources/",
            "method/",
            "handbook/",
        } <= set(keys)


def test_order_of_reading(site: BuiltSite) -> None:
    """Next and previous, for readers and in the head, take a reader through a briefing and back in one language."""
    for lang, home in HOMES.items():
        way = [f"{home}briefings/video-summit/"]
        while (following := _related(site, way[-1], "next")) is not None:
            assert way[-1] == _related(site, following, "prev")
            way.append(following)
        assert [f"{home}briefings/video-summit/"] == way[:1], lang
        sections = ("de-escalation-or-respite/", "joint-security-architecture/", "what-followed/")
        assert [way[0] + section for section in sections] == way[1:], lang


def _related(site: BuiltSite, address: str, relation: str) -> str | None:
    """Return where the footer of a page leads, after a look whether its head says the same."""
    page = site.pages[address]
    footer, head = (
        [site.follow(page, link.get("href", "")).address for link in page.all(f"//{tag}[@rel='{relation}']")]
        for tag in ("footer//a", "head/link")
    )
    assert footer == head
    return footer[0] if footer else None


def test_language_of_the_page(site: BuiltSite) -> None:
    """The page says its language, and names its parts in it."""
    wrong = []
    for page in site.proper:
        words = WORDS[page.lang]
        found = {
            "lang": page.tree.get("lang"),
            "toc": _labels(page, "//nav[contains(@class, 'md-nav--secondary')]/@aria-label"),
            "nav": _labels(page, "//nav[@data-md-level='0']/@aria-label"),
            "search": _labels(page, "//input[@name='query']/@placeholder"),
            "header": _labels(page, "//header/nav/@aria-label"),
        }
        expected = {"lang": page.lang, **{name: {word} for name, word in words.items()}}
        if not found["toc"]:  # a page without sections has no contents list
            del found["toc"], expected["toc"]
        if expected != found:
            wrong.append((page.address, found))
    assert [] == wrong


def _labels(page: BuiltPage, path: str) -> set[str]:
    return {str(label) for label in page.tree.xpath(path)}


def test_error_page_speaks_all_languages(site_at_root: BuiltSite, site_under_repo: BuiltSite) -> None:
    """The error page tells readers of each language what happened, and leads to each home page."""
    for site in (site_at_root, site_under_repo):
        page = site.pages[ERROR_PAGE]
        homes = {}
        for block in page.all("//article/div[@lang]"):
            leads_to = [site.follow(page, link.get("href", "")).address for link in block.iter("a")]
            homes[block.get("lang")] = leads_to[0]
            assert set(leads_to) <= site.pages.keys()
            assert len(leads_to) > 10
        assert HOMES == homes


def test_alternates_are_mutual(site: BuiltSite) -> None:
    """A page names itself and its translations, each of them names the same, and only a lesser view names none."""
    alternates = {page.address: _alternates(site, page) for page in site.proper}
    for page in site.proper:
        found = alternates[page.address]
        counterpart = HOMES["de" if page.lang == "en" else "en"] + page.key
        if page.key.endswith(LESSER) or counterpart not in site.pages:
            assert {} == found, page.address
        else:
            assert {"de": page.key, "en": f"en/{page.key}", "x-default": page.key} == found, page.address


def _alternates(site: BuiltSite, page: BuiltPage) -> dict[str, str | None]:
    links = page.all("//link[@hreflang][contains(@rel, 'alternate')]")
    return {link.get("hreflang", ""): site.follow(page, link.get("href", "")).address for link in links}


def test_switch_leads_to_the_same_page(site: BuiltSite) -> None:
    """The language switch leads to the same page in the other language, or home where it isn't translated."""
    wrong = []
    for page in site.proper:
        other = "de" if page.lang == "en" else "en"
        same = HOMES[other] + page.key
        expected = same if same in site.pages else HOMES[other]
        links = page.all(f"//header//a[@hreflang='{other}']")
        if [expected] != [site.follow(page, link.get("href", "")).address for link in links]:
            wrong.append(page.address)
    assert [] == wrong


def test_all_generated_pages_are_translated(site: BuiltSite) -> None:
    """Every page exists in both languages."""
    keys = {lang: {page.key for page in site.proper if page.lang == lang} for lang in HOMES}
    assert keys["de"] == keys["en"]


def test_scripts_find_their_search_index(site: BuiltSite) -> None:
    """The page's script is told where its worker is, and the index of the page's language, which lists real places."""
    for page in site.proper:
        config = json.loads(str(page.all("//script[@id='__config']")[0].text))
        worker = site.follow(page, config["search"]).address
        index = site.follow(page, urljoin(site.follow(page, config["base"]).url, "search/search_index.json")).address
        assert worker is not None
        assert site.file(worker).is_file()
        assert f"{HOMES[page.lang]}search/search_index.json" == index


@pytest.mark.parametrize("lang", HOMES)
def test_search_index_is_of_one_language(site_at_root: BuiltSite, planned: Site, lang: str) -> None:
    """The index of a language finds all of its pages but lesser views and the list of codes, and no others."""
    index = json.loads((site_at_root.folder / HOMES[lang] / "search/search_index.json").read_text(encoding="utf-8"))
    locations = [HOMES[lang] + entry["location"] for entry in index["docs"]]
    found = {location.partition("#")[0] for location in locations}
    left_out = {each.page.address for each in planned.pages if not each.page.searchable}
    pages = {page.address for page in site_at_root.proper if page.lang == lang} - left_out
    assert pages == found
    assert [lang] == index["config"]["lang"]
    anchors = (location.partition("#") for location in locations)
    assert [] == [f"{page}#{name}" for page, _, name in anchors if name and name not in site_at_root.pages[page].ids]


def test_ids_are_unique(site: BuiltSite) -> None:
    """No page gives an id twice."""
    twice = {page.address: [name for name, n in Counter(page.ids).items() if n > 1] for page in site.pages.values()}
    assert {} == {address: names for address, names in twice.items() if names}


def test_content_security_policy_can_be_strict(site: BuiltSite) -> None:
    """No page has a style attribute, an inline handler, a style element, or an address that is a script."""
    found = set()
    for page in site.pages.values():
        for element in page.tree.iter(etree.Element):
            found |= {(element.tag, name) for name in element.attrib if name == "style" or name.startswith("on")}
            found |= {("style", "")} if element.tag == "style" else set()
        found |= {("a", link) for _, link in page.links if link.strip().lower().startswith(("javascript:", "data:"))}
    assert set() == found


def test_style_sheets_and_scripts_ask_nobody(site_at_root: BuiltSite) -> None:
    """Style sheets load nothing from elsewhere."""
    pattern = re.compile(r"""(?:url\(|@import)\s*["']?\s*((?:https?:)?//[^"')]+)""")
    sheets = site_at_root.folder.rglob("*.css")
    assert [] == [(sheet.name, found) for sheet in sheets for found in pattern.findall(_text(sheet))]


def test_notes_to_editors_stay_with_editors(site_at_root: BuiltSite, settings: Settings) -> None:
    """No file of the site holds a word of what is noted for editors only."""
    documents = load(ROOT, settings).documents
    notes = [_words(note) for document in documents for note in _notes(document.value, noted=False)]
    assert len(notes) >= 5, "no notes in the content to look for"
    files = [file for file in site_at_root.folder.rglob("*") if file.suffix in TEXT_FILES]
    texts = {file: _words(_text(file)) for file in files}
    assert [] == [(file, note) for file, text in texts.items() for note in notes if note in text]


def _notes(value: object, *, noted: bool) -> Iterator[str]:
    """Give the texts under every `note_to_editors` at any depth."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _notes(each, noted=noted or name == "note_to_editors")
    elif isinstance(value, list):
        for each in value:
            yield from _notes(each, noted=noted)
    elif noted and isinstance(value, str):
        yield value


def _words(text: str) -> str:
    """Return a text without marks and punctuation, so that escaping makes no difference."""
    return " ".join(re.findall(r"\w+", html.unescape(text)))


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")
