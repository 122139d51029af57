"""The route table: which pages there are, at which addresses, and how they follow each other."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.corpus import link
from generator.kinds import BY_NAME, KINDS
from generator.load import load
from generator.pages import NavEntry, Page, Routes, plan, relative, relative_address
from generator.settings import Settings
from tests.small_project import SESSION, small_project


def routes_of(root: Path, *languages: str) -> Routes:
    """Plan the pages of a project."""
    settings = Settings(languages=languages or ("de", "en"))
    corpus, diagnostics = link(load(root, settings))
    assert [] == diagnostics
    return plan(corpus, settings)


def test_pages(tmp_path: Path) -> None:
    """Each language has the same pages in the same order, the first one at the root."""
    keys = [
        "",
        "briefings/",
        "briefings/sitzung/",
        "briefings/sitzung/beschluss/",
        "briefings/sitzung/one-page/",
        "briefings/sitzung/cite/",
        "timeline/",
        "facts/",
        "quotes/",
        "assessments/",
        "questions/",
        "scales/",
        "codes/",
        "people/",
        "people/erika-muster/",
        "sources/",
        "sources/testblatt/",
    ]
    routes = routes_of(small_project(tmp_path))
    assert [*keys, *(f"en/{key}" for key in keys)] == [page.address for page in routes.pages]
    assert [*keys, *keys] == [page.key for page in routes.pages]
    assert ["de"] * len(keys) + ["en"] * len(keys) == [page.lang for page in routes.pages]
    assert "en/people/erika-muster/index.md" == routes.pages[len(keys) + 14].source
    assert "index.md" == routes.pages[0].source


def test_pages_follow_each_other(tmp_path: Path) -> None:
    """A briefing is followed by its sections in order; the one-page view stands apart and isn't searched."""
    more = SESSION + "  zweites:\n    title: Zweites\n    body: Text\n"
    pages = {page.key: page for page in routes_of(small_project(tmp_path, sitzung=more), "de").pages}
    top, first, second = (f"briefings/sitzung/{name}" for name in ("", "beschluss/", "zweites/"))
    assert [(None, first), (top, second), (first, None)] == [
        (pages[key].previous, pages[key].next) for key in (top, first, second)
    ]
    view = pages["briefings/sitzung/one-page/"]
    assert (None, None, top, False) == (view.previous, view.next, view.canonical, view.searchable)


def test_navigation(tmp_path: Path) -> None:
    """The navigation is in its language and leads to planned pages only; kinds without records are left out."""
    routes = routes_of(small_project(tmp_path))
    keys = {page.key for page in routes.pages}

    def walk(entries: tuple[NavEntry, ...]) -> list[NavEntry]:
        return [each for entry in entries for each in (entry, *walk(entry.children))]

    for lang in ("de", "en"):
        entries = walk(routes.navigation[lang])
        assert {entry.key for entry in entries if entry.key is not None} <= keys
        assert all(entry.title for entry in entries)
        assert {page.area for page in routes.pages} <= {entry.key for entry in entries}
    assert "Personen" in [entry.title for entry in walk(routes.navigation["de"])]
    assert "Orte" not in [entry.title for entry in walk(routes.navigation["de"])]


def test_empty_project(tmp_path: Path) -> None:
    """A project without content has its home and the overviews."""
    (tmp_path / "briefings").mkdir()
    keys = ["", "briefings/", "timeline/", "facts/", "quotes/", "assessments/", "questions/", "scales/", "codes/"]
    assert keys == [page.key for page in routes_of(tmp_path, "de").pages]


def test_homes_of_records(tmp_path: Path) -> None:
    """Records with pages of their own are at home there, sections too; all others at an anchor of their briefing."""
    settings = Settings()
    places = "places:\n  ort:\n    name: Ort\n"
    corpus, _ = link(load(small_project(tmp_path, sitzung=SESSION + places), settings))
    homes = {entry.id: (Routes.key_of(entry), Routes.anchor_of(entry)) for entry in corpus.entries}
    assert homes == {
        "erika-muster": ("people/erika-muster/", ""),
        "testblatt": ("sources/testblatt/", ""),
        "sitzung": ("briefings/sitzung/", ""),
        "vertagt": ("briefings/sitzung/", "vertagt"),
        "beschluss": ("briefings/sitzung/beschluss/", ""),
        "ort": ("places/sitzung-ort/", ""),
    }


@pytest.mark.parametrize(
    ("start", "target", "anchor", "expected"),
    [
        ("", "", "", "./"),
        ("", "", "a", "#a"),
        ("", "people/x/", "", "people/x/"),
        ("people/x/", "", "", "../../"),
        ("people/x/", "people/x/", "a", "#a"),
        ("people/x/", "people/y/", "", "../y/"),
        ("people/x/", "people/", "", "../"),
        ("en/people/x/", "en/briefings/b/", "a", "../../briefings/b/#a"),
        ("people/x/", "en/people/x/", "", "../../en/people/x/"),
    ],
)
def test_relative_addresses(start: str, target: str, anchor: str, expected: str) -> None:
    """Addresses lead from one directory to another and end with a slash before the anchor."""
    assert expected == relative_address(start, target, anchor)


PARTS = st.lists(st.from_regex(r"[a-z]{1,2}", fullmatch=True), max_size=4).map(
    lambda parts: "".join(f"{p}/" for p in parts)
)


@given(start=PARTS, target=PARTS)
def test_relative_addresses_lead_there(start: str, target: str) -> None:
    """Followed from its start, a relative address leads to its target."""
    way = relative_address(start, target)
    steps = [step for step in start.split("/") if step]
    for step in way.split("/"):
        if step == "..":
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    assert target == "".join(f"{step}/" for step in steps)
    assert way.endswith("/")


def test_links_stay_in_their_language() -> None:
    """A link from a page leads to a page of the same language."""
    page = Page("people/x/", "en", "en/", "entity", area="people/")
    assert "../y/" == relative(page, "people/y/")
    assert "../../" == relative(page, "")


def test_folders_of_kinds_are_distinct() -> None:
    """No two kinds share a folder, and none is that of an overview."""
    plurals = [kind.plural for kind in KINDS]
    assert len(set(plurals)) == len(plurals)
    paged = {kind.plural for kind in BY_NAME.values() if kind.paged}
    assert not paged & {"briefings", "timeline", "facts", "quotes", "assessments", "questions", "one-page", "en", "de"}
