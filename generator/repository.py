"""The only reader of git: dates that make builds the same wherever they run."""

import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path


def last_commit_day(root: Path) -> date | None:
    """Return the day (UTC) of the last commit of the repository around a folder, `None` without one."""
    command = ("git", "-C", str(root), "log", "-1", "--format=%ct")
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        result = subprocess.run(command, capture_output=True, check=False, env=environment, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return None
    stamp = result.stdout.decode("ascii", "replace").strip()
    return datetime.fromtimestamp(int(stamp), UTC).date() if result.returncode == 0 and stamp.isdigit() else None


def today(root: Path) -> date:
    """Return the day that counts as today.

    It is `SOURCE_DATE_EPOCH` (reproducible-builds.org), else the last commit's day, else the real one.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit() and len(epoch) < 12:  # noqa: PLR2004  # a second in the year 5138 is far enough
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return last_commit_day(root) or datetime.now(UTC).date()
