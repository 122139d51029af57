"""A folder of YAML files becomes frozen records, each with its place, and diagnostics for what doesn't fit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, Final, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator import document
from generator.diagnostics import CODES, Diagnostic, Location, Related, Severity
from generator.document import Document
from generator.kinds import BRIEFING, BY_PLURAL, KINDS, Kind
from generator.model.base import ID_PATTERN, KEY_STEP, Context, Fault, Mention, Path, Record, mentions
from generator.settings import Settings
from generator.text import nearest, with_article

REGISTRY: Final = "registry"
"""Folder of the records that briefings share; never the id of a briefing."""
RETIRED: Final = "retired"
"""Key of the ids that are no longer in use."""


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in a file as a record: its id and its place."""

    briefing: str
    """Id of the briefing it stands in, or `REGISTRY`."""
    kind: Kind
    """Its kind."""
    id: str
    """Its id; for the head of a briefing that of the briefing."""
    document: Document
    """The file it stands in."""
    path: Path
    """Way to it in that file."""

    @property
    def key(self) -> tuple[str, str]:
        """Briefing and id, which together name the record on the whole site; the head's id is empty."""
        return self.briefing, "" if self.kind is BRIEFING else self.id

    def locate(self, path: Path = (), *, key: bool = False, offset: int = 0) -> Location:
        """Return the place of a value of the record; see `Document.locate`."""
        return self.document.locate((*self.path, *path), key=key, offset=offset)


@dataclass(frozen=True, slots=True)
class Entry(Written):
    """A record with its id and its place."""

    record: Record
    """The record."""


@dataclass(frozen=True, slots=True)
class Broken(Written):
    """A record that is there but could not be read."""

    mentions: tuple[Mention, ...]
    """The references in it that could."""


@dataclass(frozen=True, slots=True)
class Retired:
    """An id that is no longer in use."""

    briefing: str
    """Where it was in use."""
    id: str
    """The id."""
    successor: str | None
    """The id that stands in its place."""
    location: Location
    """Where that is written."""


@dataclass(slots=True)
class Loaded:
    """All that was read from a folder."""

    written: list[Written] = field(default_factory=list)
    """Records in the order of files and positions, those that could not be read among them."""
    retired: list[Retired] = field(default_factory=list)
    """Ids that are no longer in use."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    """What was wrong, unsorted."""
    documents: list[Document] = field(default_factory=list)
    """The files that could be read."""
    unread: dict[str, FilePath] = field(default_factory=dict)
    """The files that could not be read, under the paths that diagnostics show."""
    incomplete: set[str] = field(default_factory=set)
    """Briefings, or `REGISTRY`, of which a file could not be read."""

    @property
    def entries(self) -> list[Entry]:
        """Records that could be read, in order."""
        return [each for each in self.written if isinstance(each, Entry)]

    @property
    def broken(self) -> list[Broken]:
        """Records that are there but could not be read, in order."""
        return [each for each in self.written if isinstance(each, Broken)]


def load(root: FilePath, settings: Settings) -> Loaded:
    """Read all records of a site.

    Args:
        root: The project's folder, in which `mkdocs.yml` stands.
        settings: The site's settings.

    Returns:
        Records, retired ids and diagnostics. Nothing is raised for what editors wrote.
    """
    loaded = Loaded()
    folder = root / settings.briefings_dir
    files, diagnostics = document.find_files(folder, root)
    loaded.diagnostics += diagnostics
    groups: dict[str, list[Document]] = {}
    origins: dict[str, set[bool]] = {}
    for file in files:
        top, *rest = file.file.relative_to(folder).parts
        in_folder = bool(rest)
        briefing = top if in_folder else file.file.stem
        read, problems = document.read_document(file.file, file.path)
        loaded.diagnostics += problems
        origins.setdefault(briefing, set()).add(in_folder)
        if read is None:
            loaded.incomplete.add(briefing)
            loaded.unread[file.path] = file.file
        else:
            groups.setdefault(briefing, []).append(read)
            loaded.documents.append(read)
    for briefing, documents in groups.items():
        loaded.diagnostics += _check_briefing_id(briefing, documents, settings, both=len(origins[briefing]) > 1)
        _load_group(briefing, documents, settings, loaded)
    return loaded


def _check_briefing_id(
    briefing: str, documents: list[Document], settings: Settings, *, both: bool
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the name of a briefing's file or folder."""
    place = Location(documents[0].path)
    if not ID_PATTERN.fullmatch(briefing):
        message = f"“{briefing}” can't be the id of a briefing"
        hint = "Name the file or folder with small letters a to z, digits and single hyphens."
        yield Diagnostic(place, Severity.ERROR, "LB110", message, hint)
    elif briefing == "index" or briefing in settings.languages:
        message = f"“{briefing}” is reserved and can't be the id of a briefing"
        yield Diagnostic(place, Severity.ERROR, "LB110", message, "Choose another name for the file or folder.")
    if both:
        hint = f"Keep either {briefing}.yml or the folder {briefing}/."
        others = tuple(Related(Location(each.path), "and here") for each in documents[1:])
        message = f"The briefing “{briefing}” is both a file and a folder"
        yield Diagnostic(place, Severity.ERROR, "LB113", message, hint, others)


