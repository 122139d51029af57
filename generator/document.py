r"""YAML text to values with positions: the only module that knows YAML.

Values are plain: a mapping is a `dict`, a list a `list`, and every scalar the text that stands in the file, so that
`NO`, `17:00`, `01067` or `2026-13-14` are never turned into something else. An empty scalar is `None`: missing. Two
quotes with nothing between them are the empty text.

All that is wrong with a file is found in one pass over libyaml's events, in plain words and with its place: it goes on
after every mistake but one of syntax, behind which nothing can be known. Positions of sound values are not kept, they
are found again when a later floor has something to say about one (`Document.locate`).

Lines and columns are those an editor shows: lines end at `\n`, `\r\n` or `\r`, columns count characters from 1.
"""

import errno
import os
import pathlib
import re
import stat
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any, Final, TypeAlias

try:
    from yaml.cyaml import CParser  # type: ignore[attr-defined]  # PyYAML doesn't list it in an __all__
except ImportError as error:  # pragma: no cover
    message = "Lagebild needs PyYAML with libyaml inside, as its wheels have it; the one installed was built without"
    raise ImportError(message) from error
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.reader import ReaderError

from generator.diagnostics import Diagnostic, Location, Related, Severity

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
"""What a YAML file holds: text, nothing, a list or a mapping."""

Path: TypeAlias = tuple[str | int, ...]
"""The way from a document's root to a value: names of fields and positions in lists, counted from 0."""

_Marked: TypeAlias = Any
"""An event or node of PyYAML; its types would have it that marks may be missing, which libyaml's never are."""

_Container: TypeAlias = Any
"""A list or a mapping that is being filled; which one is known where it is used."""

MAX_BYTES: Final = 1 << 20
"""Size in bytes up to which a file is read."""

MAX_DEPTH: Final = 40
"""How many lists and mappings may stand in one another."""

MAX_ALIASED: Final = 10_000
"""How many values all aliases of a file together may repeat."""

MAX_REPEATS: Final = 50
"""How often one code is reported in one file; who mends fifty finds the rest in the next run."""

_BREAK: Final = re.compile(r"\r\n|\r|\n")
_WHITE: Final = re.compile(r"[ \t\r\n]*")
_INDENT_TAB: Final = re.compile(r"(?:^|[\r\n]) *\t")
_PROPERTIES: Final = re.compile(r"(?:[&!]\S*\s+)+")
_NO_COLON: Final = re.compile(r"\s*+(?:#[^\r\n]*+\s*+)*+(?!:)")
_GLUED_FIELD: Final = re.compile(r"[A-Za-z_][\w-]*:(?=[^\s/:])")
_FIELD: Final = re.compile(r"[\w-]+:(?!\S)")
_HARMLESS: Final = re.compile(r"[a-z0-9/-]+|[0-9TZ:+.,~?%/-]+")
# Without the three that libyaml takes for line breaks and no editor does.
_FORBIDDEN_IN_VALUE: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_ODD_BREAKS: Final = "\x85\u2028\u2029"
_MAX_FORBIDDEN: Final = 5
_ESCAPE_LENGTHS: Final = {"x": 4, "u": 6, "U": 10}
_EXAMPLE_LENGTH: Final = 48
_LONG_LINE: Final = 200


class _Composer(CParser):
    """Composes trees of nodes without giving any scalar a type."""

    def resolve(self, _kind: type[Node], _value: str | None, _implicit: object) -> str:
        """Give every node the same tag."""
        return ""

    def descend_resolver(self, _parent: Node | None, _index: object) -> None:
        """Do nothing on the way into a node."""

    def ascend_resolver(self) -> None:
        """Do nothing on the way out of a node."""


class _Lines:
    """Where the lines of a text begin, found when first asked for."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path

    @cached_property
    def starts(self) -> list[int]:
        """Index of the first character of each line."""
        return [0, *(match.end() for match in _BREAK.finditer(self.text))]

    def line(self, index: int) -> int:
        """Return the line of a character, counted from 0."""
        return bisect_right(self.starts, index) - 1

    def column(self, index: int) -> int:
        """Return the column of a character, counted from 0."""
        return index - self.starts[self.line(index)]

    def location(self, index: int) -> Location:
        """Return the place of a character."""
        index = max(0, min(index, len(self.text)))
        return Location(self.path, self.line(index) + 1, self.column(index) + 1)

    def begin(self, index: int) -> int:
        """Return the index of the first character on a character's line that isn't a blank."""
        start = self.starts[self.line(min(index, len(self.text)))]
        while self.text[start : start + 1] == " ":
            start += 1
        return start

    def rest(self, index: int) -> str:
        """Return what stands from a character to the end of its line, without blanks around; of a long line a part."""
        limit = index + _LONG_LINE
        end = _BREAK.search(self.text, index, limit)
        return self.text[index : end.start() if end else limit].strip()


@dataclass(slots=True)
class Document:
    """A YAML file whose text could be read: its value, and the way back from each value to its place."""

    path: str
    """Path with forward slashes, relative to the project's root."""
    text: str
    """The file's text; a character that YAML forbids is replaced by U+FFFD."""
    value: dict[str, Value]
    """The mapping at the top. Values that an alias repeats are the same object; don't change them."""
    _places: "_Places | None" = field(default=None, init=False, repr=False, compare=False)

    def __reduce__(self) -> tuple[type["Document"], tuple[str, str, dict[str, Value]]]:
        """Pickle without the tree of positions, which can be found again."""
        return Document, (self.path, self.text, self.value)

    def locate(self, path: Path, *, key: bool = False, offset: int = 0) -> Location:
        """Find the place of a value or of its key.

        The text is composed again at the first call. A value behind an alias is placed where it is written. A value
        that is missing (`title:`) has the place of its key.

        Args:
            path: The way to the value. If it leads nowhere, its longest part that leads somewhere is taken; the name of
                a language behind a text that is written in one language only leads to that text, and the first item
                of a list where a mapping stands leads to that mapping.
            key: Whether the name of the field is meant and not its value; an item of a list has no name.
            offset: Characters into a text. Its line and column are exact in block, folded, plain and quoted texts;
                an escape in double quotes counts as the one character that it stands for, and is where it begins.

        Returns:
            The place; for a text that of the character at `offset`, behind its quote or block mark.
        """
        if self._places is None:
            self._places = _Places(self.text, self.path)
        return self._places.locate(path, key=key, offset=offset)


