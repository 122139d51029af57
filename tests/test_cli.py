"""The command: what it prints where, its exit status, and what it leaves on disk."""

import json
import os
import re
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click
import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from generator import __version__
from generator.cli import main
from tests.small_project import SESSION, small_project, write

CONFIGURATION: Final = """\
site_name: Erfunden
theme:
  name: material
  font: false
plugins:
  - lagebild
  - search
"""
BROKEN: Final = SESSION.replace("testblatt", "testblat").replace("2022-01-20", "26.01.2022")
DOUBTFUL: Final = SESSION.replace("vertagte die Satzung.", "vertagte. # Satzung")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a small project that can be built, and change into it."""
    root = small_project(tmp_path / "project")
    write(root, {"mkdocs.yml": CONFIGURATION, "docs/handbuch.md": "# Handbuch\n"})
    monkeypatch.chdir(root)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return root


def run(*arguments: str) -> Result:
    """Run the command in this process."""
    result = CliRunner().invoke(main, arguments, prog_name="lagebild")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def run_process(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    home = Path(__file__).resolve().parent.parent
    return subprocess.run(
        (sys.executable, "-m", "generator", *arguments),
        cwd=folder,
        env={**inherited, "PYTHONPATH": str(home), "PYTHONUTF8": "1", **environment},
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )


def tree(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


# check


def test_nothing_wrong(project: Path) -> None:
    """Sound content gives status 0, and a line that says how much was looked at."""
    result = run("check")
    assert (0, "") == (result.exit_code, result.stderr)
    assert result.stdout.endswith("No mistakes in 1 briefing and 4 records.\n")
    assert project.is_dir()


def test_mistakes(project: Path) -> None:
    """Errors give status 1; each has its line, its hint, and the counts stand at the end."""
    write(project, {"briefings/sitzung.yml": BROKEN})
    result = run("check")
    assert (1, "") == (result.exit_code, result.stderr)
    assert "briefings/sitzung.yml:3:10: error LB107: “26.01.2022” is not a date\n" in result.stdout
    assert "    3 |   as_of: 26.01.2022\n      |          ^\n" in result.stdout
    assert "  hint: Write 2022-01-26\n" in result.stdout
    assert "briefings/sitzung.yml:7:15: error LB201: Nothing has the id “testblat”\n" in result.stdout
    assert "  hint: Did you mean “testblatt”?\n" in result.stdout
    assert result.stdout.endswith("\n2 errors in 1 file\n")


def test_line_of_a_mistake_of_syntax(project: Path) -> None:
    """A file that can't be read as YAML shows the line at fault as others do; one that isn't text shows none."""
    write(project, {"briefings/sitzung.yml": SESSION.replace("title: ", "title: Rat: ")})
    result = run("check")
    assert 1 == result.exit_code
    assert "error LB001" in result.stdout
    assert "    2 |   title: Rat: " in result.stdout
    (project / "briefings" / "sitzung.yml").write_bytes("briefing:\n  title: Rätsel\n".encode("latin-1"))
    result = run("check")
    assert "error LB009" in result.stdout
    assert " | " not in result.stdout


def test_nothing_wrong_within(project: Path) -> None:
    """Where only a part was asked for, nothing is said of the rest."""
    write(project, {"briefings/sitzung.yml": BROKEN, "briefings/zweite.yml": SESSION})
    result = run("check", "briefings/zweite.yml")
    assert (0, "No mistakes in briefings/zweite.yml.\n") == (result.exit_code, result.stdout)


def test_port_in_use(project: Path) -> None:
    """A preview that can't have its port says so before it builds, and names another."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        result = run("serve", "--port", str(port))
    assert 1 == result.exit_code
    assert result.stderr.startswith(f"Port {port} is in use: ")
    assert project.is_dir()


def test_warnings(project: Path) -> None:
    """Warnings are shown and give status 0, unless the site wants them to fail."""
    write(project, {"briefings/sitzung.yml": DOUBTFUL})
    result = run("check")
    assert 0 == result.exit_code
    assert "warning LB007" in result.stdout
    assert result.stdout.endswith("1 warning in 1 file\n")
    write(project, {"mkdocs.yml": CONFIGURATION.replace("  - lagebild\n", "  - lagebild:\n      fail_on: warning\n")})
    assert 1 == run("check").exit_code


