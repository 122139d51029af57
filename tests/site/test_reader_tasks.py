"""Five tasks that readers come with, done on the real site from home: by labels that are seen, in four clicks at most.

What must be found is worked out from the records. Where a reader can't choose, because scripts are off, they read the
whole list and pick for themselves.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, cast

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator.analysis.origins import Voice
from generator.analysis.status import Derivation, Item, Side, Status, derive_all, shown_status
from generator.build import check
from generator.corpus import Corpus, Key
from generator.load import Entry
from generator.locale import Catalogue, catalogue
from generator.markdown import with_apostrophes
from generator.model.assessment import Assessment
from generator.model.base import Text
from generator.model.fact import Fact
from generator.model.question import Question
from generator.model.quote import Quote
from generator.model.source import Source
from generator.settings import Settings
from tests.site.built import ROOT, BuiltSite
from tests.site.host import hosting
from tests.site.keyboard import tab_to

MOST_CLICKS: Final = 4
"""In so many clicks every task is done; opening the navigation on a phone is one, and so is each choice in a list."""
MOST_STOPS: Final = 120
"""So many stops of the tabulator lie between the top of a page and what is looked for."""
PATIENCE: Final = 30_000
"""For how many milliseconds something may be under way on a busy machine."""
DISPUTED_ON: Final = "2021-12-07"
"""Day of the disputed claim that is looked for; that it is about sanctions sets it apart from others of that day."""

DESKTOP: Final[dict[str, Any]] = {"viewport": {"width": 1280, "height": 800}}
PHONE: Final[dict[str, Any]] = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}

expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True)
class Labels:
    """What a reader of one language looks for."""

    lang: str
    """The language."""
    home: str
    """Address of its home page."""
    menu: str
    """Opens the navigation on a phone."""
    navigation: str
    """What the navigation is called."""
    facts: str
    """An entry of the navigation."""
    quotes: str
    """An entry of the navigation."""
    assessments: str
    """An entry of the navigation."""
    all_facts: str
    """A link on the home page."""
    all_questions: str
    """A link on the home page."""
    more: str
    """Unfolds the rest of the controls on a phone."""
    status: str
    """Label of a list to choose from."""
    speaker: str
    """Label of a list to choose from."""
    kind: str
    """Label of a list to choose from."""
    state: str
    """Label of a list to choose from."""
    origins: str
    """Label of a list to choose from."""
    disputed: str
    """A status."""
    forecast: str
    """A kind of assessment."""
    open: str
    """A state of questions."""
    one_origin: str
    """How many origins a fact has, at the fact and in the list to choose from."""
    at_least_one: str
    """The same where nobody knows whether there are more."""
    no_second: str
    """Both together, in the list to choose from."""
    side_for: str
    """Heading of the evidence for a disputed fact."""
    side_against: str
    """Heading of the evidence against it."""


GERMAN: Final = Labels(
    lang="de",
    home="",
    menu="Menü",
    navigation="Navigation",
    facts="Fakten",
    quotes="Zitate",
    assessments="Beurteilungen",
    all_facts="Alle Fakten",
    all_questions="Alle Fragen",
    more="Weitere Filter",
    status="Status",
    speaker="Wer spricht",
    kind="Art",
    state="Stand",
    origins="Ursprünge",
    disputed="umstritten",
    forecast="Prognose",
    open="offen",
    one_origin="1 Ursprung",
    at_least_one="mindestens 1 Ursprung",
    no_second="kein zweiter Ursprung bekannt",
    side_for="Dafür",
    side_against="Dagegen",
)
ENGLISH: Final = Labels(
    lang="en",
    home="en/",
    menu="Menu",
    navigation="Navigation",
    facts="Facts",
    quotes="Quotes",
    assessments="Assessments",
    all_facts="All facts",
    all_questions="All questions",
    more="More filters",
    status="Status",
    speaker="Speaker",
    kind="Kind",
    state="State",
    origins="Origins",
    disputed="disputed",
    forecast="forecast",
    open="open",
    one_origin="1 origin",
    at_least_one="at least 1 origin",
    no_second="no second origin known",
    side_for="For",
    side_against="Against",
)


@dataclass
class Reader:
    """Somebody at the home page with a pointer, who counts clicks."""

    page: Page
    """What they look at."""
    labels: Labels
    """Their language."""
    clicks: int = 0
    """How often they have clicked."""

    def activate(self, what: Locator) -> None:
        """Click on something."""
        self._count()
        what.click()

    def choose(self, label: str, option: str) -> None:
        """Choose from a list, whose choices say how much each of them leaves."""
        control = self.page.get_by_label(label, exact=True)
        expect(control.or_(self._more).locator("visible=true").first).to_be_visible()
        if not control.is_visible():
            self.activate(self._more)
        self._count()
        choice = control.get_by_role("option", name=re.compile(rf"^{re.escape(option)} \(\d+\)$"))
        control.select_option(label=choice.inner_text())

    @property
    def _more(self) -> Locator:
        """What unfolds the rest of the controls on a phone."""
        return self.page.get_by_role("button", name=self.labels.more)

    def can_choose(self) -> bool:
        """Whether lists can be filtered."""
        return True

    def go(self, entry: str) -> None:
        """Follow an entry of the navigation, which has to be opened first on a phone."""
        menu = self.page.get_by_role("button", name=self.labels.menu)
        if menu.is_visible():
            self.activate(menu)
        navigation = self.page.get_by_role("navigation", name=self.labels.navigation, exact=True)
        self.activate(navigation.get_by_role("link", name=entry, exact=True))
        expect(self.page.get_by_role("heading", level=1)).to_have_text(entry)

    @property
    def article(self) -> Locator:
        """What the page holds, without the navigation beside it."""
        return self.page.get_by_role("main").get_by_role("article").first

    def _count(self) -> None:
        self.clicks += 1
        assert self.clicks <= MOST_CLICKS, "too many clicks"


class KeyboardReader(Reader):
    """Somebody with a keyboard and nothing else, who may press as many keys as it takes."""

    def activate(self, what: Locator) -> None:
        """Go to something with the tabulator, and press the return key."""
        self._go_to(what)
        self.page.keyboard.press("Enter")

    def choose(self, label: str, option: str) -> None:
        """Go to a list with the tabulator, and down in it to a choice."""
        control = self.page.get_by_label(label, exact=True)
        self._go_to(control)
        for _ in range(control.get_by_role("option").count()):
            self.page.keyboard.press("ArrowDown")
            if str(control.evaluate("each => each.selectedOptions[0].text")).startswith(f"{option} ("):
                return
        pytest.fail(f"no choice {option!r} in {label!r}")

    def _go_to(self, what: Locator) -> None:
        """Go to something with the tabulator, past the navigation by the skip link where it isn't in there."""
        if what.evaluate("each => each === document.activeElement"):
            return
        if what.evaluate("each => document.activeElement === document.body && each.closest('nav, header') === null"):
            self.page.keyboard.press("Tab")
            self.page.keyboard.press("Enter")
        tab_to(self.page, what, MOST_STOPS)


