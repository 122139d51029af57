"""How long a page of PDF takes: the briefings of this repository printed anew, against PDFs from the cache.

Run with `make bench`, on an idle machine. Each figure is the median of some runs in one process; the first run, in
which fonts are read, isn't counted. Exit status 1 if a page takes more than 0.05 s.
"""

import argparse
import io
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from pypdf import PdfReader

from generator.build import Site, build
from generator.configuration import read_settings
from generator.pdf import print_site
from generator.settings import Settings

ROOT: Final = Path(__file__).resolve().parents[2]
BOUND: Final = 0.05
"""Seconds that a page may take."""


def main() -> int:
    """Print the figures, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="runs of each (default: 5)")
    runs = parser.parse_args().runs
    settings, _ = read_settings(ROOT)
    site = build(ROOT, settings)
    with tempfile.TemporaryDirectory(prefix="lagebild-bench-") as folder:
        root = Path(folder)
        _, printed = _timed(site, root, settings, anew=True)
        cold = [_timed(site, root, settings, anew=True)[0] for _ in range(runs)]
        warm = [_timed(site, root, settings, anew=False)[0] for _ in range(runs)]
    files = [content for name, content in printed.files.items() if name.endswith(".pdf") and isinstance(content, bytes)]
    pages = sum(len(PdfReader(io.BytesIO(content)).pages) for content in files)
    anew, again = statistics.median(cold), statistics.median(warm)
    print(f"{len(files)} PDFs, {pages} pages, {sum(map(len, files)) / pages / 1000:.0f} KB a page")
    print(f"printed anew: {anew:.2f} s, {anew / pages:.4f} s a page (bound: {BOUND})")
    print(f"from the cache: {again:.2f} s, {again / anew:.3f} of that")
    return int(anew / pages > BOUND)


def _timed(site: Site, root: Path, settings: Settings, *, anew: bool) -> tuple[float, Site]:
    if anew:
        shutil.rmtree(root / ".cache", ignore_errors=True)
    started = time.perf_counter()
    printed = print_site(site, root, settings)
    return time.perf_counter() - started, printed


if __name__ == "__main__":
    sys.exit(main())