def test_json(project: Path) -> None:
    """For programs, standard output is one JSON object and nothing else."""
    write(project, {"briefings/sitzung.yml": BROKEN})
    result = run("check", "--format", "json")
    shape = json.loads(result.stdout)
    assert 1 == result.exit_code
    assert {"errors": 2, "warnings": 0, "files": 2} == shape["counts"]
    assert [3, 7] == [each["line"] for each in shape["diagnostics"]]
    write(project, {"briefings/sitzung.yml": SESSION})
    result = run("check", "--format", "json")
    assert (0, []) == (result.exit_code, json.loads(result.stdout)["diagnostics"])
    assert {"errors": 0, "warnings": 0, "files": 2} == json.loads(result.stdout)["counts"]
    within = run("check", "--format", "json", "briefings/sitzung.yml").stdout
    assert {"errors": 0, "warnings": 0, "files": 1} == json.loads(within)["counts"]


def test_github(project: Path) -> None:
    """For pull requests, each line is an annotation; without mistakes there is none."""
    write(project, {"briefings/sitzung.yml": BROKEN})
    result = run("check", "--format", "github")
    assert 1 == result.exit_code
    lines = result.stdout.splitlines()
    assert ["::error file=briefings/sitzung.yml,line=3,", "::error file=briefings/sitzung.yml,line=7,"] == [
        line[: line.index("col=")] for line in lines
    ]
    write(project, {"briefings/sitzung.yml": SESSION})
    assert "" == run("check", "--format", "github").stdout


def test_unknown_format(project: Path) -> None:
    """A format that isn't there is a wrong call."""
    result = run("check", "--format", "xml")
    assert 2 == result.exit_code
    assert "'xml' is not one of 'text', 'json', 'github'" in result.stderr
    assert project.is_dir()


@pytest.mark.parametrize(
    ("paths", "places"),
    [
        (["briefings/sitzung.yml"], ["briefings/sitzung.yml:3:10", "briefings/sitzung.yml:7:15"]),
        (["briefings/andere"], ["briefings/andere/a.yml:1:1"]),
        (["./briefings/../briefings/andere/"], ["briefings/andere/a.yml:1:1"]),
        (["briefings/andere/a.yml", "briefings/registry.yml"], ["briefings/andere/a.yml:1:1"]),
        (["briefings/registry.yml"], []),
        (["briefings/an"], None),
        (["."], ["briefings/andere/a.yml:1:1", "briefings/sitzung.yml:3:10", "briefings/sitzung.yml:7:15"]),
        (["docs"], []),
    ],
)
def test_paths(project: Path, paths: list[str], places: list[str] | None) -> None:
    """With paths, only the mistakes in these files and folders are shown and counted."""
    write(project, {"briefings/sitzung.yml": BROKEN, "briefings/andere/a.yml": "questions: {}\n"})
    result = run("check", *paths)
    if places is None:
        assert 2 == result.exit_code
        return
    assert (1 if places else 0) == result.exit_code
    assert places == re.findall(r"^(\S+:\d+:\d+): error", result.stdout, re.MULTILINE)


