"""Fixtures that many tests share."""

from collections.abc import Iterator
from pathlib import Path

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


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the project's root folder."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give one Chromium for all tests of this worker; each test opens its own `browser.new_context()`."""
    with launch() as chromium:
        yield chromium
