"""The settings of a site, read from its `mkdocs.yml` without MkDocs."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from generator.diagnostics import Diagnostic, Location, Severity
from generator.document import Document, Value, parse_document
from generator.model.base import Path as ValuePath
from generator.settings import Settings
from generator.text import nearest

FILE: Final = "mkdocs.yml"
"""Name of the configuration file; the folder it stands in is the project's root."""
PLUGIN: Final = "lagebild"
"""Name of the plugin whose options are the settings."""


def find_root(start: Path) -> Path | None:
    """Return the nearest folder, from `start` upwards, that holds a `mkdocs.yml`."""
    folder = start.resolve()
    return next((each for each in (folder, *folder.parents) if (each / FILE).is_file()), None)


def read_settings(root: Path) -> tuple[Settings, list[Diagnostic]]:
    """Read the settings of the site in a folder.

    Args:
        root: The project's folder.

    Returns:
        The settings, with defaults in place of what is wrong, and diagnostics.
    """
    try:
        text = (root / FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"The configuration can't be read: {error}"
        return Settings(), [Diagnostic(Location(FILE), Severity.ERROR, "LB403", message)]
    # Tags such as !ENV belong to MkDocs: what this reader says of them is no mistake.
    found, problems = parse_document(text, FILE)
    if found is None:
        return Settings(), [each for each in problems if each.code != "LB004"]
    options, path = _options(found)
    settings, diagnostics = validate(options, found, path)
    name = found.value.get("site_name")
    return (settings.model_copy(update={"site_name": name}) if isinstance(name, str) else settings), diagnostics


def _options(found: Document) -> tuple[Mapping[str, Value], ValuePath]:
    """Return the plugin's options, and the way to them; empty where it isn't listed."""
    plugins = found.value.get("plugins")
    if isinstance(plugins, dict):
        options = plugins.get(PLUGIN)
        return (options if isinstance(options, dict) else {}), ("plugins", PLUGIN)
    for index, item in enumerate(plugins if isinstance(plugins, list) else ()):
        if isinstance(item, dict) and PLUGIN in item:
            options = item[PLUGIN]
            return (options if isinstance(options, dict) else {}), ("plugins", index, PLUGIN)
    return {}, ("plugins",)


def validate(
    options: Mapping[str, object], found: Document | None = None, path: ValuePath = ()
) -> tuple[Settings, list[Diagnostic]]:
    """Check the plugin's options.

    Args:
        options: The options as written.
        found: The configuration file, for places.
        path: Way to the options in it.

    Returns:
        The settings, with defaults in place of what is wrong, and diagnostics.
    """
    try:
        return Settings.model_validate(options), []
    except ValidationError as error:
        diagnostics = []
        wrong = set()
        for each in error.errors(include_url=False):
            where = each["loc"]
            wrong.add(where[0] if where else "")
            place = found.locate((*path, *where), key=True) if found else Location(FILE)
            name = ".".join(map(str, where))
            message, hint = f"The option “{name}” is wrong: {each['msg']}", ""
            if each["type"] == "extra_forbidden":
                near = nearest(name, Settings.model_fields)
                message = f"“{name}” is not an option of the plugin {PLUGIN}"
                hint = f"Did you mean “{near}”?" if near else f"Known are: {', '.join(Settings.model_fields)}."
            diagnostics.append(Diagnostic(place, Severity.ERROR, "LB403", message, hint))
        kept = {key: value for key, value in options.items() if key not in wrong}
        return Settings.model_validate(kept), diagnostics