@dataclass(frozen=True, slots=True, order=True)
class SourceFile:
    """A YAML file that was found."""

    file: pathlib.Path
    """Where it lies."""
    path: str
    """The same with forward slashes, relative to the project's root: what diagnostics show."""


def find_files(folder: pathlib.Path, root: pathlib.Path) -> tuple[list[SourceFile], list[Diagnostic]]:
    """Find the `.yml` files below a folder.

    Hidden files and folders and files of other kinds are passed over. A link is read if it is a file and leads to a
    place within the folder; folders that are links are reported and not entered, so that no loop can arise.

    Args:
        folder: Where to look, at any depth.
        root: The project's root, to which the paths shown are relative.

    Returns:
        The files, sorted by the parts of their paths, and what is wrong with the others.
    """
    found: list[SourceFile] = []
    problems: list[Diagnostic] = []
    home = folder.resolve()
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            with os.scandir(current) as scan:
                entries = [entry for entry in scan if not entry.name.startswith(".")]
        except OSError as error:
            problems.append(_unreadable(error, _shown(current, root), "folder"))
            continue
        for entry in entries:
            file = current / entry.name
            suffix = file.suffix.lower()
            if entry.is_dir(follow_symlinks=False) and suffix not in {".yml", ".yaml"}:
                waiting.append(file)
            elif suffix in {".yml", ".yaml"} or (entry.is_symlink() and entry.is_dir()):
                problem = _entry_problem(entry, file, home, _shown(file, root))
                if problem is None:
                    found.append(SourceFile(file, _shown(file, root)))
                else:
                    problems.append(problem)
    return sorted(found, key=lambda source: source.file.parts), sorted(problems)


def read_document(file: pathlib.Path, path: str) -> tuple[Document | None, list[Diagnostic]]:
    """Read a YAML file.

    Args:
        file: Where it lies.
        path: The path that diagnostics show.

    Returns:
        As `parse_document`.
    """
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "no ordinary file"
            hint = "Give the folder a name that doesn't end in .yml" if kind == "a folder" else ""
            return None, [_whole_file("LB016", path, f"this is {kind} and can't be read as a file", hint)]
        with file.open("rb") as stream:
            # No more than the bound, even if the file grows meanwhile.
            raw = stream.read(MAX_BYTES + 1) if status.st_size <= MAX_BYTES else b""
    except OSError as error:
        return None, [_unreadable(error, path, "file")]
    size = max(status.st_size, len(raw))
    if size > MAX_BYTES:
        message = f"the file has {size:,} bytes; {MAX_BYTES:,} are allowed"
        return None, [_whole_file("LB011", path, message, "Divide it into several files of the same folder")]
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or (raw[:2].count(0) == 1 and raw[2:4].count(0) == 1):
        message = "the file is written in UTF-16 or UTF-32, not in UTF-8"
        return None, [_whole_file("LB009", path, message, 'Save it with the encoding "UTF-8" in your editor')]
    try:
        return parse_document(raw.decode(), path)
    except UnicodeDecodeError as error:
        return None, [_not_utf8(error, raw, path)]


def read_text(file: pathlib.Path) -> str:
    """Read the text of a file whose value could not be known, to show its lines; empty if there is none to show."""
    try:
        if not file.is_file():
            return ""
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
        return raw.decode() if len(raw) <= MAX_BYTES else ""
    except (OSError, UnicodeDecodeError):
        return ""


def parse_document(text: str, path: str) -> tuple[Document | None, list[Diagnostic]]:
    """Parse a YAML text.

    Never raises, whatever the text.

    Args:
        text: The text; a byte order mark before it is passed over.
        path: The path that diagnostics show.

    Returns:
        The document, or None where its value can't be known or trusted: after a mistake of syntax, for aliases without
        sense or bound, or if it isn't a mapping. The other mistakes leave one: of a key written twice the first is
        kept, a text torn from its braces is left out. And all that is wrong, sorted by place.
    """
    text = text.removeprefix("\ufeff")
    problems: list[Diagnostic] = []
    reading: _Reading | None = None
    if not any(character in text for character in _ODD_BREAKS):
        reading = _Reading(text, path)
        try:
            reading.read()
        except (ReaderError, UnicodeEncodeError):  # characters that libyaml refuses
            reading = None
    if reading is None:
        problems = _forbidden_characters(text, path)
        # One character for one, so that all places stay the same.
        reading = _Reading(_FORBIDDEN.sub("\ufffd", text), path)
        reading.read()
    document = reading.document()
    return document, sorted(problems + reading.problems)


class _Frame:
    """A list or mapping that isn't closed yet."""

    __slots__ = ("braces", "container", "event", "key", "keys", "name")

    def __init__(self, event: _Marked, container: _Container, *, braces: bool = False) -> None:
        self.event = event
        """The event that opened it."""
        self.container = container
        """What it becomes."""
        self.keys: Any = [] if type(container) is dict else None
        """The events of the keys in `container`, in its order; None for a list."""
        self.key: _Marked = None
        """The event of the key whose value comes next; None where a key comes next."""
        self.name: str | None = None
        """The text of that key, or None if its value is to be left out."""
        self.braces = braces
        """Whether it is a mapping in braces."""


