"""Diagnostics as text for terminals, as JSON and as annotations of GitHub Actions: strings only, nothing is printed."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from generator.diagnostics import CODES, Diagnostic, Location, Severity

JSON_VERSION: Final = 1
"""Version of the shape that `as_json` gives; it grows when a key is renamed, removed or given another meaning."""

_WIDTH: Final = 100
_NEAR: Final = 1000
_TAB: Final = 4
_BREAK: Final = re.compile(r"\r\n|\r|\n")
_COLOURS: Final = {Severity.ERROR: "1;31", Severity.WARNING: "1;33"}
_PLACE: Final = "1"
_HINT: Final = "36"
_FRAME: Final = "2"
# Marks that reorder text: what is shown would not be what is written.
_REORDERING: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSHOWN: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_ZERO_WIDTH: Final = frozenset({"Mn", "Me", "Cf"})


def as_text(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str], *, colour: bool) -> str:
    """Write diagnostics for people: each with its line, a mark below the place, the hint and the related places.

    Nothing from the content reaches the terminal raw: control characters, escape sequences and marks that reorder text
    are shown as U+FFFD.

    Args:
        diagnostics: What is to be reported, in any order.
        sources: The text of each file under the path that its diagnostics give; without it there is no excerpt.
        colour: Whether to colour the text with ANSI escape sequences.

    Returns:
        A block for each diagnostic, sorted by place, and a line with the counts.
    """
    found = sorted(diagnostics)
    writing = _Writing(sources, colour=colour)
    return "\n".join([*(writing.block(diagnostic) for diagnostic in found), _summary(found) + "\n"])


def as_json(diagnostics: Iterable[Diagnostic], files: int) -> str:
    """Write diagnostics for programs, as one JSON object in ASCII.

    Its keys: `version` (`JSON_VERSION`), `counts` with `errors`, `warnings` and `files` (how many were looked at, with
    mistakes or without), and `diagnostics`, sorted by place: each with `path`, `line`, `column`, `severity` (`error` or
    `warning`), `code`, `title` (of the code), `message`, `hint` (may be empty) and `related`, a list of `path`, `line`,
    `column` and `message`.

    Args:
        diagnostics: What is to be reported, in any order.
        files: How many files were looked at.

    Returns:
        The JSON text, indented, with a line break at its end.
    """
    found = sorted(diagnostics)
    errors, warnings, _ = _counts(found)
    shape = {
        "version": JSON_VERSION,
        "counts": {"errors": errors, "warnings": warnings, "files": files},
        "diagnostics": [
            {
                **_place(diagnostic.location),
                "severity": str(diagnostic.severity),
                "code": diagnostic.code,
                "title": CODES.get(diagnostic.code, ""),
                "message": diagnostic.message,
                "hint": diagnostic.hint,
                "related": [{**_place(related.location), "message": related.message} for related in diagnostic.related],
            }
            for diagnostic in found
        ],
    }
    return json.dumps(shape, indent=2) + "\n"


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Write diagnostics as workflow commands, which GitHub Actions shows at the lines they speak of.

    The paths lead to the right files if the project's root is the repository's. GitHub shows ten errors and ten
    warnings of a step; the log holds all of them.

    Args:
        diagnostics: What is to be reported, in any order.

    Returns:
        A line for each diagnostic, sorted by place.
    """
    return "".join(_command(diagnostic) for diagnostic in sorted(diagnostics))


def line_of(location: Location, sources: Mapping[str, str]) -> tuple[str, str, str] | None:
    """Return the line that a place stands in: what is before the place, the word there, and what follows.

    Args:
        location: The place.
        sources: The text of each file under its path.

    Returns:
        The three parts, with an ellipsis where much is left out; None if there is no such line, or nothing in it.
    """
    line = _Writing(sources, colour=False).line(location)
    if line is None or not line.strip():
        return None
    place = max(0, min(location.column - 1, len(line)))
    word = re.match(r"\S*", line[place : place + _WIDTH])
    end = place + (len(word[0]) if word else 0)
    before, after = line[max(0, place - _WIDTH) : place], line[end : end + _WIDTH]
    before = f"…{before}" if place > _WIDTH else before.lstrip()
    after = f"{after}…" if len(line) > end + _WIDTH else after.rstrip()
    return _shown(before), _shown(line[place:end]), _shown(after)