def _load_group(briefing: str, documents: list[Document], settings: Settings, loaded: Loaded) -> None:
    """Read the files of one briefing, or of the registry."""
    heads = [each for each in documents if "briefing" in each.value]
    context = Context(settings.languages, _language_of(heads, settings))
    for each in documents:
        for key, value in each.value.items():
            _load_key(briefing, each, (key, value), context, loaded)
    if briefing == REGISTRY:
        return
    if not heads and briefing not in loaded.incomplete:  # else it may stand in the file that could not be read
        message = f"The briefing “{briefing}” has no head"
        hint = "Write the key briefing: with title: and as_of: into one of its files."
        loaded.diagnostics.append(Diagnostic(Location(documents[0].path), Severity.ERROR, "LB114", message, hint))
    for extra in heads[1:]:
        place = extra.locate(("briefing",), key=True)
        related = (Related(heads[0].locate(("briefing",), key=True), "first written here"),)
        message = f"The head of “{briefing}” is written twice"
        hint = "Keep one of them."
        loaded.diagnostics.append(Diagnostic(place, Severity.ERROR, "LB202", message, hint, related))


def _language_of(heads: list[Document], settings: Settings) -> str:
    """Return the language of plain texts in a briefing: the head's `lang`, else the site's main one."""
    for each in heads:
        head = each.value["briefing"]
        lang = head.get("lang") if isinstance(head, dict) else None
        if isinstance(lang, str) and lang in settings.languages:
            return lang
    return settings.main_language


def _load_key(
    briefing: str, source: Document, item: tuple[str, document.Value], context: Context, loaded: Loaded
) -> None:
    """Read what stands under one key of a file."""
    key, value = item
    if key == "briefing":
        if briefing == REGISTRY:
            message = "The registry has no head"
            hint = "Move briefing: into the folder of a briefing."
            loaded.diagnostics.append(
                Diagnostic(source.locate((key,), key=True), Severity.ERROR, "LB115", message, hint)
            )
        else:
            _load_record(briefing, BRIEFING, briefing, source, (key,), context, loaded)
        return
    if key == RETIRED:
        _load_retired(briefing, source, value, loaded)
        return
    kind = BY_PLURAL.get(key)
    if kind is None:
        loaded.diagnostics.append(_unknown_kind(key, source.locate((key,), key=True)))
        return
    if briefing == REGISTRY and not kind.paged:
        message = f"{key} don't belong into the registry"
        hint = f"Move {key}: into the folder of a briefing; the registry holds what briefings share."
        loaded.diagnostics.append(Diagnostic(source.locate((key,), key=True), Severity.ERROR, "LB115", message, hint))
        return
    if not isinstance(value, dict):
        if value is None:
            message, code = f"Nothing stands under {key}", "LB104"
        else:
            message, code = f"{key} must be a mapping of ids to records", "LB105"
        hint = f"Write an id under {key}: and the record's fields under it, each further in."
        loaded.diagnostics.append(Diagnostic(source.locate((key,), key=True), Severity.ERROR, code, message, hint))
        return
    for identifier in value:
        if not ID_PATTERN.fullmatch(identifier):
            message = f"“{identifier}” is not an id"
            hint = "Ids have small letters a to z, digits and single hyphens."
            loaded.diagnostics.append(
                Diagnostic(source.locate((key, identifier), key=True), Severity.ERROR, "LB110", message, hint)
            )
        _load_record(briefing, kind, identifier, source, (key, identifier), context, loaded)