class _Reading:
    """One pass over the events of a text: its value, and all that is wrong with it."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.lines = _Lines(text, path)
        self.problems: list[Diagnostic] = []
        self.sound = True
        """Whether the value can be trusted."""
        self.frames: list[_Frame] = []
        """All lists and mappings that are open, and before them one for the documents themselves."""
        self.last: Any = None
        """The event before the one that is being read."""
        self.first: Any = None
        """The event of the value at the top."""
        self.values: list[Value] = []
        """The value at the top of each document in the text."""
        self._counts: dict[str, int] = {}
        self._anchors: dict[str, tuple[Any, Value]] = {}
        self._aliased = 0
        self._cuts = _comment_cuts(text)

    def report(
        self,
        code: str,
        index: int,
        message: str,
        hint: str,
        *related: Related,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Keep a problem, unless there are too many of its kind already."""
        count = self._counts[code] = self._counts.get(code, 0) + 1
        if count == MAX_REPEATS:
            hint += f" ({MAX_REPEATS} like this in the file; further ones aren't shown)"
        if count <= MAX_REPEATS:
            self.problems.append(Diagnostic(self.lines.location(index), severity, code, message, hint, related))

    def document(self) -> Document | None:
        """Return the document if its value can be trusted, after a last look at it as a whole."""
        if not self.sound:
            return None
        value = self.values[0] if self.values else None
        if isinstance(value, dict):
            return Document(self.lines.path, self.text, value)
        if value is None and (self.first is None or type(self.first) is ScalarEvent):
            what = "holds nothing but comments" if "#" in self.text else "is empty"
            self.report("LB010", 0, f"the file {what}", "Delete it, or write its first record, such as facts:")
        else:
            start = self.first.start_mark.index
            glued = _GLUED_FIELD.match(self.text, start) if isinstance(value, str) else None
            if glued:
                self.missing_blank(glued)
            else:
                message = "the file must consist of fields (name: value), but it is a "
                message += "list" if isinstance(value, list) else "single text"
                self.report("LB015", start, message, "Begin with the name of a field, such as facts:")
        return None

    def missing_blank(self, glued: re.Match[str]) -> None:
        """Report a field whose value is glued to its colon."""
        name, value = glued.group(), self.rest(glued.end())
        hint = f"Write {name} {_cropped(value)}, or put the text in quotes if it is one"
        self.report("LB001", glued.end(), f"a blank is missing after the colon of {name[:-1]}", hint)

    def read(self) -> None:
        """Read all events into `values`, and report what they show."""
        try:
            self._read_events(CParser(self.text).get_event)
        except (ReaderError, UnicodeEncodeError):
            raise
        except YAMLError as error:
            _Stumble(self, error).report()
            self.sound = False
        except MemoryError:  # pragma: no cover: libyaml's word for a failed allocation
            self.sound = False
            self.report("LB011", 0, "the file is too large for this computer's memory", "Divide it into several files")

    def _read_events(self, get_event: Callable[[], Any]) -> None:  # noqa: C901, PLR0912, PLR0915
        """Do so; long because a call per event would cost more than the event itself."""
        frames, cuts = self.frames, self._cuts
        frame = _Frame(None, self.values)
        frames.append(frame)
        value: Any
        while True:
            event = get_event()
            kind = type(event)
            if kind is ScalarEvent:
                value, style = event.value, event.style
                if not style:
                    if not value:
                        value = None
                    elif cuts and event.end_mark.index in cuts:
                        self._cut_by_comment(event)
                    elif ":" in value and frame.key is not None:
                        self._check_glued(event, frame.key)
                elif style == '"':
                    if not value.isprintable():
                        self._check_escapes(event)
                elif style != "'" and not value:
                    value = None
                if event.tag is not None:
                    self.refuse_tag(event.start_mark.index)
            elif kind is MappingStartEvent:
                value = {}
            elif kind is SequenceStartEvent:
                value = []
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self.last = event
                frames.pop()
                frame = frames[-1]
                continue
            elif kind is AliasEvent:
                value = self._aliased_value(event)
            else:
                if kind is StreamEndEvent:
                    return
                if kind is DocumentStartEvent:
                    self._begin_document(event)
                continue

            self.last = event
            if kind is not AliasEvent and event.anchor is not None:
                self._set_anchor(event, value)
            keys = frame.keys
            if keys is None:
                frame.container.append(value)
                if self.first is None:
                    self.first = event
            elif frame.key is None:
                frame.key = event
                if kind is ScalarEvent and value and value not in frame.container and value != "<<":
                    frame.name = value
                    frame.container[value] = None
                    keys.append(event)
                else:
                    self._begin_doubtful_entry(frame, value)
            else:
                name = frame.name
                if name is not None:
                    if value is None and frame.braces and self._stands_alone(frame, event):
                        del frame.container[name], keys[-1]
                    else:
                        frame.container[name] = value
                frame.key = None
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                # What stands in an entry that is left out anyway isn't worth a complaint about its braces.
                braces = kind is MappingStartEvent and event.flow_style and (keys is None or frame.name is not None)
                frame = _Frame(event, value, braces=braces)
                frames.append(frame)
                if not self._may_open(event):
                    return

    def _begin_document(self, event: _Marked) -> None:
        """Start a document with its own anchors; only the first is expected."""
        self._anchors.clear()
        if self.values:
            message = "a second document begins here; only the first one in a file is read"
            hint = "Delete this line, or move what follows into a file of its own"
            self.report("LB014", event.start_mark.index, message, hint)

    def _may_open(self, event: _Marked) -> bool:
        """Check tag and depth of a list or mapping."""
        if event.tag is not None:
            self.refuse_tag(event.start_mark.index)
        if len(self.frames) - 1 <= MAX_DEPTH:
            return True
        self._too_deep(event.start_mark.index)
        return False

    def _too_deep(self, index: int) -> None:
        """Report a value in too many others."""
        self.sound = False
        message = f"more than {MAX_DEPTH} lists or mappings stand in one another here"
        self.report("LB006", index, message, "Quote the text if the brackets or dashes belong to it, else nest it less")

    def refuse_tag(self, index: int) -> None:
        """Report a tag, or a text that looks like one."""
        index = self.text.find("!", index)
        rest = self.lines.rest(index)
        message = f'"{_cropped(rest.split()[0])}" is read as a YAML tag, because it begins with an exclamation mark'
        hint = f"Delete the tag, or put the text in quotes: {_quoted(rest)}"
        self.report("LB004", index, message, hint)

    def _cut_by_comment(self, event: _Marked) -> None:
        """Warn of a text that ends at a comment which may have been meant as its end."""
        if _HARMLESS.fullmatch(event.value):
            return
        end = event.end_mark.index
        index = self.text.index("#", end)
        message = f'the text ends before "{_cropped(self.lines.rest(index))}", which is a comment'
        hint = "Put the whole text in quotes if the # belongs to it, else move the comment to a line of its own"
        self.report("LB007", index, message, hint, severity=Severity.WARNING)

    def _check_glued(self, event: _Marked, key: _Marked) -> None:
        """Report a line that is a text only because its colon has no blank behind it."""
        glued = _GLUED_FIELD.match(self.text, event.start_mark.index)
        if glued and self.lines.line(key.end_mark.index) < self.lines.line(glued.start()):
            self.missing_blank(glued)

    def _check_escapes(self, event: _Marked) -> None:
        """Refuse control characters written as escapes: no page or feed could show them."""
        match = _FORBIDDEN_IN_VALUE.search(event.value)
        if match:
            index = next(islice(_quoted_indices(self.text, event), match.start(), None), event.start_mark.index)
            message = f"the escape stands for a control character, {_named(match.group())}"
            self.report("LB012", index, message, "Delete the escape")

    def _aliased_value(self, event: _Marked) -> Value:
        """Return what an alias repeats, within bounds."""
        index = event.start_mark.index
        if event.anchor not in self._anchors:
            self.begins_wrongly(index, "it repeats a value marked elsewhere, and nothing is marked so")
            return None
        anchored, value = self._anchors[event.anchor]
        related = Related(self.lines.location(anchored.start_mark.index), "marked here")
        if any(frame.container is value for frame in self.frames):
            self.sound = False
            message = f"*{event.anchor} stands within the value that it repeats"
            self.report("LB005", index, message, "Write the value out", related)
            return None
        count, height = _measure(value, MAX_ALIASED - self._aliased)
        self._aliased += count
        if self._aliased > MAX_ALIASED:
            self.sound = False
            if self._counts.get("LB005", 0) == 0:
                message = f"the aliases of this file repeat more than {MAX_ALIASED:,} values"
                self.report("LB005", index, message, "Write the values out where they are needed", related)
            return None
        if len(self.frames) - 1 + height > MAX_DEPTH:
            self._too_deep(index)
            return None
        return value

    def begins_wrongly(self, index: int, reason: str) -> None:
        """Report a text that begins with a character that means something to YAML."""
        self.sound = False
        message = f"a text can't begin with {self.text[index]} unless it is quoted ({reason})"
        self.report("LB001", index, message, f"Put the text in quotes: {_quoted(self.rest(index))}")

    def rest(self, index: int) -> str:
        """Return the rest of an entry: to the end of the line, or between brackets to the next comma or bracket."""
        rest = self.lines.rest(index)
        if self.bracket() is None:
            return rest
        return re.split(r"(?!^)[],}]", rest, maxsplit=1)[0].rstrip()

    def bracket(self) -> int | None:
        """Return where the innermost bracket or brace that is still open stands."""
        for frame in reversed(self.frames[1:]):
            start = _content(self.text, frame.event.start_mark.index)
            if self.text[start : start + 1] in {"[", "{"}:
                return start
        return None

    def _set_anchor(self, event: _Marked, value: Value) -> None:
        """Remember a value that aliases may repeat."""
        known = self._anchors.get(event.anchor)
        if known is None:
            self._anchors[event.anchor] = event, value
            return
        # YAML would let the second one win; here it can only be a mistake.
        self.sound = False
        index = event.start_mark.index
        related = Related(self.lines.location(known[0].start_mark.index), "first marked here")
        message = f"&{event.anchor} marks two values of this file"
        hint = "Give one of them another mark; if it is part of a text, put the text in quotes"
        self.report("LB001", index, message, hint, related)

    def _begin_doubtful_entry(self, frame: _Frame, value: Value) -> None:
        """Take a key that isn't a new text; its value will be left out."""
        frame.name = None
        event = frame.key
        index = event.start_mark.index
        if not isinstance(value, str):
            if type(event) is ScalarEvent or (type(event) is AliasEvent and not self.sound):
                if self.sound:
                    self.report("LB001", index, "a field has no name", "Write its name before the colon")
            elif self.text[max(0, index - 1) : index + 1] == "{{":
                hint = f"Put the text in quotes: {_quoted(self.lines.rest(index - 1))}"
                self.report("LB001", index - 1, "a text can't begin with {{ unless it is quoted", hint)
            else:
                hint = "Write a name before the colon; put a text that begins with a bracket in quotes"
                self.report("LB001", index, "a list or mapping stands where the name of a field is expected", hint)
        elif value == "<<":
            hint = "Write out the fields that it would fetch"
            self.report("LB001", index, "<< (merging mappings) isn't supported", hint)
        elif not value:
            self.report("LB001", index, "a field has no name", "Write its name before the colon")
        elif value not in frame.container:  # an alias of a text
            frame.name = value
            frame.container[value] = None
            frame.keys.append(event)
        elif self._counts.get("LB003", 0) < MAX_REPEATS:
            place = list(frame.container).index(value)
            related = Related(self.lines.location(frame.keys[place].start_mark.index), "first written here")
            message = f'"{_cropped(value)}" is written twice in the same place'
            hint = "Rename one of the two, or join them"
            in_list = self.frames[-2].keys is None and self.frames[-2] is not self.frames[0]
            if in_list and place == 0 and not frame.event.flow_style:
                hint = f'Begin it with "- " if it is the next entry of the list, else {hint[0].lower()}{hint[1:]}'
            self.report("LB003", index, message, hint, related)

    def _stands_alone(self, frame: _Frame, event: _Marked) -> bool:
        """Report a text in braces that no colon follows: most often the end of the text before it."""
        key = frame.key
        index, end = key.start_mark.index, key.end_mark.index
        if not _NO_COLON.match(self.text, end, max(event.start_mark.index + 1, end)):
            return False
        word = f'"{_cropped(key.value)}"'
        glued = _GLUED_FIELD.match(self.text, index)
        keys = frame.keys
        if glued and not key.style:
            self.missing_blank(glued)
        elif (
            self._counts.get("LB008", 0) < MAX_REPEATS
            and (name := next(islice(reversed(frame.container), 1, None), None)) is not None
            and isinstance(before := frame.container[name], str)
        ):
            cut = keys[-2].start_mark.index
            hint = f"Put the whole text in quotes, or write it on a line of its own: {_cropped(name)}: "
            hint += _quoted(f"{before}, {key.value}")
            related = Related(self.lines.location(cut), "the text that loses its end")
            self.report("LB008", index, f"{word} is cut off by the comma before it", hint, related)
        else:
            hint = "Write a name and a colon before it; put a text that begins with a brace in quotes"
            self.report("LB008", index, f"{word} stands alone in braces, without a name or without a value", hint)
        return True


