"""The pages that the core plans are those that get published, whichever engine prints them."""

import shutil
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from generator.build import Site
from generator.markdown import to_html, with_apostrophes
from tests.dom import Node, dom, python_markdown, same
from tests.site.built import ROOT, BuiltPage, BuiltSite, run

ENGINES = {
    "mkdocs": ("python", "-m", "mkdocs", "build", "--strict"),
    "zensical": ("python", "-m", "zensical", "build", "--strict"),
}
"""How stock engines build a project: with their themes as they come, and without a plugin of ours."""

ADDED = (
    # Our theme unfolds the contents list above the text on narrow screens; other themes have theirs elsewhere.
    "details[@class='lb-contents']",
    # Zensical's skip link leads here, Material's to the first heading.
    "a[@id='__skip']",
)
"""What an engine adds to the article, by XPath from there."""


@pytest.fixture(scope="module")
def stand_alone_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the project that `lagebild pages` writes."""
    project = tmp_path_factory.mktemp("project")
    run("python", "-m", "generator", "pages", str(project))
    return project


@pytest.fixture(scope="module")
def stock_site(
    request: pytest.FixtureRequest, stand_alone_project: Path, tmp_path_factory: pytest.TempPathFactory
) -> BuiltSite:
    """Return the site as a stock engine builds it from a copy of the project."""
    engine = str(request.param)
    project = tmp_path_factory.mktemp("engine") / engine
    shutil.copytree(stand_alone_project, project)
    run(*ENGINES[engine], cwd=project)
    return BuiltSite(project / "site", "/")


def test_both_dialects_make_the_same_of_every_page(planned: Site) -> None:
    """Native conversion and Python-Markdown give every generated page the same elements, attributes and text."""
    differing = {}
    for rendered in planned.pages:
        native, other = to_html(rendered.markdown).html, python_markdown(rendered.markdown)
        if not same(native, other):
            differing[rendered.page.address] = next(_differences(dom(native), dom(other)))
    assert {} == differing


def test_pages_planned_are_pages_published(planned: Site, site_at_root: BuiltSite) -> None:
    """Every page planned and every page written by hand is published, and nothing else is."""
    generated = [rendered.page.address for rendered in planned.pages]
    hand_written = [_address(file.relative_to(ROOT / "docs")) for file in (ROOT / "docs").rglob("*.md")]
    assert sorted([*generated, *hand_written]) == sorted(page.address for page in site_at_root.proper)


def _address(path: Path) -> str:
    return f"{path.with_suffix('').as_posix()}/".removesuffix("index/")


def _content(page: BuiltPage) -> list[str]:
    """Return the language of a page, the anchors in its article and its texts, without what the engine adds.

    Stock engines break lines where they like, and leave apostrophes as they were typed.
    """
    article = page.all("//article[contains(@class, 'md-content__inner')]")[0]
    anchors = []
    texts = []
    added = {child for path in ADDED for child in article.xpath(path)}
    for child in article:
        if child not in added:
            anchors += [f"#{element.get('id')}" for element in child.iter() if element.get("id") is not None]
            texts += [with_apostrophes(" ".join(text.split())) for text in _texts(child) if text.strip()]
    return [str(page.tree.get("lang")), *anchors, *texts]


def _texts(element: HtmlElement) -> Iterator[str]:
    """Give the texts in an element; code is one text, since engines colour it in different pieces."""
    if element.tag == "pre":
        yield "".join(element.itertext())
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):  # a comment has a function there
            yield from _texts(child)
        yield child.tail or ""


def _differences(one: tuple[Node, ...], other: tuple[Node, ...]) -> Iterator[tuple[object, object]]:
    """Give the innermost parts that differ."""
    if len(one) != len(other):
        yield one, other
        return
    for left, right in zip(one, other, strict=True):
        if left == right:
            continue
        if isinstance(left, str) or isinstance(right, str) or left[:2] != right[:2]:
            yield left, right
        else:
            yield from _differences(left[2], right[2])


@pytest.mark.parametrize("stock_site", ENGINES, indirect=True)
def test_stock_engines_publish_the_same(site_at_root: BuiltSite, stock_site: BuiltSite) -> None:
    """A stock engine gives the same addresses, the same anchors to records and sections, and the same text."""
    ours = {page.address: page for page in site_at_root.proper}
    theirs = {page.address: page for page in stock_site.proper}
    assert sorted(ours) == sorted(theirs)
    differing = {}
    for address, page in ours.items():
        expected, found = _content(page), _content(theirs[address])
        if expected != found:
            differing[address] = next(pair for pair in zip_longest(expected, found) if pair[0] != pair[1])
    assert {} == differing
