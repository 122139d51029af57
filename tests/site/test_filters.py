"""Lists that a reader filters and sorts, in Chromium: what is left, what the address says, and what Back does."""

import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.site.built import BuiltSite
from tests.site.host import hosting
from tests.site.laid_out import lay_out

BRIEFING: Final = "briefings/video-summit/"
"""The page whose facts are filtered."""
FACTS: Final = "table.lb-overview__table tbody tr"
"""Lines of the overview of facts."""
CARDS: Final = "article.lb-fact:has(h3[id])"
"""The facts in full."""
OVERVIEWS: Final = (
    ("facts/", "Status", "status"),
    ("facts/", "Person, Organisation", "person"),
    ("facts/", "Wer es sagt", "origin"),
    ("facts/", "Ursprünge", "origins"),
    ("facts/", "Thema", "topic"),
    ("facts/", "Quelle", "source"),
    ("facts/", "Datum", "date"),
    ("facts/", "Briefing", "briefing"),
    ("quotes/", "Wer spricht", "speaker"),
    ("quotes/", "Thema", "topic"),
    ("sources/", "Art", "kind"),
    ("sources/", "Herausgeber", "publisher"),
    ("sources/", "Sprache", "language"),
    ("assessments/", "Art", "kind"),
    ("assessments/", "Wer urteilt", "analyst"),
    ("questions/", "Stand", "state"),
    ("people/", "Anfangsbuchstabe", "initial"),
    ("organisations/", "Anfangsbuchstabe", "initial"),
    ("places/", "Anfangsbuchstabe", "initial"),
    ("topics/", "Anfangsbuchstabe", "initial"),
)
"""Lists with the label of one of their controls, and its name in the address."""
PATIENCE: Final = 30_000
"""For how many milliseconds something may be under way on a busy machine."""

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def home(site_at_root: BuiltSite) -> Iterator[str]:
    """Serve the site and give its address."""
    with hosting(site_at_root) as address:
        yield address


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    """Give a window of a desktop, and make sure that no script failed in it."""
    with_errors: list[str] = []
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    context.on("weberror", lambda error: with_errors.append(str(error.error)))
    yield context
    context.close()
    assert [] == with_errors


@pytest.fixture
def facts(window: BrowserContext, home: str) -> Page:
    """Open the facts of the briefing."""
    page = window.new_page()
    page.goto(home + BRIEFING)
    expect(_status(page)).to_have_text(re.compile(r"\d"))
    return page


def _form(page: Page) -> Locator:
    return page.locator("form.lb-filter")


def _status(page: Page) -> Locator:
    return _form(page).get_by_role("status")


def _shown(page: Page, selector: str = FACTS) -> list[str]:
    """Return the texts of the elements that are shown, in order."""
    lay_out(page)
    return [each.inner_text() for each in page.locator(f"{selector} >> visible=true").all()]


def _query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def _second_option(control: Locator) -> tuple[str, int]:
    """Return the value of the first choice of a list that isn't all, and how many records it says to have."""
    option = control.locator("option").nth(1)
    count = re.search(r"\((\d+)\)$", option.inner_text())
    assert count is not None
    return str(option.get_attribute("value")), int(count[1])


@pytest.mark.parametrize(
    "label", ["Status", "Person, Organisation", "Wer es sagt", "Ursprünge", "Thema", "Quelle", "Datum"]
)
def test_facts_by_each_control(facts: Page, label: str) -> None:
    """Each control leaves as many facts as it says, in the table and below it, and the address and the count say so."""
    everything = len(_shown(facts))
    assert everything == len(_shown(facts, CARDS))
    control = _form(facts).get_by_label(label, exact=True)
    value, count = _second_option(control)
    control.select_option(value)
    assert 0 < count < everything
    expect(_status(facts)).to_have_text(f"{count} von {everything} gezeigt")
    assert [count, count] == [len(_shown(facts)), len(_shown(facts, CARDS))]
    assert {str(control.get_attribute("name")): [value]} == _query(facts)


def test_by_status_only_that_status_is_left(facts: Page) -> None:
    """Who chooses disputed facts sees disputed facts, told by the word."""
    _form(facts).get_by_label("Status").select_option("disputed")
    assert {"umstritten"} == {row.split("\n")[0].split("\t")[0].strip() for row in _shown(facts)}
    expect(facts.locator(f"{CARDS}:not(.lb-fact--disputed) >> visible=true")).to_have_count(0)


