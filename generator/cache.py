"""What takes long to make and depends on nothing but what it is made of: kept under `.cache/lagebild`, by its content.

Nothing is lost with the folder: whatever is missing is made again.
"""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = Path(".cache", "lagebild")
"""Where the cache lies, relative to `mkdocs.yml`."""
_CHECK: Final = 32
"""Bytes before each entry, by which one that was cut off or changed is known: its SHA-256."""


def fingerprint(*parts: bytes) -> str:
    """Return a name for what is made of some parts, as hexadecimal digits: other parts have another name."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()


@dataclass(frozen=True, slots=True)
class Cache:
    """One drawer of the cache. A folder that can't be read or written is as good as an empty one."""

    root: Path
    """The project's folder."""
    drawer: str
    """What kind of things are kept in it; the name of its folder."""

    @property
    def folder(self) -> Path:
        """Its folder."""
        return self.root / FOLDER / self.drawer

    def get(self, name: str) -> bytes | None:
        """Return what was kept under a name; `None` if there is nothing, or nothing whole."""
        try:
            held = (self.folder / name).read_bytes()
        except OSError:
            return None
        content = held[_CHECK:]
        return content if hashlib.sha256(content).digest() == held[:_CHECK] else None

    def put(self, name: str, content: bytes) -> None:
        """Keep something under a name; whoever reads at the same time finds all of it or nothing."""
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(prefix=".", dir=self.folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(hashlib.sha256(content).digest() + content)
                Path(beside).replace(self.folder / name)
            except BaseException:
                Path(beside).unlink(missing_ok=True)
                raise

    def keep(self, names: Iterable[str]) -> None:
        """Throw away everything but what has one of some names, so that the cache never outgrows what it is for."""
        wanted = set(names)
        with contextlib.suppress(OSError):
            for file in self.folder.iterdir():
                if file.name not in wanted and not file.name.startswith("."):
                    file.unlink(missing_ok=True)
