"""The MkDocs adapter: what it publishes, around a small site whose content needs no files."""

import gzip
import json
import logging
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal
from xml.etree.ElementTree import Element

import html5lib
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from playwright.sync_api import Browser, ConsoleMessage, Request, Response

from generator.build import Site
from generator.diagnostics import Diagnostic, Location, Severity
from generator.plugin import LagebildConfig, settings_of
from generator.settings import Settings
from tests.serving import serving
from tests.small_project import small_project, write
from tests.small_site import ABSENT, CALL, DESCRIPTION, FILES, small_site

URL: Final = "https://example.org/repo/"
ERROR: Final = Diagnostic(Location("briefings/a.yml", 3, 5), Severity.ERROR, "LB201", "No record has the id “x”")
WARNING: Final = Diagnostic(Location("briefings/b.yml", 1, 1), Severity.WARNING, "LB302", "Worth a look")


@dataclass(frozen=True)
class Published:
    """A site that was built."""

    folder: Path

    def page(self, address: str) -> Element:
        """Return the tree of a page."""
        text = (self.folder / address / "index.html").read_text(encoding="utf-8")
        return _tree(text)

    def text(self, path: str) -> str:
        """Return a file's text."""
        return (self.folder / path).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def project(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project with the configuration and the hand-written pages of this repository."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copy(root / "mkdocs.yml", folder)
    shutil.copytree(root / "docs", folder / "docs")
    (folder / "briefings").mkdir()
    (folder / "docs" / "only-german.md").write_text("# Nur & auf Deutsch\n\nText.\n", encoding="utf-8")
    link = "[Fakt](briefings/call/index.md#fact-2) und [Titel](briefings/call/index.md#s--facts)\n"
    (folder / "docs" / "links.md").write_text(f"# Verweise\n\n{link}", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def make(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Published]:
    """Give a function that builds the project strictly."""

    def run(site: Site | None = None, url: str = URL, palette: object = None) -> Published:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("generator.plugin.build", lambda *_: site or small_site())
            target = tmp_path_factory.mktemp("site") / "repo"
            config = load_config(str(project / "mkdocs.yml"), site_dir=str(target), site_url=url, strict=True)
            config.theme["palette"] = palette or config.theme["palette"]
            build(config)
            return Published(target)

    return run


@pytest.fixture(scope="module")
def site(make: Callable[..., Published]) -> Published:
    """Give the site, with an address under a subpath."""
    return make()


def _tree(text: str) -> Element:
    tree: Element = html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False)
    return tree


def _one(page: Element, *path: str) -> Element:
    """Return the first element below others, each given as `name.class`."""
    found = [page]
    for step in path:
        name, _, style = step.partition(".")
        found = [
            each
            for parent in found
            for each in parent.iter(name)
            if not style or style in (each.get("class") or "").split()
        ]
    return found[0]


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_every_planned_page_is_published(site: Published) -> None:
    """What the core plans stands at its address, in its language, with its title."""
    for rendered in small_site().pages:
        page = site.page(rendered.page.address)
        assert rendered.page.lang == page.get("lang")
        assert rendered.title == _text(_one(page, "article", "h1"))
        assert _text(_one(page, "title")).startswith(rendered.title)


def test_generated_pages_keep_their_anchors(site: Published) -> None:
    """Every heading has the id written for it; the contents list holds the second level only."""
    page = site.page(CALL)
    ids = {each.get("id") for each in _one(page, "article").iter()}
    assert {"s--top", "s--facts", "fact-1", "fact-3", "s--questions"} <= ids
    contents = [_text(each) for each in _one(page, "nav.md-nav--secondary").iter("a")]
    assert ["Fakten", "Zitate", "Offene Fragen & <R>"] == contents


def test_description_stays_in_its_attribute(site: Published) -> None:
    """Quotes and angle brackets of a description are escaped."""
    descriptions = [each.get("content") for each in site.page(CALL).iter("meta") if each.get("name") == "description"]
    assert [DESCRIPTION] == descriptions


def test_files_stand_beside_the_pages(site: Published) -> None:
    """What the core gives besides pages is published as it is, whether it was made or lies somewhere."""
    for address, content in FILES.items():
        expected = content if isinstance(content, bytes) else content.read_bytes()
        assert expected == (site.folder / address).read_bytes()


def test_head_describes_the_page(site: Published) -> None:
    """The head names title and description to whoever shows a link, escaped, and the page's own address."""
    found = {each.get("property"): each.get("content") for each in site.page(CALL).iter("meta") if each.get("property")}
    assert DESCRIPTION == found["og:description"]
    assert f"{URL}{CALL}" == found["og:url"]
    assert ("de_DE", "en_GB") == (found["og:locale"], found["og:locale:alternate"])
    assert (site.folder / str(found["og:image"]).removeprefix(URL)).is_file()
    assert f"{URL}{CALL}" == next(
        each.get("content") for each in site.page(f"{CALL}one-page/").iter("meta") if each.get("property") == "og:url"
    )


def test_scripts_speak_the_language_of_the_page(site: Published) -> None:
    """Words that scripts say are those of the page's language, on the error page of the main one."""
    for file, word in (("index.html", "Kopieren"), ("en/index.html", "Copy"), ("404.html", "Kopieren")):
        (words,) = (each for each in _tree(site.text(file)).iter("script") if each.get("id") == "lb-words")
        assert word == json.loads(words.text or "")["copy"]


@pytest.mark.parametrize(
    ("address", "switch"),
    [
        ("", "en/"),
        ("en/", ""),
        (CALL, f"en/{CALL}"),
        (f"en/{CALL}talks/", f"{CALL}talks/"),
        ("method/", "en/method/"),
        ("en/handbook/", "handbook/"),
        (ABSENT, "en/"),
        ("only-german/", "en/"),
    ],
)
def test_switch_leads_to_the_same_page(site: Published, address: str, switch: str) -> None:
    """The switch leads to the counterpart of generated and hand-written pages, else to the other home page."""
    link = _one(site.page(address), "ul.lb-languages", "a")
    assert (site.folder / switch).resolve() == (site.folder / address / (link.get("href") or "")).resolve()
    missing = address in {ABSENT, "only-german/"}
    assert missing == ("title" in link.attrib)


def test_alternates_are_absolute_and_no_bait_for_the_theme(site: Published) -> None:
    """Search engines find all languages; `rel` is none that Material's script would fetch a sitemap for."""
    links = [each for each in site.page(f"en/{CALL}").iter("link") if each.get("hreflang")]
    expected = {"de": f"{URL}{CALL}", "en": f"{URL}en/{CALL}", "x-default": f"{URL}{CALL}"}
    assert expected == {each.get("hreflang"): each.get("href") for each in links}
    assert all(["alternate"] == (each.get("rel") or "").split() for each in links)
    assert not any(each.get("rel") == "alternate" for each in links)


def test_page_behind_another_one_says_so(site: Published) -> None:
    """The one-page view names its canonical page, has no alternates, and stands neither in sitemap nor search."""
    links = {each.get("rel"): each.get("href") for each in site.page(f"{CALL}one-page/").iter("link")}
    assert f"{URL}{CALL}" == links["canonical"]
    assert "alternate " not in links
    assert "one-page" not in site.text("sitemap.xml")
    assert "one-page" not in site.text("search/search_index.json")


def test_sitemap_holds_every_page_once(site: Published) -> None:
    """The sitemap has no doubles, and its compressed form says the same."""
    text = site.text("sitemap.xml")
    locations = re.findall(r"<loc>(.*?)</loc>", text)
    assert len(set(locations)) == len(locations)
    assert f"{URL}en/{CALL}" in locations
    assert text == gzip.decompress((site.folder / "sitemap.xml.gz").read_bytes()).decode()


@pytest.mark.parametrize(("base", "lang"), [("", "de"), ("en/", "en")])
def test_each_language_has_its_own_search(site: Published, base: str, lang: str) -> None:
    """The index of a language holds its pages only, relative to its folder, and is stemmed as that language."""
    index = json.loads(site.text(f"{base}search/search_index.json"))
    assert [lang] == index["config"]["lang"]
    locations = {entry["location"].partition("#")[0] for entry in index["docs"]}
    assert CALL in locations
    assert all((site.folder / base / location / "index.html").is_file() for location in locations)
    assert not any(location.startswith("en/") for location in locations)


@pytest.mark.parametrize(("address", "base"), [("", ""), (CALL, ""), ("en/", "en/"), (f"en/{CALL}talks/", "en/")])
def test_search_looks_below_the_folder_of_the_language(site: Published, address: str, base: str) -> None:
    """The theme's script gets the folder of the page's language as its base."""
    scripts = [each for each in site.page(address).iter("script") if each.get("id") == "__config"]
    found = json.loads("".join(scripts[0].itertext()))["base"]
    assert (site.folder / base).resolve() == (site.folder / address / found).resolve()
    # Without the slash at its end, the address of the index would be taken from the folder above.
    assert not base or found.endswith("/")


def test_navigation_marks_the_area(site: Published) -> None:
    """A page below an index marks the index's line; lines without a page are left out."""
    navigation = _one(site.page(f"{CALL}talks/"), "nav.lb-nav")
    marked = {each.get("href"): each.get("aria-current") for each in navigation.iter("a") if each.get("aria-current")}
    assert {"../../": "true"} == marked
    assert "Nobody wrote this page" not in _text(navigation)


def test_neighbours_and_path_stay_in_the_language(site: Published) -> None:
    """Previous, next and the path lead to English pages from an English one."""
    page = site.page(f"en/{CALL}talks/")
    assert "../" == _one(page, "footer", "a.md-footer__link--prev").get("href")
    steps = [each.get("href") for each in _one(page, "nav.md-path").iter("a")]
    assert ["../../../", "../../", "../"] == steps


def test_last_page_has_no_next_in_another_language(site: Published) -> None:
    """The last German page doesn't lead on to the English home page."""
    page = site.page("people/")
    assert not [each for each in page.iter("a") if "md-footer__link" in (each.get("class") or "")]


def test_links_of_hand_written_pages_to_generated_anchors_hold(site: Published) -> None:
    """A strict build knows the anchors of generated pages."""
    links = [each.get("href") for each in _one(site.page("links/"), "article").iter("a")]
    assert ["../briefings/call/#fact-2", "../briefings/call/#s--facts"] == links


def test_error_page_speaks_all_languages(site: Published) -> None:
    """Static hosts know one error page only; its addresses are absolute."""
    page = _tree(site.text("404.html"))
    sections = {each.get("lang"): each for each in _one(page, "article").findall("div")}
    assert ["de", "en"] == list(sections)
    assert "/repo/en/" == _one(sections["en"], "a").get("href")


def test_nothing_is_asked_of_others_and_nothing_is_inline(site: Published) -> None:
    """No page loads anything from elsewhere, and none has inline styles or handlers."""
    for file in site.folder.rglob("*.html"):
        for element in _tree(file.read_text(encoding="utf-8")).iter():
            assert not [name for name in element.attrib if name == "style" or name.startswith("on")], file
            if element.tag in {"script", "img", "link"} and element.get("rel") in {None, "stylesheet", "icon"}:
                assert "//" not in (element.get("src") or element.get("href") or ""), file


def test_site_needs_no_address(make: Callable[..., Published]) -> None:
    """Without `site_url` the site is built strictly too, with relative alternates."""
    links = [each for each in make(url="").page(CALL).iter("link") if each.get("hreflang") == "en"]
    assert ["../../en/briefings/call/"] == [each.get("href") for each in links]


def test_same_input_gives_the_same_bytes(make: Callable[..., Published], monkeypatch: pytest.MonkeyPatch) -> None:
    """Two builds don't differ in a single file."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1638878400")
    first, second = make(), make()
    names = sorted(file.relative_to(first.folder) for file in first.folder.rglob("*") if file.is_file())
    assert names == sorted(file.relative_to(second.folder) for file in second.folder.rglob("*") if file.is_file())
    assert [] == [name for name in names if (first.folder / name).read_bytes() != (second.folder / name).read_bytes()]


def test_errors_stop_the_build_and_all_are_named(
    make: Callable[..., Published], caplog: pytest.LogCaptureFixture
) -> None:
    """The message holds every diagnostic, warnings too."""
    with pytest.raises(Abort):
        make(small_site(ERROR, WARNING))
    assert "LB201" in caplog.text
    assert "briefings/b.yml:1:1" in caplog.text


def test_warnings_do_not_fail_a_strict_build(make: Callable[..., Published], caplog: pytest.LogCaptureFixture) -> None:
    """What is worth mending is logged below the level that MkDocs counts."""
    with caplog.at_level(logging.INFO, logger="mkdocs"):
        make(small_site(WARNING))
    assert "LB302" in caplog.text


def test_preview_keeps_the_last_good_state(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """In a preview the site stays as it was for as long as there are mistakes, and follows once they are mended."""
    current = small_site()
    monkeypatch.setattr("generator.plugin.build", lambda *_: current)
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    # MkDocs keeps a plugin that knows how it was started: put it back for whoever comes next.
    monkeypatch.setattr(config.plugins["lagebild"], "falls_back", False)
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    pages = sorted((tmp_path / "site").rglob("*.html"))
    for state in (replace(small_site(ERROR), pages=()), replace(small_site(ERROR), pages=())):
        current = state
        caplog.clear()
        build(load_config(str(project / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
        assert "LB201" in caplog.text
        assert pages == sorted((tmp_path / "site").rglob("*.html"))
    current = replace(small_site(), pages=small_site().pages[:3])
    build(load_config(str(project / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
    assert len(pages) > len(sorted((tmp_path / "site").rglob("*.html")))


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_preview_prints_nothing(command: Literal["build", "serve"], tmp_path: Path) -> None:
    """A build makes PDFs and links to them; a preview, which has to be quick, does neither."""
    files = {"mkdocs.yml": "site_name: Erfunden\ntheme:\n  name: material\nplugins: [lagebild]\n", "docs/a.md": "# A\n"}
    root = write(small_project(tmp_path), files)
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
    plugin = config.plugins["lagebild"]
    plugin.on_startup(command=command, dirty=False)
    try:
        build(config)
    finally:
        # MkDocs keeps a plugin that knows how it was started: put it back for whoever comes next.
        plugin.on_startup(command="build", dirty=False)
    printed = {file.relative_to(root / "site").as_posix() for file in (root / "site").rglob("*.pdf")}
    home = (root / "site" / "briefings" / "sitzung" / "index.html").read_text(encoding="utf-8")
    expected = {f"{prefix}briefings/sitzung/sitzung.pdf" for prefix in ("", "en/")} if command == "build" else set()
    assert expected == printed
    assert bool(expected) == ('type="application/pdf"' in home)


def test_two_pages_at_one_address_are_an_error(
    make: Callable[..., Published], project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A hand-written page doesn't silently replace a generated one."""
    double = project / "docs" / "people.md"
    double.write_text("# Doppelt\n", encoding="utf-8")
    try:
        with pytest.raises(Abort):
            make()
    finally:
        double.unlink()
    assert "docs/people.md:1:1: error LB401" in caplog.text


def test_a_file_at_the_address_of_another_is_an_error(
    make: Callable[..., Published], project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A file among the hand-written pages doesn't silently replace a generated one."""
    double = project / "docs" / CALL / "call.bib"
    double.parent.mkdir(parents=True)
    double.touch()
    try:
        with pytest.raises(Abort):
            make()
    finally:
        shutil.rmtree(project / "docs" / "briefings")
    assert "docs/briefings/call/call.bib:1:1: error LB401" in caplog.text


@pytest.mark.parametrize(
    "options",
    [
        {"languages": "de"},
        {"languages": []},
        {"languages": ["de", "xx"]},
        {"briefings_dir": "docs/inhalt"},
        {"quote_words": 0},
        {"scale": "percent"},
        {"fail_on": "never"},
        {"severities": {"LB302": "fatal"}},
        {"severities": {"LB": "off"}},
        {"quote_word": 3},
    ],
)
def test_wrong_options_are_found(project: Path, options: dict[str, object]) -> None:
    """Every option is checked before anything is built, with a message and not by a crash."""
    with pytest.raises(Abort):
        build(load_config(str(project / "mkdocs.yml"), plugins=[{"lagebild": options}], strict=True))


def test_content_among_the_pages_is_refused(make: Callable[..., Published], project: Path) -> None:
    """The content is never published as it is, with drafts and notes to editors, not even by a link."""
    (project / "briefings" / "entwurf.yml").touch()
    (project / "docs" / "daten").symlink_to("../briefings")
    try:
        with pytest.raises(Abort):
            make()
    finally:
        (project / "docs" / "daten").unlink()
        (project / "briefings" / "entwurf.yml").unlink()


def test_options_mean_the_same_here_and_in_the_command(project: Path) -> None:
    """Both ways to the settings know the same options with the same defaults, and a bare `off` is a word."""
    site = load_config(str(project / "mkdocs.yml"))
    config = LagebildConfig()
    config.load_dict({"severities": {"LB3xx": False}})
    assert ([], []) == config.validate()
    assert Settings(severities={"LB3xx": "off"}) == settings_of(config, site)


@pytest.mark.parametrize("subpath", ["", "repo/"])
def test_site_works_in_a_browser(make: Callable[..., Published], browser: Browser, subpath: str) -> None:
    """At the root and below it: no error in the console, no request elsewhere, search and switch in the language."""
    said: list[str] = []

    def note(happening: ConsoleMessage | Response | Request) -> None:
        if isinstance(happening, ConsoleMessage):
            said.append(happening.text)
        elif isinstance(happening, Response):
            if happening.status >= 400:
                said.append(happening.url)
        elif not happening.url.startswith((base, "blob:")):
            said.append(happening.url)

    published = make(url=f"http://127.0.0.1/{subpath}")
    with serving(published.folder if not subpath else published.folder.parent) as base:
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        page = context.new_page()
        page.on("console", note)
        page.on("response", note)
        page.on("request", note)
        page.goto(f"{base}{subpath}en/briefings/call/")
        page.fill(".md-search__input", "")
        page.type(".md-search__input", "pipeline", delay=10)
        page.wait_for_selector(".md-search-result__link")
        links = [each.get_attribute("href") or "" for each in page.query_selector_all(".md-search-result__link")]
        assert all(each.startswith(f"{base}{subpath}en/") for each in links)
        page.click(".md-search-result__link")
        page.wait_for_url(f"{base}{subpath}en/**")
        page.goto(f"{base}{subpath}en/briefings/call/")
        page.click(".lb-languages__link")
        page.wait_for_url(f"{base}{subpath}briefings/call/")
        assert "de" == page.get_attribute("html", "lang")
        context.close()
    assert [] == said


def test_nothing_is_stored_but_the_chosen_view(site: Published, browser: Browser) -> None:
    """What the privacy page says: no cookies, and one entry in the browser's own store once the view is chosen."""
    with serving(site.folder.parent) as base:
        context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light")
        page = context.new_page()
        page.goto(f"{base}repo/")
        assert 0 == page.evaluate("localStorage.length + sessionStorage.length")
        page.get_by_title("Dunkle Ansicht").click()
        page.goto(f"{base}repo/en/{CALL}")
        assert "slate" == page.get_attribute("body", "data-md-color-scheme")
        assert [["/repo/.__palette"], []] == page.evaluate("[Object.keys(localStorage), Object.keys(sessionStorage)]")
        assert [] == context.cookies()
        context.close()


@pytest.mark.parametrize("palette", [{"scheme": "slate"}, [{"scheme": "slate"}]], ids=["mapping", "list"])
def test_one_view_is_no_choice(make: Callable[..., Published], palette: object) -> None:
    """A site that has configured one view only has no button, and is in that view whatever the system's is."""
    text = make(palette=palette).text(f"{CALL}index.html")
    assert 'data-md-color-scheme="slate"' in text
    assert "lb-scheme" not in text
    assert "mdColorScheme" not in text


def test_menu_is_reached_by_keyboard(site: Published, browser: Browser) -> None:
    """On a phone nothing closed takes the focus, and the menu opens by the space bar; nothing is wider than 320 px."""
    with serving(site.folder.parent) as base:
        context = browser.new_context(viewport={"width": 320, "height": 640})
        page = context.new_page()
        page.goto(f"{base}repo/briefings/call/talks/")
        assert 320 == page.evaluate("document.documentElement.scrollWidth")
        button = page.locator(".md-header__button[for=__drawer] button")
        assert "Menü" == button.get_attribute("aria-label")
        assert not page.locator("nav.lb-nav").is_visible()
        button.focus()
        page.keyboard.press("Space")
        page.wait_for_selector("nav.lb-nav", state="visible")
        assert "true" == button.get_attribute("aria-expanded")
        context.close()