def test_text_is_found_in_any_case(facts: Page) -> None:
    """Words are looked for in the whole record, whatever their case, and all of them have to be there."""
    _form(facts).get_by_label("Text").fill("SANKTIONEN biden")
    expect(_status(facts)).not_to_have_text(re.compile(r"^(\d+) von \1 "))
    texts = [each.casefold() for each in _shown(facts, CARDS)]
    assert texts
    assert all("sanktionen" in each and "biden" in each for each in texts)


@pytest.mark.parametrize("apostrophe", ["'", "’", "ʼ"])
def test_text_is_found_with_any_apostrophe(window: BrowserContext, home: str, apostrophe: str) -> None:
    """Apostrophes are printed as books have them, and found as keyboards have them."""
    page = window.new_page()
    page.goto(f"{home}en/{BRIEFING}")
    _form(page).get_by_label("Text").fill(f"nato{apostrophe}s")
    expect(_status(page)).to_have_text(re.compile(r"^[1-9]\d* of"))
    assert all("NATO’s" in each for each in _shown(page, CARDS))


def test_reload_and_a_shared_address_restore_the_filter(facts: Page, window: BrowserContext) -> None:
    """The address alone brings the same facts in the same order, after a reload and for somebody else."""
    _form(facts).get_by_label("Status").select_option("claimed")
    _form(facts).get_by_label("Reihenfolge").select_option("date")
    expected = _shown(facts)
    assert {"status": ["claimed"], "sort": ["date"]} == _query(facts)
    facts.reload()
    expect(_form(facts).get_by_label("Status")).to_have_value("claimed")
    assert expected == _shown(facts)
    other = window.new_page()
    other.goto(facts.url)
    expect(_form(other).get_by_label("Reihenfolge")).to_have_value("date")
    assert expected == _shown(other)
    expect(other.locator("#s--fact")).to_be_in_viewport()


def test_back_takes_back_one_choice_at_a_time(facts: Page) -> None:
    """Back undoes the last choice, then the one before; typing a word is one choice; Forward brings them again."""
    form = _form(facts)
    everything = _shown(facts)
    form.get_by_label("Status").select_option("claimed")
    claimed = _shown(facts)
    form.get_by_label("Text").press_sequentially("Putin")
    both = _shown(facts)
    assert len(both) < len(claimed) < len(everything)
    facts.go_back()
    expect(form.get_by_label("Text")).to_have_value("")
    assert claimed == _shown(facts)
    facts.go_back()
    expect(form.get_by_label("Status")).to_have_value("")
    assert everything == _shown(facts)
    facts.go_forward()
    facts.go_forward()
    expect(form.get_by_label("Text")).to_have_value("Putin")
    assert both == _shown(facts)


def test_sorting(facts: Page) -> None:
    """Table and records change their order together, and go back to that of the editors."""

    def ids() -> tuple[list[str], list[str]]:
        rows = facts.locator(FACTS).evaluate_all("rows => rows.map((row) => row.dataset.record)")
        cards = facts.locator(f"{CARDS} h3").evaluate_all("heads => heads.map((head) => head.id)")
        return rows, cards

    before = ids()
    assert before[0] == before[1]
    sort = _form(facts).get_by_label("Reihenfolge")
    sort.select_option("status")
    rows, cards = ids()
    assert rows == cards != before[0]
    words = [row.split("\t")[0].strip() for row in _shown(facts)]
    order = ["bestätigt", "behauptet", "berichtet", "umstritten", "dementiert", "zurückgezogen", "unbelegt"]
    assert sorted(words, key=order.index) == words
    sort.select_option("date")
    dates = facts.locator(f"{FACTS} time").evaluate_all("times => times.map((time) => time.dateTime.slice(0, 4))")
    assert sorted(dates) == dates
    sort.select_option("")
    assert before == ids()


def test_anchor_that_is_none(window: BrowserContext, home: str) -> None:
    """Lists can be filtered, and the language changed, whatever stands behind the address."""
    page = window.new_page()
    page.goto(f"{home}{BRIEFING}?status=disputed#%E4")
    form = _form(page)
    form.get_by_label("Status").select_option("claimed")
    assert {"status": ["claimed"]} == _query(page)
    page.goto(f"{home}{BRIEFING}#%E4")
    page.mouse.wheel(0, 3000)
    page.wait_for_function("scrollY > 0")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(f"/en/{BRIEFING}#[a-z]"))