def test_paths_are_seen_from_where_one_stands(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command works below the project's root too; paths lead from there, places start at the root."""
    write(project, {"briefings/sitzung.yml": BROKEN})
    monkeypatch.chdir(project / "briefings")
    assert "briefings/sitzung.yml:3:10: error" in run("check").stdout
    assert "briefings/sitzung.yml:3:10: error" in run("check", "sitzung.yml").stdout
    assert 0 == run("check", "registry.yml").exit_code


def test_paths_outside(project: Path) -> None:
    """A path outside the project, or one that isn't there, is a wrong call."""
    write(project.parent, {"woanders/a.yml": ""})
    result = run("check", "../woanders/a.yml")
    assert 2 == result.exit_code
    assert "lies outside the project" in result.stderr
    assert 2 == run("check", "nirgends.yml").exit_code


def test_paths_through_a_link(project: Path) -> None:
    """A path that leads into the project by a link is one within."""
    write(project, {"briefings/sitzung.yml": BROKEN})
    (project.parent / "link").symlink_to(project)
    assert 1 == run("check", "../link/briefings/sitzung.yml").exit_code


def test_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no configuration, every command says what to do and gives status 2."""
    monkeypatch.chdir(tmp_path)
    for arguments in (["check"], ["build"], ["pages", "ziel"], ["serve"]):
        result = run(*arguments)
        assert 2 == result.exit_code
        assert "No mkdocs.yml here or in a folder above" in result.stderr
    assert [] == list(tmp_path.iterdir())


def test_no_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project without the folder of its content has one mistake."""
    monkeypatch.chdir(write(tmp_path, {"mkdocs.yml": CONFIGURATION}))
    result = run("check")
    assert 1 == result.exit_code
    assert "briefings:1:1: error LB016: there is no such folder" in result.stdout


def test_wrong_options(project: Path) -> None:
    """What is wrong with the configuration is said together with what is wrong with the content."""
    options = CONFIGURATION.replace("  - lagebild\n", "  - lagebild:\n      desks: x\n      languages: [xx]\n")
    write(project, {"mkdocs.yml": options, "briefings/sitzung.yml": BROKEN})
    result = run("check")
    assert 1 == result.exit_code
    assert "mkdocs.yml:7:7: error LB403: “desks” is not an option" in result.stdout
    assert "mkdocs.yml:8:19: error LB403: There are no words" in result.stdout
    assert result.stdout.endswith("4 errors in 2 files\n")


def test_today(project: Path) -> None:
    """The day may be given; what is no day is a wrong call."""
    embargo = "briefing:\n  title: E\n  as_of: 2022-01-20\n  publish_at: 2022-02-01\n"
    refers = SESSION + "questions:\n  frage:\n    text: Wann?\n    bears_on: embargo\n"
    write(project, {"briefings/embargo.yml": embargo, "briefings/sitzung.yml": refers})
    result = run("check", "--today", "2022-01-31")
    assert 1 == result.exit_code
    assert "error LB206: “embargo” stands in a briefing that isn't published" in result.stdout
    assert 0 == run("check", "--today", "2022-02-01").exit_code
    assert 2 == run("check", "--today", "01.02.2022").exit_code
    assert 2 == run("check", "--today", "2022-02-30").exit_code


# Colour


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ({"NO_COLOR": "", "FORCE_COLOR": "1"}, True),
    ],
)
def test_colour(project: Path, environment: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Colours are for terminals, or where they are wanted; NO_COLOR has the last word."""
    write(project, {"briefings/sitzung.yml": BROKEN})
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert coloured == ("\x1b[" in run("check").stdout)


def test_content_sends_nothing_to_the_terminal(project: Path) -> None:
    """Escape sequences in content are shown, not obeyed."""
    write(project, {"briefings/sitzung.yml": SESSION.replace("erika-muster", '"\\e[31mrot\\e]0;x\\a"')})
    assert "\x1b" not in run("check").stdout


# Processes


def test_process(project: Path) -> None:
    """As a process: the report on standard output, nothing on standard error, and the status."""
    result = run_process(project, "check")
    assert (0, "") == (result.returncode, result.stderr)
    write(project, {"briefings/sitzung.yml": BROKEN})
    result = run_process(project, "check", "--format", "json")
    assert (1, "") == (result.returncode, result.stderr)
    assert 2 == json.loads(result.stdout)["counts"]["errors"]
    wrong = run("chekc")
    assert (2, "") == (wrong.exit_code, wrong.stdout)
    assert "No such command 'chekc'" in wrong.stderr


def test_output_without_utf8(project: Path) -> None:
    """Where a terminal can't show a character the command still says what is wrong."""
    write(project, {"briefings/sitzung.yml": BROKEN})
    result = run_process(project, "check", PYTHONUTF8="0", LC_ALL="C", PYTHONIOENCODING="ascii:backslashreplace")
    assert 1 == result.returncode
    assert "briefings/sitzung.yml:3:10: error LB107" in result.stdout


# Help


def commands() -> Iterator[click.Command]:
    """Yield the command and all of its subcommands."""
    yield main
    yield from main.commands.values()


@pytest.mark.parametrize("command", list(commands()), ids=lambda command: command.name)
def test_help(command: click.Command) -> None:
    """Every command and every option says what it is for."""
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help
            assert parameter.help.endswith((".", "]")) or not parameter.help[0].isupper()
    arguments = [] if command is main else [str(command.name)]
    result = run(*arguments, "--help")
    assert 0 == result.exit_code
    assert result.stdout.startswith(f"Usage: lagebild {' '.join(arguments)}".strip())
    assert "noqa" not in result.stdout
    assert "\\" not in result.stdout
    assert result.stdout == run(*arguments, "-h").stdout
    for line in result.stdout.splitlines():
        assert len(line) <= 100


def test_version() -> None:
    """The version is that of the distribution."""
    assert f"lagebild, version {__version__}\n" == run("--version").stdout


def test_commands_of_the_help() -> None:
    """The examples of the help name all commands, and none besides."""
    shown = re.findall(r"^  lagebild (\w+)", run("--help").stdout, re.MULTILINE)
    assert set(main.commands) == set(shown)


# build


def test_build(project: Path) -> None:
    """A build puts the site in its place, says what became of it, and leaves nothing beside it."""
    result = run("build", "--today", "2022-01-26")
    assert (0, "") == (result.exit_code, result.stderr)
    assert re.fullmatch(r"Built 1 briefing, 4 records, \d+ pages in \d+\.\d s: site\n", result.stdout)
    site = project / "site"
    for address in ("", "briefings/sitzung/", "en/briefings/sitzung/beschluss/", "people/erika-muster/", "handbuch/"):
        assert (site / address / "index.html").is_file()
    count = re.search(r"(\d+) pages", result.stdout)
    assert count
    assert int(count[1]) == len(list(site.rglob("*.html")))
    assert {"mkdocs.yml", "docs", "briefings", "site", ".cache"} == {path.name for path in project.iterdir()}


@pytest.mark.parametrize(
    ("arguments", "name", "words"),
    [
        ((), "sitzung.pdf", "Informationsstand"),
        (("--lang", "de"), "sitzung.de.pdf", "Informationsstand"),
        (("--lang", "en"), "sitzung.en.pdf", "Information as of"),
        (("--lang", "en", "--output", "tief.pdf"), "tief.pdf", "Information as of"),
    ],
)
def test_pdf(project: Path, arguments: tuple[str, ...], name: str, words: str) -> None:
    """One briefing is printed in the language asked for, and nothing else is left behind but the cache."""
    result = run("pdf", "sitzung", *arguments)
    assert (0, "") == (result.exit_code, result.stderr)
    assert re.fullmatch(rf"Wrote \d+ kB in \d+\.\d s: {re.escape(name)}\n", result.stdout)
    assert words in PdfReader(project / name).pages[0].extract_text()
    assert {"mkdocs.yml", "docs", "briefings", ".cache", name} == {path.name for path in project.iterdir()}
    assert 0 == run("build").exit_code
    same = project / "site" / ("en" if "en" in arguments else "") / "briefings" / "sitzung" / "sitzung.pdf"
    assert same.read_bytes() == (project / name).read_bytes()


def test_pdf_with_an_address_from_the_environment(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Name and address of the site are those that a build takes, also where a tag of MkDocs' gives them."""
    tagged = CONFIGURATION.replace("Erfunden", "!ENV NAME_OF_SITE") + "site_url: !ENV SITE_URL\n"
    write(project, {"mkdocs.yml": tagged})
    monkeypatch.setenv("NAME_OF_SITE", "Umgebung")
    monkeypatch.setenv("SITE_URL", "https://example.org/lage/")
    assert 0 == run("pdf", "sitzung").exit_code
    cover = PdfReader(project / "sitzung.pdf").pages[0].extract_text()
    assert "Umgebung" in cover
    assert "https://example.org/lage/briefings/sitzung/" in cover


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("sitzun",), "There is no briefing “sitzun”. Did you mean “sitzung”?"),
        (("nichts",), "There is no briefing “nichts”. Each folder or file below briefings/ is one."),
        (("entwurf",), "The briefing “entwurf” isn't published: it has no pages yet."),
        (("registry",), "There is no briefing “registry”."),
        (("sitzung", "--lang", "fr"), "The site has no language “fr”: it has de, en."),
    ],
)
def test_pdf_of_nothing(project: Path, arguments: tuple[str, ...], message: str) -> None:
    """Who asks for what there isn't is told what there is; nothing is written."""
    write(project, {"briefings/entwurf.yml": "briefing:\n  title: E\n  as_of: 2022\n  status: draft\n"})
    result = run("pdf", *arguments)
    assert 2 == result.exit_code
    assert message in result.stderr
    assert [] == list(project.glob("*.pdf"))


