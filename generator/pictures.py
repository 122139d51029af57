"""The pictures of figures: where they lie, what they are, and how large they are shown.

A picture is known by what its file holds, not only by its name. Its width and height are read from its head, so that a
browser can keep the space free before the picture is there; the formats are those of the PNG specification, ITU-T T.81
(JPEG) with the orientation of EXIF 2.3, RFC 9649 (WebP), and ISO/IEC 14496-12 and 23008-12 (AVIF).
"""

import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias, cast

from generator.diagnostics import Diagnostic, Severity
from generator.load import Entry
from generator.model.figure import PICTURE_TYPES, Figure

MAX_BYTES: Final = 5 << 20
"""Size in bytes up to which a picture is published: what is larger is slow for every reader."""

Size: TypeAlias = tuple[int, int]
"""Width and height in pixels, as the picture is shown."""

_EXIF_ORIENTATION: Final = 0x0112
_TURNED: Final = frozenset((5, 6, 7, 8))
"""The values of EXIF's orientation with which width and height change places."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of a figure."""

    file: Path
    """Where it lies."""
    width: int
    """Width in pixels."""
    height: int
    """Height in pixels."""


def read_pictures(
    root: Path, figures: Iterable[Entry]
) -> tuple[Mapping[tuple[str, str], Picture], tuple[Diagnostic, ...]]:
    """Look at the picture of every figure.

    Args:
        root: The project's folder.
        figures: The figures.

    Returns:
        The pictures by the keys of their figures, and what is wrong with the others.
    """
    pictures: dict[tuple[str, str], Picture] = {}
    problems: list[Diagnostic] = []
    for figure in figures:
        name = cast("Figure", figure.record).file
        shown = f"{figure.document.path.rpartition('/')[0]}/{name}"
        try:
            pictures[figure.key] = _read((root / figure.document.path).parent / name, shown)
        except _PictureError as error:
            place = figure.locate(("file",))
            problems.append(Diagnostic(place, Severity.ERROR, "LB116", error.message, error.hint))
    return pictures, tuple(problems)


class _PictureError(Exception):
    """Why a picture can't be shown."""

    def __init__(self, message: str, hint: str) -> None:
        """Keep both sentences.

        Args:
            message: What is wrong.
            hint: How to mend it.
        """
        super().__init__(message)
        self.message = message
        self.hint = hint


def _read(file: Path, shown: str) -> Picture:
    """Return the picture in a file.

    Raises:
        _PictureError: If there is none that can be shown.
    """
    if not file.is_file():
        raise _PictureError(f"There is no picture {shown}", "Lay the picture there, or correct its name.")
    if not file.resolve().is_relative_to(file.parent.resolve()):
        raise _PictureError(f"{shown} is a link out of the folder", "Copy the picture itself into the folder.")
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise _PictureError(f"{shown} can't be read: {error.strerror}", "Give yourself the right to read it.") from None
    if len(content) > MAX_BYTES:
        hint = "Make it smaller: 1,600 pixels are wide enough for every page."
        raise _PictureError(f"{shown} is larger than {MAX_BYTES:,} bytes", hint)
    kind, size = measure(content)
    if size is None:
        hint = "Open it in a picture editor and save it as PNG, JPEG, WebP or AVIF."
        raise _PictureError(f"{shown} is damaged, or no picture that can be shown", hint)
    if kind != PICTURE_TYPES[file.suffix.removeprefix(".").lower()]:
        hint = "Let its name end as it is: .png, .jpg, .webp or .avif."
        raise _PictureError(f"The name of {shown} is wrong: it holds {kind}", hint)
    return Picture(file, *size)


def measure(content: bytes) -> tuple[str, Size | None]:
    """Return type and size of a picture.

    Args:
        content: What its file holds.

    Returns:
        The type, one of the values of `PICTURE_TYPES`, or an empty text; and the size, or None if it can't be read.
    """
    for kind, (start, begin, read) in _FORMATS.items():
        if content[start : start + len(begin)] == begin:
            try:
                width, height = read(content)
            except (struct.error, LookupError, ValueError):
                return kind, None
            return kind, (width, height) if width and height else None
    return "", None