class PlainReader(Reader):
    """Somebody whose browser runs no scripts."""

    def choose(self, label: str, option: str) -> None:
        """See that there is nothing to choose."""
        del option
        expect(self.page.get_by_label(label, exact=True)).to_be_hidden()

    def can_choose(self) -> bool:
        """Whether lists can be filtered."""
        return False


@dataclass(frozen=True)
class Records:
    """What the records say, in one language."""

    corpus: Corpus
    """The published records."""
    derivations: dict[Key, Derivation]
    """Of each fact its status."""
    words: Catalogue
    """The language's words."""

    def text(self, text: Text | None) -> str:
        """Return a text in the language, as it is printed."""
        assert text is not None
        return with_apostrophes(" ".join(text.in_language(self.words.lang).value.split()))

    def name(self, reference: str, briefing: str) -> str:
        """Return what somebody is called."""
        entry = self.corpus.find(reference, briefing)
        return reference if entry is None else self.text(getattr(entry.record, "name", None))

    def voices(self, voices: Sequence[Voice]) -> str:
        """Return what voices are called, in a row."""
        entries = (self.corpus.by_key[each.entity] if each.entity is not None else None for each in voices)
        names = [
            each.name if entry is None else self.text(getattr(entry.record, "name", None))
            for each, entry in zip(voices, entries, strict=True)
        ]
        return self.words.list_of(names)

    def side(self, derived: Derivation, side: Side, briefing: str) -> str:
        """Return whose voices stand on a side; where nobody knows, that, and where it was read."""
        named = self.voices(derived.voices_for if side is Side.FOR else derived.voices_against)
        if named:
            return named
        records = [cast("Source", item.source.record) for item in derived.counted if item.source and item.side is side]
        places = [self.name(each.publisher, briefing) if each.publisher else self.text(each.title) for each in records]
        return self.words.text("fact.origin_unknown_in", names=self.words.list_of(dict.fromkeys(places)))

    def evidence(self, item: Item, briefing: str) -> str:
        """Return how an item of evidence begins: with whoever says so, and what that is read in."""
        if item.quote is not None:
            speakers = cast("Quote", item.quote.record).speaker
            return f"{self.words.list_of([self.name(str(each), item.quote.briefing) for each in speakers])}:"
        assert item.source is not None
        by = self.words.list_of([self.name(str(each), briefing) for each in item.evidence.by])
        return f"{by} {self.text(cast('Source', item.source.record).title)}"

    def of(self, kind: str) -> tuple[Entry, ...]:
        """Return all records of a kind."""
        return self.corpus.records(kind)


