"""A site is built beside the old one and takes its place; what readers must not see is in none of its files."""

import gzip
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from pypdf import PdfReader

from generator.plugin import STYLESHEETS
from generator.publish import publish_site
from generator.settings import Settings
from tests.small_project import SESSION, small_project, write

SETTINGS: Final = Settings(today=date(2022, 1, 26))
CONFIGURATION: Final = """\
site_name: Erfunden
site_url: https://example.org/
theme:
  name: material
  font: false
plugins:
  - lagebild
  - search
"""
CANARY: Final = "kanarienvogel"
OLD_SITE: Final = {"index.html": "alt", "404.html": "alt", STYLESHEETS[0]: "alt"}
"""What a folder must hold to be replaced."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a small project that can be built."""
    return write(small_project(tmp_path), {"mkdocs.yml": CONFIGURATION, "docs/handbuch.md": "# Handbuch\n"})


def test_hidden_content_is_in_no_file(project: Path) -> None:
    """Drafts, embargoed briefings, redacted records and notes to editors are in no page, index, map or data."""
    canaries = {
        "entwurf-kanarienvogel": "status: draft",
        "sperrfrist-kanarienvogel": "publish_at: 2022-01-27",
    }
    for name, head in canaries.items():
        text = SESSION.replace("Beispielrat", CANARY).replace("as_of:", f"{head}\n  as_of:")
        text = text.replace("erika-muster", f"{name}-person").replace("vertagt:", f"{name}-fakt:")
        text = text.replace("@vertagt", f"@{name}-fakt").replace("beschluss", f"{name}-abschnitt")
        text += f"people:\n  {name}-person:\n    name: {CANARY}\n"
        write(project, {f"briefings/{name}.yml": text})
    redacted = SESSION.replace("title: Der", f"note_to_editors: {CANARY}\n  title: Der") + (
        f"questions:\n  {CANARY}:\n    text: Wann {CANARY}?\n    note_to_editors: {CANARY}\n"
        f"redactions:\n  urteil:\n    at: 2022\n    targets: {CANARY}\n    ground: Urteil\n"
    )
    write(project, {"briefings/sitzung.yml": redacted})
    site = project / "site"
    outcome = publish_site(project, site, SETTINGS)
    assert (True, ()) == (outcome.done, outcome.messages)
    assert (site / "briefings" / "sitzung" / "index.html").is_file()
    for file in site.rglob("*"):
        assert CANARY not in file.relative_to(site).as_posix()
        if file.is_file():
            content = file.read_bytes()
            content = gzip.decompress(content) if file.suffix == ".gz" else content
            if file.suffix == ".pdf":
                content = "".join(page.extract_text() for page in PdfReader(file).pages).encode()
            assert CANARY.encode() not in content.lower(), file


def test_crash_leaves_the_old_site(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if the generator itself fails, the old site stays, and nothing is left beside it."""
    site = write(project / "site", OLD_SITE)

    def crash(*_: object) -> None:
        message = "mitten im Bau"
        raise RuntimeError(message)

    monkeypatch.setattr("generator.plugin.build", crash)
    with pytest.raises(RuntimeError, match="mitten im Bau"):
        publish_site(project, site, SETTINGS)
    assert OLD_SITE == {
        file.relative_to(site).as_posix(): file.read_text(encoding="utf-8")
        for file in site.rglob("*")
        if file.is_file()
    }
    assert {"mkdocs.yml", "docs", "briefings", "site"} == {path.name for path in project.iterdir()}


def test_a_swap_that_fails_leaves_the_old_site(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the new site can't be moved into its place, the old one is put back."""
    site = write(project / "site", OLD_SITE)
    move = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise PermissionError(path)
        return move(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        publish_site(project, site, SETTINGS)
    assert "alt" == (site / "index.html").read_text(encoding="utf-8")


def test_name_given_by_a_tag(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site is called as MkDocs reads it, so that `mkdocs build` publishes the same."""
    monkeypatch.setenv("NAME_OF_THE_SITE", "Aus der Umgebung")
    write(project, {"mkdocs.yml": CONFIGURATION.replace("Erfunden", "!ENV NAME_OF_THE_SITE")})
    assert publish_site(project, project / "site", SETTINGS).done
    assert ">Aus der Umgebung</h1>" in (project / "site" / "index.html").read_text(encoding="utf-8")


def test_a_page_that_is_not_utf8(project: Path) -> None:
    """A hand-written page that can't be read is named, and is no crash."""
    write(project, {"docs/latin.md": b"# \xff"})
    outcome = publish_site(project, project / "site", SETTINGS)
    assert not outcome.done
    assert "latin.md" in outcome.messages[0]


def test_mistakes_are_in_the_outcome(project: Path) -> None:
    """What is wrong with the content is handed back, once, and not raised."""
    write(project, {"briefings/sitzung.yml": SESSION.replace("testblatt", "testblat")})
    outcome = publish_site(project, project / "site", SETTINGS)
    assert (False, 0, ()) == (outcome.done, outcome.pages, outcome.messages)
    assert ["LB201"] == [each.code for each in outcome.checked.diagnostics]
    assert not (project / "site").exists()


def test_progress(project: Path) -> None:
    """Who asks is told how many of the generated pages are done, and how many PDFs."""
    told: list[tuple[str, int, int]] = []
    outcome = publish_site(
        project, project / "tief" / "unten", SETTINGS, notify=lambda *told_now: told.append(told_now)
    )
    assert outcome.done
    pages = sum(1 for what, _, _ in told if what == "pages")
    expected = [*(("pages", number, pages) for number in range(1, pages + 1)), ("PDFs", 1, 2), ("PDFs", 2, 2)]
    assert expected == told
    # One hand-written page and the page for what isn't found.
    assert pages + 2 == outcome.pages


@pytest.mark.parametrize("target", ["", "docs", "docs/a", "briefings/a", ".git", ".git/a", "generator/a", ".."])
def test_refused_folders(project: Path, target: str) -> None:
    """The folders of the project itself are never replaced."""
    outcome = publish_site(project, project / target, SETTINGS)
    assert not outcome.done
    assert "holds the project itself" in outcome.messages[0]


def test_link_to_the_content_is_refused(project: Path) -> None:
    """A link doesn't hide that a folder holds the content."""
    (project / "site").symlink_to("briefings")
    assert not publish_site(project, project / "site", SETTINGS).done
    assert (project / "briefings" / "sitzung.yml").is_file()


def test_settings_hold_for_one_build(project: Path) -> None:
    """What one build was told doesn't reach the next one in the same process."""
    write(project, {"briefings/registry.yml": "topics:\n  niemandes:\n    name: Niemandes Thema\n"})
    write(project, {"briefings/sitzung.yml": "briefing:\n  title: Sitzung\n  as_of: 2022-01-20\n"})
    strict = publish_site(project, project / "site", Settings(today=date(2022, 1, 26), fail_on="warning"))
    assert ["LB360"] == [each.code for each in strict.checked.diagnostics]
    assert not strict.done
    build(load_config(str(project / "mkdocs.yml"), site_dir=str(project / "site")))
    assert (project / "site" / "topics" / "niemandes" / "index.html").is_file()
