"""How readers see the timeline: a drawing and a table that say the same, of all, of a briefing and of a series."""

import re
from pathlib import Path
from typing import Final

import pytest

from generator.render import place
from tests.dom import dom, python_markdown, same, text_of
from tests.small_project import REGISTRY, dead_links, html_of, markdown_of, site_of, small_project

NO_RULES: Final = {"LB3xx": "off"}
"""Settings for facts that editorial rules would stop: how their dates are shown is what counts here."""
DATES: Final = {
    "am-tag": "2021-12-07",
    "auch-am-tag": "2021-12-07",
    "in-washington": "2021-12-07T23:00-05:00",
    "in-tokio": "2021-12-07T23:30+09:00",
    "im-monat": "2021-12",
    "im-jahr": "2021",
    "drei-tage": "2021-12-13/2021-12-15",
    "seitdem": "2021-12-20/..",
    "eins-von-beiden": "{one_of: [2021-12-21, 2021-12-23]}",
    "dazwischen": "{within: 2021-12-10/2021-12-12}",
    "vermutlich": "2021-12-09?",
    "ungefaehr": "2021-12-17~",
    "nicht-bekannt": "unknown",
}
"""A fact for each."""
WORDS: Final = {
    "am-tag": ("7. Dezember 2021", "Tag", "7 December 2021", "day"),
    "in-washington": ("7. Dezember 2021, 23:00 Uhr (UTC−5)", "Minute", "7 December 2021, 23:00 (UTC−5)", "minute"),
    "im-monat": ("Dezember 2021", "Monat", "December 2021", "month"),
    "im-jahr": ("2021", "Jahr", "2021", "year"),
    "drei-tage": ("13. bis 15. Dezember 2021", "Zeitraum", "13–15 December 2021", "period"),
    "eins-von-beiden": (
        *("21. oder 23. Dezember 2021", "eines von mehreren Daten"),
        *("21 or 23 December 2021", "one of several dates"),
    ),
    "dazwischen": (
        *("zwischen dem 10. und dem 12. Dezember 2021", "innerhalb eines Zeitraums"),
        *("between 10 and 12 December 2021", "within a period"),
    ),
    "vermutlich": ("vermutlich 9. Dezember 2021", "Tag, unsicher", "presumably 9 December 2021", "day, uncertain"),
    "ungefaehr": ("um den 17. Dezember 2021", "Tag, ungefähr", "around 17 December 2021", "day, approximate"),
}
"""When and how exact, in German and in English."""


def _facts() -> str:
    facts = (
        f"  {name}:\n    statement: So {name}.\n    evidence: testblatt\n    when: {date}\n"
        for name, date in DATES.items()
    )
    due = "  angekuendigt:\n    statement: Dann.\n    evidence: testblatt\n    when: 2021-12-07\n    due: 2022-01\n"
    head = "briefing:\n  title: Sitzung\n  as_of: 2022-02-01\n  key_judgements: [am-tag, im-monat]\n"
    return f"{head}facts:\n{''.join(facts)}{due}"


EVENTS: Final = """
events:
  ratssitzung: {name: Sitzung des Rats, when: 2021-12-07}
  empfang: {name: Empfang, when: 2021-12-08}
  ausflug: {name: Ausflug, when: 2022-03-08}
series:
  streit: {title: Streit, briefings: [sitzung, nachspiel]}
"""
OTHER: Final = """
briefing:
  title: Nachspiel
  as_of: 2022-03-01
facts:
  zu-spaet: {statement: Zu spät., when: 2022-02-02, about: ratssitzung, evidence: testblatt}
"""


@pytest.fixture(scope="module")
def markdown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return all pages of a site with dates of every precision, as Markdown."""
    files = {"registry": REGISTRY + EVENTS, "sitzung": _facts(), "nachspiel": OTHER}
    return markdown_of(site_of(small_project(tmp_path_factory.mktemp("dates"), **files), severities=NO_RULES))


@pytest.fixture(scope="module")
def pages(markdown: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the same as HTML."""
    del markdown
    files = {"registry": REGISTRY + EVENTS, "sitzung": _facts(), "nachspiel": OTHER}
    return html_of(site_of(small_project(tmp_path_factory.mktemp("html"), **files), severities=NO_RULES))


def _seen(html: str) -> str:
    """Return what readers see of HTML, with ordinary blanks."""
    return text_of(dom(html)).replace("\N{NO-BREAK SPACE}", " ")


def _rows(html: str) -> dict[str, list[str]]:
    """Return the cells of the rows of tables of moments by their anchors."""
    rows = re.findall(r'<tr id="s--when-([^"]+)">(.*?)</tr>', html, flags=re.DOTALL)
    return {
        anchor: [_seen(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, flags=re.DOTALL)] for anchor, row in rows
    }


def _marks(html: str) -> list[tuple[str, str]]:
    """Return where the marks of drawings lead, and what they are called."""
    return [
        (href, _seen(title))
        for href, title in re.findall(
            r'role="listitem".*?<a href="([^"]*)"><title>(.*?)</title>', html, flags=re.DOTALL
        )
    ]


def _section(html: str, anchor: str) -> str:
    """Return what stands below a heading."""
    return re.split(r"<h[12]", html.partition(f'id="{anchor}"')[2])[0]


