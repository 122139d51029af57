"""What the tests take from npm is exactly what the lock files name, wherever it comes from."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests import setup_npm
from tests.npm import INPUT, QUALITY, TESTS, NpmMissingError, is_installed, package_file

each_folder = pytest.mark.parametrize("folder", [TESTS, QUALITY], ids=lambda folder: folder.name)


def _read(file: Path) -> dict[str, Any]:
    content = json.loads(file.read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


def _folder(tmp_path: Path) -> Path:
    """Make a folder that names no packages."""
    for name in INPUT:
        (tmp_path / name).write_text("{}", encoding="utf-8")
    return tmp_path


@each_folder
def test_versions_are_exact_and_locked(folder: Path) -> None:
    """Every package is named with one version, which is the one in the lock file."""
    named = _read(folder / "package.json")["dependencies"]
    assert named
    assert [] == [version for version in named.values() if not re.fullmatch(r"\d+\.\d+\.\d+", version)]
    locked = _read(folder / "package-lock.json")["packages"]
    assert named == {name: locked[f"node_modules/{name}"]["version"] for name in named}


@each_folder
def test_lock_file_tells_contents_by_hash_and_names_no_host(folder: Path) -> None:
    """Whichever registry somebody uses, the same packages are installed."""
    packages = [entry for path, entry in _read(folder / "package-lock.json")["packages"].items() if path]
    assert packages
    assert [] == [entry for entry in packages if not entry.get("integrity", "").startswith("sha512-")]
    assert [] == [entry["resolved"] for entry in packages if "resolved" in entry]


def test_nothing_is_installed_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The packages are installed once, and again when the lock file has changed."""
    folder = _folder(tmp_path)
    calls = []

    def install(arguments: list[str], *, cwd: Path, stdin: int) -> int:
        del stdin
        calls.append((arguments[0], cwd))
        (folder / "node_modules").mkdir(exist_ok=True)
        return 0

    monkeypatch.setattr(setup_npm, "npm", install)
    assert (0, 0) == (setup_npm.main([folder]), setup_npm.main([folder]))
    assert [("ci", folder)] == calls
    (folder / "package-lock.json").write_text('{"packages": {}}', encoding="utf-8")
    assert 0 == setup_npm.main([folder])
    assert [("ci", folder)] * 2 == calls


def test_what_failed_says_what_to_do_and_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If npm fails, the set-up fails, says how to go on, and counts as not done."""
    folder = _folder(tmp_path)
    monkeypatch.setattr(setup_npm, "npm", lambda *_, **__: 1)
    assert 1 == setup_npm.main([folder])
    assert "HTTPS_PROXY" in capsys.readouterr().err
    assert not is_installed(folder)
    with pytest.raises(NpmMissingError, match=re.escape(str(folder))):
        package_file("axe-core/axe.min.js", folder)
