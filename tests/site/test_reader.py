"""What a reader does with the site, in Chromium, in both languages, at `/` and under `/repo/`."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, Response, expect

from generator.build import Site
from tests.site.axe import PREPARED
from tests.site.built import NOWHERE, BuiltSite
from tests.site.host import hosting
from tests.site.laid_out import ARRIVED, NEVER_IDLE

BRIEFING: Final = "briefings/video-summit/"
SECTION: Final = "briefings/video-summit/de-escalation-or-respite/"
YEAR: Final = "timeline/2021/"
PERSON: Final = "people/maxim-suchkow/"
FACT: Final = "call-held"
"""Id of the fact that the first sentence of the first section rests on."""


@dataclass(frozen=True)
class Words:
    """What readers of one language look for on a page."""

    lang: str
    """Their language."""
    root: str
    """Address of its home page."""
    other: str
    """Name of the language that isn't theirs, as the switch calls it."""
    briefing: str
    """How the title of the briefing begins."""
    fact: str
    """Words in the statement of the fact."""
    source: str
    """How the link to a numbered source begins."""
    note: str
    """What a reference of running text is called."""
    back: str
    """How links back begin."""
    to_sources: str
    """Leads from the card of a source to the list of sources."""
    to_notes: str
    """Leads from the card of a reference to the list of references."""
    close: str
    """Closes a card."""
    one_page: str
    """Leads to the briefing on one page."""
    pages: str
    """Leads back to the briefing on several pages."""
    skip: str
    """The skip link."""
    search: str
    """The search field, and on narrow screens the button that opens it."""
    menu: str
    """Opens the navigation on narrow screens."""
    timeline: str
    """An entry of the navigation."""
    dark: str
    """Switches to dark colours."""
    light: str
    """Switches to light colours."""


GERMAN: Final = Words(
    lang="de",
    root="",
    other="English",
    briefing="Der Videogipfel",
    fact="Gespräch per Videoverbindung",
    source="Quelle",
    note="Beleg",
    back="Zurück zu",
    to_sources="In der Liste der Quellen",
    to_notes="In der Liste der Belege",
    close="Schließen",
    one_page="Auf einer Seite lesen",
    pages="Auf mehreren Seiten lesen",
    skip="Zum Inhalt",
    search="Suche",
    menu="Menü",
    timeline="Zeitleiste",
    dark="Dunkle Ansicht",
    light="Helle Ansicht",
)
ENGLISH: Final = Words(
    lang="en",
    root="en/",
    other="Deutsch",
    briefing="The Biden-Putin video summit",
    fact="conversation by video link",
    source="Source",
    note="Reference",
    back="Back to",
    to_sources="In the list of sources",
    to_notes="In the list of references",
    close="Close",
    one_page="Read on one page",
    pages="Read on several pages",
    skip="Skip to content",
    search="Search",
    menu="Menu",
    timeline="Timeline",
    dark="Dark view",
    light="Light view",
)
NARROW: Final = (
    *("", BRIEFING, SECTION, f"{BRIEFING}one-page/", "timeline/", YEAR, "facts/", "quotes/", "assessments/"),
    *("sources/", "sources/kremlin-2021-12-07/", PERSON, f"{BRIEFING}cite/", "handbook/"),
)
"""Pages that are looked at on a phone."""
PATIENCE: Final = 30_000
"""For how many milliseconds something may be under way on a busy machine."""

expect.set_options(timeout=PATIENCE)

# Where it makes no difference, one path is enough.
at_root = pytest.mark.parametrize("reader", ["/"], indirect=True)
under_repo = pytest.mark.parametrize("reader", ["/repo/"], indirect=True)


