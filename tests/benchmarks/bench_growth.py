"""How much pages grow with the number of briefings: a site of 10 against a site of 1,000.

Run with `make bench`. Both sites are built as whole processes with all their pages. What has to stay is the size of a
briefing's pages, of the shell around them and of the home page; of every list the largest page, and the number of its
entries, is compared with the bound of 200. Exit status 1 if something grows, or lists too much.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator.parts import LIMIT

HEAD = """\
briefing:
  title: Example briefing {number}
  lead: A lead made up for a measurement.
  as_of: {date}
  topics: [example-topic, example-topic-{tenth}]
  key_judgements: [example-fact-0]
sections:
  text:
    title: Section
    body: A sentence made up, with a reference. [@example-fact-0]
facts:
"""
FACT = """\
  example-fact-{index}:
    statement: Example fact {index} of briefing {number}, made up so that it has a usual length and nothing else.
    when: {date}
    about: [example-office, example-person-{tenth}]
    topics: [example-topic]
    evidence:
      - source: example-source-{tenth}
        by: example-office
      - source: example-briefing-source
        stance: reports
"""
REST = """\
quotes:
  example-quote:
    speaker: example-person-{tenth}
    original:
      lang: en
      text: Made-up words of briefing {number}.
    when: {date}
    source: example-source-{tenth}
assessments:
  example-forecast:
    kind: forecast
    question: Does it come to example {number}?
    judgement: It comes to example {number}.
    by: example-person-{tenth}
    source: example-source-{tenth}
    made: {date}
    probability: 0.7
    horizon: 2030-12-31
questions:
  example-question:
    text: What is not known of example {number}?
events:
  example-event:
    name: Example event {number}
    when: {date}
sources:
  example-briefing-source:
    kind: report
    title: Report {number} on examples
    publisher: example-office
"""
REGISTRY = """\
organisations:
  example-office:
    name: Example Office
topics:
  example-topic:
    name: Example topic