class _Stumble:
    """A mistake of syntax: what libyaml says about it, put into words for people who write texts."""

    def __init__(self, reading: _Reading, error: YAMLError) -> None:
        self.reading = reading
        self.lines = reading.lines
        self.text = reading.text
        marked = error if isinstance(error, MarkedYAMLError) else MarkedYAMLError(problem=str(error))
        self.problem = marked.problem or ""
        self.context = marked.context or ""
        self.index = marked.problem_mark.index if marked.problem_mark else 0
        self.origin = marked.context_mark.index if marked.context_mark else self.index
        self.character = self.text[self.index : self.index + 1]

    def report(self) -> None:
        """Report it."""
        if self.character == "\t" and ("tab" in self.problem or "start any token" in self.problem):
            self._tabs()
        elif "tag" in self.context or self.problem == "found undefined tag handle":
            self.reading.refuse_tag(self.origin)
        elif "directive" in self.context or "YAML" in self.problem or "%TAG" in self.problem:
            index = self.lines.begin(self.origin)
            if self.text[index : index + 1] == "%":
                self.reading.begins_wrongly(index, "at the beginning of a line it is an instruction to YAML")
            else:
                self._unknown()
        elif not self._after_value():
            _EXPLANATIONS.get(self.problem, _Stumble._unknown)(self)

    def say(self, index: int, message: str, hint: str, *related: Related, code: str = "LB001") -> None:
        """Hand a finding on."""
        self.reading.report(code, index, message, hint, *related)

    def related(self, index: int, message: str) -> Related:
        """Return a second place."""
        return Related(self.lines.location(index), message)

    def _unknown(self) -> None:
        words = ", ".join(part for part in (self.context, self.problem) if part)
        hint = "Look at the indentation, colons, quotes and brackets here and in the line before"
        self.say(self.index, f"YAML can't read this ({words})", hint)

    def _tabs(self) -> None:
        hint = "Replace it by blanks, two for each level"
        places = [self.index]
        places += (match.end() - 1 for match in _INDENT_TAB.finditer(self.text, self.index + 1))
        for index in places:
            self.say(index, "a tab stands in the indentation, where YAML allows only blanks", hint, code="LB002")

    def _after_value(self) -> bool:
        """Explain what comes of the value read last: something behind its end, or an end that was not meant."""
        last = self.reading.last
        if last is None or self.problem not in {"did not find expected key", "did not find expected '-' indicator"}:
            return False
        start, end = last.start_mark.index, last.end_mark.index
        same_line = self.lines.line(self.index) == self.lines.line(end)
        kind, style = type(last), getattr(last, "style", "")
        if kind is AliasEvent and same_line:
            if self.reading.sound:  # else it is reported already, as it repeats nothing
                self.reading.begins_wrongly(start, "it repeats a value marked elsewhere")
        elif style in {"'", '"'} and self.lines.line(start) != self.lines.line(end) and same_line:
            related = self.related(end - 1, "here a quote closes it, and more follows")
            self.say(start, f"the quote {style} that opens here isn't closed on its line", _close(style), related)
        elif style in {"'", '"'} and same_line:
            hint = "Put the whole text in quotes"
            if style == "'":
                hint += "; an apostrophe in single quotes is written twice ('')"
            else:
                hint += '; in double quotes write a quote as \\"'
            self.say(self.index, "more text follows after the closing quote", hint)
        elif kind in {SequenceEndEvent, MappingEndEvent} and same_line and self.text[end - 1 : end] in {"]", "}"}:
            whole = self.lines.rest(self.lines.begin(end))
            bracket = self.text[end - 1]
            self.say(
                self.index,
                f"more text follows after the closing bracket {bracket}",
                f"Put a text that begins with a bracket in quotes: {_quoted(_after_colon(whole))}",
            )
        elif style in {"|", ">"} and last.value and not _FIELD.match(self.lines.rest(self.index)):
            related = self.related(self.lines.begin(next(_indices(self.text, last), start)), "its first line")
            hint = "Indent all lines of a text at least as far as its first line"
            self.say(self.index, "this line is indented less than the first line of the text above", hint, related)
        elif kind is ScalarEvent and not style and last.value and self.text[end:].lstrip(" \t").startswith("#"):
            related = self.related(self.text.index("#", end), "the comment")
            hint = "Put the whole text in quotes if the # belongs to it, else move the comment to a line of its own"
            self.say(self.index, "the text above ended at a comment, so this line can't continue it", hint, related)
        else:
            return False
        return True

    def _second_colon(self) -> None:
        last = self.reading.last
        begin = self.lines.begin(self.index)
        kind = type(last)
        if kind is ScalarEvent:
            start = last.start_mark.index
            first = _content(self.text, start)
            owner = self.lines.begin(start)
            heads_line = not self.text[owner:first].strip("- ")
            if self.lines.line(start) < self.lines.line(self.index):
                glued = _GLUED_FIELD.match(self.text, first)
                if heads_line and glued:
                    self.reading.missing_blank(glued)
                elif heads_line and first == start and self.lines.column(start) == self.lines.column(begin):
                    hint = f"Write {_cropped(self.lines.rest(start))}: if it is a field, else put the text in quotes"
                    self.say(start, "this line is not a field: it has no colon", hint)
                else:
                    self.say(
                        begin,
                        "this line is indented like the rest of the text above it, but looks like a field",
                        "Begin a field in the same column as the field above it; or put the whole text in quotes",
                        self.related(first, "the text begins here"),
                    )
                return
            if not last.style:
                rest = self.lines.rest(first)
                hint = f"Put the text in quotes: {_quoted(rest)}"
                self.say(self.index, 'a colon followed by a blank stands in a text that isn\'t quoted (": ")', hint)
                return
        hint = "Put the whole text in quotes, or begin the field on a line of its own"
        self.say(self.index, "a colon stands where no field can begin", hint)

    def _no_field(self) -> None:
        glued = _GLUED_FIELD.match(self.text, self.origin)
        if glued:
            self.reading.missing_blank(glued)
            return
        if self.text[self.origin : self.origin + 1] == "-" and self.text[self.origin + 1 : self.origin + 2].isalnum():
            self.say(self.origin + 1, "a blank is missing after the dash", "Write a blank after the dash of each item")
            return
        message = "this line is not a field (it has no colon with a blank after it) and not part of the text above"
        hint = "Indent it further than the field above if it continues its text, else write a name and a colon"
        self.say(self.origin, message, hint)

    def _wrong_start(self) -> None:
        reason = {
            "?": "followed by a blank it marks a key",
            "-": "followed by a blank it is an item of a list",
            "%": "it is reserved by YAML",
            "@": "it is reserved by YAML",
            "`": "it is reserved by YAML",
            ",": "it separates the items of a list",
            "": "",
        }.get(self.character, "it means something else in YAML")
        opened = self.reading.bracket()
        if opened is not None and (not self.character.strip() or self.lines.line(self.index) > self.lines.line(opened)):
            self._not_closed(opened)
        elif self.character == ":":
            self.say(self.index, "a field has no name", "Write its name before the colon, or put the text in quotes")
        elif self.character.strip():
            self.reading.begins_wrongly(self.index, reason)
        else:
            self._unknown()

    def _not_closed(self, opened: int) -> None:
        bracket = self.text[opened]
        closing = {"[": "]", "{": "}"}.get(bracket, "")
        self.say(
            opened,
            f"the bracket {bracket} that opens here isn't closed, or a comma is missing behind it",
            f"Close it with {closing}, or put the text in quotes if the bracket belongs to it",
            self.related(self.index, "here YAML still expects its end"),
        )

    def _between_items(self) -> None:
        if self.lines.line(self.index) > self.lines.line(self.origin) or not self.text[self.index :].strip():
            self._not_closed(_content(self.text, self.origin))
        elif self.character == ":":
            hint = "Put a text with a colon in quotes, or write each field on a line of its own, without brackets"
            self.say(self.index, "a second colon stands in an entry between brackets, or a comma is missing", hint)
        else:
            hint = "Write a comma between the entries, or put the whole text in quotes"
            self.say(self.index, "a comma is missing here between brackets", hint)

    def _dash_after_field(self) -> None:
        if self.text[self.lines.begin(self.index) : self.index].strip("- "):
            hint = f"Put a text in quotes ({_quoted(self.lines.rest(self.index))}), begin a list on a line of its own"
            self.say(self.index, "a list can't begin on the same line as its field", hint)
        else:
            self.say(self.index, "an item of a list stands where no list can be", "Look at the indentation of the dash")

    def _misplaced_line(self) -> None:
        column = self.lines.column(self.origin) + 1
        line = self.lines.line(self.origin) + 1
        if self.character == ":":
            self.say(self.index, "a field has no name", "Write its name before the colon")
        elif self.character == "-" and self.lines.column(self.index) + 1 == column:
            message = "an item of a list stands among fields"
            hint = "Write the field whose list it is, without a text of its own, in the line before the first item"
            self.say(self.index, message, hint)
        elif (moved := self._moved_left()) is not None:
            found, wanted = self.lines.column(moved) + 1, self.lines.column(self.index) + 1
            message = f"this line begins in column {found}, the fields before and after it in column {wanted}"
            hint = f"Begin it in column {wanted} if it stands beside them; else indent all that follows it evenly"
            self.say(moved, message, hint, self.related(self.index, "the next one begins here"))
        else:
            message = f"this line begins in column {self.lines.column(self.index) + 1}, where no field beside it begins"
            hint = f"Begin it in column {column}, like the field in line {line}, or in the column of the field above it"
            self.say(self.index, message, hint, self.related(self.origin, "the fields around it begin here"))

    def _moved_left(self) -> int | None:
        """Return the index of a line further left than those before and after it that begin in one column, if any.

        YAML objects only to the next line in that column: with the one further left what they belong to has ended.
        """
        wanted = self.lines.column(self.index)
        moved = None
        for start in reversed(self.lines.starts[: self.lines.line(self.index)]):
            begin = self.lines.begin(start)
            if begin - start > wanted or self.text[begin : begin + 1] in ("", "\n", "\r", "#"):
                continue
            if begin - start == wanted:
                return moved
            if moved is not None:
                return None
            moved = begin
        return None

    def _not_an_item(self) -> None:
        column = self.lines.column(self.origin) + 1
        message = "this line stands in a list, but doesn't begin with a dash"
        hint = f"Begin a new item with a dash in column {column}, or a field of the item above in column {column + 2}"
        self.say(self.index, message, hint, self.related(self.origin, "the list begins here"))

    def _quote_not_closed(self) -> None:
        quote = self.text[self.origin : self.origin + 1]
        self.say(self.origin, f"the quote {quote} that opens here is never closed", _close(quote))

    def _escape(self) -> None:
        index = self.text.rfind("\\", self.origin, self.index + 1)
        message = f"{self.text[index : index + 2]} isn't a character: in double quotes a backslash begins an escape"
        self.say(index, message, "Use single quotes, or write the backslash twice")

    def _after_block_mark(self) -> None:
        mark = self.text[self.origin : self.origin + 1]
        if self.context != "while scanning a block scalar":
            self._unknown()
            return
        hint = f"Begin the text on the next line, further indented, or put it in quotes if the {mark} belongs to it"
        self.say(self.index, f"a text can't begin on the same line as the block mark {mark}", hint)

    def _mark_alone(self) -> None:
        self.reading.begins_wrongly(self.origin, "it marks or repeats a value")

    def _after_end(self) -> None:
        hint = "Delete the line with the three dots, or put them in quotes if they belong to a text"
        self.say(self.index, "text follows after the end of the document (...)", hint, code="LB014")


