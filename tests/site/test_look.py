"""How pages look where a reader would stumble: on phones, on paper, in the order of what matters."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from tests.site.built import NOWHERE, ROOT, BuiltSite
from tests.site.host import hosting
from tests.site.laid_out import NEVER_IDLE, lay_out

BRIEFING: Final = "briefings/video-summit/"
STYLES: Final = ROOT / "generator" / "theme" / "assets" / "stylesheets"
"""Our own stylesheets."""
PHYSICAL: Final = re.compile(
    r"^\s*(?:(?:margin|padding|border)-(?:left|right)[\w-]*:|right:|float: (?:left|right)|text-align: (?:left|right))",
    re.MULTILINE,
)
"""Declarations that stay on one side of the page, whichever way its language is written."""

DOTS: Final = """() => {
  const isShown = (each) => getComputedStyle(each).display !== "none";
  const lines = [...document.querySelectorAll(".lb-meta, .lb-tags")].filter(isShown);
  return lines.filter((line) => {
    const last = [...line.children].filter(isShown).at(-1);
    return last && getComputedStyle(last, "::after").content.includes("·");
  }).map((line) => line.textContent);
}"""
"""Lines of small print whose last part that is shown has a dot behind it."""


UNEVEN: Final = """() => {
  const top = (each) => each.getBoundingClientRect().top;
  const quotes = [...document.querySelectorAll(".lb-quote--versions")];
  const isEven = (one, other) => Math.abs(top(one) - top(other)) <= 1;
  return quotes
    .filter((each) => !isEven(each.querySelector(".lb-words"), each.querySelector("q, blockquote > p")))
    .map((each) => each.textContent);
}"""
"""Quotes whose first two versions don't begin at the same height."""

TORN: Final = """() => {
  const parts = [...document.querySelectorAll(".lb-when, .lb-meta > :is(:has(> time), .lb-screen-only), .lb-cite")];
  const isTorn = (each) => {
    const range = document.createRange();
    range.selectNodeContents(each);
    const tops = [...range.getClientRects()].filter((box) => box.width).map((box) => Math.round(box.top / 12));
    return getComputedStyle(each).display !== "none" && Math.max(...tops) - Math.min(...tops) > 1;
  };
  return parts.filter((each) => isTorn(each) && each.textContent.length < 32).map((each) => each.textContent);
}"""
"""Dates, links and numbers in small print of which one line has one part and the next line another."""

EDGES: Final = """() => {
  const isShown = (each) => each.offsetWidth > 0;
  const blocks = document.querySelectorAll(
    ".md-content :is(h2, .lb-filter, .lb-overview__table, .lb-moments, .lb-chart, .lb-contents, .lb-examples)"
  );
  const ends = [...blocks].filter(isShown).map((each) => Math.round(each.getBoundingClientRect().right));
  return [...new Set(ends)];
}"""
"""Where what is as wide as the text ends."""

CUT: Final = """([name, label]) => {
  const select = document.querySelector(`select[name=${name}]`);
  select.selectedIndex = [...select.options].findIndex((option) => option.text.startsWith(label));
  const style = getComputedStyle(select);
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  return select.clientWidth - pen.measureText(select.selectedOptions[0].text).width;
}"""
"""How much room a select has for more than the words of the option that is chosen."""


@pytest.fixture(scope="module")
def address(site_at_root: BuiltSite) -> Iterator[str]:
    """Serve the site, and give its address."""
    with hosting(site_at_root) as base:
        yield base


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    """Give a browser window of its own."""
    with browser.new_context() as context:
        yield context


def _open(window: BrowserContext, url: str, width: int = 1280, height: int = 900) -> Page:
    page = window.new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.goto(url)
    return page


@pytest.mark.parametrize("root", ["", "en/"])
def test_headline_comes_before_the_contents(window: BrowserContext, address: str, root: str) -> None:
    """On phones title and lead of a briefing come first, then the contents list, then the key judgements."""
    page = _open(window, f"{address}{root}{BRIEFING}", 360, 740)
    parts = [page.locator(each).first for each in ("h1", ".lb-lead", "details.lb-contents", "#s--key-judgements")]
    boxes = [part.bounding_box() for part in parts]
    tops = [box["y"] for box in boxes if box is not None]
    assert len(parts) == len(tops)
    assert tops == sorted(tops)


