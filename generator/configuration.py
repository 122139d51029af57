"""The settings of a site, read from its `mkdocs.yml` without MkDocs."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from generator.diagnostics import Diagnostic, Location, Severity
from generator.document import Document, Value, parse_document
from generator.locale import FOLDER, check_catalogue, languages
from generator.model.base import Path as ValuePath
from generator.settings import Settings
from generator.text import nearest

FILE: Final = "mkdocs.yml"
"""Name of the configuration file; the folder it stands in is the project's root."""
PLUGIN: Final = "lagebild"
"""Name of the plugin whose options are the settings."""
_ELSEWHERE: Final = ("locale_dir", "site_name", "site_url", "today")
_OPTIONS: Final = tuple(name for name in Settings.model_fields if name not in _ELSEWHERE)


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
    settings, diagnostics = validate(options, root, found, path)
    return settings.model_copy(update=_texts(found, problems, ("site_name", "site_url"))), diagnostics


def read_texts(root: Path, *names: str) -> dict[str, str]:
    """Read texts at the top of the configuration; what isn't one there, such as `!ENV NAME`, is left out.

    Args:
        root: The project's folder.
        *names: Names of the fields.
    """
    found, problems = parse_document((root / FILE).read_text(encoding="utf-8"), FILE)
    return {} if found is None else _texts(found, problems, names)


def read_colophon(root: Path, lang: str) -> tuple[str, ...]:
    """Read whose texts the site has and under which terms, as HTML: `copyright`, and `extra.licence` of a language.

    Args:
        root: The project's folder.
        lang: The language.
    """
    found, _ = (
        parse_document((root / FILE).read_text(encoding="utf-8"), FILE) if (root / FILE).is_file() else (None, ())
    )
    value = found.value if found is not None else {}
    extra = value.get("extra")
    licences = extra.get("licence") if isinstance(extra, dict) else None
    lines = (value.get("copyright"), licences.get(lang) if isinstance(licences, dict) else None)
    return tuple(line for line in lines if isinstance(line, str))


def _texts(found: Document, problems: Sequence[Diagnostic], names: Sequence[str]) -> dict[str, str]:
    tagged = {each.location.line for each in problems if each.code == "LB004"}
    texts = ((name, found.value.get(name)) for name in names)
    return {name: text for name, text in texts if isinstance(text, str) and found.locate((name,)).line not in tagged}


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
    options: Mapping[str, object], root: Path, found: Document | None = None, path: ValuePath = ()
) -> tuple[Settings, list[Diagnostic]]:
    """Check the plugin's options, and the catalogues that the project brings for its languages.

    Args:
        options: The options as written.
        root: The project's folder.
        found: The configuration file, for places.
        path: Way to the options in it.

    Returns:
        The settings, with defaults in place of what is wrong, and diagnostics.
    """
    faults: list[tuple[ValuePath, str, str]] = []
    try:
        settings = Settings.model_validate(options)
    except ValidationError as error:
        faults += [_fault(each["type"], each["msg"], each["loc"]) for each in error.errors(include_url=False)]
        wrong = {where[0] for where, _, _ in faults if where}
        settings = Settings.model_validate({key: value for key, value in options.items() if key not in wrong})
    unset = [(name,) for name in _ELSEWHERE if name in options]
    faults += [_fault("extra_forbidden", "", where) for where in unset]
    folder = root / FOLDER
    languages_faults = list(_language_faults(settings, folder))
    if unset or languages_faults:
        fields = [*_ELSEWHERE, *(["languages"] if languages_faults else [])]
        defaults = Settings()
        settings = settings.model_copy(update={name: getattr(defaults, name) for name in fields})
    diagnostics = []
    if folder.is_dir():
        settings = settings.model_copy(update={"locale_dir": folder})
        for lang in settings.languages:
            file = folder / f"{lang}.yml"
            diagnostics += check_catalogue(file, f"{FOLDER}/{file.name}") if file.is_file() else []
    for where, message, hint in (*faults, *languages_faults):
        place = found.locate((*path, *where), key=True) if found else Location(FILE)
        diagnostics.append(Diagnostic(place, Severity.ERROR, "LB403", message, hint))
    return settings, diagnostics


def _fault(error: str, message: str, where: ValuePath) -> tuple[ValuePath, str, str]:
    """Return the way to a wrong option, what is wrong, and the way to mend it."""
    name = ".".join(map(str, where))
    if where[-1:] == ("[key]",):
        return (
            where[:-1],
            f"“{where[-2]}” is not a code",
            "Write a code such as LB302, or LB3xx for all that start with LB3.",
        )
    if error != "extra_forbidden":
        return where, f"The option “{name}” is wrong: {message}", "See the handbook for what it takes."
    near = nearest(name, _OPTIONS)
    hint = f"Did you mean “{near}”?" if near else f"Known are: {', '.join(_OPTIONS)}."
    return where, f"“{name}” is not an option of the plugin {PLUGIN}", hint


def _language_faults(settings: Settings, folder: Path) -> Iterator[tuple[ValuePath, str, str]]:
    """Yield the languages that can't be those of a site."""
    for index, lang in enumerate(settings.languages):
        known = languages(folder)
        if lang not in known:
            hint = f"Known are: {', '.join(known)}. Another one needs a catalogue, {FOLDER}/{lang}.yml beside {FILE}."
            yield ("languages", index), f"There are no words of the interface for the language “{lang}”", hint
        elif lang in settings.languages[:index]:
            yield ("languages", index), f"The language “{lang}” is listed twice", "Take one of them out."