Answer: TypeAlias = tuple[object, object]
"""What is expected, and what was found."""


def _plain(text: str) -> str:
    """Return a text with single blanks."""
    return " ".join(text.split())


def _lines(reader: Reader) -> Iterator[tuple[str, str, str]]:
    """Yield of each entry of a list its kind or state, who says it and when, and what is said."""
    for text in reader.article.get_by_role("listitem").all_inner_texts():
        before, colon, said = text.partition("\n:\n")
        if colon:
            kind, _, who = before.partition("\n,\n")
            yield _plain(kind), _plain(who), said


def _rows(reader: Reader) -> list[tuple[str, str]]:
    """Return of each fact of the table its statement and all that stands there."""
    table = reader.article.get_by_role("table")
    statements = map(_plain, table.get_by_role("link").all_inner_texts())
    _, *rows = map(_plain, table.get_by_role("row").all_inner_texts())
    return list(zip(statements, rows, strict=True))


def who_says_so_and_who_denies(reader: Reader, records: Records) -> Answer:
    """Who asserts and who denies the disputed claim of 7 December."""
    labels, words = reader.labels, records.words
    (fact,) = (
        entry
        for entry in records.of("fact")
        if str(cast("Fact", entry.record).when) == DISPUTED_ON
        and "sanctions" in cast("Fact", entry.record).topics
        and shown_status(cast("Fact", entry.record), records.derivations[entry.key]) is Status.DISPUTED
    )
    record, derived = cast("Fact", fact.record), records.derivations[fact.key]
    statement = records.text(record.statement)
    voices = (
        f"{words.text('fact.for')} {records.side(derived, Side.FOR, fact.briefing)} · "
        f"{words.text('fact.against')} {records.side(derived, Side.AGAINST, fact.briefing)}"
    )
    sides: dict[Side, list[str]] = {Side.FOR: [], Side.AGAINST: []}
    for item in derived.items:
        said = records.evidence(item, fact.briefing)
        sides[item.side].append(_plain(f"{words.text(f'stance.{item.evidence.stance}')} {said}"))

    reader.go(labels.facts)
    reader.choose(labels.status, labels.disputed)
    rows = _rows(reader)
    assert reader.can_choose() <= all(text.startswith(labels.disputed) for _, text in rows)
    assert record.when is not None
    day = _plain(words.short_date(record.when))
    summary = [(labels.disputed in text, day in text, voices in text) for found, text in rows if found == statement]
    reader.activate(reader.article.get_by_role("link", name=statement, exact=True))
    heading = reader.page.get_by_role("heading", level=3, name=statement)
    expect(heading).to_be_in_viewport()
    card = reader.page.get_by_role("article").filter(has=heading).last
    shown = {}
    for side, title in ((Side.FOR, labels.side_for), (Side.AGAINST, labels.side_against)):
        items = card.get_by_role("heading", name=title, exact=True).locator("xpath=..").get_by_role("listitem")
        texts = [_plain(re.sub(r"\[\d+\]", "", text)) for text in items.all_inner_texts()]
        shown[side] = [text[: len(said)] for text, said in zip(texts, sides[side], strict=True)]
    assert all(sides.values())
    return ([(True, True, True)], sides), (summary, shown)