@dataclass
class Reader:
    """A browser window on the site, and all that the browser complains of meanwhile."""

    browser: Browser
    """The browser."""
    home: str
    """Absolute address of the site."""
    complaints: list[str] = field(default_factory=list)
    """Messages on the console, errors of scripts, failed requests and requests to others."""
    _contexts: list[BrowserContext] = field(default_factory=list)

    def window(self, **options: Any) -> BrowserContext:  # noqa: ANN401  # whatever `new_context` takes
        """Open a window that is listened to."""
        context = self.browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(f"{error.page}: {error.error}"))
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)
        self._contexts.append(context)
        return context

    def open(self, address: str, **options: Any) -> Page:  # noqa: ANN401  # whatever `new_context` takes
        """Open a page in a window of its own."""
        page = self.window(**options).new_page()
        page.goto(self.home + address)
        return page

    def close(self) -> None:
        """Close all windows."""
        for context in self._contexts:
            context.close()

    def _console(self, message: ConsoleMessage) -> None:
        if message.location["url"] != self.home + NOWHERE:
            self.complaints.append(f"{message.type}: {message.text} ({message.location['url']})")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.complaints.append(f"asked for {request.url}")

    def _failed(self, request: Request) -> None:
        # Who follows a link doesn't wait for the rest of the page.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"failed: {request.url} ({request.failure})")

    def _response(self, response: Response) -> None:
        if response.status >= HTTPStatus.BAD_REQUEST and response.url != self.home + NOWHERE:
            self.complaints.append(f"{response.status}: {response.url}")


@pytest.fixture(scope="module")
def homes(site_at_root: BuiltSite, site_under_repo: BuiltSite) -> Iterator[dict[str, str]]:
    """Serve the site at `/` and under `/repo/`, and give both addresses."""
    with hosting(site_at_root) as root, hosting(site_under_repo) as repo:
        yield {"/": root, "/repo/": repo}


@pytest.fixture(params=["/", "/repo/"])
def reader(request: pytest.FixtureRequest, browser: Browser, homes: dict[str, str]) -> Iterator[Reader]:
    """Give a reader of the site, and make sure at the end that the browser had nothing to complain of."""
    someone = Reader(browser, homes[request.param])
    yield someone
    someone.close()
    assert [] == someone.complaints


@pytest.fixture(params=[GERMAN, ENGLISH], ids=lambda words: str(words.lang))
def words(request: pytest.FixtureRequest) -> Words:
    """Return the words of one language."""
    found = request.param
    assert isinstance(found, Words)
    return found


def _at(page: Page, reader: Reader, address: str) -> None:
    """Wait until the page at an address is shown."""
    expect(page).to_have_url(reader.home + address)


def _target(page: Page, reader: Reader, address: str, anchor: str) -> Locator:
    """Wait until an anchor of a page is shown and seen, and return it."""
    _at(page, reader, f"{address}#{anchor}")
    target = page.locator(f"[id='{anchor}']")
    expect(target).to_be_in_viewport()
    return target


def _fragment(page: Page, link: Locator) -> str:
    """Follow a link within the page, and return the anchor it leads to."""
    link.click()
    return urlsplit(page.url).fragment


def test_from_home_to_the_briefing(reader: Reader, words: Words) -> None:
    """The home page leads to the latest briefing, and the logo back home."""
    page = reader.open(words.root)
    page.get_by_role("link", name=re.compile(words.briefing)).first.click()
    _at(page, reader, words.root + BRIEFING)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(words.briefing))
    page.get_by_role("banner").get_by_role("link", name="Lagebild").click()
    _at(page, reader, words.root)


@under_repo
@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_from_a_fact_to_its_source_and_back(reader: Reader, words: Words, *, scripts: bool) -> None:
    """The number at a fact leads to the source with that number in the list, and a link there back to the fact.

    With scripts the card of the source opens on the way.
    """
    page = reader.open(f"{words.root}{BRIEFING}#{FACT}", java_script_enabled=scripts)
    card = page.get_by_role("article").filter(has=page.locator(f"#{FACT}")).last
    expect(card.get_by_role("heading", name=re.compile(words.fact))).to_be_in_viewport()
    link = card.get_by_role("link", name=re.compile(rf"^{words.source} \d+:")).last
    number = re.findall(r"\d+", link.get_attribute("aria-label") or "")[0]
    if scripts:
        link.click()
        link = card.get_by_role("complementary").get_by_role("link", name=words.to_sources)
    anchor = _fragment(page, link)
    source = _target(page, reader, words.root + BRIEFING, anchor)
    expect(source).to_have_attribute("value", number)
    expect(source).to_have_js_property("tagName", "LI")
    source.get_by_role("link", name=re.compile(rf"^\d+ .*{words.fact}", re.IGNORECASE)).click()
    _target(page, reader, words.root + BRIEFING, FACT)