def test_home_needs_no_contents_list(window: BrowserContext, address: str) -> None:
    """On phones the home page begins with the latest briefing, not with a list of its headings."""
    page = _open(window, address, 360, 740)
    expect(page.locator(".lb-teaser h3").first).to_be_visible()
    expect(page.locator("details.lb-contents")).to_have_count(0)


def test_key_judgement_opens_what_it_rests_on(window: BrowserContext, address: str) -> None:
    """Behind each key judgement stand the numbers of its sources; each opens the card of the source there."""
    page = _open(window, f"{address}{BRIEFING}")
    judgements = page.locator(".lb-judgements > li")
    assert judgements.count() > 1
    for judgement in judgements.all():
        assert judgement.locator(".lb-number").count() > 0
    judgements.first.locator(".lb-number").first.click()
    expect(judgements.first.get_by_role("complementary")).to_be_visible()


def test_card_says_which_one_it_is_and_what_its_source_does(window: BrowserContext, address: str) -> None:
    """A card has the number of its reference, and above facts what the source does with them."""
    page = _open(window, f"{address}{BRIEFING}#offensive-planned")
    fact = page.locator(".lb-fact:has(> #offensive-planned)")
    for link in fact.locator(".lb-evidence .lb-number").all():
        link.click()
        card = page.locator(f"[id='{link.get_attribute('aria-controls')}']")
        expect(card.locator(".lb-source-title")).to_contain_text(link.inner_text())
        group = card.locator("ul", has=page.locator("a[href='#offensive-planned']"))
        stance = link.locator("xpath=ancestor::li").locator("> .lb-stance").inner_text()
        expect(group.locator("xpath=preceding-sibling::*[1]")).to_have_text(f"Fakten: {stance}")
        link.click()
    page = _open(window, f"{address}{BRIEFING}de-escalation-or-respite/")
    for number in ("1", "12"):
        page.locator(".lb-cite a").get_by_text(number, exact=True).first.click()
    expect(page.locator(".lb-card__number")).to_have_text(["1", "12"])


@pytest.mark.parametrize("media", ["screen", "print"])
def test_versions_of_a_quote_stand_beside_each_other(window: BrowserContext, address: str, media: str) -> None:
    """Translation and original have the same size, the marks of their language, and half of the width, on paper too."""
    page = _open(window, f"{address}{BRIEFING}", 720)
    page.emulate_media(media="print" if media == "print" else "screen")
    lay_out(page)
    quote = page.locator(".lb-quote--versions").first
    own, other = quote.locator(".lb-words"), quote.locator("blockquote q")
    boxes = [own.bounding_box(), other.bounding_box()]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["x"] + boxes[0]["width"] < boxes[1]["x"]
    assert [] == page.evaluate(UNEVEN)
    sizes = {each.evaluate("each => getComputedStyle(each).fontSize") for each in (own, other)}
    assert len(sizes) == 1
    assert own.inner_text().strip()[0] == "„"
    assert "open-quote" == other.evaluate("each => getComputedStyle(each, '::before').content")
    assert other.evaluate("each => each.closest('[lang]').lang") == "en"
    gaps = quote.evaluate(GAPS)
    assert abs(gaps[0] - gaps[1]) < 2, gaps


GAPS: Final = """
quote => [[".lb-words", "p.lb-version"], ["blockquote p", "figcaption"]].map(([words, line]) =>
  quote.querySelector(line).getBoundingClientRect().top - quote.querySelector(words).getBoundingClientRect().bottom)
"""
"""How far below the words of each version the line stands that says which one it is."""


def test_paper_has_no_traces_of_what_is_left_out(window: BrowserContext, address: str) -> None:
    """On paper no dot leads to a link that isn't printed, and what a screen folds up is there without a click."""
    page = _open(window, f"{address}{BRIEFING}one-page/", 794)
    expect(page.locator(".lb-moments td").first).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".lb-moments td").first).to_be_visible()
    expect(page.locator(".lb-cite-link").first).to_be_hidden()
    assert [] == page.evaluate(DOTS)
    expect(page.locator(".lb-why li").first).to_be_visible()
    assert "content: none" not in page.locator(".lb-chips a").first.evaluate("each => getComputedStyle(each).cssText")
    assert page.locator(".lb-chips a").first.evaluate("each => getComputedStyle(each).borderTopStyle") == "none"


