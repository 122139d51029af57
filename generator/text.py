"""Plain text made safe wherever it stands, made an id, and compared with what was meant. Pure functions."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from markupsafe import Markup

# What never reaches a page: control characters that aren't white space, lone surrogates, code points that are no
# characters, the byte order mark, and the bidirectional overrides and isolates (U+202A to U+202E, U+2066 to U+2069),
# with which a text can be made to show something else than it says. The marks U+200E, U+200F and U+061C stay: they hide
# nothing.
_NO_CHARACTERS: Final = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_DROPPED: Final = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff" + _NO_CHARACTERS + "]"
)
# Blanks that don't break keep their meaning; every other white space is a blank.
_WHITE_SPACE: Final = re.compile(r"[^\S\u00a0\u202f]+")

# A class comes first, so that the search runs through ordinary letters quickly; then what stands around decides.
_LITERAL: Final = re.compile(
    r"""
    [&<>"\\`*_\[\]{}|~^$\#+=@\u00a0\u202f:!%.)/;?-]
    (?: (?<=[&<>"\\`*_\[\]{}|~^$\#+=@\u00a0\u202f])  # marks of a dialect, or of an extension that engines often load
      | (?<=-) (?: (?<!\w-) | (?!\w) )               # a hyphen, unless it joins two words
      | (?<=:) (?<!\w:)                              # a colon, unless it ends a word: `:---`, `: definition`
      | (?<=\A[!%.)/;?])                             # what opens a block at the start of a line somewhere
    )
    """,
    re.VERBOSE,
)
_NUMBERED: Final = re.compile(r"^(\d+)([.)])")
_NAMED: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\u00a0": "&nbsp;"}

# Letters that Unicode doesn't decompose, and the umlauts in the German way.
_FOLDED: Final = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "æ": "ae",
        "œ": "oe",
        "ø": "oe",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "'": None,
        "\N{RIGHT SINGLE QUOTATION MARK}": None,
        "\N{MODIFIER LETTER APOSTROPHE}": None,
    }
)
_CUTOFF: Final = 0.7


def collapse(text: str) -> str:
    """Return the characters that `escape` shows, with one blank for each run of white space.

    Control characters, lone surrogates, bidirectional overrides and what is no character are dropped. No-break
    spaces (U+00A0, U+202F) stay. A blank at an edge stays too, so that pieces can be joined.

    Args:
        text: Any string.

    Returns:
        The text, without markup and without escapes.
    """
    if text.isprintable() and "  " not in text:  # nearly always, and ten times as fast
        return text
    return _WHITE_SPACE.sub(" ", _DROPPED.sub("", text))


def escape(text: str) -> Markup:
    """Return a text in which every character stands for itself, wherever it is put.

    The result is safe as inline Markdown in Python-Markdown (attr_list, tables, md_in_html, sane_lists) and in
    CommonMark with tables and heading attributes (at the start of a line, in headings, table cells, list items and
    emphasis), as text in HTML, and in double-quoted attributes. Character references are used instead of backslashes,
    which the dialects read differently. What Markdown is left as it is.

    Args:
        text: Any string; one that is `Markup` already is returned as it is.

    Returns:
        One line without a blank at its edges; empty where nothing is left.
    """
    return text if isinstance(text, Markup) else _escaped(text)


@lru_cache(maxsize=2**16)  # names and words of the interface stand on many pages
def _escaped(text: str) -> Markup:
    marked = _LITERAL.sub(_reference, collapse(text).strip(" "))
    # `1986.` at the start would be a list. `.` and `)` alone are among the literals: the number may stand before them.
    return Markup(_NUMBERED.sub(lambda match: f"{match[1]}&#{ord(match[2])};", marked))  # noqa: S704 (escaped above)


def _reference(match: re.Match[str]) -> str:
    """Return the character reference of the character found."""
    return _NAMED.get(match[0]) or f"&#{ord(match[0])};"


def slug(text: str) -> str:
    """Return the form of an id nearest to a text: `Größe & Maß` becomes `groesse-mass`.

    Args:
        text: Any string.

    Returns:
        Small ASCII letters, digits and single hyphens; empty where the text has no Latin letter and no digit.
    """
    folded = unicodedata.normalize("NFC", text).casefold().translate(_FOLDED)
    letters = "".join(char for char in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(char))
    # Words are parted before what isn't ASCII goes, since some dashes and blanks would go too.
    parted = re.sub(r"[\W_]+", "-", letters).encode("ascii", "ignore").decode("ascii")
    return "-".join(re.findall("[a-z0-9]+", parted))


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that was probably meant, for "did you mean".

    Args:
        word: What was written.
        candidates: What could have been meant.

    Returns:
        The most similar candidate regardless of case, or `None` if nothing is similar enough.
    """
    folded: dict[str, str] = {}
    for candidate in candidates:
        folded.setdefault(candidate.casefold(), candidate)
    found = get_close_matches(word.casefold(), folded, n=1, cutoff=_CUTOFF)
    return folded[found[0]] if found else None


def with_article(noun: str) -> str:
    """Return an English noun behind its indefinite article, as far as spelling tells it."""
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"