@under_repo
@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_from_a_reference_to_the_list_and_back_and_on_to_the_fact(
    reader: Reader, words: Words, *, scripts: bool
) -> None:
    """The number in running text leads to the list of references, which leads back to the text, or on to the fact.

    With scripts the card of the reference opens on the way.
    """
    page = reader.open(words.root + SECTION, java_script_enabled=scripts)
    reference = page.get_by_role("link", name=re.compile(f"^{words.note} 1: ")).first
    here = str(reference.get_attribute("id"))
    if scripts:
        reference.click()
    way = page.get_by_role("complementary").get_by_role("link", name=words.to_notes) if scripts else reference
    note = _target(page, reader, words.root + SECTION, _fragment(page, way))
    note.get_by_role("link", name=re.compile(f"^{words.back} ")).first.click()
    _target(page, reader, words.root + SECTION, here)
    way.click()
    note.get_by_role("link", name=re.compile(words.fact)).click()
    _target(page, reader, words.root + BRIEFING, FACT)


@at_root
def test_card_of_a_reference(reader: Reader, words: Words) -> None:
    """By keyboard a reference opens its card below itself, which is announced, tells what it bears out, and closes."""
    page = reader.open(f"{words.root}{BRIEFING}#{FACT}")
    card = page.get_by_role("article").filter(has=page.locator(f"#{FACT}")).last
    link = card.get_by_role("link", name=re.compile(rf"^{words.source} \d+:")).last
    expect(link).to_have_attribute("aria-expanded", "false")
    for closing in ("Escape", "Enter"):
        link.focus()
        page.keyboard.press("Enter")
        source = card.get_by_role("complementary", name=str(link.get_attribute("aria-label")))
        expect(source).to_be_focused()
        expect(source).to_be_in_viewport()
        expect(source.get_by_role("link", name=re.compile(words.fact))).to_be_visible()
        expect(link).to_have_attribute("aria-expanded", "true")
        if closing == "Enter":
            source.get_by_role("button", name=words.close).focus()
        page.keyboard.press(closing)
        expect(source).to_have_count(0)
        expect(link).to_be_focused()
        expect(link).to_have_attribute("aria-expanded", "false")
    assert f"{reader.home}{words.root}{BRIEFING}#{FACT}" == page.url


@under_repo
def test_one_page_and_back(reader: Reader, words: Words) -> None:
    """The briefing leads to its view on one page, which holds text and records, and leads back."""
    page = reader.open(words.root + BRIEFING)
    page.get_by_role("link", name=words.one_page).click()
    _at(page, reader, f"{words.root}{BRIEFING}one-page/")
    expect(page.locator("#de-escalation-or-respite")).to_be_visible()
    expect(page.locator(f"#{FACT}")).to_contain_text(words.fact)
    page.get_by_role("link", name=words.pages).click()
    _at(page, reader, words.root + BRIEFING)


@pytest.mark.parametrize("key", ["", BRIEFING, SECTION, f"{BRIEFING}one-page/", PERSON, "timeline/", "method/"])
def test_language_switch_and_back(reader: Reader, key: str) -> None:
    """The switch leads to the same page in the other language, and from there back."""
    page = reader.open(key)
    for here, there in ((GERMAN, ENGLISH), (ENGLISH, GERMAN)):
        page.get_by_role("banner").get_by_role("link", name=here.other).click()
        _at(page, reader, there.root + key)
        expect(page.locator("html")).to_have_attribute("lang", there.lang)


def _is_open(page: Page, *, is_open: bool) -> None:
    """Wait until search is open, or closed; Material's script looks at the focus a moment after it has moved."""
    expect(page.locator("#__search")).to_be_checked(checked=is_open)


def _found(page: Page, words: Words, address: str) -> Locator:
    """Wait until a page is the first result of a search, and return the links of all results.

    They come while somebody types, and are replaced with each letter: before, nothing holds for more than a moment.
    """
    links = page.get_by_role("dialog", name=words.search).get_by_role("listitem").get_by_role("link")
    expect(links.first).to_have_attribute("href", re.compile(f"{re.escape(f'/{words.root}{address}')}([?#].*)?$"))
    expect(links.first).to_be_visible()
    return links