def test_pdf_of_wrong_content(project: Path) -> None:
    """Content with mistakes isn't printed: all of them are named, and an older PDF stays as it was."""
    write(project, {"briefings/sitzung.yml": BROKEN, "sitzung.pdf": "alt"})
    result = run("pdf", "sitzung")
    assert 1 == result.exit_code
    assert 2 == result.stderr.count(": error LB")
    assert result.stderr.endswith("Nothing was written.\n")
    assert "alt" == (project / "sitzung.pdf").read_text(encoding="utf-8")


def test_pdf_says_what_concerns_it(project: Path) -> None:
    """Warnings about the briefing and the registry are shown with its PDF, those about others only if they stop it."""
    registry = (project / "briefings/registry.yml").read_text(encoding="utf-8")
    fact = "facts:\n  zwei:\n    statement: Zweifelhaft. # zwei\n    evidence: testblatt\n"
    texts = {
        "briefings/registry.yml": registry + "topics:\n  thema:\n    name: Zweifelhaft. # thema\n",
        "briefings/sitzung.yml": DOUBTFUL,
        "briefings/andere/a.yml": "briefing:\n  title: A\n  as_of: 2022\n" + fact,
        "briefings/sitzung-zwei.yml": "briefing:\n  title: B\n  as_of: 2022\n" + fact,
    }
    write(project, texts)
    result = run("pdf", "sitzung")
    assert 0 == result.exit_code
    assert {"briefings/registry.yml", "briefings/sitzung.yml"} == _blamed(result)
    assert {"briefings/andere/a.yml"} == _blamed(run("pdf", "andere")) - {"briefings/registry.yml"}
    write(project, {"mkdocs.yml": CONFIGURATION.replace("  - lagebild\n", "  - lagebild:\n      fail_on: warning\n")})
    result = run("pdf", "sitzung")
    assert 1 == result.exit_code
    assert set(texts) == _blamed(result)


