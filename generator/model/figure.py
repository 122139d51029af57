"""A figure."""

import re
from typing import Annotated, Final, TypeAlias

from pydantic import PlainValidator

from generator.model.base import Plain, Record, SourceReference, Text, fault, require_text

PICTURE_TYPES: Final = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WebP", "avif": "AVIF"}
"""Types of pictures by the ending of a file's name.

SVG isn't among them: such a file is a document, and whoever opens it by its own address runs the scripts in it.
"""
_NAME: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?")


def _file(value: object) -> str:
    """Read the name of a picture's file.

    It becomes part of an address, and has to mean the same file on every system: so no folders, no blanks, and no
    letters that one system writes in one character and another in two.
    """
    text = require_text(value)
    if not _NAME.fullmatch(text):
        hint = "Name the picture with letters a to z, digits, hyphens and dots, and lay it beside this file."
        raise fault("LB116", f"“{text}” can't be the name of a picture's file", hint)
    ending = text.rpartition(".")[2].lower()
    if ending not in PICTURE_TYPES:
        hint = "Save it as PNG, JPEG, WebP or AVIF; the name ends in .png, .jpg, .webp or .avif."
        raise fault("LB116", f"“{text}” is no picture that can be shown", hint)
    return text


PictureFile: TypeAlias = Annotated[str, PlainValidator(_file, json_schema_input_type=str)]
"""Name of a picture's file, without a folder."""


class Figure(Record):
    """A picture or drawing."""

    file: PictureFile
    """Name of the picture, which lies beside this file: PNG, JPEG, WebP or AVIF."""
    alt: Text
    """What is to be seen, for those who don't see it."""
    caption: Text | None = None
    """Caption."""
    credit: Text
    """Whose work it is."""
    licence: Plain
    """Licence."""
    source: SourceReference | None = None
    """Where it comes from."""