MEANT: Final = {
    "de": {
        # A name, a name in many titles, an organisation, a place, and what the briefing says.
        "Suchkow": PERSON,
        "Putin": "people/wladimir-putin/",
        "NATO": "organisations/nato/",
        "Ukraine": "places/ukraine/",
        "Sicherheitsarchitektur": f"{BRIEFING}joint-security-architecture/",
        # Words rather than what begins like them, but also what begins so; parts of a word; a colon.
        "Nord Stream": BRIEFING,
        "Nordatl": "organisations/north-atlantic-council/",
        "US-Regierung": "organisations/us-government/",
        "Putin:": "people/wladimir-putin/",
    },
    # A name that is written otherwise in German.
    "en": {"Zelensky": "people/wolodymyr-selenskyj/", "Nord Stream": BRIEFING},
}
"""What search has to find first, by language and by what is typed."""


@under_repo
def test_search_finds_first_what_was_meant(reader: Reader, words: Words) -> None:
    """Search leads first to the bearer of a name, or to what the briefing says, and only to pages in the language."""
    page = reader.open(words.root)
    field = page.get_by_role("textbox", name=words.search)
    field.click()
    english = f"[href^='{reader.home}en/']"
    foreign = f":not({english})" if words.lang == "en" else english
    for query, expected in MEANT[words.lang].items():
        field.fill("")
        page.keyboard.type(query)
        expect(_found(page, words, expected).and_(page.locator(foreign))).to_have_count(0)
    last = list(MEANT[words.lang].values())[-1]
    _found(page, words, last).first.click()
    expect(page).to_have_url(re.compile(re.escape(reader.home + words.root + last)))
    expect(page.locator("html")).to_have_attribute("lang", words.lang)


@pytest.mark.parametrize(("words", "query"), [(GERMAN, "Sanktionen"), (ENGLISH, "sanctions")])
def test_search_finds_a_fact(reader: Reader, words: Words, query: str) -> None:
    """The first result for “sanctions” is the briefing, and below it the fact that they were threatened."""
    page = reader.open(words.root)
    page.get_by_role("textbox", name=words.search).click()
    page.keyboard.type(query)
    _found(page, words, BRIEFING)
    result = page.get_by_role("dialog").get_by_role("listitem").first
    fact = result.locator("a[href$='#sanctions-threatened']")
    if not fact.is_visible():
        result.locator("summary").click()
    fact.click()
    expect(page).to_have_url(re.compile(f"{re.escape(reader.home + words.root + BRIEFING)}.*#sanctions-threatened$"))
    expect(page.locator("#sanctions-threatened")).to_be_in_viewport()


