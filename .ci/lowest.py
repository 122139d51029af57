"""Print the lower bounds of the direct dependencies as constraints for pip: `name>=1.2,<2` becomes `name==1.2`."""

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
"""Where the bounds stand."""


def lowest(requirement: str) -> str:
    """Return the constraint for one requirement; without a lower bound there is nothing to test, which is an error."""
    bound = re.match(r"([A-Za-z0-9._-]+)>=([^,;\s]+)", requirement)
    if bound is None:
        message = f"{requirement}: write a lower bound first, as in {requirement}>=1.0"
        raise SystemExit(message)
    return "==".join(bound.groups())


if __name__ == "__main__":
    for requirement in tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]:
        print(lowest(requirement))
