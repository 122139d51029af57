"""The real site, built once for all tests here, whichever worker runs them."""

import os
from pathlib import Path

import pytest

from generator.build import Site
from generator.build import build as build_pages
from generator.configuration import read_settings
from generator.settings import Settings
from tests.site.built import ROOT, SITE_URL, BuiltSite, build, once


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of this run that all of its workers share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def site_folder(shared_folder: Path) -> Path:
    """Return the site as `lagebild build` makes it."""
    return once(shared_folder / "site", lambda target: build(target, env={"PYTHONHASHSEED": "0"}))


@pytest.fixture(scope="session")
def site_folder_under_repo(shared_folder: Path) -> Path:
    """Return the site as `lagebild build` makes it for an address with a path."""
    return once(shared_folder / "site-under-repo", lambda target: build(target, env={"SITE_URL": SITE_URL}))


@pytest.fixture(scope="session")
def site_at_root(site_folder: Path) -> BuiltSite:
    """Return the site, to be served at `/`."""
    return BuiltSite(site_folder, "/")


@pytest.fixture(scope="session")
def site_under_repo(site_folder_under_repo: Path) -> BuiltSite:
    """Return the site, to be served under `/repo/`."""
    return BuiltSite(site_folder_under_repo, "/repo/", SITE_URL)


@pytest.fixture(scope="session")
def settings() -> Settings:
    """Return the settings of the real site."""
    found, problems = read_settings(ROOT)
    assert problems == []
    return found


@pytest.fixture(scope="session")
def planned(settings: Settings) -> Site:
    """Return the generated pages as the core renders them."""
    return build_pages(ROOT, settings)