def _blamed(result: Result) -> set[str]:
    """Return the files that something is said about."""
    return set(re.findall(r"^(\S+?):\d+:\d+: ", result.stderr, re.MULTILINE))


def test_pdf_that_can_not_be_written(project: Path) -> None:
    """A folder that isn't there is named, and there is no half file anywhere."""
    result = run("pdf", "sitzung", "--output", "fehlt/a.pdf")
    assert 1 == result.exit_code
    assert "error: fehlt/a.pdf can't be written: No such file or directory\n" == result.stderr
    assert not (project / "fehlt").exists()


def test_failed_build_leaves_the_old_site(project: Path) -> None:
    """Whatever fails, the old site stays as it was to the byte, and nothing is left beside it."""
    assert 0 == run("build").exit_code
    before = tree(project / "site")
    failures = {
        "briefings/sitzung.yml": BROKEN,
        "docs/people/index.md": "# An der Stelle einer erzeugten Seite\n",
        "mkdocs.yml": CONFIGURATION.replace("name: material", "name: gibt-es-nicht"),
    }
    for name, content in failures.items():
        file = project / name
        old = file.read_text(encoding="utf-8") if file.exists() else None
        write(project, {name: content})
        result = run("build")
        assert (1, "") == (result.exit_code, result.stdout)
        assert result.stderr.endswith("The site was not built; the old one is untouched.\n")
        assert len(result.stderr.splitlines()) > 1
        assert before == tree(project / "site")
        assert {"mkdocs.yml", "docs", "briefings", "site", ".cache"} == {path.name for path in project.iterdir()}
        file.unlink() if old is None else file.write_text(old, encoding="utf-8")
    for option in ("desks: x", "languages: [de, xx]", "fail_on: nie"):
        write(project, {"mkdocs.yml": CONFIGURATION.replace("  - lagebild\n", f"  - lagebild:\n      {option}\n")})
        result = run("build")
        assert 1 == result.exit_code
        assert "mkdocs.yml:7:" in result.stderr
        assert before == tree(project / "site")


def test_build_without_the_plugin(project: Path) -> None:
    """A configuration that doesn't list the plugin is said to lack it."""
    write(project, {"mkdocs.yml": CONFIGURATION.replace("  - lagebild\n", "")})
    result = run("build")
    assert 1 == result.exit_code
    assert "The plugin lagebild is missing" in result.stderr
    assert not (project / "site").exists()


def test_build_into_another_folder(project: Path) -> None:
    """The site may go elsewhere, into an empty folder or in the place of an old site, of which nothing is left."""
    elsewhere = project.parent / "anderswo"
    elsewhere.mkdir()
    assert 0 == run("build", "--site-dir", "../anderswo").exit_code
    assert (elsewhere / "briefings" / "sitzung" / "index.html").is_file()
    (project / "briefings" / "sitzung.yml").rename(project / "briefings" / "neu.yml")
    assert 0 == run("build", "--site-dir", "../anderswo").exit_code
    assert not (elsewhere / "briefings" / "sitzung").exists()
    assert (elsewhere / "briefings" / "neu" / "index.html").is_file()
    assert not (project / "site").exists()


