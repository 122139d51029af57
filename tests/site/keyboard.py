"""How the tests move about with the keyboard alone."""

from playwright.sync_api import Locator, Page, expect


def tab_to(page: Page, target: Locator, most: int = 60) -> None:
    """Press the tabulator until something has the focus.

    Args:
        page: The page.
        target: What to come to.
        most: How many stops away it may be.
    """
    for _ in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("each => each === document.activeElement"):
            return
    expect(target).to_be_focused()