def test_paper_has_it_in_older_browsers_too(window: BrowserContext, address: str) -> None:
    """Where styles can't unfold what is folded up, it is unfolded for as long as somebody prints."""
    page = window.new_page()
    page.add_init_script("CSS.supports = (asked) => !asked.includes('details-content')")
    page.goto(f"{address}{BRIEFING}")
    row = page.locator(".lb-moments td").first
    for event, is_shown in (("beforeprint", True), ("afterprint", False)):
        page.evaluate("name => dispatchEvent(new Event(name))", event)
        expect(row).to_be_visible(visible=is_shown)


@pytest.mark.parametrize("width", [320, 1280])
def test_numbers_of_sources_are_whole(window: BrowserContext, address: str, width: int) -> None:
    """A source looks the same before and after everything far from the window was laid out, its number too."""
    page = window.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.add_init_script(NEVER_IDLE)
    page.goto(f"{address}{BRIEFING}")
    source = page.locator(".lb-sources > li").nth(20)
    pictures = []
    for before in ("", "document.querySelectorAll('li').forEach(each => each.classList.add('lb-arrived'))"):
        page.evaluate(before)
        source.evaluate("each => each.scrollIntoView({ block: 'center', behavior: 'instant' })")
        page.wait_for_timeout(300)
        source.evaluate("each => each.scrollIntoView({ block: 'center', behavior: 'instant' })")
        page.wait_for_timeout(300)
        box = source.locator("cite").first.bounding_box()
        assert box is not None
        pictures.append(page.screenshot(clip={"x": 0, "y": box["y"], "width": box["x"], "height": box["height"]}))
    assert pictures[0] == pictures[1]


def test_lines_of_notes_on_paper_are_evenly_apart(window: BrowserContext, address: str) -> None:
    """The number of a source moves no line of a note away from the others."""
    page = _open(window, f"{address}{BRIEFING}joint-security-architecture/", 320)
    page.emulate_media(media="print")
    found = page.locator(".lb-notes .lb-behind").evaluate_all(STEPS)
    assert any(len(each) > 1 for each in found)
    assert [] == [each for each in found if each and max(each) - min(each) > 1]


STEPS: Final = """
all => all.map(source => {
  const tops = [...source.getClientRects()].map(line => line.top);
  return tops.slice(1).map((top, index) => top - tops[index]);
})
"""
"""How far apart the lines of each source are."""


def test_excerpts_have_the_marks_of_their_language(site_at_root: BuiltSite) -> None:
    """Browsers take the marks from the language around a quote: there an excerpt says which is its own."""
    page = site_at_root.pages[BRIEFING]
    assert page.all("//p[@class='lb-excerpt'][@lang='en']/q")
    assert [] == page.all("//p[@class='lb-excerpt']/q[@lang]")


def test_paper_ends_with_the_text(window: BrowserContext, address: str) -> None:
    """A page that fits on a sheet doesn't begin another one."""
    page = _open(window, f"{address}sources/tass-1372383/", 794, 1123)
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollHeight") <= 1123


def test_paper_cuts_no_table_off(window: BrowserContext, address: str) -> None:
    """On a sheet of A4 the table of judgements has its last column, heading and figures."""
    paper = PdfReader(BytesIO(_open(window, f"{address}assessments/").pdf(format="A4")))
    text = "".join("".join(each.extract_text().split()) for each in paper.pages)
    assert "OhneBrier-Wert" in text
    assert re.search(r"keiner\d", text)


@pytest.mark.parametrize("path", ["assessments/", "method/", "en/assessments/", "en/method/"])
@pytest.mark.parametrize("width", [320, 375])
def test_phones_hide_no_column(window: BrowserContext, address: str, path: str, width: int) -> None:
    """Tables of figures and of rules are no wider than a phone: nothing is to be found by scrolling sideways only."""
    page = _open(window, f"{address}{path}", width)
    lay_out(page)
    boxes = page.locator(":is(.lb-table, .md-typeset__table):has(table)")
    assert [True] * boxes.count() == boxes.evaluate_all(
        "all => all.map(each => each.scrollWidth <= each.clientWidth && each.offsetWidth <= innerWidth)"
    )
    labels = page.locator(".lb-track tbody tr:first-child td").evaluate_all(
        "all => all.map(each => getComputedStyle(each, '::before').content.replaceAll('\"', '').trim())"
    )
    assert all(re.fullmatch(r"\w.+:", each) for each in labels)


