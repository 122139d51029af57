"""Where Chromium is on this machine, and how the tests start it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright

VARIABLE: Final = "LAGEBILD_CHROMIUM"
"""Environment variable that names the browser to use, before any other is looked for."""

COMMANDS: Final = ("chromium-headless-shell", "chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
"""Names under which Linux distributions install it, best first: what has no windows takes half of the time for each."""

MAC_APPLICATIONS: Final = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
"""Where macOS has it."""

WITHOUT: Final = (
    # The list under the address bar is a page of its own, in two processes for each window: half of what a test takes.
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
    # Chromium takes one such list only: what Playwright leaves out, too.
    *("AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync"),
    *("DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay"),
    *("MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch"),
    *("TcpPortRandomizationWin", "ThirdPartyStoragePartitioning"),
)
"""Features of Chromium that no test needs."""

ARGUMENTS: Final = (
    "--disable-background-networking",
    "--disable-component-update",
    f"--disable-features={','.join(WITHOUT)}",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
"""Command line that keeps the browser quiet: no screen, no calls home."""

INSTRUCTIONS: Final = f"""\
The browser tests need Chromium or Chrome, and none was found or could be installed. One of these helps:
  apt-get install chromium-headless-shell         (Debian, as root; or chromium, which takes longer)
  .venv/bin/playwright install --with-deps chromium
  make test {VARIABLE}=/path/to/chromium   (one that is installed elsewhere)"""
"""What to do where `make test` can't help itself."""


class ChromiumMissingError(Exception):
    """No browser on this machine."""

    def __init__(self, named: str = "") -> None:
        """Keep `named`, the path given in the environment that isn't a browser."""
        self.named = named
        super().__init__(f"{VARIABLE} names {named}, which doesn't start\n{INSTRUCTIONS}" if named else INSTRUCTIONS)


def find_chromium() -> str:
    """Return the path of a Chromium that starts.

    Looked for in this order: the environment variable, the commands, the applications, Playwright's own.

    Raises:
        ChromiumMissingError: There is none, or the environment names one that doesn't start.
    """
    if named := os.environ.get(VARIABLE):
        if not _starts(named):
            raise ChromiumMissingError(named)
        return named
    for candidate in _candidates():
        if _starts(candidate):
            return candidate
    raise ChromiumMissingError


@contextmanager
def launch() -> Iterator[Browser]:
    """Start the browser without a window, and end it afterwards."""
    with sync_playwright() as playwright:
        # Chromium's own sandbox refuses to run as root.
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=ARGUMENTS, chromium_sandbox=os.geteuid() != 0
        )
        try:
            yield browser
        finally:
            browser.close()


def _candidates() -> Iterator[str]:
    """Give the paths worth trying; Playwright's last, because asking it starts a process."""
    for command in COMMANDS:
        if path := shutil.which(command):
            yield path
    yield from (path for path in MAC_APPLICATIONS if Path(path).exists())
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if Path(path).exists():
        yield path


def _starts(path: str) -> bool:
    """Tell whether it runs at all: Ubuntu's `chromium-browser` may be a hint to install something else."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
