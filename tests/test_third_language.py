"""A third language is one catalogue: with it alone, the whole site is there in that language, and says what isn't."""

import html
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from lxml.html import HtmlElement
from playwright.sync_api import Browser, Page

from generator.build import build
from generator.configuration import read_settings
from generator.locale import catalogue
from generator.project import write_project
from generator.publish import publish_site
from tests.pseudo import pseudo, write_pseudo_catalogue
from tests.serving import serving
from tests.site.built import ERROR_PAGE, BuiltPage, BuiltSite, run
from tests.small_project import SESSION, small_project, write

URL: Final = "https://example.org/repo/"
ONLY_GERMAN: Final = pseudo("in {language} only").format(language="niemiecki")
MORE: Final = """\
briefing:
  title: Die Satzung kommt wieder
  as_of: 2022-01-24
organisations:
  rat:
    name: {de: Gemeinderat, en: Parish council}
people:
  max-beispiel:
    name: Max Beispiel
    roles:
      - title: {de: Vorsitzender, en: Chairman}
        of: rat
sources:
  mitteilung:
    kind: readout
    title: {de: Mitteilung vom Januar, en: Release of January}
    publisher: rat
    first_hand: true
facts:
  umstritten:
    statement: Die Satzung wird beraten.
    when: 2022-01
    about: rat
    evidence:
      - testblatt
      - rede
      - source: mitteilung
        by: rat
quotes:
  rede:
    speaker: erika-muster
    kind: verbatim
    original: {lang: de, text: Das beraten wir morgen.}
    when: 2022-01-20
    source: testblatt
assessments:
  bald:
    kind: forecast
    question: Wird die Satzung beschlossen?
    judgement: Der Rat wird sie beschließen.
    made: 2022-01-20
    horizon: 2022-06-30
    resolution: Der Beschluss steht im Amtsblatt.
    likelihood: likely
    confidence: low
    against: umstritten
"""
"""A briefing with what the first one lacks."""


PLAIN: Final = {"md-header__topic", "lb-citation__text", "lb-citation__form"}
"""Classes of what is plain text, or marked in parts only: the title in the header, and citations."""


@dataclass(frozen=True)
class Published:
    """A project, and the site that it became."""

    root: Path
    site: BuiltSite


def project(root: Path, own: Path, *languages: str) -> Path:
    """Write a project with the hand-written pages of this repository and catalogues for the languages that need one."""
    small_project(root, beratung=MORE.replace("{de:", f"{{{languages[0]}:"))
    shutil.copytree(own / "docs", root / "docs")
    configuration = (own / "mkdocs.yml").read_text(encoding="utf-8")
    listed = configuration.replace("languages: [de, en]", f"languages: [{', '.join(languages)}]")
    assert listed != configuration
    for lang in languages:
        if lang not in {"de", "en"}:
            write_pseudo_catalogue(root, lang)
    return write(root, {"mkdocs.yml": listed})


@pytest.fixture(scope="module")
def make(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Published]:
    """Give a function that builds the site of a project with certain languages strictly."""

    def published(*languages: str) -> Published:
        folder = project(tmp_path_factory.mktemp("project"), root, *languages)
        target = tmp_path_factory.mktemp("site") / "repo"
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SITE_URL", URL)
            patch.setenv("SOURCE_DATE_EPOCH", "1643155200")
            settings, problems = read_settings(folder)
            assert [] == [str(each) for each in problems]
            outcome = publish_site(folder, target, settings, strict=True)
        assert () == outcome.messages
        assert outcome.done, [str(each) for each in outcome.checked.diagnostics]
        return Published(folder, BuiltSite(target, "/repo/", URL))

    return published


@pytest.fixture(scope="module")
def published(make: Callable[..., Published]) -> Published:
    """Give the site in German, English and Polish, for which there is a catalogue and nothing else."""
    return make("de", "en", "pl")


def _pages(site: BuiltSite, lang: str) -> list[BuiltPage]:
    return [page for page in site.proper if page.address.startswith(f"{lang}/")]