def _brightness(page: Page) -> float:
    """Return how bright the background is, from 0 to 1."""
    colour = str(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    channels = [float(channel) for channel in re.findall(r"[\d.]+", colour)[:3]]
    return sum(channels) / len(channels) / (1 if "srgb" in colour else 255)


@under_repo
def test_dark_view(reader: Reader, words: Words) -> None:
    """A reader can switch to dark colours, which stay on other pages, in the other language and after a return."""
    page = reader.open(words.root, color_scheme="light")
    assert _brightness(page) > 0.8
    page.get_by_title(words.dark).click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert _brightness(page) < 0.3
    page.goto(reader.home + words.root + BRIEFING)
    assert _brightness(page) < 0.3
    page.get_by_role("banner").get_by_role("link", name=words.other).click()
    other = ENGLISH if words is GERMAN else GERMAN
    _at(page, reader, other.root + BRIEFING)
    assert _brightness(page) < 0.3
    page.get_by_title(other.light).click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    assert _brightness(page) > 0.8


@at_root
def test_dark_view_follows_the_system(reader: Reader, words: Words) -> None:
    """Who has set the system to dark colours gets them without a click, until choosing something else."""
    page = reader.open(words.root, color_scheme="dark")
    assert _brightness(page) < 0.3
    assert "dark" == page.evaluate(CANVAS)
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    assert "light" == page.evaluate(CANVAS)
    page.get_by_title(words.dark).click()
    assert "dark" == page.evaluate(CANVAS)
    page.emulate_media(color_scheme="dark")
    page.get_by_title(words.light).click()
    page.emulate_media(color_scheme="light")
    page.emulate_media(color_scheme="dark")
    assert _brightness(page) > 0.8
    page.reload()
    assert _brightness(page) > 0.8


@at_root
def test_view_of_a_page_that_is_come_back_to(reader: Reader, words: Words) -> None:
    """A page that the browser has kept as it was shows what was chosen on another one meanwhile."""
    page = reader.open(words.root, color_scheme="light")
    elsewhere = page.context.new_page()
    elsewhere.goto(reader.home + words.root + BRIEFING)
    elsewhere.get_by_title(words.dark).click()
    assert _brightness(page) > 0.8
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert _brightness(page) < 0.3
    expect(page.get_by_title(words.light)).to_be_visible()


@at_root
def test_view_can_be_changed_where_nothing_is_stored(reader: Reader, words: Words) -> None:
    """A browser that keeps nothing shows the system's colours, and changes them for the page that is open."""
    context = reader.window(color_scheme="dark")
    context.add_init_script(NOTHING_IS_STORED)
    page = context.new_page()
    page.goto(reader.home + words.root)
    assert _brightness(page) < 0.3
    page.get_by_title(words.light).click()
    assert _brightness(page) > 0.8


CANVAS: Final = "document.querySelector('meta[name=color-scheme]').content"
"""Colours of what the browser draws by itself."""

NOTHING_IS_STORED: Final = """
Object.defineProperty(globalThis, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });
"""
"""What some browsers do where a reader has forbidden to store anything."""


@at_root
def test_phone_needs_no_sideways_scrolling(reader: Reader, words: Words) -> None:
    """On narrow screens no page is wider than the screen."""
    page = reader.window(viewport={"width": 375, "height": 640}, has_touch=True, is_mobile=True).new_page()
    wider = {}
    for key in NARROW:
        page.goto(reader.home + words.root + key)
        for width in (375, 320):
            page.set_viewport_size({"width": width, "height": 640})
            room = page.evaluate("[document.scrollingElement.scrollWidth, document.scrollingElement.clientWidth]")
            if room[0] > room[1] or room[1] != width:
                wider[key, width] = page.evaluate(WIDER)
    assert {} == wider


@at_root
@pytest.mark.parametrize("way", ["address", "link"])
@pytest.mark.parametrize("width", [375, 1280])
def test_who_jumps_to_a_record_stays_there(reader: Reader, way: str, width: int) -> None:
    """A record far down a long page is at the top of the window at once, without a correction, and nothing over it."""
    page = reader.window(viewport={"width": width, "height": 860}).new_page()
    page.add_init_script(PLACES)
    if way == "address":
        page.goto(f"{reader.home}{BRIEFING}#all-sanctions-offer", wait_until="networkidle")
    else:
        page.goto(reader.home + BRIEFING, wait_until="networkidle")
        page.locator(".lb-overview a[href='#all-sanctions-offer']").click()
    heading = page.locator("#all-sanctions-offer")
    expect(heading).to_be_in_viewport()
    page.wait_for_timeout(500)
    assert 40 < heading.evaluate("each => each.getBoundingClientRect().top") < 120
    places = page.evaluate("places")
    assert sorted(places) == places
    expect(page.get_by_role("button", name="Zurück zum Seitenanfang")).to_be_hidden()


PLACES: Final = "globalThis.places = []; addEventListener('scroll', () => places.push(scrollY))"
"""Keeps where a page is scrolled to."""


@at_root
@pytest.mark.parametrize("width", [375, 1280])
def test_screen_readers_are_given_all_of_a_long_page(reader: Reader, width: int) -> None:
    """A moment after a long briefing was opened, all of its headings and links can be listed."""
    page = reader.window(viewport={"width": width, "height": 860}).new_page()
    page.goto(reader.home + BRIEFING)
    page.wait_for_function(ARRIVED)
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = Counter(node["role"]["value"] for node in nodes if not node["ignored"])
    # What is folded up, and what only paper has, isn't told.
    told = "each => each.checkVisibility({ visibilityProperty: true })"
    for role, selector in (("heading", "h1, h2, h3, h4"), ("link", "a[href]"), ("rowheader", "th[scope=row]")):
        expected = page.locator(selector).evaluate_all(f"all => all.filter({told}).length")
        assert expected > 40
        assert expected == roles[role]


@at_root
def test_a_copied_link_moves_nothing(reader: Reader) -> None:
    """Who copies the link of a record far down before all is laid out stays where they are."""
    page = reader.window(viewport={"width": 375, "height": 860}, permissions=["clipboard-write"]).new_page()
    page.add_init_script(NEVER_IDLE)
    page.goto(reader.home + BRIEFING)
    link = page.locator(".lb-permalink[href='#all-sanctions-offer']")
    link.scroll_into_view_if_needed()
    link.hover()
    expected = link.bounding_box()
    link.click()
    expect(page.locator(".lb-done")).not_to_be_empty()
    assert expected == link.bounding_box()


@at_root
def test_marks_and_code_are_left_to_the_theme(reader: Reader) -> None:
    """The theme's script goes through the text of a page only where there is something for it to do."""
    page = reader.open(BRIEFING)
    for address, is_gone_through in (
        (BRIEFING, False),
        (f"{BRIEFING}?h=gipfel", True),
        (f"{BRIEFING}cite/", True),
        ("imprint/", True),
    ):
        page.goto(reader.home + address)
        expect(page.locator("[data-md-component=content]")).to_have_count(int(is_gone_through))


@at_root
@pytest.mark.parametrize("come_back", ["reload", "back"])
def test_whoever_comes_back_is_where_they_were(reader: Reader, come_back: str) -> None:
    """A long page that has been read on a phone is at the same record again, though the browser starts it anew."""
    page = reader.window(viewport={"width": 375, "height": 640}, has_touch=True, is_mobile=True).new_page()
    page.goto(reader.home + BRIEFING)
    records = page.locator(".lb-record > h3[id]")
    heading = records.nth(records.count() * 2 // 3)
    page.evaluate(READ_THROUGH)
    heading.scroll_into_view_if_needed()
    page.evaluate(PREPARED)
    expected = heading.bounding_box()
    if come_back == "reload":
        page.reload()
    else:
        page.goto(f"{reader.home}method/")
        page.go_back()
    expect(heading).to_be_in_viewport()
    assert expected == pytest.approx(heading.bounding_box(), abs=2)


READ_THROUGH: Final = """
async () => {
  while (scrollY + innerHeight < document.documentElement.scrollHeight - 1) {
    scrollBy({ top: innerHeight, behavior: "instant" });
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
}
"""
"""Scrolls from the beginning of a page to its end, and lets each part of it be drawn."""


@at_root
def test_long_words_need_no_sideways_scrolling(reader: Reader) -> None:
    """Though every text of the content holds a word longer than a phone is wide, no page is wider than the screen."""
    page = reader.window(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True).new_page()
    wider = {}
    for key in NARROW:
        page.goto(reader.home + key)
        assert page.evaluate(LENGTHEN) > 0
        if page.evaluate("document.scrollingElement.scrollWidth") > 320:
            wider[key] = page.evaluate(WIDER)
    assert {} == wider


LENGTHEN: Final = """
() => {
  const ours = "select, script, template, svg, button, label, summary, pre, thead, .lb-spoken, .lb-legend, .lb-tally, "
    + ".lb-filter, .lb-status, .lb-kind, .lb-stance";
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    if (/\\p{L}{4}/u.test(walker.currentNode.data) && !walker.currentNode.parentElement.closest(ours)) {
      texts.push(walker.currentNode);
    }
  }
  for (const text of texts) text.data = text.data.replace(/\\p{L}{4,}/u, "x".repeat(60));
  return texts.length;
}
"""
"""Makes a word of each text longer than any line of a phone; not of those that the interface brings along."""

WIDER: Final = """
() => [...document.querySelectorAll("main *")]
  .filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map(each => `${each.tagName} ${each.className} ${each.textContent.trim().slice(0, 40)}`).slice(0, 5)
"""
"""Names what is wider than the screen."""


@under_repo
def test_phone_menu_opens_and_leads_on(reader: Reader, words: Words) -> None:
    """On a narrow screen a button opens the navigation, and its entries lead to pages of the language."""
    page = reader.open(words.root + BRIEFING, viewport={"width": 375, "height": 667}, has_touch=True, is_mobile=True)
    entry = page.get_by_role("link", name=words.timeline)
    expect(entry).not_to_be_in_viewport()
    page.get_by_role("button", name=words.menu).tap()
    expect(entry).to_be_in_viewport()
    entry.tap()
    _at(page, reader, f"{words.root}timeline/")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


@under_repo
def test_phone_search(reader: Reader, words: Words) -> None:
    """On a narrow screen a button opens search, and a result leads on."""
    page = reader.open(words.root, viewport={"width": 375, "height": 667}, has_touch=True, is_mobile=True)
    page.get_by_role("button", name=words.search).tap()
    _is_open(page, is_open=True)
    expect(page.get_by_role("textbox", name=words.search)).to_be_focused()
    page.keyboard.type("NATO")
    _found(page, words, "organisations/nato/").first.tap()
    expect(page).to_have_url(re.compile(re.escape(f"{reader.home}{words.root}organisations/nato/")))


@at_root
def test_keyboard_reaches_the_skip_link_first(reader: Reader, words: Words) -> None:
    """The first stop of the tabulator is the skip link, which leads to the text."""
    page = reader.open(words.root + BRIEFING)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name=words.skip)
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    target = _target(page, reader, words.root + BRIEFING, str(skip.get_attribute("href")).removeprefix("#"))
    page.keyboard.press("Tab")
    assert target.evaluate("e => Boolean(e.compareDocumentPosition(document.activeElement) & 4)"), "focus is above"


@under_repo
def test_keyboard_searches(reader: Reader, words: Words) -> None:
    """A slash opens search, the arrow reaches the first result, the return key opens that; escape closes search."""
    page = reader.open(words.root + BRIEFING)
    page.keyboard.press("/")
    _is_open(page, is_open=True)
    expect(page.get_by_role("textbox", name=words.search)).to_be_focused()
    page.keyboard.type("NATO")
    first = _found(page, words, "organisations/nato/").first
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(f"{reader.home}{words.root}organisations/nato/")))
    page.keyboard.press("/")
    _is_open(page, is_open=True)
    page.keyboard.press("Escape")
    _is_open(page, is_open=False)
    expect(page.get_by_role("textbox", name=words.search)).not_to_be_focused()


