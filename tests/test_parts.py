"""Long lists: split so that no page lists too much, each record on exactly one page, all within reach of links."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import parts
from generator.facets import ELSE, initial
from generator.locale import catalogue
from generator.model.date import Date
from generator.parts import LIMIT, Part, by_date, by_name, leaves, split
from tests.small_project import dead_links, html_of, site_of, write

FEW: Final = 3
"""The limit that these tests set, so that small content is long."""

ITEM: Final = re.compile(r'<(?:li|tr) data-filter|<li><span class="lb-eyebrow|<tr id="s--when')
"""How entries of lists begin."""

REGISTRY: Final = """\
people:
  ada: {name: Ada Eins}
  aga: {name: Aga Zwei}
  abt: {name: Abt Drei}
  ahn: {name: Ahn Vier}
  abc: {name: Abc Fünf}
  bea: {name: Bea Sechs}
  oer: {name: Öre Sieben}
  zwo: {name: 2 Acht}
  rus: {name: Яна Девять}
sources:
  blatt: {kind: report, title: Ein Blatt, publisher: Blatt}
topics:
  streit: {name: Streit}
series:
  reihe:
    title: Reihe
    briefings: [b0, b1, b2, b3, b4, b5, b6]
"""
"""What briefings share: more people, and in the series more briefings, than a page may list."""

BRIEFING: Final = """\
briefing:
  title: Briefing {number}
  as_of: {date}
  topics: [streit]
sections:
  text:
    title: Text
    body: Ein Satz.
facts:
  fakt:
    statement: Es geschah {number}.
    evidence: blatt
    about: ada
    when: {date}
    topics: [streit]
quotes:
  zitat:
    speaker: ada
    original: {{lang: de, text: Wort {number}}}
    source: blatt
    when: {date}
questions:
  frage:
    text: Was noch {number}?
assessments:
  urteil:
    question: Kommt es {number}?
    judgement: Es kommt {number}.
    kind: forecast
    by: ada
    source: blatt
    made: {date}
    horizon: 2030-01-01
"""
"""A briefing with a record of each kind that is listed."""

DATES: Final = ("2020-01-05", "2021-03-01", "2021-03-02", "2021-03-03", "2021-03-04", "2021-05", "2021")
"""Dates of the briefings: one month holds more than a page may list."""


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lower the limit."""
    monkeypatch.setattr(parts, "LIMIT", FEW)


@pytest.fixture
def pages(tmp_path: Path, few: None) -> Mapping[str, str]:
    """Return the pages of a site that is large, measured by its limit, as HTML by address."""
    del few
    files = {f"briefings/b{n}.yml": BRIEFING.format(number=n, date=date) for n, date in enumerate(DATES)}
    return html_of(site_of(write(tmp_path, {"briefings/registry.yml": REGISTRY, **files}), severities={"LB3xx": "off"}))


def all_of(found: tuple[Part, ...]) -> Iterator[Part]:
    """Yield all parts, those that are split in turn too."""
    for part in found:
        yield part
        yield from all_of(part.parts)


def test_addresses(pages: Mapping[str, str]) -> None:
    """Lists of what happened are split by year, month and number, lists of names by initials."""
    german = [address for address in pages if not address.startswith("en/")]

    def below(top: str) -> list[str]:
        return [address.removeprefix(top) for address in german if address.startswith(top) and address != top]

    dated = ["2021/", "2021/05/", "2021/03/", "2021/03/1/", "2021/03/2/", "2021/-/", "2020/"]
    for top in ("facts/", "quotes/", "assessments/", "people/ada/facts/", "people/ada/quotes/", "series/reihe/course/"):
        assert dated == below(top), top
    # A question has no date here but that of its briefing.
    assert dated == below("questions/")
    briefings = [each for each in below("briefings/") if not re.match(r"b\d/", each)]
    assert dated == briefings
    people = [each for each in below("people/") if re.match(r"(\w|-)/", each)]
    assert sorted(["a/", "a/b/", "a/d/", "a/g/", "a/h/", "b/", "o/", "0/", "-/"]) == sorted(people)
    assert [] == below("topics/streit/sources/")


