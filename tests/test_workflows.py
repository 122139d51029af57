"""The workflows do what is promised with the least rights."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").iterdir())
each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def _read(path: Path) -> dict[str, Any]:
    """Return a workflow as its runner reads it (`on` stays a word)."""
    workflow = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text only, no objects
    assert isinstance(workflow, dict)
    return workflow


def _steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the steps of all jobs."""
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@each_workflow
def test_actions_are_pinned_by_commit(path: Path) -> None:
    """A tag can be moved, a commit can't; the tag it stands for is written beside it."""
    used = re.findall(r"\buses: *(.*)", path.read_text(encoding="utf-8"))
    assert used
    assert [] == [line for line in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)]


@each_workflow
def test_rights_are_the_least(path: Path) -> None:
    """All jobs may read, only the one that publishes may do more, and none keeps the token in the checkout."""
    workflow = _read(path)
    assert {"contents": "read"} == workflow["permissions"]
    more = {name: job["permissions"] for name, job in workflow["jobs"].items() if "permissions" in job}
    assert {"publish": {"pages": "write", "id-token": "write"}} == more
    checkouts = [step for step in _steps(workflow) if step.get("uses", "").startswith("actions/checkout@")]
    assert {"false"} == {step["with"]["persist-credentials"] for step in checkouts}


@each_workflow
def test_history_is_there_where_pages_are_made(path: Path) -> None:
    """Whoever builds pages or tests them has the whole history, which the dates come from."""
    needing = {"content", "lowest", "site", "test"}
    jobs = _read(path)["jobs"]
    deep = {
        name for name, job in jobs.items() if {"0"} & {step.get("with", {}).get("fetch-depth") for step in job["steps"]}
    }
    assert needing == deep


@each_workflow
def test_only_what_passed_everything_on_main_is_published(path: Path) -> None:
    """The site is published from main, after every other job."""
    jobs = _read(path)["jobs"]
    assert set(jobs) - {"publish"} == set(jobs["publish"]["needs"])
    assert "github.event_name == 'push' && github.ref == 'refs/heads/main'" == jobs["publish"]["if"]


@each_workflow
def test_every_push_and_pull_request_is_checked(path: Path) -> None:
    """Mistakes in the briefings appear as annotations at their line, and the rest of the checks run, too."""
    workflow = _read(path)
    assert {"push": {"branches": ["**"]}, "pull_request": ""} == workflow["on"]
    commands = {step["run"] for step in _steps(workflow) if "run" in step}
    assert {".venv/bin/lagebild check --format github", "make check", ".ci/run", "make site", "make smoke"} <= commands


def test_commands_are_targets() -> None:
    """What a workflow calls through make exists."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    called = {
        target
        for path in WORKFLOWS
        for step in _steps(_read(path))
        for target in re.findall(r"\bmake ([a-z-]+)", step.get("run", ""))
    }
    assert called
    assert set() == called - targets


def test_zizmor_finds_nothing() -> None:
    """A security linter for workflows has nothing to say, in its strictest mood."""
    zizmor = str(Path(sys.executable).parent / "zizmor")
    command = [zizmor, "--offline", "--no-progress", "--persona", "auditor", str(ROOT / ".github")]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert 0 == result.returncode, result.stdout + result.stderr