_EXPLANATIONS: Final[dict[str, Callable[[_Stumble], None]]] = {
    "mapping values are not allowed in this context": _Stumble._second_colon,  # noqa: SLF001
    "could not find expected ':'": _Stumble._no_field,  # noqa: SLF001
    "found character that cannot start any token": _Stumble._wrong_start,  # noqa: SLF001
    "mapping keys are not allowed in this context": _Stumble._wrong_start,  # noqa: SLF001
    "did not find expected node content": _Stumble._wrong_start,  # noqa: SLF001
    "did not find expected ',' or ']'": _Stumble._between_items,  # noqa: SLF001
    "did not find expected ',' or '}'": _Stumble._between_items,  # noqa: SLF001
    "block sequence entries are not allowed in this context": _Stumble._dash_after_field,  # noqa: SLF001
    "did not find expected key": _Stumble._misplaced_line,  # noqa: SLF001
    "did not find expected '-' indicator": _Stumble._not_an_item,  # noqa: SLF001
    "found unexpected end of stream": _Stumble._quote_not_closed,  # noqa: SLF001
    "found unexpected document indicator": _Stumble._quote_not_closed,  # noqa: SLF001
    "found unknown escape character": _Stumble._escape,  # noqa: SLF001
    "did not find expected hexdecimal number": _Stumble._escape,  # noqa: SLF001
    "found invalid Unicode character escape code": _Stumble._escape,  # noqa: SLF001
    "did not find expected comment or line break": _Stumble._after_block_mark,  # noqa: SLF001
    "did not find expected alphabetic or numeric character": _Stumble._mark_alone,  # noqa: SLF001
    "did not find expected <document start>": _Stumble._after_end,  # noqa: SLF001
}
"""libyaml's words (its spelling included) and who explains them."""