def how_forecasts_turned_out(reader: Reader, records: Records) -> Answer:
    """Which forecasts were made and how they turned out."""
    labels, words = reader.labels, records.words
    outcomes = {each: words.text(f"outcome.{each}") for each in ("yes", "no", "mixed", "unresolvable")}
    forecasts = [cast("Assessment", entry.record) for entry in records.of("assessment")]
    expected = Counter(
        (records.text(each.judgement), outcomes[each.outcome.result] if each.outcome else "")
        for each in forecasts
        if each.kind == "forecast"
    )
    reader.go(labels.assessments)
    reader.choose(labels.kind, labels.forecast)
    lines = list(_lines(reader))
    assert reader.can_choose() <= all(kind == labels.forecast for kind, _, _ in lines)
    found: Counter[tuple[str, str]] = Counter()
    for kind, _, said in lines:
        judgement, *rest = said.split("\n")
        if kind == labels.forecast:
            became = (word for word in outcomes.values() for line in rest if line.startswith(f"{word}, "))
            found[_plain(judgement), next(became, "")] += 1
    return expected, found


def all_quotes_of_one_speaker(reader: Reader, records: Records) -> Answer:
    """All quotes of one speaker: of the one with most of them."""
    labels, words = reader.labels, records.words
    quotes = [(entry, cast("Quote", entry.record)) for entry in records.of("quote")]
    ((speaker, number),) = Counter(str(each) for _, quote in quotes for each in quote.speaker).most_common(1)
    expected = []
    for entry, quote in quotes:
        if speaker in quote.speaker:
            known = {quote.original.lang: quote.original.text} if quote.original.known else {}
            known |= {lang: each.text for lang, each in quote.translations.items() if lang not in known}
            said = " ".join((known.get(words.lang) or next(iter(known.values()))).split())
            said = said if quote.kind == "indirect" else words.text("quote.marks", words=said)
            who = words.list_of([records.name(str(each), entry.briefing) for each in quote.speaker])
            expected.append((f"{who} {_plain(words.date(quote.when)) if quote.when else ''}".strip(), said))
    assert number > 1
    name = records.name(speaker, quotes[0][0].briefing)
    reader.go(labels.quotes)
    reader.choose(labels.speaker, name)
    lines = [(who, _plain(said)) for _, who, said in _lines(reader)]
    assert reader.can_choose() <= all(name in who for who, _ in lines)
    return sorted(expected), sorted((who, said) for who, said in lines if name in who)


def every_fact_on_one_origin(reader: Reader, records: Records) -> Answer:
    """Every fact that rests on one origin, and then every one for which no second origin is known."""
    labels = reader.labels
    expected: dict[str, list[str]] = {labels.one_origin: [], labels.no_second: []}
    for entry in records.of("fact"):
        # Whoever contradicts is no origin of it.
        derived = records.derivations[entry.key].for_it
        statement = records.text(cast("Fact", entry.record).statement)
        if derived.counted and derived.origins <= 1:
            expected[labels.no_second].append(statement)
            if not derived.independence_unknown:
                expected[labels.one_origin].append(statement)
    endings = {
        labels.one_origin: (f", {labels.one_origin}",),
        labels.no_second: (f", {labels.one_origin}", f", {labels.at_least_one}"),
    }
    assert 0 < len(expected[labels.one_origin]) < len(expected[labels.no_second]) < len(records.of("fact"))
    reader.activate(reader.article.get_by_role("link", name=labels.all_facts, exact=True))
    against = f" · {records.words.text('fact.against')}"
    found = {}
    for choice, ending in endings.items():
        reader.choose(labels.origins, choice)
        # Where there are two sides, the last thing in a row is how many speak against it, or it is all there is.
        rows = [(said, _before_last(text, against)) for said, text in _rows(reader)]
        assert reader.can_choose() <= all(text.endswith(ending) for _, text in rows)
        found[choice] = sorted(statement for statement, text in rows if text.endswith(ending))
    return {choice: sorted(statements) for choice, statements in expected.items()}, found