def _spoken(element: HtmlElement, lang: str) -> Iterator[tuple[str, str]]:
    """Give the texts of an element and of what stands in it, each with the language that it is marked as."""
    lang = element.get("lang", lang)
    # A label takes names in from wherever they are; what stands before them is the interface's.
    for name in ("aria-label", "title", "placeholder", "alt"):
        yield lang, element.get(name, "").partition(": ")[0]
    if element.tag not in {"script", "style"} and not PLAIN & set(element.get("class", "").split()):
        yield lang, element.text or ""
        for child in element:
            if isinstance(child.tag, str):
                yield from _spoken(child, lang)
            yield lang, child.tail or ""


def _words(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[^\W\d_]{4,}", text)}


def test_every_page_is_there(published: Published) -> None:
    """All generated pages stand under the language, and say that they are in it."""
    found = {page.address.removeprefix("pl/") for page in _pages(published.site, "pl")}
    settings, _ = read_settings(published.root)
    assert {page.page.key for page in build(published.root, settings).pages} == found
    assert {"pl"} == {page.tree.get("lang") for page in _pages(published.site, "pl")}


def test_no_word_is_of_another_language_unless_marked(published: Published) -> None:
    """No page has an English or German word of the interface or of the content that isn't marked as one."""
    foreign = _words(SESSION + MORE)
    for lang in ("de", "en"):
        for entry in catalogue(lang).texts.values():
            foreign |= _words(entry if isinstance(entry, str) else " ".join(entry.values()))
    # Names hold in all languages; the other words are Polish, too, or Material's.
    foreign -= _words(
        "Erika Muster Max Beispiel Testblatt Rat vertagt Satzung Lagebild Admiralty Wikidata Brier Deutsch English"
    ) | {"brak", "menu"}
    wrong: dict[str, set[str]] = {}
    for page in _pages(published.site, "pl"):
        for lang, text in _spoken(page.tree.body, "pl"):
            if lang == "pl" and foreign & _words(text):
                wrong.setdefault(text.strip(), set()).add(page.address)
    assert [] == sorted(wrong)


def test_links(published: Published) -> None:
    """No link is dead, and one that leads to another language says so."""
    site, wrong = published.site, []
    for page in site.pages.values():
        for element, link in page.links:
            target = site.follow(page, link)
            if target.address is None:
                continue
            if not site.file(target.address).is_file():
                wrong.append(f"/{page.address}: {link} is dead")
            elif target.address in site.pages and page.address != ERROR_PAGE:
                there = site.pages[target.address]
                lang = element.get("hreflang", page.tree.get("lang"))
                if there.tree.get("lang") != ("de" if lang == "x-default" else lang):
                    wrong.append(f"/{page.address}: {link} isn't {lang}")
                if target.fragment and target.fragment not in there.ids:
                    wrong.append(f"/{page.address}: {link} has no such anchor")
    assert [] == wrong


def test_hand_written_pages_fall_back(published: Published) -> None:
    """Navigation and footer lead to the main language's page where there is none, and say so."""
    page = published.site.pages["pl/briefings/"]
    for name, place in {"method/": "nav", "handbook/": "nav", "imprint/": "footer", "contact/": "footer"}.items():
        links = [
            link
            for link in page.all(f"//{place}//a[@hreflang='de']")
            if published.site.follow(page, link.get("href", "")).address == name
        ]
        assert 1 == len(links), name
        near = " ".join((links[0] if place == "nav" else links[0].getparent()).text_content().split())
        assert near.endswith(ONLY_GERMAN), name
    # Where the page is there, nothing of the kind is said.
    assert [] == published.site.pages["en/briefings/"].all("//*[@class='lb-only-in']")


def test_content_falls_back(published: Published) -> None:
    """Content stands in the language there is, marked; so do the words of scales, which are English."""
    page = published.site.pages["pl/briefings/beratung/"]
    title = page.all("//h1/span")[0]
    assert ("de", "Die Satzung kommt wieder") == (title.get("lang"), title.text)
    notes = page.all("//h3//*[@class='lb-fallback']")
    assert {ONLY_GERMAN} == {note.text for note in notes}
    stated = page.all("//*[@class='lb-stated']/span[@lang]")
    assert [("en", "likely"), ("en", "low")] == [(each.get("lang"), each.text) for each in stated]
    term = published.site.pages["pl/scales/"].all("//table[@class='lb-scale']//tbody/tr")[0]
    assert ["en", "de"] == [cell.get("lang") for cell in term][:2]


def test_dates_numbers_and_plurals(published: Published) -> None:
    """Months have the form of their place, numbers the separators, and plurals the categories of the language."""
    text = published.site.pages["pl/briefings/beratung/"].tree.text_content()
    plain = text.replace("\u00a0", " ")
    assert "24\u00a0stycznia 2022" in text
    assert "styczeń 2022" in text
    assert "55–80%" in text
    assert f"2 {pseudo('reports')} <few>, 3 {pseudo('origins')} <few>" in plain


def test_alternates(published: Published) -> None:
    """Search engines are told of all languages of a page, in each of them."""
    for address in ("", "en/", "pl/"):
        page = published.site.pages[f"{address}briefings/beratung/"]
        links = page.all("//link[@hreflang]")
        expected = {
            "de": f"{URL}briefings/beratung/",
            "en": f"{URL}en/briefings/beratung/",
            "pl": f"{URL}pl/briefings/beratung/",
            "x-default": f"{URL}briefings/beratung/",
        }
        assert expected == {link.get("hreflang"): link.get("href") for link in links}
    sitemap = (published.site.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert f"<loc>{URL}pl/briefings/beratung/</loc>" in sitemap


def test_error_page(published: Published) -> None:
    """The error page speaks three languages."""
    page = published.site.pages[ERROR_PAGE]
    homes = page.all("//article//div[@lang]//li[1]/a")
    expected = [("", "Start"), ("en/", "Home"), ("pl/", pseudo("Home"))]
    assert expected == [(published.site.follow(page, home.get("href", "")).address, home.text) for home in homes]


def test_search_without_a_stemmer(published: Published) -> None:
    """A language for which nobody has a stemmer isn't stemmed as if it were English."""
    config = {}
    for lang in ("", "en/", "pl/"):
        index = json.loads((published.site.folder / lang / "search/search_index.json").read_text(encoding="utf-8"))
        config[lang] = (index["config"]["lang"], index["config"]["pipeline"])
        assert any(entry["location"].startswith("briefings/beratung/") for entry in index["docs"])
    assert {"": ["de"], "en/": ["en"], "pl/": ["en"]} == {lang: found for lang, (found, _) in config.items()}
    assert [] == config["pl/"][1]
    assert config["en/"][1]


@pytest.fixture
def open_page(published: Published, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Give a function that opens a page of the site at a width."""
    with serving(published.site.folder.parent) as base:
        context = browser.new_context()

        def opened(address: str, width: int) -> Page:
            page = context.new_page()
            page.set_viewport_size({"width": width, "height": 700})
            page.goto(f"{base}repo/{address}")
            return page

        yield opened
        context.close()


def test_search_in_a_browser(open_page: Callable[..., Page]) -> None:
    """Words that begin or end with a letter that English lacks are found."""
    page = open_page("pl/", 1280)
    page.fill(".md-search__input", "")
    page.type(".md-search__input", pseudo("Scales"), delay=10)
    page.wait_for_selector(".md-search-result__link")
    links = [each.get_attribute("href") or "" for each in page.query_selector_all(".md-search-result__link")]
    assert any("/pl/scales/" in link for link in links)


@pytest.mark.parametrize("width", [1280, 320])
def test_switch_by_keyboard(open_page: Callable[..., Page], width: int) -> None:
    """With three languages the switch is a list to unfold: by keyboard, to the same place, closed by Escape."""
    page = open_page("briefings/beratung/#bald", width)
    assert width == page.evaluate("document.documentElement.scrollWidth")
    button = page.locator(".lb-languages > summary")
    choices = page.locator(".lb-languages__list .lb-languages__link")
    assert "Sprachen: Deutsch" == " ".join(str(button.text_content()).replace("DE", "").split())
    button.focus()
    page.keyboard.press("Enter")
    assert ["Deutsch", "English", pseudo("English")] == [each.strip() for each in choices.all_inner_texts()]
    for box in [each.bounding_box() for each in choices.all()]:
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
    page.keyboard.press("Escape")
    assert not choices.first.is_visible()
    assert button.evaluate("each => each === document.activeElement")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pl/briefings/beratung/#bald")
    assert "pl" == page.get_attribute("html", "lang")


def test_switch_closes_when_the_reader_goes_on(open_page: Callable[..., Page]) -> None:
    """The list doesn't stay open over the page: a click or the tabulator key elsewhere closes it."""
    page = open_page("pl/", 1280)
    button, first = page.locator(".lb-languages > summary"), page.locator(".lb-languages__list a").first
    button.click()
    page.locator("h1").click()
    assert not first.is_visible()
    button.click()
    for _ in range(3):
        page.keyboard.press("Tab")
    assert not first.is_visible()


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_stand_alone_project(published: Published, tmp_path: Path, engine: str) -> None:
    """The project for other engines has the third language, too, and builds strictly with stock engines."""
    settings, _ = read_settings(published.root)
    write_project(build(published.root, settings), published.root, tmp_path / "out", settings)
    run("python", "-m", engine, "build", "--strict", cwd=tmp_path / "out")
    stock = BuiltSite(tmp_path / "out" / "site", "/")
    assert {page.address for page in published.site.proper} == {page.address for page in stock.proper}
    assert {"pl"} == {page.tree.get("lang") for page in _pages(stock, "pl")}


@pytest.mark.parametrize("main", ["de", "hsb"])
def test_language_that_the_theme_lacks(make: Callable[..., Published], main: str) -> None:
    """Without labels in the theme the site is built all the same, with its English ones, in the main language too."""
    site = make("hsb", "en").site if main == "hsb" else make("de", "en", "hsb").site
    page = site.pages["briefings/beratung/" if main == "hsb" else "hsb/briefings/beratung/"]
    assert ("hsb", "ltr") == (page.tree.get("lang"), page.tree.body.get("dir"))
    assert ["Search"] == [field.get("placeholder") for field in page.all("//input[@name='query']")]
    assert pseudo("Sources") in page.tree.text_content()
    assert main == site.pages[ERROR_PAGE].tree.get("lang")


def test_right_to_left(make: Callable[..., Published]) -> None:
    """A page in Arabic says that it is read from right to left, others don't."""
    site = make("de", "en", "ar").site
    page, other = site.pages["ar/briefings/"], site.pages["briefings/"]
    assert ("rtl", "rtl") == (page.tree.get("dir"), page.tree.body.get("dir"))
    assert (None, "ltr") == (other.tree.get("dir"), other.tree.body.get("dir"))
    assert None is site.pages[ERROR_PAGE].tree.get("dir")
    assert ["rtl"] == [part.get("dir") for part in site.pages[ERROR_PAGE].all("//article//*[@lang='ar']")]


def test_catalogue_beside_ours(root: Path, tmp_path: Path) -> None:
    """A project may say it in its own words: its catalogue stands in for the one that comes with the program."""
    texts = (root / "generator/locale/de.yml").read_text(encoding="utf-8")
    small_project(tmp_path)
    write(tmp_path, {"mkdocs.yml": "site_name: Lagebild\nplugins: [lagebild]\n"})
    write(tmp_path, {"locale/de.yml": texts.replace("all: Alle Briefings", "all: Alle Lageberichte")})
    settings, problems = read_settings(tmp_path)
    assert [] == problems
    pages = {page.page.address: html.unescape(page.markdown) for page in build(tmp_path, settings).pages}
    assert "Alle Lageberichte" in pages[""]
    assert "All briefings" in pages["en/"]