def test_nothing_left_and_all_again(facts: Page) -> None:
    """Where nothing is left the page says so; the button brings everything back and the address to rest."""
    everything = _shown(facts)
    form = _form(facts)
    expect(form.get_by_role("button")).to_be_hidden()
    form.get_by_label("Text").fill("xyzzy")
    expect(_status(facts)).to_have_text("Nichts passt zu dieser Auswahl.")
    assert [] == _shown(facts)
    expect(facts.locator("table.lb-overview__table")).to_be_hidden()
    form.get_by_role("button", name="Auswahl aufheben").click()
    assert everything == _shown(facts)
    assert {} == _query(facts)
    expect(form.get_by_label("Text")).to_be_focused()


def test_choices_that_would_leave_nothing_cannot_be_made(facts: Page) -> None:
    """Each control counts what it would leave of what the others do."""
    form = _form(facts)
    form.get_by_label("Status").select_option("disputed")
    left = len(_shown(facts))
    for option in form.get_by_label("Thema").locator("option").all()[1:]:
        count = int(re.findall(r"\((\d+)\)$", option.inner_text())[0])
        assert count <= left
        if count == 0:
            expect(option).to_be_disabled()


def test_a_link_to_a_hidden_fact_shows_it(facts: Page) -> None:
    """Who follows a link to a fact that the filter hides sees it; Back restores the filter."""
    _form(facts).get_by_label("Status").select_option("disputed")
    disputed = _shown(facts)
    facts.locator("ul.lb-judgements a[href='#sanctions-threatened']").click()
    expect(facts.locator("#sanctions-threatened")).to_be_in_viewport()
    assert {} == _query(facts)
    facts.go_back()
    expect(_form(facts).get_by_label("Status")).to_have_value("disputed")
    assert disputed == _shown(facts)


def test_an_address_that_asks_for_a_hidden_fact_asks_for_nothing_else(window: BrowserContext, home: str) -> None:
    """Where a shared address leads to a fact that it hides itself, the fact is shown and the rest is forgotten."""
    page = window.new_page()
    page.goto(f"{home}{BRIEFING}?status=disputed&topic=nonsense#sanctions-threatened")
    expect(page.locator("#sanctions-threatened")).to_be_in_viewport()
    assert {} == _query(page)
    expect(_status(page)).to_have_text(re.compile(r"^(\d+) von \1 gezeigt$"))


def test_each_line_leads_to_its_record(facts: Page) -> None:
    """A line of the table leads to the fact in full, with the filter as it is."""
    _form(facts).get_by_label("Status").select_option("disputed")
    row = facts.locator(f"{FACTS} >> visible=true").first
    anchor = row.get_attribute("data-record")
    row.get_by_role("link").click()
    expect(facts.locator(f"[id='{anchor}']")).to_be_in_viewport()
    assert {"status": ["disputed"]} == _query(facts)


def test_by_keyboard_alone(facts: Page) -> None:
    """Tab leads through all controls to the first fact; a choice is made by typing its beginning."""
    form = _form(facts)
    form.get_by_label("Text").focus()
    facts.keyboard.press("Tab")
    expect(form.get_by_label("Status")).to_be_focused()
    facts.keyboard.type("umst")
    expect(form.get_by_label("Status")).to_have_value("disputed")
    controls = form.locator("select").count()
    for _ in range(controls):
        facts.keyboard.press("Tab")
    expect(form.get_by_role("button")).to_be_focused()
    facts.keyboard.press("Tab")
    link = facts.locator(f"{FACTS} >> visible=true").first.get_by_role("link")
    expect(link).to_be_focused()
    facts.keyboard.press("Shift+Tab")
    facts.keyboard.press("Enter")
    assert {} == _query(facts)
    expect(form.get_by_label("Text")).to_be_focused()