@at_root
def test_tabulator_reaches_search(reader: Reader, words: Words) -> None:
    """The tabulator reaches the search field within the header, and what is typed there is searched for."""
    page = reader.open(words.root)
    query = page.get_by_role("textbox", name=words.search)
    for _ in range(8):
        page.keyboard.press("Tab")
        if query.evaluate("e => e === document.activeElement"):
            break
    expect(query).to_be_focused()
    page.keyboard.type("NATO")
    _found(page, words, "organisations/nato/")


@under_repo
def test_without_scripts_everything_is_there(reader: Reader, words: Words) -> None:
    """Without JavaScript a briefing shows its text, its links work, and the language can be switched."""
    addresses = [words.root + BRIEFING, words.root + SECTION]
    for address in addresses:
        plain = reader.open(address, java_script_enabled=False)
        # A section says in the path above it which briefing it belongs to.
        assert words.briefing in plain.get_by_role("main").inner_text()
        plain.get_by_role("banner").get_by_role("link", name=words.other).click()
        _at(plain, reader, f"{'en/' if words is GERMAN else ''}{address.removeprefix('en/')}")


@under_repo
@pytest.mark.parametrize("lang", ["de", "en"])
def test_no_kind_of_page_gives_reason_to_complain(reader: Reader, planned: Site, lang: str) -> None:
    """Pages of every kind load without a message, an error, a failed request or a request to others."""
    kinds: dict[tuple[str, str, str], str] = {}
    for rendered in planned.pages:
        page = rendered.page
        if page.lang == lang:
            subject = "" if page.subject is None else page.subject.kind.name
            kinds.setdefault((page.template, page.kind, subject), page.address)
    root = "" if lang == "de" else "en/"
    addresses = [*kinds.values(), f"{root}handbook/", f"{root}method/", f"{root}imprint/"]
    assert len(addresses) > 20
    window = reader.window()
    opened = []
    for address in [*addresses, NOWHERE]:
        tab = window.new_page()
        answer = tab.goto(reader.home + address)
        assert answer is not None
        assert (404 if address == NOWHERE else 200) == answer.status
        opened.append(tab)
    for tab in opened:
        tab.wait_for_load_state("networkidle")
        expect(tab.get_by_role("heading", level=1)).to_be_visible()