def test_columns_on_paper_keep_apart(window: BrowserContext, address: str) -> None:
    """On paper neither the status nor the date of a fact reaches into the next column, and dates have one line."""
    page = _open(window, f"{address}{BRIEFING}", 658)
    page.emulate_media(media="print")
    for part in page.locator(".lb-overview__table td:first-child > span").all()[:12]:
        room = part.evaluate(
            "each => each.parentElement.nextElementSibling.offsetLeft - each.offsetLeft - each.offsetWidth"
        )
        assert room > 6
    heights = page.locator(".lb-overview__table time").evaluate_all(
        "all => all.map(each => each.getClientRects().length)"
    )
    assert {1} == set(heights)


@pytest.mark.parametrize("path", [BRIEFING, "assessments/", "timeline/2021/", "codes/"])
@pytest.mark.parametrize("width", [768, 1280])
def test_everything_ends_at_one_edge(window: BrowserContext, address: str, path: str, width: int) -> None:
    """Headings, boxes, tables and drawings are equally wide."""
    page = _open(window, f"{address}{path}", width)
    lay_out(page)
    edges = page.evaluate(EDGES)
    assert max(edges) - min(edges) <= 1


@pytest.mark.parametrize(
    "path", ["sources/", "assessments/", "quotes/", BRIEFING, f"{BRIEFING}joint-security-architecture/"]
)
@pytest.mark.parametrize("root", ["", "en/"])
def test_dates_and_links_are_not_torn_apart(window: BrowserContext, address: str, root: str, path: str) -> None:
    """In small print no line ends within a date, a link, or a row of references."""
    page = _open(window, f"{address}{root}{path}", 375, 740)
    lay_out(page)
    assert [] == page.evaluate(TORN)


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_what_is_chosen_can_be_read(window: BrowserContext, address: str, width: int) -> None:
    """A filter has room for the outcome that most are looked for, and how many there are."""
    page = _open(window, f"{address}assessments/", width)
    if width < 480:
        page.get_by_role("button", name="Weitere Filter").click()
    assert page.evaluate(CUT, ["outcome", "nicht eingetroffen"]) > 30


def test_dots_lead_to_something(window: BrowserContext, address: str) -> None:
    """On phones a dot stands behind the date of a fact, where it is followed by who says so."""
    page = _open(window, f"{address}{BRIEFING}", 375, 740)
    dates = page.locator(".lb-overview__table td:nth-child(3):not(:empty)")
    dotted = "each => getComputedStyle(each, '::after').content.includes('·')"
    voiced = "each => each.nextElementSibling.firstChild.nodeType === Node.TEXT_NODE"
    found = {(each.evaluate(dotted), each.evaluate(voiced)) for each in dates.all()}
    assert {(True, True)} == found


def test_long_card_begins_in_view(window: BrowserContext, address: str) -> None:
    """On a small phone, too, who opens a reference sees something of what it opens."""
    page = _open(window, f"{address}{BRIEFING}joint-security-architecture/", 320, 640)
    page.locator(".lb-cite a").nth(3).click()
    card = page.get_by_role("complementary").bounding_box()
    assert card is not None
    assert card["y"] < 640 * 0.75


def test_lines_of_references_are_evenly_spaced(window: BrowserContext, address: str) -> None:
    """Numbers that can be hit don't move the lines of a reference apart."""
    page = _open(window, f"{address}{BRIEFING}joint-security-architecture/", 1280)
    for number in page.locator(".lb-notes .lb-number").all()[:8]:
        size = number.bounding_box()
        assert size is not None
        assert size["height"] >= 24
        taken = "each => each.offsetHeight + 2 * parseFloat(getComputedStyle(each).marginBlockStart)"
        assert number.evaluate(taken) < number.evaluate(
            "each => parseFloat(getComputedStyle(each.closest('li')).lineHeight)"
        )


def test_briefings_are_one_list(site_at_root: BuiltSite) -> None:
    """The briefings on a topic are one list, which can be counted."""
    page = site_at_root.pages["topics/arms-control/"]
    (heading,) = page.all("//h2[@id='s--briefing']")
    (listed,) = heading.xpath("following-sibling::*[1]")
    assert len(listed) > 1


def test_language_switch_keeps_the_place(window: BrowserContext, address: str) -> None:
    """Who has scrolled to a record and switches the language comes to the same record, not to the top."""
    page = _open(window, f"{address}{BRIEFING}")
    page.locator("#health-not-discussed, .lb-quote > h3").first.scroll_into_view_if_needed()
    seen = page.evaluate(
        "[...document.querySelectorAll('.md-content :is(h2, h3)[id]')]"
        ".filter(each => each.getBoundingClientRect().top < innerHeight / 2).at(-1).id"
    )
    page.get_by_role("banner").get_by_role("link", name="English").click()
    page.wait_for_url(f"{address}en/{BRIEFING}#{seen}")
    expect(page.locator(f"#{seen}")).to_be_in_viewport()