"""
ENTRY = re.compile(
    r"""<(?:li|tr)\ data-filter | <li><span\ class="lb-eyebrow | <li><a[^>]*>[^<]*</a>\ ?<span\ class="lb-aside
      | <article\ class="lb-teaser | <li\ class="lb-moment""",
    re.VERBOSE,
)
"""How an entry of a list begins."""
ARTICLE = re.compile(r'<article class="md-content__inner.*</article>', re.DOTALL)
"""The content area."""


def write_corpus(root: Path, briefings: int) -> None:
    """Write a project of made-up briefings over ten years, with people, topics and sources for every ten of them."""
    (root / "mkdocs.yml").write_text(
        "site_name: Benchmark\ntheme: material\nplugins:\n  - lagebild:\n      languages: [en]\n      pdf: false\n"
        "      severities: {LB3xx: off}\n",
        encoding="utf-8",
    )
    (root / "docs").mkdir()
    folder = root / "briefings"
    (folder / "registry").mkdir(parents=True)
    tens = range((briefings + 9) // 10)
    people = "".join(f"  example-person-{ten}:\n    name: {_name(ten)}\n" for ten in tens)
    sources = "".join(
        f"  example-source-{ten}:\n    kind: report\n    title: {_name(ten * 7)} on examples\n"
        "    publisher: example-office\n"
        for ten in tens
    )
    topics = "".join(f"  example-topic-{ten}:\n    name: {_name(ten * 3)} as a topic\n" for ten in tens)
    series = "series:\n  example-series:\n    title: All examples\n    briefings:\n" + "".join(
        f"      - example-{number}\n" for number in range(briefings)
    )
    registry = f"{REGISTRY}{topics}people:\n{people}sources:\n{sources}{series}"
    (folder / "registry" / "all.yml").write_text(registry, encoding="utf-8")
    for number in range(briefings):
        date = f"{2015 + number % 10}-{number // 10 % 12 + 1:02}-{number % 28 + 1:02}"
        values = {"number": f"{number:04}", "tenth": number // 10, "date": date}
        facts = "".join(FACT.format(index=index, **values) for index in range(3))
        text = HEAD.format(**values) + facts + REST.format(**values)
        (folder / f"example-{number}.yml").write_text(text, encoding="utf-8")


def _name(number: int) -> str:
    """Return a name of usual length that begins with any letter."""
    first, second = divmod(number * 11 % 676, 26)
    return f"{chr(65 + first)}{chr(97 + second)}example {number:04}"


def build(root: Path, briefings: int) -> Path:
    """Build the site of so many briefings, and return its folder."""
    project = root / str(briefings)
    project.mkdir()
    write_corpus(project, briefings)
    command = [sys.executable, "-m", "generator", "build"]
    subprocess.run(command, cwd=project, check=True, stdout=subprocess.DEVNULL)
    return project / "site"


def sizes(site: Path) -> Iterator[tuple[str, int]]:
    """Yield what must not grow, with its size in bytes."""
    briefing = _read(site / "briefings/example-0/index.html")
    yield "page of a briefing", len(briefing.encode())
    yield "the same on one page", (site / "briefings/example-0/one-page/index.html").stat().st_size
    yield "section of a briefing", (site / "briefings/example-0/text/index.html").stat().st_size
    yield "shell around it", len(ARTICLE.sub("", briefing).encode())
    yield "home page", (site / "index.html").stat().st_size


def largest(site: Path) -> Iterator[tuple[str, int, int, int]]:
    """Yield of each list its name, the number of its pages, the size of the largest, and the most entries on a page."""
    overviews = (
        *("briefings", "timeline", "facts", "quotes", "assessments", "questions"),
        *("people", "events", "topics", "sources"),
    )
    for name in (*overviews, "people/example-person-0", "organisations/example-office", "topics/example-topic"):
        pages = [file for file in (site / name).rglob("index.html") if _is_list(file.relative_to(site / name), name)]
        texts = [_read(file) for file in pages]
        # The page of a record holds a list for each kind of record that refers to it.
        lists = [text.split("<h2") if "/" in name else [text] for text in texts]
        counts = [max(len(ENTRY.findall(part)) for part in parts) for parts in lists]
        yield name, len(pages), max(len(text.encode()) for text in texts), max(counts)
    series = site / "series/example-series"
    texts = [_read(file) for file in series.rglob("index.html")]
    # Each briefing has an event and a fact in the course besides.
    counts = [text.count('<article class="lb-teaser') for text in texts]
    yield "series/example-series", len(texts), max(len(text.encode()) for text in texts), max(counts)


def _is_list(path: Path, name: str) -> bool:
    """Tell the pages of a list from those of its records, whose ids here are long."""
    return "/" in name or not path.parts[0].startswith("example")


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def main() -> None:
    """Measure, print a table, and exit with 1 if something grows or lists too much."""
    parser = argparse.ArgumentParser(description=__doc__)
    # The home page shows the latest ten: with fewer it would be smaller.
    parser.add_argument("--few", type=int, default=10)
    parser.add_argument("--many", type=int, default=1000)
    parser.add_argument("--bound", type=float, default=1.1, help="how much larger what must not grow may be")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        few, many = (build(Path(name), number) for number in (options.few, options.many))
        print(f"| bytes | {options.few} briefings | {options.many} briefings | ratio |\n|---|---|---|---|")
        grown = False
        for (what, before), (_, after) in zip(sizes(few), sizes(many), strict=True):
            print(f"| {what} | {before:,} | {after:,} | {after / before:.2f} |")
            grown |= after > before * options.bound
        print(f"\n| list of {options.many} briefings | pages | largest, bytes | most entries |\n|---|---|---|---|")
        for what, pages, size, entries in largest(many):
            print(f"| {what} | {pages:,} | {size:,} | {entries} |")
            grown |= entries > LIMIT
    if grown:
        sys.exit(1)


if __name__ == "__main__":
    main()
