"""Pages looked at by axe, a checker of accessibility, as somebody sees them: wide or narrow, in colours, on paper."""

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from playwright.sync_api import Browser, Page

from tests.npm import package_file
from tests.site.built import BuiltPage, BuiltSite
from tests.site.host import hosting
from tests.site.laid_out import lay_out

PREPARED: Final = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Waits until what was asked for is drawn."""

RUN: Final = """
async ([within, options]) => {
  const { violations } = await axe.run(within.length ? { include: within } : document, options);
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) =>
    [id, help, target.flat(Infinity).join(' '), failureSummary.split('\\n').slice(1).join(' ').trim()]));
}
"""
"""Looks at a page, or at parts of it, and gives rule, what it asks for, selector and what is wrong for each fault."""


SHAPE: Final = """
within => within.flatMap(selector => [...document.querySelectorAll(selector)]).map(({ outerHTML }) => outerHTML
  .replace(/>\\s*[^\\s<][^<]*</g, '>text<')
  .replace(/ (href|hreflang|title)="[^"]+"/g, ' $1')).join('')
"""
"""What parts of a page look like, whatever their texts say and wherever they lead."""


POINTED_OUT: Final = "[data-new]"
"""Selector of the blocks that hold something new."""

POINT_OUT: Final = """
marks => marks.forEach(mark => {
  const found = mark.startsWith("<") ? mark.slice(1, -1) : "." + CSS.escape(mark);
  document.querySelector(found).closest(".md-content__inner > *, body > *, head").dataset.new = "";
})
"""
"""Marks the first block with each of some elements, written as `<name>`, and classes."""


@dataclass(frozen=True)
class View:
    """How somebody looks at a page."""

    name: str
    """What it is called in messages."""
    width: int = 1280
    """Width of the window."""
    height: int = 800
    """Its height."""
    paper: bool = False
    """Whether it is printed."""
    prepare: Callable[[Page], None] | None = None
    """What is done on the page before."""
    within: tuple[str, ...] = ()
    """Selectors of what is looked at; everything if there are none."""

    def __str__(self) -> str:
        """Return its name."""
        return self.name

    def violations(self, page: Page, seen: set[tuple[str, str]] | None = None) -> list[str]:
        """Return what axe objects to on a page in this view, one sentence for each element.

        Args:
            page: The page.
            seen: Which shapes of parts were looked at before, in which view; they aren't looked at again.
        """
        page.emulate_media(media="print" if self.paper else "screen")
        page.set_viewport_size({"width": self.width, "height": self.height})
        if self.prepare is not None:
            self.prepare(page)
        lay_out(page)
        page.evaluate(PREPARED)
        if self.within and seen is not None:
            shape = (self.name, page.evaluate(SHAPE, list(self.within)))
            if shape in seen:
                return []
            seen.add(shape)
        # Whether what can be clicked is large enough (WCAG 2.2, 2.5.8), axe asks only if told to.
        return violations(page, self.within, targets=not self.paper)


def violations(page: Page, within: Sequence[str] = (), *, targets: bool = True) -> list[str]:
    """Return what axe objects to on a page as it is now, one sentence for each element.

    Args:
        page: The page.
        within: Selectors of what to look at, everything if there are none.
        targets: Whether to ask for the size of targets.
    """
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(_source())
    options = {"resultTypes": ["violations"], "preload": False, "rules": {"target-size": {"enabled": targets}}}
    found: list[list[Any]] = page.evaluate(RUN, [list(within), options])
    return [f"{rule} at {selector}: {wanted}. {wrong}" for rule, wanted, selector, wrong in found]


def survey(
    browser: Browser,
    site: BuiltSite,
    examples: Mapping[str, Sequence[BuiltPage]],
    views: Sequence[View],
    **options: Any,  # noqa: ANN401  # whatever `new_context` takes
) -> dict[str, list[str]]:
    """Return what axe objects to on pages of each kind, by the name of the view.

    The first page of a kind is looked at as a whole; of the others, which may be very long, only the blocks that have
    what no page before had. Header, search and navigation are alike on most pages; to look at them takes as long as to
    look at the whole page.

    Args:
        browser: The browser.
        site: The site.
        examples: The pages to look at, by their kind.
        views: The views, in which each page is looked at in turn.
        options: What else `Browser.new_context` takes.
    """
    found: dict[str, list[str]] = {view.name: [] for view in views}
    seen: set[tuple[str, str]] = set()
    known = {mark for pages in examples.values() for mark in pages[0].marks}
    with hosting(site) as home, browser.new_context(reduced_motion="reduce", **options) as context:
        # Far faster than to bring it to each page once more.
        context.add_init_script(_source())
        page = context.new_page()
        for kind, pages in examples.items():
            for each in pages:
                page.goto(home + each.address)
                new = sorted(each.marks - known)
                known |= each.marks
                if each is not pages[0]:
                    assert new
                    page.evaluate(POINT_OUT, new)
                for view in views:
                    shown = view if each is pages[0] or view.within else replace(view, within=(POINTED_OUT,))
                    found[view.name] += [
                        f"/{each.address} ({kind}): {violation}" for violation in shown.violations(page, seen)
                    ]
    return found


@functools.cache
def _source() -> str:
    return package_file("axe-core/axe.min.js").read_text(encoding="utf-8")