# Words


def _cropped(text: str) -> str:
    """Return a text on one line, shortened for a message."""
    text = " ".join(text.split())
    return text if len(text) <= _EXAMPLE_LENGTH else text[: _EXAMPLE_LENGTH - 1].rstrip() + "…"


def _quoted(text: str) -> str:
    """Return a text in the quotes that suit it, as an example."""
    text = _cropped(text)
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _after_colon(text: str) -> str:
    """Return the value of a line with a field, or the line."""
    return text.partition(": ")[2] or text


def _close(quote: str) -> str:
    """Return the hint for a quote that isn't closed."""
    if quote == '"':
        return 'Close it with " at the end of the text; a quote within the text is written as \\"'
    return "Close it with ' at the end of the text; an apostrophe within the text is written twice ('')"


def _named(character: str) -> str:
    """Return the number of a character that can't be shown."""
    return f"U+{ord(character):04X}"


# Places


class _Places:
    """The places of the values in a text. What was looked up is kept: a file can hold thousands of mistakes."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.lines = _Lines(text, path)
        self.root = _compose(text)
        self._entries: dict[int, dict[str, tuple[Node, Node]]] = {}
        self._scalars: dict[int, list[int]] = {}

    def locate(self, path: Path, *, key: bool, offset: int) -> Location:
        """Find a place as `Document.locate` does."""
        node = self.root
        name: Node | None = None
        for part in path:
            step = self._step(node, part)
            if step is None and part == 0 and isinstance(node, MappingNode):
                continue
            if step is None:
                offset = offset if isinstance(node, ScalarNode) else 0
                break
            name, node = step
        if name is not None and (key or _is_missing(node)):
            node, offset = name, 0
        if isinstance(node, ScalarNode):
            return self.lines.location(self._index(node, offset))
        return self.lines.location(_content_start(self.text, node))

    def _step(self, node: Node, part: str | int) -> tuple[Node | None, Node] | None:
        """Go from a node to one in it: its key, if it has one, and its value; None if there is no such."""
        if isinstance(node, MappingNode) and isinstance(part, str):
            entries = self._entries.get(id(node))
            if entries is None:
                entries = self._entries[id(node)] = {}
                for key, value in node.value:
                    if isinstance(key, ScalarNode):
                        entries.setdefault(key.value, (key, value))
            return entries.get(part)
        if isinstance(node, SequenceNode) and isinstance(part, int) and 0 <= part < len(node.value):
            return None, node.value[part]
        return None

    def _index(self, node: _Marked, offset: int) -> int:
        """Return where a character of a scalar's value stands; the last one's place if there are fewer."""
        start = _content_start(self.text, node)
        offset = max(0, min(offset, len(node.value) - 1))
        if not node.value or not offset:
            return next(_indices(self.text, node), start) if node.value else start
        indices = self._scalars.get(id(node))
        if indices is None:
            indices = self._scalars[id(node)] = list(islice(_indices(self.text, node), len(node.value)))
        return indices[offset] if offset < len(indices) else start


def _compose(text: str) -> Node:
    """Return the tree of nodes of a text's first document."""
    composer = _Composer(text)
    composer.check_node()  # passes over the beginning of the stream
    node = composer.get_node()
    return ScalarNode("", "") if node is None else node