@pytest.mark.parametrize("lang", ["de", "en"])
def test_error_page_helps_on(window: BrowserContext, address: str, lang: str) -> None:
    """An error page lists what there is in each language, and offers to search for the words of the address."""
    page = _open(window, f"{address}{NOWHERE}joint-security/")
    block = page.locator(f".lb-missing[lang={lang}]")
    listed = {"de": "Zeitleiste", "en": "Timeline"}[lang]
    expect(block.get_by_role("link", name=listed, exact=True)).to_be_visible()
    block.get_by_role("link", name="joint security").click()
    expect(page.get_by_role("dialog").get_by_role("textbox")).to_have_value("joint security")


def test_error_page_of_an_address_that_is_none(window: BrowserContext, address: str) -> None:
    """What nobody could have encoded so is looked for as it stands in the address, and all scripts go on."""
    page = _open(window, f"{address}{NOWHERE}100%/")
    page.locator(".lb-missing[lang=en]").get_by_role("link", name="100%").click()
    expect(page.get_by_role("dialog").get_by_role("textbox")).to_have_value("100%")


def test_numbers_stay_with_what_they_count(site_at_root: BuiltSite) -> None:
    """No line breaks within “7. Dezember”, in statements, running text and lists; choices have no lines."""
    apart = re.compile(r"(?<![\w.])\d{1,2}\. (?:Januar|Februar|Dezember)")
    for page in (BRIEFING, f"{BRIEFING}de-escalation-or-respite/", ""):
        texts = site_at_root.pages[page].tree.xpath("//article//text()[not(ancestor::pre or ancestor::option)]")
        assert isinstance(texts, list)
        assert [] == [text for text in texts if apart.search(str(text))]


def test_terms_and_their_meaning_stay_apart_for_search(site_at_root: BuiltSite) -> None:
    """In the index of search a term doesn't run into the meaning of the one before it."""
    page = site_at_root.pages["sources/tass-1372383/"]
    for term in page.all("//dl/dt[position() > 1]"):
        before = term.getprevious()
        assert before is not None
        assert (before.tail or "").isspace()


@pytest.mark.parametrize("name", ["components.css", "lagebild.css"])
def test_styles_follow_the_direction_of_writing(name: str) -> None:
    """No style names left or right where it means the beginning or the end of a line."""
    assert [] == PHYSICAL.findall((STYLES / name).read_text(encoding="utf-8"))


def test_every_style_is_of_use() -> None:
    """No style is for a class that neither a template nor a script nor the code writes."""
    folder = ROOT / "generator"
    files = [*folder.glob("*.py"), *folder.glob("templates/*"), *folder.glob("theme/**/*.html")]
    files += folder.glob("theme/**/*.js")
    written = "\n".join(file.read_text(encoding="utf-8") for file in files)
    names = {name for file in STYLES.glob("*.css") for name in re.findall(r"\.(lb-[\w-]+)", file.read_text("utf-8"))}
    assert len(names) > 100
    # What stands behind two hyphens is put in: `lb-status--{{ status }}`.
    unused = {name for name in names if name not in written and f"{name.partition('--')[0]}--" not in written}
    assert set() == unused


def test_the_way_to_the_top_covers_little_on_phones(window: BrowserContext, address: str) -> None:
    """On a phone the button that leads to the top of a page is an icon at the foot of the window, with its name."""
    page = _open(window, f"{address}{BRIEFING}", 375, 700)
    page.mouse.wheel(0, 1500)
    page.wait_for_function("scrollY > 1000")
    page.mouse.wheel(0, -300)
    button = page.get_by_role("button", name="Zurück zum Seitenanfang")
    expect(button).to_be_in_viewport()
    box = button.bounding_box()
    assert box is not None
    assert 24 <= box["width"] == box["height"] <= 40
    assert 600 < box["y"] < 700 - box["height"]


def test_ways_back_say_where_they_lead(window: BrowserContext, address: str) -> None:
    """The numbers behind a source are called what they lead to."""
    page = _open(window, f"{address}{BRIEFING}")
    way = page.locator(".lb-back a[href='#offensive-planned']").first
    expect(way).to_have_accessible_name(re.compile(rf"^{way.text_content()} .*Russland plante Anfang Dezember 2021"))