def _png(content: bytes) -> Size:
    width, height = struct.unpack_from(">II", content, 16)
    if content[12:16] != b"IHDR":
        raise ValueError("no head")
    return width, height


def _webp(content: bytes) -> Size:
    if content[8:12] != b"WEBP":
        raise ValueError("not WebP")
    chunk = content[12:16]
    if chunk == b"VP8X":
        return _three(content, 24) + 1, _three(content, 27) + 1
    if chunk == b"VP8L":
        (bits,) = struct.unpack_from("<I", content, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk == b"VP8 " and content[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", content, 26)
        return width & 0x3FFF, height & 0x3FFF
    raise ValueError("no head")


def _three(content: bytes, start: int) -> int:
    """Return a number of three bytes."""
    return int.from_bytes(content[start : start + 3], "little")


def _jpeg(content: bytes) -> Size:
    turned = False
    for marker, start, length in _segments(content):
        if marker == 0xE1 and content[start : start + 6] == b"Exif\0\0":  # noqa: PLR2004  # APP1
            turned = _is_turned(content[start + 6 : start + length])
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):  # noqa: PLR2004  # start of frame
            height, width = struct.unpack_from(">HH", content, start + 1)
            return (height, width) if turned else (width, height)
    raise ValueError("no frame")


def _segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield marker, start and length of what each segment of a JPEG holds, up to the picture itself."""
    place = 2
    while content[place] == 0xFF:  # noqa: PLR2004  # what every marker begins with
        while content[place] == 0xFF:  # noqa: PLR2004  # perhaps several times
            place += 1
        marker = content[place]
        if marker == 0xDA:  # noqa: PLR2004  # start of scan
            return
        (length,) = struct.unpack_from(">H", content, place + 1)
        yield marker, place + 3, length - 2
        place += 1 + length


def _is_turned(exif: bytes) -> bool:
    """Tell whether EXIF says that the picture lies on its side; what can't be read says nothing."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4], "")
    try:
        (start,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, start)
        fields = (struct.unpack_from(f"{order}HHIH", exif, start + 2 + 12 * index) for index in range(count))
        return any(tag == _EXIF_ORIENTATION and value in _TURNED for tag, _, _, value in fields)
    except struct.error:
        return False


def _avif(content: bytes) -> Size:
    if content[8:12] not in (b"avif", b"avis"):
        raise ValueError("not AVIF")
    properties = content
    for name in (b"meta", b"iprp", b"ipco"):
        found = dict(_boxes(properties))[name]
        properties = found[4:] if name == b"meta" else found  # version and flags stand before the boxes of `meta`
    boxes = list(_boxes(properties))
    # Tiles and thumbnails have sizes too; the picture itself is the largest.
    width, height = max((struct.unpack_from(">II", body, 4) for kind, body in boxes if kind == b"ispe"), key=min)
    turned = any(kind == b"irot" and body[0] % 2 for kind, body in boxes)
    return (height, width) if turned else (width, height)


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the boxes of an ISO file: what they are called and what they hold."""
    place = 0
    while place + 8 <= len(content):
        size, name = struct.unpack_from(">I4s", content, place)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", content, place + 8)
            head = 16
        end = place + size if size else len(content)
        if end < place + head:
            raise ValueError("a box that ends before it begins")
        yield name, content[place + head : end]
        place = end


_FORMATS: Final = {
    "PNG": (0, b"\x89PNG\r\n\x1a\n", _png),
    "JPEG": (0, b"\xff\xd8\xff", _jpeg),
    "WebP": (0, b"RIFF", _webp),
    "AVIF": (4, b"ftyp", _avif),
}
"""What files of each type begin with, from which byte on, and what reads their size."""