@under_repo
@pytest.mark.parametrize("address", [YEAR, BRIEFING])
def test_a_mark_leads_to_its_record(reader: Reader, words: Words, address: str) -> None:
    """Marks of a drawn timeline lead to their records, or to the row of several, by pointer and by keyboard."""
    page = reader.open(words.root + address)
    marks = page.locator("figure svg[role=group] [role=listitem] a")
    event = marks.and_(page.locator("[href*='/events/']")).first
    event.click()
    expect(page).to_have_url(re.compile(f"/{words.root}events/[^/]+/$"))
    page.go_back()
    several = marks.and_(page.locator("[href^='#s--when-']")).first
    several.focus()
    page.keyboard.press("Enter")
    anchor = str(several.get_attribute("href")).removeprefix("#")
    row = _target(page, reader, words.root + address, anchor)
    expect(row).to_have_role("row")
    record = row.get_by_role("link").last
    identifier = anchor.rpartition("--")[2]
    expect(record).to_have_attribute("href", re.compile(f"#{identifier}$"))
    led = str(record.evaluate("each => each.pathname"))
    record.click()
    _target(page, reader, led.removeprefix("/repo/"), identifier)


@at_root
def test_drawing_and_table_hold_the_same_moments(reader: Reader, words: Words) -> None:
    """The numbers of a drawing's marks add up to the rows of the table below it, which is a table on phones too."""
    page = reader.open(words.root + YEAR, viewport={"width": 320, "height": 640})
    month = page.locator("[id='s--2021-12']")
    drawing = month.locator("xpath=following-sibling::figure[1]")
    table = month.locator("xpath=following-sibling::table[1]")
    expect(drawing.get_by_role("listitem").first).to_be_visible()
    numbers = drawing.locator("[role=listitem]").evaluate_all(
        "marks => marks.map(each => parseInt(each.querySelector('.lb-chart__number')?.textContent) || 1)"
    )
    expect(table.get_by_role("row")).to_have_count(sum(numbers) + 1)
    expect(table.get_by_role("rowheader")).to_have_count(sum(numbers))