def test_no_page_lists_too_much(pages: Mapping[str, str]) -> None:
    """No list of any page has more entries than the limit; the home page shows the latest briefings."""
    lists = re.compile(r"<(?:ul|ol|tbody)[^>]*>(?:(?!</?(?:ul|ol|tbody)).)*</(?:ul|ol|tbody)>", re.DOTALL)
    for address, html in pages.items():
        if not re.search(r"briefings/b\d/", address):
            sizes = [len(ITEM.findall(each)) for each in lists.findall(html)]
            teasers = html.count('<article class="lb-teaser')
            few = 10 if address in ("", "en/") else FEW
            assert max((*sizes, teasers)) <= few, address


@pytest.mark.parametrize(
    ("top", "pattern", "count"),
    [
        ("facts/", r'<tr data-filter[^>]*>.*?href="[./]*(briefings/b\d/#fakt)"', len(DATES)),
        ("quotes/", r'<li data-filter[^>]*>.*?href="[./]*(briefings/b\d/#zitat)"', len(DATES)),
        ("assessments/", r'<li data-filter[^>]*>.*?href="[./]*(briefings/b\d/#urteil)"', len(DATES)),
        ("questions/", r'<li data-filter[^>]*>.*?href="[./]*(briefings/b\d/#frage)"', len(DATES)),
        ("people/", r'<li data-filter[^>]*><a href="[./]*(\w+/)"', 9),
        ("briefings/", r'<h2 class="lb-teaser__title"><a href="[./]*(b\d/)"', len(DATES)),
        ("people/ada/facts/", r'<li><span.*?href="[./]*(briefings/b\d/#fakt)"', len(DATES)),
        ("series/reihe/course/", r'<h3 class="lb-teaser__title"><a href="[./]*(briefings/b\d/)"', len(DATES)),
        ("timeline/", r'lb-moments__what.*?href="[./]*(briefings/b\d/#(?:fakt|zitat))"', 2 * len(DATES)),
    ],
)
@pytest.mark.parametrize("prefix", ["", "en/"])
def test_each_record_is_on_exactly_one_page(
    pages: Mapping[str, str], prefix: str, top: str, pattern: str, count: int
) -> None:
    """All pages of a list together list each of its records once."""
    found: Counter[str] = Counter()
    for address, html in pages.items():
        if address.startswith(prefix + top):
            found.update(match[1] for match in re.finditer(pattern, html))
    assert count == len(found)
    assert {1} == set(found.values())


def test_links_lead_somewhere_and_everywhere(pages: Mapping[str, str]) -> None:
    """No link is dead, and links alone lead from the home page to every page."""
    assert [] == list(dead_links(pages))
    for home in ("", "en/"):
        seen: set[str] = set()
        waiting = [home, f"{home}briefings/", f"{home}timeline/", f"{home}scales/", f"{home}codes/"]
        waiting += [f"{home}{name}/" for name in ("facts", "quotes", "assessments", "questions", "people", "sources")]
        waiting += [f"{home}{name}/" for name in ("topics", "series")]
        while waiting:
            address = waiting.pop()
            if address in seen:
                continue
            seen.add(address)
            for href in re.findall(r'href="([^"#:]+/)(?:#[^"]*)?"', pages[address]):
                waiting.append(_follow(address, href))
        assert {each for each in pages if each.startswith("en/") == bool(home)} == seen


def _follow(address: str, href: str) -> str:
    steps = [step for step in address.split("/") if step]
    for step in href.strip("/").split("/"):
        if step == "..":
            steps.pop()
        elif step != ".":
            steps.append(step)
    return "".join(f"{step}/" for step in steps)


def test_titles_name_the_part(pages: Mapping[str, str]) -> None:
    """A page says which part of which list it is, in its language."""
    titles = {address: re.sub(r"<[^>]+>", "", html.partition("</h1>")[0]).strip() for address, html in pages.items()}
    assert "Zitate: 2021" == titles["quotes/2021/"]
    assert "Zitate: März 2021" == titles["quotes/2021/03/"].replace("&nbsp;", " ")
    assert "Quotes: March 2021" == titles["en/quotes/2021/03/"]
    assert "Zitate: Teil 2" == titles["quotes/2021/03/2/"]
    assert "Personen: Ab" == titles["people/a/b/"]
    assert "Personen: andere Zeichen" == titles["people/-/"]


