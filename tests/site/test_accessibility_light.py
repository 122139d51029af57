"""axe has nothing to object to on any kind of page, in light colours, on a small phone and on paper: in German."""

from typing import Final, Literal, TypeAlias

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from generator.build import Site
from tests.site.axe import View, survey, violations
from tests.site.built import BuiltSite
from tests.site.host import hosting
from tests.site.kinds import examples

Scheme: TypeAlias = Literal["light", "dark"]


def _unfold(page: Page) -> None:
    """Have the controls of a list shown that a phone folds up."""
    for fold in page.locator(".lb-filter__fold").all():
        fold.click()


VIEWS: Final = (View("wide"), View("phone", width=320, height=640, prepare=_unfold), View("paper", paper=True))


@pytest.fixture(scope="module")
def objections(browser: Browser, site_at_root: BuiltSite, planned: Site) -> dict[str, list[str]]:
    """Return what axe objects to in each view."""
    return survey(browser, site_at_root, examples(planned, site_at_root, "de"), VIEWS, color_scheme="light")


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_every_kind_of_page_is_accessible(objections: dict[str, list[str]], view: View) -> None:
    """No rule of axe is broken on any kind of page."""
    assert [] == objections[view.name], "\n".join(objections[view.name])


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_results_of_a_search_are_accessible(
    browser: Browser, site_at_root: BuiltSite, width: int, scheme: Scheme
) -> None:
    """No rule of axe is broken while results of a search are shown."""
    viewport: ViewportSize = {"width": width, "height": 640}
    with (
        hosting(site_at_root) as home,
        browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce") as context,
    ):
        page = context.new_page()
        page.goto(home)
        page.get_by_role("textbox" if width > 1000 else "button", name="Suche").click()
        page.keyboard.type("NATO")
        expect(page.get_by_role("dialog").get_by_role("listitem").first).to_be_visible()
        found = violations(page)
    assert [] == found, "\n".join(found)


def test_faults_are_found(browser: Browser) -> None:
    """Each kind of fault that the tests are for is found, and named with rule and place."""
    with browser.new_context() as context:
        page = context.new_page()
        page.set_content(
            '<!doctype html><html lang="de"><title>A page</title><main><h1>A page</h1>'
            '<p id="pale">Hardly seen</p><style>#pale { color: #bbb }</style>'
            '<input id="what"><nav></nav><a id="one" href="/1">1</a><a id="two" href="/2">2</a></main>'
        )
        found = violations(page)
        print_found = View("paper", paper=True).violations(page)
    rules = {"color-contrast at #pale", "label at #what", "target-size at #one", "target-size at #two"}
    assert rules == {sentence.partition(":")[0] for sentence in found}
    assert {rule for rule in rules if "target" not in rule} == {each.partition(":")[0] for each in print_found}


def test_parts_are_looked_at_once(browser: Browser) -> None:
    """A part of pages is passed over only where elements and attributes are those of one that was looked at."""
    view, seen = View("part", within=("main",)), set[tuple[str, str]]()
    with browser.new_context() as context:
        page = context.new_page()
        found = []
        for content in (
            '<a href="/1">One</a>',
            '<a href="/2">Two</a>',
            '<a href="/3">Three</a><input id="what">',
            '<a href="/4"> </a>',
        ):
            page.set_content(f'<!doctype html><html lang="en"><title>A page</title><main><h1>A</h1>{content}</main>')
            found.append([each.partition(" ")[0] for each in view.violations(page, seen)])
    assert [[], [], ["label"], ["link-name"]] == found
    assert 3 == len(seen)
