"""The frame of the project keeps its promises: locks, documents, licences, nothing of one machine."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points, version
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from generator.cli import main

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")


def _project() -> dict[str, Any]:
    """Return pyproject.toml as it is parsed."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _read(name: str) -> str:
    """Return the text of a file."""
    return (ROOT / name).read_text(encoding="utf-8")


def _locked(name: str) -> dict[str, str]:
    """Return the distributions of a lock file, each with all that follows its name."""
    entries = re.split(r"^(?=[A-Za-z0-9])", _read(name), flags=re.MULTILINE)[1:]
    return {str(canonicalize_name(entry.split("==", 1)[0])): entry for entry in entries}


def _versioned_files() -> list[Path]:
    """Return every file that git knows or would add."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def _targets() -> set[str]:
    """Return the documented targets of the Makefile."""
    return set(re.findall(r"^([a-z-]+):.*## ", _read("Makefile"), flags=re.MULTILINE))


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_pinned_with_hashes(name: str) -> None:
    """A lock file names one version of each distribution, and what its files must hash to."""
    locked = _locked(name)
    pinned = re.compile(r"\S+==\S+ \\\n +--hash=sha256:[0-9a-f]{64}")
    assert locked
    assert [] == [entry for entry in locked.values() if not pinned.match(entry)]


@pytest.mark.parametrize("name", LOCKS)
def test_locks_name_no_place(name: str) -> None:
    """A lock file says what to install, not from where."""
    assert [] == re.findall(r"^.*(?:://|^ *--(?!hash=sha256:)).*$", _read(name), flags=re.MULTILINE)


def test_locks_cover_the_project() -> None:
    """Every dependency is in its lock file, in a version that pyproject.toml allows."""
    project = _project()
    required = {
        "requirements.lock": [*project["build-system"]["requires"], *project["project"]["dependencies"]],
        "requirements-dev.lock": project["project"]["optional-dependencies"]["dev"],
    }
    for name, requirements in required.items():
        locked = _locked(name)
        for requirement in map(Requirement, requirements):
            pinned = re.match(r"\S+?==(\S+)", locked[canonicalize_name(requirement.name)])
            assert pinned is not None
            assert requirement.specifier.contains(pinned[1]), f"{name}: {requirement}"


def test_development_lock_holds_the_other() -> None:
    """Developers and readers build the site with the same versions."""
    runtime, development = ({name: _without_comments(entry) for name, entry in _locked(lock).items()} for lock in LOCKS)
    assert {} == {name: entry for name, entry in runtime.items() if entry != development[name]}


def _without_comments(entry: str) -> str:
    """Return an entry without the lines that say what it is needed for."""
    return re.sub(r"^ +#.*\n", "", entry, flags=re.MULTILINE)


def test_installed_version_is_the_projects() -> None:
    """The environment holds this version of the package."""
    assert _project()["project"]["version"] == version("lagebild")


def test_changelog_knows_the_version() -> None:
    """The newest release in the changelog is this version; before the first release there is none."""
    released = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", _read("CHANGELOG.md"), flags=re.MULTILINE)
    assert released[:1] in ([], [_project()["project"]["version"]])


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_documents_name_only_targets_that_exist(document: str) -> None:
    """A target that a document names is in the Makefile."""
    named = set(re.findall(r"(?:^|`)make (?:PYTHON=\S+ )?([a-z-]+)", _read(document), flags=re.MULTILINE))
    assert set() == named - _targets()


def test_every_target_is_documented() -> None:
    """A target of the Makefile is explained to readers or to developers."""
    named = set(re.findall(r"\bmake ([a-z-]+)", _read("README.md") + _read("CONTRIBUTING.md")))
    assert {"help", "setup", "setup-dev", "setup-test", "wheel"} == _targets() - named


@pytest.mark.parametrize("command", main.commands)
def test_readme_names_the_commands(command: str) -> None:
    """README shows how to call each command."""
    assert f"`lagebild {command} " in _read("README.md")


def test_entry_points_are_installed() -> None:
    """The command and the plugin are found where pip and MkDocs look for them."""
    (command,) = entry_points(group="console_scripts", name="lagebild")
    (plugin,) = entry_points(group="mkdocs.plugins", name="lagebild")
    assert ("generator.cli:main", "generator.plugin:LagebildPlugin") == (command.value, plugin.value)


def test_no_file_names_one_machine() -> None:
    """Nothing in the repository speaks of a folder or a package index of the machine where it was written."""
    pattern = re.compile(rb"/(?:work|root|home)/[\w.-]+/|--(?:extra-)?index-url|--find-links|--trusted-host")
    allowed = {Path(__file__), ROOT / "Makefile"}
    found = {
        f"{path.relative_to(ROOT)}: {match[0].decode()}"
        for path in _versioned_files()
        if path not in allowed
        for match in pattern.finditer(path.read_bytes())
    }
    assert set() == found


def test_lowest_versions_are_read() -> None:
    """The constraints for the lowest versions name every direct dependency once, at its lower bound."""
    command = [sys.executable, str(ROOT / ".ci" / "lowest.py")]
    printed = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.splitlines()
    requirements = [Requirement(text) for text in _project()["project"]["dependencies"]]
    assert [requirement.name for requirement in requirements] == [line.split("==")[0] for line in printed]
    assert all(
        requirement.specifier.contains(line.split("==")[1])
        for requirement, line in zip(requirements, printed, strict=True)
    )