def test_other_parameters_of_the_address_stay(window: BrowserContext, home: str) -> None:
    """What else the address says, such as words that search marks, stays; what the list hasn't got is named once."""
    page = window.new_page()
    page.goto(f"{home}{BRIEFING}?x=1&status=%7Blabel%7D%3Cb%3E")
    expect(_form(page).get_by_label("Status")).to_have_value("")
    missing = "Was die Adresse unter „Status“ verlangt, kommt in dieser Liste nicht vor: {label}<b>."
    expect(_status(page)).to_have_text(re.compile(rf"^{re.escape(missing)} (\d+) von \1 gezeigt$"))
    _form(page).get_by_label("Thema").select_option(index=1)
    expect(_status(page)).to_have_text(re.compile(r"^\d+ von \d+ gezeigt$"))
    assert ["1"] == _query(page)["x"]
    assert "status" not in _query(page)


def test_the_language_switch_keeps_the_filter(facts: Page) -> None:
    """The same facts are left in the other language."""
    _form(facts).get_by_label("Status").select_option("disputed")
    rows = len(_shown(facts))
    facts.get_by_role("banner").get_by_role("link", name="English").click()
    expect(facts.locator("html")).to_have_attribute("lang", "en")
    expect(_form(facts).get_by_label("Status")).to_have_value("disputed")
    assert rows == len(_shown(facts))
    assert all("disputed" in row for row in _shown(facts))


@pytest.mark.parametrize(("address", "label", "name"), OVERVIEWS)
def test_overviews(window: BrowserContext, home: str, address: str, label: str, name: str) -> None:
    """Each overview is filtered by its controls, by address too, and headings without anything under them go."""
    page = window.new_page()
    page.goto(home + address)
    control = _form(page).get_by_label(label, exact=True)
    value, count = _second_option(control)
    page.goto(f"{home}{address}?{name}={value}")
    expect(control).to_have_value(value)
    expect(page.locator("[data-filter] >> visible=true")).to_have_count(count)
    expect(_status(page)).to_have_text(re.compile(f"^{count} von "))
    for heading in page.locator("h2:has(~ [data-part]) >> visible=true").all():
        anchor = heading.get_attribute("id")
        parts = page.locator(f"[data-part='{anchor}']")
        if parts.count():
            expect(parts.locator("visible=true").first).to_be_visible()
    for part in page.locator("[data-part]:not([data-part='']) >> visible=true").all():
        expect(page.locator(f"[id='{part.get_attribute('data-part')}']")).to_be_visible()
    for link in page.locator(".md-nav--secondary a[href^='#'] >> visible=true").all():
        expect(page.locator(f"[id='{(link.get_attribute('href') or '')[1:]}']")).to_be_visible()


def test_an_address_to_share_has_the_choice_and_no_more(window: BrowserContext, home: str) -> None:
    """A list that is its whole page is shared from its top, without an anchor that would scroll there."""
    page = window.new_page()
    page.goto(f"{home}quotes/")
    value, count = _second_option(control := _form(page).get_by_label("Wer spricht"))
    control.select_option(value)
    expect(_status(page)).to_have_text(re.compile(f"^{count} von "))
    assert page.url == f"{home}quotes/?speaker={value}"
    _form(page).get_by_role("button", name="Auswahl aufheben").click()
    assert page.url == f"{home}quotes/"


def test_people_are_found_by_their_other_names(window: BrowserContext, home: str) -> None:
    """Who writes a name as another language does finds its bearer."""
    page = window.new_page()
    page.goto(f"{home}people/?text=zelensky")
    expect(page.locator("[data-filter] >> visible=true")).to_have_count(1)
    expect(page.get_by_role("link", name="Wolodymyr Selenskyj")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 375])
def test_words_to_filter_by_are_not_searched_for(browser: Browser, home: str, width: int) -> None:
    """An address with words to filter by leads to the list, and doesn't open the search, which has an address, too."""
    with browser.new_context(viewport={"width": width, "height": 700}) as context:
        page = context.new_page()
        page.goto(f"{home}facts/")
        _form(page).get_by_label("Text").fill("New START")
        expect(_status(page)).not_to_have_text(re.compile(r"^(\d+) von \1 gezeigt$"))
        shown, address = _status(page).inner_text(), page.url
        page.reload()
        expect(_status(page)).to_have_text(shown)
        page.wait_for_load_state("networkidle")
        expect(page.locator("#__search")).not_to_be_checked()
        assert address == page.url


