"""The built site as these tests read it: pages with their addresses, and links as a browser resolves them."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html
from lxml.html import HtmlElement

ROOT: Final = Path(__file__).resolve().parents[2]
"""The project's root folder."""

SITE_URL: Final = "https://example.org/repo/"
"""Address that the site under a subpath is built for."""

ERROR_PAGE: Final = "404.html"
"""The page that hosts serve at any address where there is none."""

NOWHERE: Final = "en/no/such/page/"
"""An address, some folders deep, at which there is no page."""

LESSER: Final = ("/one-page/", "/cite/")
"""How the addresses of the views end that stand back behind a briefing's page."""

LINKING: Final = ("href", "src", "action", "poster", "data")
"""Attributes that hold one address each."""


def run(*command: str, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> str:
    """Run a command with our package importable, and return what it printed; fail the test if it fails.

    Args:
        command: The command; `python` stands for the interpreter that runs the tests.
        cwd: Folder to run it in.
        env: Further environment variables.
    """
    clean = {name: value for name, value in os.environ.items() if name not in {"SITE_URL", "SOURCE_DATE_EPOCH"}}
    environment = {**clean, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", **(env or {})}
    program, *arguments = command
    program = sys.executable if program == "python" else program
    done = subprocess.run(
        [program, *arguments], cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    output = f"{done.stdout}{done.stderr}"
    assert done.returncode == 0, f"{' '.join(command)}\n{output}"
    return output


def build(target: Path, *, root: Path = ROOT, env: Mapping[str, str] | None = None) -> None:
    """Build the site of a project, and fail the test if anything is worth a warning."""
    run("python", "-m", "generator", "build", "--strict", "--site-dir", str(target), cwd=root, env=env)


def once(target: Path, make: Callable[[Path], None]) -> Path:
    """Return a folder that the first worker that needs it makes, while the others wait."""
    with target.with_suffix(".lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            make(target)
    return target


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the contents of all files in a folder by their paths in it."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@dataclass(frozen=True)
class BuiltPage:
    """One HTML file of a site."""

    address: str
    """Address relative to the site's root: `en/briefings/x/`; the error page has its file's name."""
    tree: HtmlElement
    """Its elements."""

    @property
    def lang(self) -> str:
        """Language that its address stands for."""
        return "en" if self.address.startswith("en/") else "de"

    @property
    def key(self) -> str:
        """Address without the language."""
        return self.address.removeprefix("en/")

    @cached_property
    def ids(self) -> list[str]:
        """Ids of its elements, in document order."""
        return [element.get("id", "") for element in self.tree.iter() if element.get("id") is not None]

    @cached_property
    def size(self) -> int:
        """How many elements it has."""
        return sum(1 for _ in self.tree.iter(etree.Element))

    @cached_property
    def marks(self) -> frozenset[str]:
        """The kinds of elements on it, and their classes."""
        elements = list(self.tree.iter(etree.Element))
        classes = {name for element in elements for name in element.get("class", "").split()}
        return frozenset(classes | {f"<{element.tag}>" for element in elements})

    def all(self, path: str) -> list[HtmlElement]:
        """Return the elements that an XPath finds."""
        return [found for found in self.tree.xpath(path) if isinstance(found, HtmlElement)]

    @cached_property
    def links(self) -> list[tuple[HtmlElement, str]]:
        """Elements that name an address, with the address as written."""
        found = []
        for element in self.tree.iter(etree.Element):
            found += [(element, element.get(name, "")) for name in LINKING if element.get(name) is not None]
            candidates = element.get("srcset", "").split(",")
            found += [(element, candidate.split()[0]) for candidate in candidates if candidate.strip()]
        return found


@dataclass(frozen=True)
class Target:
    """Where a link leads."""

    url: str
    """Absolute address."""
    address: str | None
    """Address relative to the site's root, `None` outside the site."""
    fragment: str
    """What stands behind `#`."""


@dataclass(frozen=True)
class BuiltSite:
    """A site in a folder, served from somewhere."""

    folder: Path
    """Where its files are."""
    mount: str
    """Path that it is served under: `/` or `/repo/`."""
    site_url: str = ""
    """Address that it was built for, empty if it doesn't know."""

    @cached_property
    def pages(self) -> dict[str, BuiltPage]:
        """All pages by address, the error page too."""
        parser = html.HTMLParser(encoding="utf-8")
        found = {}
        for file in sorted(self.folder.rglob("*.html")):
            address = file.relative_to(self.folder).as_posix().removesuffix("index.html")
            found[address] = BuiltPage(address, html.document_fromstring(file.read_bytes(), parser=parser))
        return found

    @property
    def proper(self) -> Iterator[BuiltPage]:
        """All pages but the error page."""
        return (page for page in self.pages.values() if page.address != ERROR_PAGE)

    @property
    def base(self) -> str:
        """Absolute address of the site's root."""
        return urljoin("http://localhost/", self.mount)

    def follow(self, page: BuiltPage, link: str) -> Target:
        """Resolve a link as a browser does; an error page is one that was asked for somewhere else."""
        url = urljoin(self.base + (NOWHERE if page.address == ERROR_PAGE else page.address), link)
        known = self.site_url and url.startswith(self.site_url)
        inner = self.base + url.removeprefix(self.site_url) if known else url
        parts = urlsplit(inner)
        path = unquote(parts.path)
        inside = parts.netloc == urlsplit(self.base).netloc and path.startswith(self.mount)
        return Target(url, path.removeprefix(self.mount) if inside else None, unquote(parts.fragment))

    def file(self, address: str) -> Path:
        """Return the file that a plain server gives for an address."""
        return self.folder / (f"{address}index.html" if not address or address.endswith("/") else address)