@pytest.mark.parametrize(
    "target", [".", "..", "/", "docs", "briefings", "docs/site", "briefings/site", "fremd", "datei"]
)
def test_build_refuses_what_is_not_its_own(project: Path, target: str) -> None:
    """A folder that holds the project, its content, or anything else that wasn't built is left alone."""
    write(project, {"fremd/index.html": "<p>Meine Seite</p>", "fremd/bild.png": b"x", "datei": "x"})
    before = tree(project)
    result = run("build", "--site-dir", target)
    assert result.exit_code in (1, 2)
    assert target == "datei" or "site was not built" in result.stderr
    assert before == tree(project)


def test_build_refuses_other_content_folders(project: Path) -> None:
    """The folder of the content is left alone whatever it is called."""
    options = CONFIGURATION.replace("  - lagebild\n", "  - lagebild:\n      briefings_dir: inhalt\n")
    (project / "briefings").rename(project / "inhalt")
    write(project, {"mkdocs.yml": options})
    for target in ("inhalt", "inhalt/site"):
        before = tree(project)
        assert 1 == run("build", "--site-dir", target).exit_code
        assert before == tree(project)


def test_strict(project: Path) -> None:
    """`--strict` fails on warnings of the content, and on links that lead nowhere."""
    write(project, {"briefings/sitzung.yml": DOUBTFUL})
    result = run("build")
    assert 0 == result.exit_code
    assert "warning LB007" in result.stderr
    result = run("build", "--strict")
    assert 1 == result.exit_code
    assert "warning LB007" in result.stderr
    write(project, {"briefings/sitzung.yml": SESSION, "docs/handbuch.md": "# Handbuch\n\n[Nichts](nichts.md)\n"})
    result = run("build", "--strict")
    assert 1 == result.exit_code
    assert "nichts.md" in result.stderr
    write(project, {"docs/handbuch.md": "# Handbuch\n"})
    assert 0 == run("build", "--strict").exit_code


def test_clock_does_not_matter(project: Path) -> None:
    """The date in the packed sitemap is the day that counts as today, not the one on which it was packed."""
    assert 0 == run("build", "--today", "2031-02-03").exit_code
    (stamp,) = struct.unpack("<L", (project / "site" / "sitemap.xml.gz").read_bytes()[4:8])
    assert datetime(2031, 2, 3, tzinfo=UTC) == datetime.fromtimestamp(stamp, UTC)


def test_same_input_same_bytes(project: Path) -> None:
    """The same input gives the same bytes, whatever the seed of the hashes and wherever the site goes."""
    more = (
        SESSION + "topics:\n  satzung:\n    name: Satzung\nquestions:\n  wann:\n    text: Wann?\n    topics: satzung\n"
    )
    write(project, {"briefings/sitzung.yml": more})
    sites = []
    for seed in ("0", "1"):
        target = project.parent / f"site-{seed}"
        arguments = ("build", "--today", "2022-01-26", "--site-dir", str(target))
        result = run_process(project, *arguments, PYTHONHASHSEED=seed, SOURCE_DATE_EPOCH="1643155200")
        assert (0, "") == (result.returncode, result.stderr)
        sites.append(tree(target))
    first, second = sites
    assert first.keys() == second.keys()
    assert [] == [name for name, content in first.items() if content != second[name]]


# pages


def test_pages(project: Path) -> None:
    """The pages can be written as a project of their own, again and again, but never over something else."""
    for _ in range(2):
        result = run("pages", "../ziel")
        assert (0, "") == (result.exit_code, result.stderr)
        assert re.fullmatch(r"Wrote \d+ pages in \d+\.\d s: .*ziel\n", result.stdout)
    written = tree(project.parent / "ziel")
    assert {"mkdocs.yml", "docs/index.md", "docs/en/briefings/sitzung/index.md", "docs/handbuch.md"} <= written.keys()
    write(project.parent, {"fremd/datei.txt": "x"})
    assert 2 == run("pages", "../fremd").exit_code
    assert {"datei.txt"} == tree(project.parent / "fremd").keys()
    write(project, {"briefings/sitzung.yml": BROKEN})
    result = run("pages", "../ziel")
    assert 1 == result.exit_code
    assert result.stderr.endswith("2 errors in 1 file\nNothing was written.\n")
    assert written == tree(project.parent / "ziel")
