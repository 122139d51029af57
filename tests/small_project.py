"""Small projects in a folder, the sites they become, and what is wrong with the links of a site."""

import posixpath
import re
import struct
import zlib
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from hypothesis import settings

from generator.build import Site, build
from generator.diagnostics import Severity
from generator.markdown import to_html
from generator.settings import Settings

TODAY: Final = date(2022, 1, 26)
"""The day that counts as today."""
REGISTRY: Final = """\
people:
  erika-muster:
    name: Erika Muster
sources:
  testblatt:
    kind: report
    title: Rat vertagt Satzung
    publisher: Testblatt
    first_hand: true
"""
"""What briefings share."""
SESSION: Final = """\
briefing:
  title: Der Beispielrat vertagt die Satzung
  as_of: 2022-01-20
facts:
  vertagt:
    statement: Der Beispielrat vertagte die Satzung.
    evidence: testblatt
    about: erika-muster
sections:
  beschluss:
    title: Was beschlossen wurde
    body: |
      Der Beispielrat vertagte [@vertagt].
"""
"""A briefing with a fact and a section."""

_HREF: Final = re.compile(r'\s(?:href|src)="([^"]*)"')
_ID: Final = re.compile(r'\sid="([^"]+)"')
_OUT_OF_THE_SITE: Final = re.compile(r"https?:|mailto:")


def examples(share: float) -> int:
    """Return how many examples to try, as a share of what the profile of Hypothesis says."""
    return int(settings.default.max_examples * share) if settings.default else 1


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder, and return the folder."""
    for name, content in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def small_project(root: Path, **files: str) -> Path:
    """Write a project of a registry and a briefing; `more` files may be given by their name without `.yml`."""
    write(root, {"briefings/registry.yml": REGISTRY, "briefings/sitzung.yml": SESSION})
    return write(root, {f"briefings/{name}.yml": text for name, text in files.items()})


def site_of(root: Path, **options: Any) -> Site:  # noqa: ANN401  # whatever a setting takes
    """Build the site of a project that has no errors, without PDFs unless they are asked for."""
    site = build(root, Settings(**{"today": TODAY, "pdf": False, **options}))
    errors = [str(each) for each in site.checked.diagnostics if each.severity is Severity.ERROR]
    assert [] == errors
    return site


def markdown_of(site: Site) -> dict[str, str]:
    """Return the Markdown of all pages by their address."""
    return {rendered.page.address: rendered.markdown for rendered in site.pages}


def html_of(site: Site) -> dict[str, str]:
    """Return the HTML of all pages by their address."""
    return {address: to_html(markdown).html for address, markdown in markdown_of(site).items()}


def picture(width: int = 4, height: int = 3) -> bytes:
    """Return a grey PNG."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    chunks = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    parts = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def pictures_of(case: Path) -> dict[str, bytes]:
    """Return the pictures among the content of a case, by their paths."""
    return {file.relative_to(case).as_posix(): file.read_bytes() for file in sorted(case.glob("briefings/**/*.png"))}


def dead_links(pages: Mapping[str, str], files: Collection[str] | None = None) -> Iterator[str]:
    """Yield each link that leads to no page or to no anchor, and each anchor that stands twice.

    Args:
        pages: Pages of HTML by address.
        files: Addresses of the files beside them; without it, links to files are passed over.
    """
    anchors = {address: _ID.findall(html) for address, html in pages.items()}
    for address, html in pages.items():
        twice = {anchor for anchor in anchors[address] if anchors[address].count(anchor) > 1}
        yield from (f"/{address}: #{anchor} stands twice" for anchor in sorted(twice))
        for href in _HREF.findall(html):
            if _OUT_OF_THE_SITE.match(href):
                continue
            way, _, anchor = href.partition("#")
            way = way.partition("?")[0]
            target = posixpath.normpath(posixpath.join("/", address, way)).strip("/")
            if re.search(r"\.\w+$", way) and (files is None or target in files):
                continue
            target = f"{target}/" if target else ""
            if target not in pages or (way and not way.endswith("/")):
                yield f"/{address}: {href} leads to no page"
            elif anchor and anchor not in anchors[target]:
                yield f"/{address}: {href} leads to no anchor"
