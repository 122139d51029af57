r"""The forms of a citation: text after ISO 690, BibLaTeX, and the JSON of the Citation Style Language.

Names are never taken apart into given name and surname: nobody can tell from `Xi Jinping` or `Ursula von der Leyen`
which part is which, and press offices have neither. So all forms carry a name as it is written.

Everything in it is content, and escaped for where it goes: in BibLaTeX no character is left that TeX or a reader of
bibliographies gives a meaning of its own. Braces become `\textbraceleft{}`, because such readers count them even behind
a backslash.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

from generator.citation.works import Work, sentence
from generator.locale import Catalogue
from generator.model.base import ANY_LANGUAGE, UNKNOWN
from generator.model.date import Date, Precision
from generator.text import collapse

_TEX: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    # Babel's German makes umlauts of a quotation mark and a letter.
    '"': r"\textquotedbl{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "`": r"\textasciigrave{}",
    # It stands between the stations of a quote, and isn't in the alphabets that TeX knows by itself.
    "→": r"\textrightarrow{}",
    "\N{NO-BREAK SPACE}": "~",
    "\N{NARROW NO-BREAK SPACE}": r"\,",
}
"""What stands in TeX for each character with a meaning of its own, and for blanks that don't break."""
# A hyphen, an apostrophe or a comma becomes something else with another one behind it.
_TEX_SPECIAL: Final = re.compile(rf"[{re.escape(''.join(_TEX))}]|([-',])(?=\1)")
_POINTS: Final = (Precision.YEAR, Precision.MONTH, Precision.DAY, Precision.MINUTE)
_URL_UNSAFE: Final = re.compile(r'[{}\\"<>^`|\s]|[^\x21-\x7e]')


def as_text(work: Work, words: Catalogue) -> str:
    """Return a citation as text after ISO 690 (DIN ISO 690), without our own address, which comes last.

    The date of access is the reader's, and left to the reader.

    Args:
        work: What is cited.
        words: The words of its language.
    """
    authors = words.list_of(work.authors)
    parts = [
        f"{authors} ({work.role})" if work.role else authors,
        work.title if work.host else f"{work.title} [online]",
        *work.details,
    ]
    if work.said is not None:
        parts.append(words.date(work.said))
    if work.host:
        within = ": ".join(each for each in (words.list_of(work.host_authors), work.host) if each)
        parts.append(words.text("cite.in", host=f"{within} [online]" if work.url or not work.found else within))
    issued = words.date(work.issued) if work.issued is not None else ""
    dated = f"{work.issued_as} {issued}".strip() if issued else ""
    parts += [", ".join(each for each in (work.publisher, dated) if each), work.licence]
    parts += [work.url] if work.found else []
    parts += [*work.more, work.found]
    return collapse(" ".join(sentence(part) for part in parts if part))


def bibtex(works: Iterable[Work], words: Catalogue) -> str:
    """Return works as a file of BibLaTeX (version 3), an entry each."""
    return "\n".join(as_bibtex(work, words) + "\n" for work in works)


def as_bibtex(work: Work, words: Catalogue) -> str:
    """Return a work as an entry of BibLaTeX."""
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(work, words) if value)
    return f"@online{{{work.key},\n{fields}}}"


def _fields(work: Work, words: Catalogue) -> Iterator[tuple[str, str]]:
    within = ": ".join(each for each in (words.list_of(work.host_authors), work.host) if each)
    notes = [work.role, *work.details, words.date(work.said) if work.said is not None else "", *work.more]
    yield "author", " and ".join(f"{{{tex(name)}}}" for name in work.authors)
    yield "title", tex(work.title)
    yield "titleaddon", tex(words.text("cite.in", host=within)) if within else ""
    yield "organization", tex(work.publisher)
    yield from _tex_date(work.issued, words)
    yield "url", url(work.url)
    yield "note", tex(" ".join(sentence(each) for each in (*notes, work.licence) if each))
    yield "addendum", tex(_found(work, words))


def _found(work: Work, words: Catalogue) -> str:
    """Return where a work was found, with the address, if it isn't ours."""
    if not work.found or not work.address:
        return work.found
    return f"{work.found} {words.text('script.available', address=work.address)}"


def _tex_date(date: Date | None, words: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield a date as BibLaTeX knows it (EDTF level 1), else in words where it takes a year in words."""
    if date is None or date.precision is Precision.UNKNOWN:
        return
    points = _points(date)
    if points:
        yield "date", "/".join(f"{each.iso[:10].rstrip('?~%')}{each.qualifier}" for each in points)
    else:
        yield "year", tex(words.date(date))


def tex(text: str) -> str:
    """Return a text in which TeX and readers of bibliographies take every character for itself."""
    return _TEX_SPECIAL.sub(lambda found: _TEX.get(found[0], f"{found[0]}{{}}"), collapse(text).strip())


def url(address: str) -> str:
    """Return an address without characters that could end a field; BibLaTeX takes all others as they are."""
    return _URL_UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address)


def csl(works: Iterable[Work], words: Catalogue) -> str:
    """Return works as a file of CSL-JSON (Citation Style Language 1.0.2), an item each."""
    return _json([csl_item(work, words) for work in works])


def as_csl(work: Work, words: Catalogue) -> str:
    """Return a work as CSL-JSON: a list with one item."""
    return csl([work], words)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def csl_item(work: Work, words: Catalogue) -> dict[str, object]:
    """Return a work as an item of CSL-JSON."""
    said = words.date(work.said) if work.said is not None and _csl_date(work.said, words) is None else ""
    notes = [work.role, *work.details, said, *work.more, work.licence, _found(work, words)]
    found: dict[str, object] = {
        "id": work.key,
        "type": work.type,
        "author": [{"literal": collapse(name)} for name in work.authors],
        "title": collapse(work.title),
        "container-title": collapse(work.host),
        "container-author": [{"literal": collapse(name)} for name in work.host_authors],
        "publisher": collapse(work.publisher),
        "issued": _csl_date(work.issued, words),
        "event-date": _csl_date(work.said, words),
        "URL": work.url,
        "language": work.lang if work.lang not in (UNKNOWN, ANY_LANGUAGE) else "",
        "note": collapse(" ".join(sentence(each) for each in notes if each)),
    }
    return {name: value for name, value in found.items() if value}


def _csl_date(date: Date | None, words: Catalogue) -> dict[str, object] | None:
    """Return a date in its parts, else in words; None if it isn't known."""
    if date is None or date.precision is Precision.UNKNOWN:
        return None
    points = _points(date)
    if not points:
        return {"literal": words.date(date)}
    doubtful = any(each.qualifier for each in points)
    return {"date-parts": [_parts(each) for each in points], **({"circa": True} if doubtful else {})}


def _points(date: Date) -> tuple[Date, ...]:
    """Return the years, months, days or minutes that a date consists of: one, two ends, or none if it has others."""
    points = date.parts if date.precision is Precision.INTERVAL else (date,)
    return points if all(each.precision in _POINTS and not each.is_masked for each in points) else ()


def _parts(date: Date) -> list[int]:
    """Return year, month and day as far as they are known."""
    day = date.earliest
    assert day is not None  # noqa: S101  # a point has one
    known = {Precision.YEAR: 1, Precision.MONTH: 2}.get(date.precision, 3)
    return [day.year, day.month, day.day][:known]
