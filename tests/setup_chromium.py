"""Make sure that there is a Chromium for the tests: `python -m tests.setup_chromium`, called by `make test`."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

from tests.browser import ChromiumMissingError, find_chromium


def main() -> int:
    """Find a browser, or install one in the first way that works; return an exit status."""
    try:
        find_chromium()
    except ChromiumMissingError as error:
        if error.named or not _install():
            print(error, file=sys.stderr)
            return 1
    return 0


def _install() -> bool:
    """Try each way in turn, and tell whether there is a browser at last."""
    for commands in _ways():
        print("No Chromium found.", *(f"Running {' '.join(command)}" for command in commands), sep="\n", flush=True)
        if all(_run(command) for command in commands):
            try:
                find_chromium()
            except ChromiumMissingError:
                continue
            return True
    return False


def _ways() -> Iterator[list[list[str]]]:
    """Give the ways to install it here, each a list of commands."""
    root = os.geteuid() == 0
    if root and shutil.which("apt-get"):
        install = ["apt-get", "install", "--yes", "--no-install-recommends", "fonts-liberation"]
        yield [["apt-get", "update"], [*install, "chromium-headless-shell"]]
        yield [[*install, "chromium"]]
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    yield [[*playwright, "--with-deps"] if root else playwright]


def _run(command: list[str]) -> bool:
    """Run a command that asks nothing, and tell whether it succeeded."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, env=environment, check=False).returncode == 0
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