def _is_missing(node: Node) -> bool:
    """Return whether a node is a scalar without anything."""
    return isinstance(node, ScalarNode) and not node.value and node.style not in {"'", '"'}


def _content(text: str, index: int) -> int:
    """Return where a value begins behind its anchor and tag."""
    properties = _PROPERTIES.match(text, index)
    return properties.end() if properties else index


def _content_start(text: str, node: _Marked) -> int:
    """Return where the content of a node begins."""
    start: int = node.start_mark.index
    end: int = node.end_mark.index
    return min(_content(text, start), max(start, end))


def _indices(text: str, node: _Marked) -> Iterator[int]:
    """Return where each character of a scalar's value stands in the text."""
    if node.style in {"|", ">"}:
        return _block_indices(text, _content_start(text, node), node.value, folded=node.style == ">")
    return _quoted_indices(text, node)


def _quoted_indices(text: str, scalar: _Marked) -> Iterator[int]:
    """Return where each character of a plain or quoted scalar's value stands; the line folding of YAML undone."""
    style = scalar.style
    index = _content_start(text, scalar)
    if style:
        index += 1
    while index < len(text):
        if style == '"' and text[index] == "\\":
            if text[index + 1 : index + 2] not in {"\r", "\n"}:
                yield index
                index += _ESCAPE_LENGTHS.get(text[index + 1 : index + 2], 2)
                continue
            # The break itself counts for nothing; every further one does.
            escaped = _BREAK.match(text, index + 1)
            index = escaped.end() if escaped else index + 2
            end = _end_of_white(text, index)
            yield from (match.start() for match in _BREAK.finditer(text, index, end))
            index = end
        elif style == "'" and text.startswith("''", index):
            yield index
            index += 2
        elif text[index] in " \t\r\n":
            end = _end_of_white(text, index)
            breaks = [match.start() for match in _BREAK.finditer(text, index, end)]
            # One break is folded into a blank; of more, all but the first remain.
            yield from (breaks[1:] or breaks) if breaks else range(index, end)
            index = end
        else:
            yield index
            index += 1


def _end_of_white(text: str, index: int) -> int:
    """Return where blanks, tabs and breaks end."""
    white = _WHITE.match(text, index)
    return white.end() if white else index


