"""The same input gives the same bytes, wherever, whenever and in whatever order it is built."""

import os
import shutil
import struct
from datetime import UTC, datetime
from pathlib import Path

from generator.repository import today
from tests.site.built import ROOT, build, files_of, run

INPUT = ("mkdocs.yml", "briefings", "docs")
"""What a site is built from."""


def _differing(one: Path, other: Path) -> list[str]:
    """Return the files that two sites don't have in common, or that have other bytes."""
    left, right = files_of(one), files_of(other)
    return sorted(path for path in left.keys() | right.keys() if left.get(path) != right.get(path))


def test_hashes_language_and_time_zone_of_the_machine_do_not_matter(site_folder: Path, tmp_path: Path) -> None:
    """Builds whose sets come in another order, in another locale and on the other side of the date line are alike."""
    # The site at hand was built with PYTHONHASHSEED=0.
    build(tmp_path / "site", env={"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"})
    assert [] == _differing(site_folder, tmp_path / "site")


def test_place_and_age_of_the_files_do_not_matter(site_folder: Path, tmp_path: Path) -> None:
    """A copy of the project elsewhere, of another age and without a repository, gives the same site on the same day."""
    copy = tmp_path / "elsewhere"
    copy.mkdir()
    for name in INPUT:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, copy / name)
    for file in copy.rglob("*"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    run("python", "-m", "generator", "build", "--today", today(ROOT).isoformat(), cwd=copy)
    assert [] == _differing(site_folder, copy / "site")


def test_clock_does_not_matter(tmp_path: Path) -> None:
    """The date in the packed sitemap is the day that counts as today, not the one on which it was packed."""
    run("python", "-m", "generator", "build", "--today", "2031-02-03", "--site-dir", str(tmp_path / "site"))
    (stamp,) = struct.unpack("<L", (tmp_path / "site" / "sitemap.xml.gz").read_bytes()[4:8])
    assert datetime(2031, 2, 3, tzinfo=UTC) == datetime.fromtimestamp(stamp, UTC)