def _unknown_kind(key: str, place: Location) -> Diagnostic:
    singular = {kind.name: kind.plural for kind in KINDS}
    near = singular.get(key) or nearest(key, (*BY_PLURAL, "briefing", RETIRED))
    hint = f"Did you mean “{near}”? " if near else ""
    message = f"“{key}” is not a kind of record"
    return Diagnostic(
        place, Severity.ERROR, "LB102", message, f"{hint}Known are: briefing, {', '.join(BY_PLURAL)}, {RETIRED}."
    )


def _load_retired(briefing: str, source: Document, value: document.Value, loaded: Loaded) -> None:
    if not isinstance(value, dict):
        message = "retired must be a mapping of old ids to new ones"
        hint = "Write old-id: new-id, or old-id: null where nothing stands in its place."
        loaded.diagnostics.append(
            Diagnostic(source.locate((RETIRED,), key=True), Severity.ERROR, "LB105", message, hint)
        )
        return
    for old, new in value.items():
        place = source.locate((RETIRED, old), key=True)
        successor = None if new in (None, "null", "~") else new
        if not ID_PATTERN.fullmatch(old) or not (
            successor is None or (isinstance(successor, str) and ID_PATTERN.fullmatch(successor))
        ):
            message = "A retired id and its successor must be ids"
            hint = "Write old-id: new-id, or old-id: null where nothing stands in its place."
            loaded.diagnostics.append(Diagnostic(place, Severity.ERROR, "LB110", message, hint))
            continue
        loaded.retired.append(Retired(briefing, old, successor, place))


def _load_record(
    briefing: str, kind: Kind, identifier: str, source: Document, path: Path, context: Context, loaded: Loaded
) -> None:
    """Validate one record; keep it, or say what is wrong with it."""
    value: Any = source.value
    for step in path:
        value = value[step]
    if value is None:
        message = f"“{path[-1]}” is empty"
        hint = "Write the record's fields under it, each further in."
        loaded.diagnostics.append(Diagnostic(source.locate(path, key=True), Severity.ERROR, "LB104", message, hint))
        loaded.written.append(Broken(briefing, kind, identifier, source, path, ()))
        return
    empty = list(_empty_values(value, path))
    loaded.diagnostics += [_empty(source, each) for each in empty]
    try:
        record = kind.model.model_validate(value, context=context)
    except ValidationError as error:
        loaded.diagnostics += _diagnostics(error, kind, source, path, frozenset(empty))
        record = None
    if record is None or empty:
        found = tuple(mentions(kind.model, value, context))
        loaded.written.append(Broken(briefing, kind, identifier, source, path, found))
    else:
        loaded.written.append(Entry(briefing, kind, identifier, source, path, record))