def _before_last(text: str, separator: str) -> str:
    """Return what stands before the last of some separators; everything if there is none."""
    before, found, _ = text.rpartition(separator)
    return before if found else text


def what_is_still_unknown(reader: Reader, records: Records) -> Answer:
    """What is still unknown."""
    labels = reader.labels
    questions = [cast("Question", entry.record) for entry in records.of("question")]
    expected = [records.text(each.text) for each in questions if each.answered is None]
    assert 0 < len(expected) < len(questions)
    reader.activate(reader.article.get_by_role("link", name=labels.all_questions, exact=True))
    reader.choose(labels.state, labels.open)
    # Behind the state stands since when.
    lines = [(state.split()[0], _plain(said)) for state, _, said in _lines(reader)]
    assert reader.can_choose() <= all(state == labels.open for state, _ in lines)
    return sorted(expected), sorted(said for state, said in lines if state == labels.open)


Task: TypeAlias = Callable[[Reader, Records], Answer]
"""Does one task, and returns what had to be found and what was."""

TASKS: Final[tuple[Task, ...]] = (
    who_says_so_and_who_denies,
    how_forecasts_turned_out,
    all_quotes_of_one_speaker,
    every_fact_on_one_origin,
    what_is_still_unknown,
)

every_task = pytest.mark.parametrize("task", TASKS, ids=lambda task: str(task.__name__))
both_languages = pytest.mark.parametrize("labels", [GERMAN, ENGLISH], ids=lambda labels: str(labels.lang))


@pytest.fixture(scope="module")
def home(site_at_root: BuiltSite) -> Iterator[str]:
    """Serve the site and give its address."""
    with hosting(site_at_root) as address:
        yield address


@pytest.fixture(scope="module")
def corpus(settings: Settings) -> Corpus:
    """Return the records that the site is made of."""
    return check(ROOT, settings).corpus


@dataclass(frozen=True)
class Desk:
    """Where readers sit down to do a task."""

    browser: Browser
    """The browser."""
    home: str
    """Address of the site."""
    corpus: Corpus
    """The records that the site is made of."""
    derivations: dict[Key, Derivation]
    """Of each fact its status."""

    def do(self, task: Task, labels: Labels, who: type[Reader], **options: Any) -> None:  # noqa: ANN401  # see `window`
        """Let somebody do a task, starting from home, and compare what they find with what there is to find."""
        with self.browser.new_context(reduced_motion="reduce", **options) as window:
            window.set_default_timeout(PATIENCE)
            page = window.new_page()
            page.goto(self.home + labels.home)
            expected, found = task(who(page, labels), Records(self.corpus, self.derivations, catalogue(labels.lang)))
        assert expected == found


@pytest.fixture(scope="module")
def desk(browser: Browser, home: str, corpus: Corpus) -> Desk:
    """Return a desk with the real site on it."""
    return Desk(browser, home, corpus, derive_all(corpus))


@every_task
@both_languages
@pytest.mark.parametrize("device", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_in_four_clicks(desk: Desk, task: Task, labels: Labels, device: dict[str, Any]) -> None:
    """Each task is done in at most four clicks from home, at a desk and on a phone, in each language."""
    desk.do(task, labels, Reader, **device)


@every_task
def test_with_the_keyboard_alone(desk: Desk, task: Task) -> None:
    """Each task is done by tabulator, return key and arrows."""
    desk.do(task, GERMAN, KeyboardReader, **DESKTOP)


@every_task
@both_languages
def test_without_scripts(desk: Desk, task: Task, labels: Labels) -> None:
    """Without JavaScript links lead to lists that hold the whole answer, in no more clicks."""
    desk.do(task, labels, PlainReader, java_script_enabled=False, **DESKTOP)