@pytest.mark.parametrize(
    "address", [BRIEFING, "facts/", "quotes/", "sources/", "assessments/", "questions/", "people/"]
)
def test_without_javascript_everything_is_there(browser: Browser, home: str, address: str) -> None:
    """Without JavaScript all records are shown whatever the address says, and no control is."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}{address}?status=disputed&text=nothing")
    expect(_form(page)).to_be_hidden()
    records = page.locator("[data-filter]")
    assert records.count() > 5
    assert records.count() == page.locator("[data-filter] >> visible=true").count()
    context.close()


@pytest.mark.parametrize("width", [375, 320])
@pytest.mark.parametrize("address", [BRIEFING, "facts/", "sources/", "assessments/"])
def test_on_a_phone(browser: Browser, home: str, address: str, width: int) -> None:
    """On a phone nothing needs sideways scrolling, and lines of the table stand as paragraphs that lead to records."""
    options: dict[str, Any] = {"viewport": {"width": width, "height": 700}, "is_mobile": True, "has_touch": True}
    context = browser.new_context(**options)
    page = context.new_page()
    page.goto(home + address)
    expect(_status(page)).to_have_text(re.compile(r"\d"))
    assert width >= int(page.evaluate("document.documentElement.scrollWidth"))
    inner = page.evaluate(
        "[...document.querySelectorAll('.lb-filter *, .lb-overview *')].map((e) => e.getBoundingClientRect().right)"
    )
    assert width >= max(inner)
    if address == BRIEFING:
        _form(page).get_by_label("Status").select_option("disputed")
        row = page.locator(f"{FACTS} >> visible=true").first
        status, statement = row.locator("td").first.bounding_box(), row.locator("th").bounding_box()
        assert status is not None
        assert statement is not None
        assert status["y"] + status["height"] <= statement["y"] + 1
        row.get_by_role("link").tap()
        expect(page.locator(f"[id='{row.get_attribute('data-record')}']")).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize("width", [375, 320])
def test_a_phone_folds_the_form_up(browser: Browser, home: str, width: int) -> None:
    """On a phone most controls come by a button, one below the other; until then what is chosen there is said."""
    options: dict[str, Any] = {"viewport": {"width": width, "height": 700}, "is_mobile": True, "has_touch": True}
    with browser.new_context(**options) as context:
        page = context.new_page()
        page.goto(f"{home}facts/?status=disputed&topic=strategic-weapons&sort=date")
        form, fold = _form(page), page.get_by_role("button", name="Weitere Filter")
        expect(fold).to_have_attribute("aria-expanded", "false")
        expect(form.get_by_label("Text")).to_be_visible()
        expect(form.get_by_label("Status")).to_have_value("disputed")
        expect(form.get_by_label("Thema")).to_be_hidden()
        chosen = form.get_by_text("Strategische Waffen und New START · nach Datum", exact=True)
        expect(chosen).to_be_visible()
        fold.tap()
        expect(fold).to_have_attribute("aria-expanded", "true")
        expect(chosen).to_be_hidden()
        boxes = [each.bounding_box() for each in form.locator("select, input").all()]
        assert 1 == len({box["x"] for box in boxes if box is not None})
        assert len(boxes) == len({box["y"] for box in boxes if box is not None}) > 5
        form.get_by_role("button", name="Auswahl aufheben").tap()
        expect(form.get_by_label("Text")).to_be_focused()
        fold.tap()
        expect(form.get_by_label("Thema")).to_be_hidden()
        expect(page.locator(".lb-filter__chosen")).to_be_empty()
        page.set_viewport_size({"width": 1280, "height": 700})
        expect(fold).to_be_hidden()
        expect(form.get_by_label("Thema")).to_be_visible()


def test_paper_has_no_controls(facts: Page) -> None:
    """Printed, the table has no controls, and says how many facts are left of how many if some are, and which."""
    facts.emulate_media(media="print")
    expect(_form(facts)).to_be_hidden()
    facts.emulate_media(media="screen")
    _form(facts).get_by_label("Status").select_option("disputed")
    facts.emulate_media(media="print")
    expect(_status(facts)).to_be_visible()
    after = _status(facts).evaluate("each => getComputedStyle(each, '::after').content")
    assert '": umstritten"' == after.replace('": " "', '": ')
    expect(_form(facts).get_by_label("Status")).to_be_hidden()
