"""How long `lagebild check` takes, against `yaml.safe_load` alone on the same files.

Run with `make bench`. Both are timed as whole processes, in turns, in one run; what counts is the ratio of the
medians. The bound is a quarter.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAFE_LOAD = """
import pathlib, sys, yaml
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.yml")):
    yaml.safe_load(path.read_text(encoding="utf-8"))
"""

FACT = """\
  fact-{number}:
    statement:
      de: Beispieltatsache {number} aus Briefing {briefing}, erfunden, um eine übliche Länge zu haben, mit Umlauten.
      en: Example fact {number} of briefing {briefing}, made up so that it has a usual length and nothing else.
    when: 2020-03-{day:02}
    about: [example-office]
    topics: [example-topic]
    evidence:
      - source: example-source-{source}
        stance: asserts
        by: example-office
        quote: made up words of a made up source, long enough to look like a quotation
      - source: example-source-{other}
        stance: reports
        note:
          de: Erfundene Anmerkung, damit die Datei so groß wird wie eine wirkliche.
          en: A note made up so that the file grows as large as a real one.
"""

HEAD = """\
briefing:
  title:
    de: Beispielbriefing {briefing}
    en: Example briefing {briefing}
  lead:
    de: Erfundener Vorspann für eine Messung.
    en: A lead made up for a measurement.
  as_of: 2020-03-31
  topics: [example-topic]
sections:
  text:
    title:
      de: Abschnitt
      en: Section
    body:
      de: |
        Ein erfundener Satz mit *Betonung* und einem Beleg. [@fact-0] Ein zweiter Satz. [@fact-1; @fact-2]

        Ein zweiter Absatz. [@example-source-1, S. 3]
      en: |
        A sentence made up, with *emphasis* and a reference. [@fact-0] A second sentence. [@fact-1; @fact-2]

        A second paragraph. [@example-source-1, p. 3]
facts:
"""

REGISTRY = """\
organisations:
  example-office:
    name: Example Office
topics:
  example-topic:
    name: Example topic
sources:
"""


def write_corpus(root: Path, briefings: int, size: int) -> int:
    """Write a project with made-up briefings of about `size` bytes each; return the bytes of all its YAML."""
    (root / "mkdocs.yml").write_text("site_name: Benchmark\nplugins:\n  - lagebild\n", encoding="utf-8")
    folder = root / "briefings"
    (folder / "registry").mkdir(parents=True)
    sources = "".join(
        f"  example-source-{number}:\n    kind: report\n    title: Example source {number}\n"
        "    publisher: example-office\n"
        for number in range(50)
    )
    (folder / "registry" / "all.yml").write_text(REGISTRY + sources, encoding="utf-8")
    for briefing in range(briefings):
        parts = [HEAD.format(briefing=briefing)]
        length = len(parts[0].encode())
        number = 0
        while length < size or number < 3:  # the prose cites three facts
            fact = FACT.format(
                number=number, briefing=briefing, day=number % 28 + 1, source=number % 50, other=(number * 7 + 1) % 50
            )
            parts.append(fact)
            length += len(fact.encode())
            number += 1
        (folder / f"example-{briefing}.yml").write_text("".join(parts), encoding="utf-8")
    return sum(path.stat().st_size for path in folder.rglob("*.yml"))


def _timed(command: list[str], cwd: Path) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL)  # our own interpreter
    return time.perf_counter() - started


def main() -> None:
    """Measure and print the ratio; exit with 1 if it is above the bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--briefings", type=int, default=1000)
    parser.add_argument("--size", type=int, default=15_000, help="bytes of YAML a briefing")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--bound", type=float, default=0.25)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        size = write_corpus(root, options.briefings, options.size)
        ours, theirs = [], []
        for _ in range(options.runs):
            ours.append(_timed([sys.executable, "-m", "generator", "check"], root))
            theirs.append(_timed([sys.executable, "-c", SAFE_LOAD, str(root / "briefings")], root))
    check, safe_load = statistics.median(ours), statistics.median(theirs)
    ratio = check / safe_load
    print(f"{options.briefings} briefings, {size / 1e6:.1f} MB of YAML, median of {options.runs} runs")
    print(f"lagebild check {check:6.2f} s   ({min(ours):.2f} to {max(ours):.2f})")
    print(f"yaml.safe_load {safe_load:6.2f} s   ({min(theirs):.2f} to {max(theirs):.2f})")
    print(f"ratio          {ratio:6.3f}     (bound {options.bound})")
    if ratio > options.bound:
        sys.exit(1)


if __name__ == "__main__":
    main()