def _empty_values(value: object, path: Path) -> Iterator[Path]:
    """Yield the way to every value that is missing behind its colon or dash."""
    if value is None:
        yield path
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _empty_values(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _empty_values(item, (*path, index))


def _empty(source: Document, path: Path) -> Diagnostic:
    step = path[-1]
    where = f"behind “{step}:”" if isinstance(step, str) else "behind the hyphen"
    place = source.locate(path, key=isinstance(step, str))
    hint = "Write a value there, or take the line out."
    return Diagnostic(place, Severity.ERROR, "LB104", f"The value {where} is missing", hint)


def _diagnostics(
    error: ValidationError, kind: Kind, source: Document, path: Path, empty: frozenset[Path]
) -> Iterator[Diagnostic]:
    """Yield pydantic's errors as diagnostics at the place of the value; values known to be empty are passed over.

    A field that is missing because its name is misspelt is one mistake, and reported as the misspelt name.
    """
    errors = error.errors(include_url=False)
    misspelt = set(_misspelt(errors, kind))
    for each in errors:
        if each["input"] is None:
            continue  # already reported as an empty value
        if each["type"] == "missing" and each["loc"] in misspelt:
            continue
        key_is_wrong = each["loc"][-1:] == KEY_STEP
        where = (*path, *each["loc"][: -1 if key_is_wrong else None])
        faults: tuple[Fault, ...] = each.get("ctx", {}).get("faults", ())
        for one in faults:
            if (*where, *one.path) in empty:
                continue
            place = source.locate((*where, *one.path), key=one.at_key or key_is_wrong, offset=one.offset)
            yield Diagnostic(place, Severity.ERROR, one.code, one.message, one.hint)
        if each["type"] in CODES:
            context = each.get("ctx", {})
            place = source.locate(where)
            yield Diagnostic(place, Severity.ERROR, each["type"], str(each["msg"]), str(context.get("hint", "")))
        elif not faults:
            yield _model_diagnostic(each["type"], str(each["msg"]), each["loc"], kind, source, path)


def _misspelt(errors: list[ErrorDetails], kind: Kind) -> Iterator[Path]:
    """Yield the ways to the fields that were meant by names that are no fields."""
    for each in errors:
        if each["type"] == "extra_forbidden":
            *parent, name = each["loc"]
            near = nearest(str(name), _fields_at(kind.model, tuple(parent)))
            if near:
                yield (*parent, near)


def _model_diagnostic(error: str, message: str, location: Path, kind: Kind, source: Document, path: Path) -> Diagnostic:
    """Return one of pydantic's own errors in the words of this project."""
    where = (*path, *location)
    if error == "missing":
        parent = where[:-1]
        owner = with_article(kind.name) if len(location) == 1 else f"“{_last_key(parent)}”"
        place = source.locate(parent, key=isinstance(parent[-1], str))
        hint = f"Write {where[-1]}: under it."
        return Diagnostic(place, Severity.ERROR, "LB103", f"The field “{where[-1]}” is missing: {owner} needs it", hint)
    if error == "extra_forbidden":
        known = _fields_at(kind.model, location[:-1])
        near = nearest(str(where[-1]), known)
        hint = f"Did you mean “{near}”? " if near else ""
        shown = f"{hint}Known are: {', '.join(known)}."
        if where[-1] == "<<":
            shown = "YAML's merge key isn't supported: write the fields out."
        place = source.locate(where, key=True)
        return Diagnostic(place, Severity.ERROR, "LB101", f"“{where[-1]}” is not a field here", shown)
    expected = {
        "model_type": "a mapping of fields",
        "model_attributes_type": "a mapping of fields",
        "dict_type": "a mapping",
        "tuple_type": "a list",
        "list_type": "a list",
    }.get(error)
    if expected:
        hint = "Write each item on a line of its own behind “- ”." if expected == "a list" else ""
        hint = hint or "Write each field on a line of its own, further in, as name: value."
        subject = f"“{_last_key(where)}”" if where else "This"
        return Diagnostic(source.locate(where), Severity.ERROR, "LB105", f"{subject} must be {expected}", hint)
    return Diagnostic(source.locate(where), Severity.ERROR, "LB105", message)


def _last_key(path: Iterable[str | int]) -> str:
    """Return the last name on a way; list indexes have none."""
    return next(step for step in reversed(tuple(path)) if isinstance(step, str))


def _fields_at(model: type[BaseModel], location: Path) -> tuple[str, ...]:
    """Return the names of the fields that may stand at a place of a model."""
    current: type[BaseModel] = model
    for step in location:
        fields = {info.alias or name: info.annotation for name, info in current.model_fields.items()}
        if isinstance(step, str) and step in fields:
            current = _model_in(fields[step]) or current
    return tuple(info.alias or name for name, info in current.model_fields.items())


def _model_in(annotation: object) -> type[BaseModel] | None:
    """Return the model that an annotation holds, if any."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = getattr(annotation, "__value__", None)
    parts: tuple[object, ...] = (*get_args(annotation), *([inner] if inner is not None else []))
    return next((found for found in map(_model_in, parts) if found), None)