def test_quotes_of_somebody_are_split_apart_from_those_about_them(tmp_path: Path, few: None) -> None:
    """Both lists are long: each has pages of its own, which say what they hold."""
    del few
    about = BRIEFING.replace(
        "    source: blatt\n    when: {date}\nquestions", "    source: blatt\n    about: bea\nquestions"
    )
    files = {f"briefings/b{n}.yml": about.format(number=n, date=date) for n, date in enumerate(DATES)}
    files["briefings/antwort.yml"] = "briefing: {title: Antwort, as_of: 2021-04-01}\nquotes:\n" + "".join(
        f"  wort-{n}: {{speaker: bea, source: blatt, about: ada, when: 2021-04-0{n}}}\n" for n in range(1, FEW + 2)
    )
    root = write(tmp_path, {"briefings/registry.yml": REGISTRY, **files})
    html = html_of(site_of(root, severities={"LB3xx": "off"}))
    assert [] == list(dead_links(html))
    below = [each.removeprefix("people/bea/quotes/") for each in html if each.startswith("people/bea/quotes/")]
    assert {"2021/", "2021/04/1/", "about/2021/", "about/2021/03/1/"} < set(below)
    titles = {address: re.sub(r"<[^>]+>", "", text.partition("</h1>")[0]).strip() for address, text in html.items()}
    assert "Zitate von Bea Sechs: 2021" == titles["people/bea/quotes/2021/"]
    assert "Zitate über Bea Sechs: 2021" == titles["people/bea/quotes/about/2021/"]
    listed = re.findall(r'href="[./]*(briefings/[\w#/-]+)"', html["people/bea/quotes/about/2020/"].partition("<ul")[2])
    assert ["briefings/b0/#zitat"] == listed


def test_short_lists_stay_whole(tmp_path: Path) -> None:
    """As long as a page holds a list, there is no other."""
    files = {f"briefings/b{n}.yml": BRIEFING.format(number=n, date=date) for n, date in enumerate(DATES)}
    site = site_of(write(tmp_path, {"briefings/registry.yml": REGISTRY, **files}), severities={"LB3xx": "off"})
    assert [] == [each.page.key for each in site.pages if each.page.part or each.page.parts]


DATED: Final = st.sampled_from(["2020", "2020-05", "2020-05-07", "2020-06-01", "2021-12-24", "198X", "unknown", None])


@given(written=st.lists(DATED, max_size=5 * FEW), limit=st.integers(2, FEW))
def test_any_list_is_split_completely(written: list[str | None], limit: int) -> None:
    """Whatever the dates, no part lists more than the limit, the parts list everything once, addresses differ."""
    items = [(number, None if date is None else Date.parse(date)) for number, date in enumerate(written)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "LIMIT", limit)

        def date_of(item: Any) -> Date | None:  # noqa: ANN401  # the items of a list
            found: Date | None = item[1]
            return found

        found = split(items, by_date(date_of), "x/")
    assert (len(items) > limit) == bool(found)
    if found:
        listed = [part.items for part in leaves(found)]
        assert all(0 < len(each) <= limit for each in listed)
        assert sorted(items, key=lambda item: item[0]) == sorted(
            (item for each in listed for item in each), key=lambda item: item[0]
        )
    keys = [part.key for part in all_of(found)]
    assert len(keys) == len(set(keys))


def test_numbers_are_split_in_turn() -> None:
    """A list that has nothing to be split by gets numbered parts, never more of them than a page may list."""
    items = range(LIMIT * LIMIT * 2)
    found = split(items, (), "x/")
    assert 2 == len(found)
    assert all(len(part.parts) <= LIMIT for part in all_of(found))
    assert all(len(part.items) <= LIMIT for part in leaves(found))
    assert "x/2/1/" == found[1].parts[0].key


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada", "ad"),
        ("Öre", "or"),
        ("ß", "ss"),
        ("„Eine“ Frage", "ei"),
        ("900 Stimmen", "00"),
        ("2 Acht", "0a"),
        ("Яна", "--"),
        ("A", "a"),
        ("…", ELSE),
    ],
)
def test_initials(name: str, expected: str) -> None:
    """Names are filed as they sort: without marks, case and quotation marks; digits and other scripts together."""
    assert expected == initial(name, catalogue("de"), 2)


def test_a_short_name_has_no_second_letter() -> None:
    """A name of one letter stands apart from those that go on."""
    steps = by_name(str, catalogue("de"))
    assert ["a", ELSE] == [step("A") for _, step in steps]
