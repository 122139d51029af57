"""The project for other engines: complete, strict, and the same pages as ours."""

import errno
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.markdown import with_apostrophes
from generator.project import (
    MARKER,
    ForeignFolderError,
    HandWrittenPageError,
    OverlappingFoldersError,
    write_project,
)
from generator.settings import Settings
from tests.small_site import FILES, small_site


@pytest.fixture(scope="module")
def source(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project of ours with the hand-written pages of this repository."""
    folder = tmp_path_factory.mktemp("source")
    shutil.copy(root / "mkdocs.yml", folder)
    shutil.copytree(root / "docs", folder / "docs")
    (folder / "docs" / "image.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (folder / "docs" / ".hidden").write_text("not for others", encoding="utf-8")
    titled = '---\ntitle: "On & off"\n---\n\n![](../image.svg)\n'
    (folder / "docs" / "en" / "titled.md").write_text(titled, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def written(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the project as written."""
    target = tmp_path_factory.mktemp("written") / "project"
    write_project(small_site(), source, target, Settings())
    return target


@pytest.fixture(scope="module")
def ours(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site as our plugin publishes it."""
    target = tmp_path_factory.mktemp("ours")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.plugin.build", lambda *_: small_site())
        build(load_config(str(source / "mkdocs.yml"), site_dir=str(target), strict=True))
    return target


def _with_mkdocs(project: Path, target: Path) -> None:
    """Build as somebody would who has never heard of us."""
    build(load_config(str(project / "mkdocs.yml"), site_dir=str(target), strict=True))


def _with_zensical(project: Path, target: Path) -> None:
    copy = target.parent / "copy"
    shutil.copytree(project, copy)
    command = [str(Path(sys.executable).parent / "zensical"), "build", "--strict"]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, encoding="utf-8", check=False)
    assert 0 == done.returncode, done.stdout + done.stderr
    (copy / "site").rename(target)


ENGINES = [
    pytest.param(_with_mkdocs, id="mkdocs"),
    pytest.param(_with_zensical, id="zensical"),
]


@pytest.mark.parametrize("engine", ENGINES)
def test_other_engines_publish_the_same(
    engine: Callable[[Path, Path], None], written: Path, ours: Path, tmp_path: Path
) -> None:
    """A strict build elsewhere has our addresses, and on every page our anchors, links and text, in its language."""
    theirs = tmp_path / "site"
    engine(written, theirs)
    names = _pages(ours)
    assert names == _pages(theirs)
    for name in names:
        assert _content(ours / name) == _content(theirs / name), name


def test_it_needs_nothing_of_ours(written: Path) -> None:
    """Neither plugin nor template but the one for the language."""
    configuration = yaml.safe_load((written / "mkdocs.yml").read_text(encoding="utf-8"))
    assert [["search"]] == [list(each) for each in configuration["plugins"]]
    templates = [file.relative_to(written).as_posix() for file in (written / "overrides").rglob("*") if file.is_file()]
    assert ["overrides/partials/language.html"] == templates
    assert not (written / "docs" / ".hidden").exists()
    assert (written / "docs" / "image.svg").is_file()


def test_files_stand_beside_the_pages(written: Path) -> None:
    """What the core gives besides pages goes into the project as it is."""
    for address, content in FILES.items():
        expected = content if isinstance(content, bytes) else content.read_bytes()
        assert expected == (written / "docs" / address).read_bytes()


def test_navigation_is_short_and_in_both_languages(written: Path) -> None:
    """The main language's lines come first, then the other one's as a group; a title is text whatever it looks like."""
    nav = yaml.safe_load((written / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    assert {"Lagebild": "index.md"} == nav[0]
    assert {"Briefings": "briefings/index.md"} == nav[1]
    assert {"Recherche": [{"Personen": "people/index.md"}, {"Ereignisse": "events/index.md"}]} == nav[2]
    assert {"On & off": "en/titled.md"} in nav[-1]["EN"]


def test_writing_again_replaces_the_whole(source: Path, tmp_path: Path) -> None:
    """What a former run wrote is gone, and the count is that of all pages."""
    target = tmp_path / "project"
    count = write_project(small_site(), source, target, Settings())
    assert len(list((target / "docs").rglob("*.md"))) == count
    (target / "docs" / "old.md").write_text("# Old", encoding="utf-8")
    write_project(small_site(), source, target, Settings())
    assert not (target / "docs" / "old.md").exists()
    assert ["project"] == [each.name for each in tmp_path.iterdir()]


def test_same_input_gives_the_same_bytes(source: Path, written: Path, tmp_path: Path) -> None:
    """Two runs don't differ in a single file."""
    write_project(small_site(), source, tmp_path / "project", Settings())
    first, second = _bytes(written), _bytes(tmp_path / "project")
    assert first == second


def test_a_foreign_folder_is_left_alone(source: Path, tmp_path: Path) -> None:
    """What wasn't written here isn't overwritten, whether folder or file; an empty folder is taken."""
    target = tmp_path / "project"
    target.mkdir()
    (target / "thesis.md").write_text("years of work", encoding="utf-8")
    with pytest.raises(ForeignFolderError, match="name another folder"):
        write_project(small_site(), source, target, Settings())
    with pytest.raises(ForeignFolderError):
        write_project(small_site(), source, target / "thesis.md", Settings())
    assert "years of work" == (target / "thesis.md").read_text(encoding="utf-8")
    (target / "thesis.md").unlink()
    write_project(small_site(), source, target, Settings())
    assert (target / MARKER).is_file()


@pytest.mark.parametrize("where", ["docs", "docs/below", "."])
def test_hand_written_pages_are_not_endangered(source: Path, where: str) -> None:
    """The folder may neither lie among the hand-written pages nor hold them."""
    with pytest.raises(OverlappingFoldersError):
        write_project(small_site(), source, source / where, Settings())


@pytest.mark.parametrize(
    ("path", "content", "problem"),
    [
        ("people.md", b"# Doppelt\n", "has the address of the generated page “Personen”"),
        ("en/briefings/index.md", b"# Double\n", "has the address of the generated page “Briefings”"),
        ("briefings/call/call.bib", b"", "has the address of a generated file"),
        ("latin.md", b"# \xff\n", "isn't UTF-8"),
    ],
)
def test_a_hand_written_page_that_can_not_go_in(
    path: str, content: bytes, problem: str, source: Path, tmp_path: Path
) -> None:
    """A hand-written page replaces no generated one, and is named if it can't be read; nothing is written then."""
    shutil.copytree(source, tmp_path / "source")
    (tmp_path / "source" / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "source" / "docs" / path).write_bytes(content)
    with pytest.raises(HandWrittenPageError, match=re.escape(f"docs/{path} {problem}")):
        write_project(small_site(), tmp_path / "source", tmp_path / "project", Settings())
    assert ["source"] == [each.name for each in tmp_path.iterdir()]


def test_a_link_to_the_content_is_not_copied(source: Path, tmp_path: Path) -> None:
    """The content, with its drafts and notes to editors, gets into no project, not even by a link."""
    shutil.copytree(source, tmp_path / "source")
    (tmp_path / "source" / "briefings").mkdir()
    (tmp_path / "source" / "briefings" / "entwurf.yml").touch()
    (tmp_path / "source" / "docs" / "daten.yml").symlink_to("../briefings/entwurf.yml")
    with pytest.raises(HandWrittenPageError, match="is a link to the content"):
        write_project(small_site(), tmp_path / "source", tmp_path / "project", Settings())


def test_what_a_tag_gives_is_left_out(source: Path, tmp_path: Path) -> None:
    """The value of a tag such as `!ENV` is known to MkDocs only, and isn't its argument."""
    shutil.copytree(source, tmp_path / "source")
    configuration = tmp_path / "source" / "mkdocs.yml"
    configuration.write_text("site_name: A\nsite_url: !ENV ADDRESS\ncopyright: B\n", encoding="utf-8")
    write_project(small_site(), tmp_path / "source", tmp_path / "project", Settings())
    written = yaml.safe_load((tmp_path / "project" / "mkdocs.yml").read_text(encoding="utf-8"))
    assert "B" == written["copyright"]
    assert "site_url" not in written


def test_a_failure_leaves_what_was_there(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old project stands until the new one is complete."""
    target = tmp_path / "project"
    write_project(small_site(), source, target, Settings())
    before = _bytes(target)

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left")

    monkeypatch.setattr("generator.project._write_frame", fail)
    with pytest.raises(OSError, match="No space left"):
        write_project(small_site(), source, target, Settings())
    assert before == _bytes(target)
    assert ["project"] == [each.name for each in tmp_path.iterdir()]


def _pages(site: Path) -> list[str]:
    return sorted(file.relative_to(site).as_posix() for file in site.rglob("index.html"))


def _bytes(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def _content(file: Path) -> tuple[str | None, list[str], list[str], str]:
    """Return language, anchors, links and text of a page's own content."""
    page: Element = html5lib.parse(file.read_text(encoding="utf-8"), treebuilder="etree", namespaceHTMLElements=False)
    article = next(page.iter("article"))
    for parent in list(article.iter()):
        for child in list(parent):
            # What the engines' shells put into the article.
            if child.get("id") == "__skip" or child.get("class") == "lb-contents":
                parent.remove(child)
    ids = sorted(each.get("id") or "" for each in article.iter() if each.get("id"))
    links = sorted((each.get("href") or "").removesuffix("/") for each in article.iter("a"))
    text = with_apostrophes(re.sub(r"\s+", "", "".join(article.itertext())))  # which stock engines leave as they are
    return page.get("lang"), ids, links, text
