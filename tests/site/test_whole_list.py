"""A list on several pages that is filtered as a whole, in Chromium: it comes when somebody wants it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.built import BuiltSite, build, once
from tests.site.host import hosting
from tests.small_project import write

MANY: Final = 240
"""So many facts stand on several pages."""
BUTTON: Final = f"Alle {MANY} Einträge durchsuchen und filtern"
CONFIGURATION: Final = """\
site_name: Erfunden
theme:
  name: material
  font: false
plugins:
  - lagebild:
      pdf: false
      severities: {LB3xx: off}
"""
BRIEFING: Final = """\
briefing:
  title: Der Beispielrat {year}
  as_of: {year}-12-31
facts:
"""
FACT: Final = """\
  fakt-{number}:
    statement: Der Beispielrat beschloss Nummer {number}.
    when: {year}-01-20
    evidence: {source}
"""
SOURCES: Final = """\
sources:
  testblatt:
    kind: report
    title: Aus dem Rat
    publisher: Testblatt
    first_hand: true
  niederschrift:
    kind: primary-document
    title: Niederschrift
    publisher: Beispielrat
"""


def _make(target: Path) -> None:
    root = write(target.with_name(f"{target.name}-project"), {"mkdocs.yml": CONFIGURATION, "docs/a.md": "# A\n"})
    write(root, {"briefings/registry.yml": SOURCES})
    for year in (2021, 2022):
        facts = (
            FACT.format(number=number, year=year, source="testblatt" if number % 8 else "[testblatt, niederschrift]")
            for number in range(MANY // 2)
        )
        write(root, {f"briefings/rat-{year}.yml": BRIEFING.format(year=year) + "".join(facts)})
    build(target, root=root)


@pytest.fixture(scope="module")
def site(shared_folder: Path) -> BuiltSite:
    """Build a site with more facts than one page lists."""
    return BuiltSite(once(shared_folder / "long", _make), "/")


@pytest.fixture(scope="module")
def home(site: BuiltSite) -> Iterator[str]:
    """Serve the site and give its address."""
    with hosting(site) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page of a window of its own."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_filtered_as_a_whole(page: Page, home: str) -> None:
    """Who asks for all of it gets it in place, with the form in focus; the choice stands in the address."""
    page.goto(f"{home}facts/")
    expect(page.get_by_role("link", name="2021")).to_be_visible()
    page.get_by_role("button", name=BUTTON).press("Enter")
    expect(page.get_by_label("Text")).to_be_focused()
    expect(page.get_by_role("row")).to_have_count(MANY + 1)
    page.get_by_label("Ursprünge").select_option(label=f"2 Ursprünge ({MANY // 8})")
    expect(page.locator("tbody tr:visible")).to_have_count(MANY // 8)
    assert "origins=" in page.url
    page.get_by_role("row").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Der Beispielrat 2022")


def test_shared_address(page: Page, home: str) -> None:
    """An address in which a choice stands shows what was chosen, without a click."""
    page.goto(f"{home}facts/")
    page.get_by_role("button", name=BUTTON).click()
    page.get_by_label("Briefing").select_option(label=f"Der Beispielrat 2021 ({MANY // 2})")
    page.goto(page.url.partition("#")[0])
    expect(page.locator("tbody tr:visible")).to_have_count(MANY // 2)
    expect(page.get_by_role("button", name="Auswahl aufheben")).to_be_visible()


def test_list_that_can_not_be_loaded(page: Page, home: str) -> None:
    """If the list doesn't come, the pages are still there, and who wants to can try again."""
    page.route("**/whole.json", lambda route: route.abort())
    page.goto(f"{home}facts/")
    page.get_by_role("button", name=BUTTON).click()
    expect(page.get_by_text("Das ließ sich nicht laden. Die Seiten unten enthalten alles.")).to_be_visible()
    expect(page.get_by_role("link", name="2021")).to_be_visible()
    page.unroute("**/whole.json")
    page.get_by_role("button", name=BUTTON).click()
    expect(page.get_by_role("row")).to_have_count(MANY + 1)


@pytest.mark.parametrize("query", ["", "?h=Beispielrat", "?utm_source=newsletter"])
def test_nothing_is_loaded_before(query: str, page: Page, home: str) -> None:
    """Who doesn't filter loads nothing of it, also where something else stands in the address, as behind a search."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{home}facts/{query}", wait_until="networkidle")
    assert not any("whole.json" in each for each in asked)


def test_without_scripts(browser: Browser, home: str) -> None:
    """Without scripts there is no button that does nothing, and all facts are on the pages that are linked."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}facts/")
    expect(page.get_by_role("button", name=BUTTON)).to_be_hidden()
    page.get_by_role("link", name="2021").click()
    expect(page.get_by_role("row")).to_have_count(MANY // 2 + 1)
    context.close()


def test_every_record_is_in_the_file_once(site: BuiltSite) -> None:
    """In each language the file holds each fact once, with links that lead to it from the page of the list."""
    for prefix in ("", "en/"):
        html = json.loads((site.folder / f"{prefix}facts/whole.json").read_text(encoding="utf-8"))["html"]
        for number in range(MANY // 2):
            assert 1 == html.count(f'href="../briefings/rat-2021/#fakt-{number}"')
            assert 1 == html.count(f'href="../briefings/rat-2022/#fakt-{number}"')


def test_short_lists_have_no_such_file(site: BuiltSite) -> None:
    """A list on one page needs no file beside it."""
    assert ["en/facts/whole.json", "facts/whole.json"] == sorted(
        file.relative_to(site.folder).as_posix() for file in site.folder.rglob("whole.json")
    )