@pytest.mark.parametrize(("lang", "prefix"), [("de", ""), ("en", "en/")])
def test_table(pages: dict[str, str], lang: str, prefix: str) -> None:
    """The table says when in words, with time zone; how exact that is; what it was; and in which briefing."""
    rows = _rows(pages[f"{prefix}timeline/"])
    for name, words in WORDS.items():
        when, precision, what, briefing = rows[f"sitzung--{name}"]
        expected = words[:2] if lang == "de" else words[2:]
        assert expected == (when, precision)
        assert what.endswith(f"So {name}.")
        assert what.startswith("berichtet" if lang == "de" else "reported")
        assert "Sitzung" == briefing
    assert rows["sitzung--angekuendigt--due"][0] in ("fällig Januar 2022", "due January 2022")
    assert not any("nicht-bekannt" in anchor for anchor in rows)


def test_order_is_that_of_instants(pages: dict[str, str]) -> None:
    """Two times of a day in different zones stand in the order in which they happened."""
    rows = list(_rows(pages["timeline/"]))
    assert rows.index("sitzung--in-tokio") < rows.index("sitzung--in-washington")


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_drawing_and_table_hold_the_same(pages: dict[str, str], prefix: str) -> None:
    """A month's drawing leads to every record of its table: to the record itself, or to the first row of several."""
    html = _section(pages[f"{prefix}timeline/"], "s--2021-12")
    rows, marks = _rows(html), _marks(html)
    single = {href.partition("/#")[2] for href, _ in marks if "/#" in href}
    groups = [anchor for anchor, _ in marks if anchor.startswith("#s--when-")]
    same_day = {"sitzung--am-tag", "sitzung--auch-am-tag", "sitzung--angekuendigt"}
    assert ["#s--when-sitzung--am-tag"] == groups
    events = {href for href, _ in marks if "/events/" in href}
    shown = {f"sitzung--{name}" for name in single} | same_day | {f"registry--{href.split('/')[-2]}" for href in events}
    assert rows.keys() == shown


def test_names_of_marks(pages: dict[str, str]) -> None:
    """A mark says when it is and what: status and voices before a statement, the number of several."""
    names = [name for _, name in _marks(_section(pages["timeline/"], "s--2021-12"))]
    assert "7. Dezember 2021: 3 Einträge" in names
    assert "7. Dezember 2021: Sitzung des Rats" in names
    assert "Dezember 2021: berichtet, Testblatt: So im-monat." in names
    assert "7. Dezember 2021, 23:00 Uhr (UTC−5): berichtet, Testblatt: So in-washington." in names


def test_overview_of_events(pages: dict[str, str]) -> None:
    """Above the months stands a drawing of the events alone, with a legend for all drawings of the page."""
    html = _section(pages["timeline/"], "s--events")
    assert ["Sitzung des Rats", "Empfang", "Ausflug"] == [name.split(": ")[1] for _, name in _marks(html)]
    legend = _seen(html.partition("<figcaption>")[2])
    assert all(words in legend for words in ("Tag", "Zeitraum", "UTC", "unsicher", "ungefähr", "mehrere"))
    assert 1 == pages["timeline/"].count("<figcaption>")


def test_timeline_of_a_briefing(pages: dict[str, str]) -> None:
    """A briefing with enough dates has its own timeline, with the table to unfold; with fewer it has none."""
    for address in ("briefings/sitzung/", "briefings/sitzung/one-page/"):
        html = _section(pages[address], "s--timeline")
        assert len(DATES) - 1 + 2 == len(_rows(html))
        assert all(3 == len(cells) for cells in _rows(html).values())
        assert any(href == "#im-monat" for href, _ in _marks(html))
        assert "<details" in html
    assert "s--timeline" not in pages["briefings/nachspiel/"]


def test_course_of_a_series(pages: dict[str, str]) -> None:
    """A series draws its events and key judgements, with the same in tables by month."""
    html = pages["series/streit/"]
    assert {"sitzung--am-tag", "sitzung--im-monat", "registry--ratssitzung"} == _rows(html).keys()
    assert ["Dezember 2021", "7. Dezember 2021", "7. Dezember 2021"] == [name.split(":")[0] for _, name in _marks(html)]


def test_links_and_dialects(pages: dict[str, str], markdown: dict[str, str]) -> None:
    """Every mark leads somewhere, and both Markdown dialects make the same of the pages; nothing has a style."""
    assert [] == list(dead_links(pages))
    for address, text in markdown.items():
        assert same(pages[address], python_markdown(text)), address
        assert "style=" not in text


def test_place() -> None:
    """A place is a share of the width, fine enough for a minute in a month."""
    assert ["0%", "12.5%", "33.333%", "100%"] == [str(place(share)) for share in (0, 0.125, 1 / 3, 1)]
    assert place(0.5) != place(0.5 + 1 / (31 * 24 * 60))


def test_long_timeline(tmp_path: Path) -> None:
    """Where the years have pages of their own, the first page draws the events, and theirs draw the months."""
    many = "".join(
        f"  fakt-{day}:\n    statement: So.\n    evidence: testblatt\n    when: 2021-{11 + day % 2}-{day % 28 + 1:02}\n"
        for day in range(210)
    )
    text = f"briefing: {{title: Sitzung, as_of: 2022-02-01}}\nfacts:\n{many}"
    files = {"registry": REGISTRY + EVENTS, "sitzung": text, "nachspiel": OTHER}
    found = html_of(site_of(small_project(tmp_path, **files), severities=NO_RULES))
    events = _section(found["timeline/"], "s--events")
    assert ["../events/ratssitzung/", "../events/empfang/", "../events/ausflug/"] == [
        href for href, _ in _marks(events)
    ]
    assert ["registry--ratssitzung", "registry--empfang", "registry--ausflug"] == list(_rows(events))
    december = found["timeline/2021/12/"]
    assert 14 + 2 == len(_marks(december))
    assert 105 + 2 == len(_rows(december))
    assert 1 == december.count("<figcaption>")
    assert [] == list(dead_links(found))
