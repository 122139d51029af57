"""The same input gives the same bytes, wherever, whenever, in whatever order and by whichever command it is built."""

import os
import shutil
from datetime import UTC, datetime, time
from pathlib import Path

from generator.repository import today
from tests.site.built import ROOT, files_of, run

INPUT = ("mkdocs.yml", "briefings", "docs")
"""What a site is built from."""


def _differing(one: Path, other: Path) -> list[str]:
    """Return the files that two sites don't have in common, or that have other bytes."""
    left, right = files_of(one), files_of(other)
    return sorted(path for path in left.keys() | right.keys() if left.get(path) != right.get(path))


def test_nothing_around_the_content_matters(site_folder: Path, tmp_path: Path) -> None:
    """On the same day a project gives the same site wherever it lies, whatever the machine is like, whoever builds it.

    The copy lies elsewhere, has files of another age and no repository; its sets come in another order, in another
    locale, on the other side of the date line; and MkDocs builds it by itself. One build takes all of this at once.
    """
    copy = tmp_path / "elsewhere"
    copy.mkdir()
    for name in INPUT:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, copy / name)
    for file in copy.rglob("*"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    now = datetime.combine(today(ROOT), time(12), UTC)
    # The site at hand was built with PYTHONHASHSEED=0.
    other = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    other["SOURCE_DATE_EPOCH"] = str(int(now.timestamp()))
    run("python", "-m", "mkdocs", "build", "--strict", cwd=copy, env=other)
    assert [] == _differing(site_folder, copy / "site")
