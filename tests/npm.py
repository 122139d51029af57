"""What the tests take from npm: where it lies, and whether it is what the lock file names."""

import hashlib
from pathlib import Path
from typing import Final

TESTS: Final = Path(__file__).resolve().parent
"""Folder of what `make test` needs."""

QUALITY: Final = TESTS / "quality"
"""Folder of what `make quality` needs."""

INPUT: Final = (".npmrc", "package.json", "package-lock.json")
"""Files that decide what is installed."""


class NpmMissingError(Exception):
    """Packages of npm aren't installed, or others than those in the lock file."""

    def __init__(self, folder: Path) -> None:
        """Keep `folder`, where `package.json` lies."""
        self.folder = folder
        super().__init__(
            f"What {folder / 'package.json'} names isn't installed. "
            f"`make test` and `make quality` do it, or: python -m tests.setup_npm {folder}"
        )


def stamp(folder: Path) -> Path:
    """Return the file that is written once everything is installed."""
    return folder / "node_modules" / ".installed"


def digest(folder: Path) -> str:
    """Return a hash of what decides what is installed."""
    return hashlib.sha256(b"\0".join((folder / name).read_bytes() for name in INPUT)).hexdigest()


def is_installed(folder: Path) -> bool:
    """Tell whether the packages in a folder are those that its lock file names."""
    return stamp(folder).is_file() and stamp(folder).read_text(encoding="utf-8") == digest(folder)


def package_file(path: str, folder: Path = TESTS) -> Path:
    """Return a file of a package.

    Args:
        path: Name of the package and path in it: `axe-core/axe.min.js`.
        folder: Where `package.json` lies.

    Raises:
        NpmMissingError: The packages aren't installed, or not these.
    """
    if not is_installed(folder):
        raise NpmMissingError(folder)
    return folder / "node_modules" / path