class _Writing:
    """What all blocks of one text share: the lines of the files, split once, and the colours."""

    def __init__(self, sources: Mapping[str, str], *, colour: bool) -> None:
        self._sources = sources
        self._colour = colour
        self._lines: dict[str, list[str]] = {}

    def block(self, diagnostic: Diagnostic) -> str:
        """Return all lines about one diagnostic."""
        colour = _COLOURS[diagnostic.severity]
        place = self._paint(_shown(str(diagnostic.location)), _PLACE)
        weight = self._paint(f"{diagnostic.severity} {_shown(diagnostic.code)}", colour)
        lines = [f"{place}: {weight}: {_shown(diagnostic.message)}", *self._excerpt(diagnostic.location, colour)]
        if diagnostic.hint:
            lines.append(f"  {self._paint('hint:', _HINT)} {_shown(diagnostic.hint)}")
        for related in diagnostic.related:
            lines.append(f"  {self._paint(_shown(str(related.location)), _PLACE)}: {_shown(related.message)}")
            lines += self._excerpt(related.location, _HINT)
        return "".join(line + "\n" for line in lines)

    def _excerpt(self, location: Location, colour: str) -> list[str]:
        """Return the line of a place and a second one with a mark below it, or nothing if there is no such line."""
        line = self.line(location)
        if line is None or not line.strip():
            return []
        text, column = _crop(line, max(0, min(location.column - 1, len(line))))
        number = str(location.line)
        before = self._paint(f"{number:>5} |", _FRAME)
        below = self._paint(f"{'':>{max(5, len(number))}} |", _FRAME)
        return [f"{before} {text}".rstrip(), f"{below} {' ' * column}{self._paint('^', colour)}"]

    def line(self, location: Location) -> str | None:
        """Return a line of a file, if its text is known."""
        source = self._sources.get(location.path)
        if source is None:
            return None
        lines = self._lines.get(location.path)
        if lines is None:
            lines = self._lines[location.path] = _BREAK.split(source.removeprefix("\ufeff"))
        return lines[location.line - 1] if 1 <= location.line <= len(lines) else None

    def _paint(self, text: str, colour: str) -> str:
        """Colour a text, if colours are wanted."""
        return f"\x1b[{colour}m{text}\x1b[0m" if self._colour else text


def _crop(line: str, index: int) -> tuple[str, int]:
    """Return the part of a line around a character, as shown, and how many columns of a terminal stand before it."""
    # A line of a megabyte isn't measured as a whole.
    skipped = max(0, index - _NEAR)
    cells = _cells(line[skipped : index + _NEAR])
    index -= skipped
    start, room = index, _WIDTH // 3
    while start and room >= cells[start - 1][1]:
        start -= 1
        room -= cells[start][1]
    if not skipped and sum(width for _, width in cells) <= _WIDTH:
        start = 0
    end, room = start, _WIDTH
    while end < len(cells) and room >= cells[end][1]:
        room -= cells[end][1]
        end += 1
    before = "…" if start or skipped else ""
    after = "…" if end < len(cells) else ""
    shown = before + "".join(text for text, _ in cells[start:end]) + after
    return shown, len(before) + sum(width for _, width in cells[start:index])


def _cells(line: str) -> list[tuple[str, int]]:
    """Return for each character what is shown for it and how many columns of a terminal that takes."""
    cells = []
    column = 0
    for character in line:
        if character == "\t":
            width = _TAB - column % _TAB
            text = " " * width
        else:
            text = _safe(character)
            width = _width(text)
        column += width
        cells.append((text, width))
    return cells


def _width(character: str) -> int:
    """Return how many columns a terminal gives a character, as near as Unicode's properties tell it."""
    if unicodedata.category(character) in _ZERO_WIDTH and character != "\xad":
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _safe(character: str) -> str:
    """Return a character that a terminal can only show, in place of one that would do something."""
    unshown = unicodedata.category(character) in _UNSHOWN or character in _REORDERING
    return "\ufffd" if unshown else character


def _shown(text: str) -> str:
    """Return a text on one line, without characters that would do something to a terminal."""
    if text.isprintable():
        return text
    return "".join(map(_safe, re.sub(r"[ \t\r\n]+", " ", text)))


def _counts(diagnostics: list[Diagnostic]) -> tuple[int, int, int]:
    """Count errors, warnings and the files they are in."""
    errors = sum(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
    files = len({diagnostic.location.path for diagnostic in diagnostics})
    return errors, len(diagnostics) - errors, files


def _summary(diagnostics: list[Diagnostic]) -> str:
    """Return the line with the counts."""
    if not diagnostics:
        return "no errors, no warnings"
    errors, warnings, files = _counts(diagnostics)
    parts = [(errors, "error"), (warnings, "warning")]
    weights = ", ".join(_number(count, noun) for count, noun in parts if count)
    return f"{weights} in {_number(files, 'file')}"


def _number(count: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _place(location: Location) -> dict[str, str | int]:
    """Return a place as JSON has it."""
    return {"path": location.path, "line": location.line, "column": location.column}


def _command(diagnostic: Diagnostic) -> str:
    """Return one workflow command."""
    location = diagnostic.location
    properties = {
        "file": location.path,
        "line": str(location.line),
        "col": str(location.column),
        "title": f"{diagnostic.code} {CODES.get(diagnostic.code, '')}".rstrip(),
    }
    written = ",".join(f"{name}={_escaped_property(value)}" for name, value in properties.items())
    message = [diagnostic.message]
    if diagnostic.hint:
        message.append(f"Hint: {diagnostic.hint}")
    message += (f"{related.location}: {related.message}" for related in diagnostic.related)
    return f"::{diagnostic.severity} {written}::{_escaped_data(message)}\n"


def _escaped_data(lines: list[str]) -> str:
    """Escape lines as the data of a workflow command."""
    return "%0A".join(_shown(line).replace("%", "%25") for line in lines)


def _escaped_property(text: str) -> str:
    """Escape a text as a property of a workflow command."""
    # A path keeps its line breaks, odd as they are, or it would name another file.
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    escaped = escaped.replace(":", "%3A").replace(",", "%2C")
    return "".join(map(_safe, escaped))