@at_root
def test_nothing_in_a_drawing_overlaps(reader: Reader, words: Words) -> None:
    """As the browser draws it, no mark or name covers another or leaves the page, on phones and on wide screens."""
    page = reader.window().new_page()
    for width in (320, 375, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for address in ("timeline/", YEAR, BRIEFING):
            page.goto(reader.home + words.root + address)
            assert [] == page.evaluate(COVERED), (width, address)


COVERED: Final = """
() => [...document.querySelectorAll("figure svg[role=group]")].flatMap(drawing => {
  const found = drawing.querySelectorAll("text, circle, rect.lb-part, path.lb-part--minute");
  const shown = [...found].filter(each => each.checkVisibility()).map(each => [each, each.getBoundingClientRect()]);
  const beside = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) <= 1;
  const below = (a, b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) <= 4;
  const one = (first, second) => first.closest("a") !== null && first.closest("a") === second.closest("a");
  const out = shown.filter(([, box]) => box.left < 0 || box.right > document.documentElement.clientWidth);
  const covered = shown.flatMap(([first, a], index) => shown.slice(index + 1)
    .filter(([second, b]) => !one(first, second) && !beside(a, b) && !below(a, b))
    .map(([second]) => `${first.outerHTML} covers ${second.outerHTML}`));
  return [...out.map(([each]) => `outside: ${each.outerHTML}`), ...covered].slice(0, 5);
})
"""
"""Names what covers something else in a drawing; lines of words may come near each other above and below."""


def test_error_page_leads_home(reader: Reader) -> None:
    """Whoever comes to an address that isn't there is told so in each language, in its look, and led home."""
    page = reader.open(NOWHERE)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("[...document.styleSheets].every(sheet => sheet.cssRules.length > 0)")
    page.get_by_role("main").get_by_role("link", name="Home").click()
    _at(page, reader, "en/")
