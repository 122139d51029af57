"""Pages with everything laid out, as tests need it that measure what is far from the window."""

from typing import Final

from playwright.sync_api import Page

STYLE: Final = "* { content-visibility: visible !important }"
"""Takes back what keeps browsers from laying out the parts of a long page that nobody sees."""

MARK: Final = "laid-out"
"""Id of the element that says so."""

NEVER_IDLE: Final = "globalThis.requestIdleCallback = () => {}"
"""For `add_init_script`: a page stays as it came, with nothing laid out that is far from the window."""

ARRIVED: Final = """
() => document.querySelectorAll(":is(.lb-record, .lb-sources > li):not(.lb-arrived)").length === 0
"""
"""Whether a page that was opened at its top has been laid out bit by bit, as it is after a moment."""


def lay_out(page: Page) -> None:
    """Have a page laid out as a whole at once, as it is a moment after it was opened."""
    page.evaluate(
        """([id, text]) => {
          if (!document.getElementById(id)) {
            document.head.append(Object.assign(document.createElement("style"), { id, textContent: text }));
          }
        }""",
        [MARK, STYLE],
    )