def _block_indices(text: str, mark: int, value: str, *, folded: bool) -> Iterator[int]:
    """Return where each character of a block scalar's value stands, given the place of its mark."""
    breaks = [match.span() for match in _BREAK.finditer(text, mark)]
    lines = [(end, start) for (_, end), (start, _) in zip(breaks, [*breaks[1:], (len(text), 0)], strict=True)]
    # The first line with content tells the indentation, even if a digit at the mark has set it.
    body = value.lstrip("\n")
    start, end = lines[min(len(value) - len(body), len(lines) - 1)]
    indent = _blanks(text[start:end]) - _blanks(body) if body else end - start
    pending: list[int] = []
    was_further = False
    begun = False
    for start, end in lines:
        if not text[start:end].strip(" ") and end - start <= indent:
            pending.append(end)
            continue
        further = text[start + indent] in " \t"
        if begun and folded and not was_further and not further:
            # One break is folded into a blank; of more, all but the first remain.
            pending = pending[1:] or pending
        yield from pending
        yield from range(start + indent, end)
        pending = [end]
        was_further = further
        begun = True
    yield from pending


def _blanks(text: str) -> int:
    """Return how many blanks a text begins with."""
    return len(text) - len(text.lstrip(" "))


# Characters and comments


def _comment_cuts(text: str) -> frozenset[int]:
    """Return where texts end that a comment may have cut: before the blanks in front of each #."""
    cuts = set()
    for mark in (" #", "\t#"):
        index = text.find(mark)
        while index >= 0:
            end = index
            while end and text[end - 1] in " \t":
                end -= 1
            cuts.add(end)
            index = text.find(mark, index + 1)
    return frozenset(cuts)


def _measure(value: Value, bound: int) -> tuple[int, int]:
    """Return how many values a value consists of, counted up to just beyond a bound, and how deep it is."""
    count, height = 1, 0
    level: list[Value] = [value]
    while level and count <= bound:
        below: list[Value] = []
        for item in level:
            if isinstance(item, list):
                below += item
            elif isinstance(item, dict):
                below += item.values()
            if len(below) > bound:
                break
        height += any(isinstance(item, list | dict) for item in level)
        count += len(below)
        level = below
    return count, height


def _forbidden_characters(text: str, path: str) -> list[Diagnostic]:
    """Report the first few characters that YAML forbids or takes for line breaks."""
    lines = _Lines(text, path)
    problems = []
    for match in islice(_FORBIDDEN.finditer(text), _MAX_FORBIDDEN):
        character = match.group()
        if character in _ODD_BREAKS:
            message = f"an invisible line break ({_named(character)}) stands here, which no editor shows as one"
            hint = "Delete it, and write a blank or begin a new line"
        else:
            message = f"an invisible control character ({_named(character)}) stands here, which YAML doesn't allow"
            hint = "Delete it; it often comes along when text is copied from another programme"
        problems.append(Diagnostic(lines.location(match.start()), Severity.ERROR, "LB012", message, hint))
    return problems


# Files


def _whole_file(code: str, path: str, message: str, hint: str = "") -> Diagnostic:
    """Return an error about a file as such."""
    return Diagnostic(Location(path), Severity.ERROR, code, message, hint)


def _not_utf8(error: UnicodeDecodeError, raw: bytes, path: str) -> Diagnostic:
    """Report the first byte that isn't UTF-8."""
    before = raw[: error.start].decode(errors="replace").removeprefix("\ufeff")
    location = _Lines(before, path).location(len(before))
    byte = raw[error.start]
    guess = bytes([byte]).decode("cp1252", errors="ignore")
    message = f"the file is not UTF-8: the byte {byte:02X} here is no character"
    if guess.isprintable() and guess:
        message += f" (in an old Windows file it would be {guess})"
    hint = 'Open the file with its old encoding, often "Windows-1252", and save it as "UTF-8"'
    return Diagnostic(location, Severity.ERROR, "LB009", message, hint)


def _unreadable(error: OSError, path: str, kind: str) -> Diagnostic:
    """Report a file or folder that the system doesn't hand out."""
    message, hint = {
        errno.ENOENT: (f"there is no such {kind}", "It was moved or deleted meanwhile, or never made"),
        errno.EACCES: (f"reading the {kind} isn't permitted", f"Give yourself the right to read the {kind}"),
        errno.EPERM: (f"reading the {kind} isn't permitted", f"Give yourself the right to read the {kind}"),
        errno.ENOTDIR: (f"this is not a {kind}", "Look at the path; a file stands where a folder is expected"),
        errno.ELOOP: ("the symbolic link leads in a circle", "Replace the link by the file itself"),
    }.get(error.errno or 0, (f"the {kind} can't be read: {error.strerror or error}", ""))
    return _whole_file("LB016", path, message, hint)


def _link_problem(file: pathlib.Path, home: pathlib.Path, path: str) -> Diagnostic | None:
    """Return what is wrong with a symbolic link."""
    try:
        target = file.resolve()
    except (OSError, RuntimeError):  # a circle: RuntimeError up to Python 3.12
        return _unreadable(OSError(errno.ELOOP, ""), path, "file")
    if not target.is_relative_to(home):
        message = "this symbolic link leads out of the folder and isn't followed"
        return _whole_file("LB013", path, message, "Replace the link by the file itself")
    if target.is_dir():
        message = "this folder is a symbolic link and isn't entered"
        return _whole_file("LB016", path, message, "Replace the link by a folder")
    if not target.exists():
        message = "this symbolic link leads nowhere"
        return _whole_file("LB016", path, message, "Delete the link, or put the file back that it leads to")
    return None


def _entry_problem(entry: os.DirEntry[str], file: pathlib.Path, home: pathlib.Path, path: str) -> Diagnostic | None:
    """Return what is wrong with an entry of a folder that looks like a YAML file or is a link to a folder."""
    problem = _link_problem(file, home, path) if entry.is_symlink() else None
    if problem is not None:
        return problem
    if entry.is_dir():
        message = "this is a folder, but has the name of a file"
        return _whole_file("LB016", path, message, f"Rename it to {file.stem}, or to whatever its files are about")
    if file.suffix != ".yml":
        message = f"only files that end in .yml are read, not {file.suffix}"
        return _whole_file("LB016", path, message, f"Rename it to {file.stem}.yml")
    return None


def _shown(file: pathlib.Path, root: pathlib.Path) -> str:
    """Return the path that diagnostics show."""
    try:
        shown = file.relative_to(root)
    except ValueError:
        shown = file
    # A name that isn't UTF-8 could not be printed.
    return os.fsencode(shown.as_posix()).decode(errors="replace")
