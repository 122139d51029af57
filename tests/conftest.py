"""Fixtures that many tests share."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from tests.browser import launch

# Two busy cores make any deadline a coin toss. `make test` gives the same verdict on the same code each time;
# `make test-deep` looks further, elsewhere each time, and prints how to come back to what it finds.
settings.register_profile("lagebild", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "deep", settings.get_profile("lagebild"), derandomize=False, max_examples=2000, print_blob=True
)
settings.load_profile("lagebild")


FIRST: Final = ("test_search_index.py", "test_site_url.py")
"""Files that need the real site at `/` and under a path: each worker builds one of the two, and nobody waits later."""
LAST: Final = (
    *("test_reader.py", "test_parity.py", "test_accessibility_dark.py", "test_accessibility_light.py"),
    *("test_filters.py", "test_validity.py", "test_links.py", "test_cite.py", "test_keyboard.py"),
    *("test_without_scripts.py", "test_deterministic.py", "test_weight.py"),
)
"""Files of the real site, in the order in which workers take them: those that take longest first.

A worker that has nothing left is given the next file. If a long one were the last, the other would wait for it.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the building of sites first, then many quick tests, and then the long ones, longest first."""
    places = {name: place for place, name in enumerate((*FIRST, "", *LAST))}
    items.sort(key=lambda item: places.get(item.path.name, len(FIRST)))


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the project's root folder."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give one Chromium for all tests of this worker; each test opens its own `browser.new_context()`."""
    with launch() as chromium:
        yield chromium
