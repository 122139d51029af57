"""Briefings on paper: the view on one page as a PDF, tagged after PDF/UA-1 (ISO 14289-1). The only importer of typst.

What is printed is what the page says: its HTML is read into a tree, and `briefing.typ` prints the tree. So a new kind
of record, or a new line in a template, is in the PDF without a word here.
"""

import json
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final, cast
from urllib.parse import urljoin

import typst

from generator import __version__
from generator.build import Site
from generator.cache import Cache, fingerprint
from generator.configuration import read_colophon
from generator.diagnostics import Diagnostic, Severity
from generator.load import Entry
from generator.locale import Catalogue, catalogue
from generator.markdown import to_html, typeset
from generator.model.briefing import Briefing
from generator.model.date import Date, Precision
from generator.pages import ONE_PAGE, Routes
from generator.pdf.tree import breakable, document, fragment, parse
from generator.render import Rendered
from generator.settings import Settings

ENDING: Final = "pdf"
"""Ending of the files."""
FONTS: Final = "fonts"
"""Folder beside `mkdocs.yml` whose fonts have the letters that ours lack."""

_CODE: Final = Path(__file__)
_TEMPLATE: Final = _CODE.parent / "briefing.typ"
_FIRST_FONT: Final = "Libertinus Serif"
_FALLBACKS: Final = ("New Computer Modern", "DejaVu Sans Mono")
"""These come with Typst; the system's fonts aren't asked, so that a PDF is the same on every machine."""
_FONT_ENDINGS: Final = frozenset((".otf", ".ttf", ".otc", ".ttc"))
_PICTURE_ENDINGS: Final = frozenset((".png", ".jpg", ".jpeg", ".webp"))
"""Pictures that Typst can read."""
_NO_GLYPH: Final = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\(.)")
_SELECTORS: Final = "\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}"
"""They choose between a letter and a drawing of the same sign (UTS 51, 1.4.3)."""
_STAND_IN: Final = "\N{WHITE SQUARE}"
_TRIES: Final = 4
"""So often a briefing is printed with less than it holds before it is given up."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One briefing in one language."""

    content: bytes
    """The PDF; empty if there is none."""
    missing: str = ""
    """Characters that no font has."""
    unreadable: tuple[str, ...] = ()
    """Names of the pictures that can't be printed."""
    failure: str = ""
    """Why there is no PDF; empty if there is one."""

    @property
    def packed(self) -> bytes:
        """All of it in one, for the cache."""
        about = {**asdict(self), "content": None}
        return b"\n".join((json.dumps(about).encode(), self.content))

    @classmethod
    def unpacked(cls, packed: bytes) -> "Printed":
        """Return what was packed."""
        about, _, content = packed.partition(b"\n")
        found = json.loads(about)
        return cls(content, found["missing"], tuple(found["unreadable"]), found["failure"])


@dataclass(frozen=True, slots=True)
class _Job:
    """What Typst is given."""

    document: str
    """What stands in `document.json`."""
    pictures: Mapping[str, Path]
    """Where the pictures lie, by the names that the document knows them by."""
    unreadable: tuple[str, ...]
    """Names of the pictures that can't be printed."""
    fonts: tuple[Path, ...]
    """The project's own fonts."""


def print_site(
    site: Site,
    root: Path,
    settings: Settings,
    notify: Callable[[str, int, int], None] | None = None,
    *,
    whole: bool = True,
) -> Site:
    """Add a PDF of each briefing in each language to a site, and what can't be printed to what is wrong with it.

    What was printed before from the same content comes from the cache.

    Args:
        site: The site; one without pages stays as it is.
        root: The project's folder.
        settings: The site's settings; they say whether there are PDFs.
        notify: Called with what is made, `PDFs`, with how many are done, and how many there are.
        whole: Whether the site has all of its pages: the cache then keeps nothing but their PDFs.
    """
    views = [each for each in site.pages if each.page.template == ONE_PAGE and settings.pdf]
    drawer = Cache(root, ENDING)
    fonts = _own_fonts(root) if views else ()
    colophons = {lang: read_colophon(root, lang) for lang in {each.page.lang for each in views}}
    files, diagnostics, names = dict(site.files), set(site.checked.diagnostics), []

    def printed(view: Rendered) -> tuple[str, Printed]:
        job = _job(view, site.files, settings, fonts, colophons[view.page.lang])
        name = _name(job)
        held = drawer.get(name)
        found = Printed.unpacked(held) if held is not None else _print(job)
        if held is None:
            drawer.put(name, found.packed)
        return name, found

    # Typst lets go of the interpreter while it works.
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for number, (view, (name, found)) in enumerate(zip(views, pool.map(printed, views), strict=True), start=1):
            names.append(name)
            diagnostics.update(_problems(view, found))
            if found.content:
                files[address(view)] = found.content
            if notify:
                notify("PDFs", number, len(views))
    if site.pages and settings.pdf and whole:
        drawer.keep(names)
    checked = replace(site.checked, diagnostics=tuple(sorted(diagnostics)))
    return replace(site, checked=checked, files=files)


def address(view: Rendered) -> str:
    """Return the address of the PDF of a briefing, given its view on one page."""
    return view.page.prefix + Routes.download_of(_head(view).briefing, ENDING)


def _head(view: Rendered) -> Entry:
    return cast("Entry", view.page.subject)


def _problems(view: Rendered, printed: Printed) -> Iterator[Diagnostic]:
    """Yield what can't be printed of a briefing."""
    place = _head(view).locate(key=True)
    if printed.failure:
        message = f"The PDF can't be made: {printed.failure}"
        hint = "With `pdf: false` in mkdocs.yml the site is built without PDFs."
        yield Diagnostic(place, Severity.ERROR, "LB405", message, hint)
    if printed.missing:
        message = f"The PDF shows {_STAND_IN} for characters that its fonts lack: {' '.join(printed.missing)}"
        hint = f"Put a font that has them into {FONTS}/ beside mkdocs.yml."
        yield Diagnostic(place, Severity.WARNING, "LB405", message, hint)
    for name in printed.unreadable:
        message = f"The PDF shows the description of the picture {name} in its place: it can't be read there"
        hint = "Save it anew as PNG or JPEG."
        yield Diagnostic(place, Severity.WARNING, "LB405", message, hint)


# ---------------------------------------------------------------------------------------------------------------------
# What is printed


def _own_fonts(root: Path) -> tuple[Path, ...]:
    """Return the project's own fonts."""
    beside = (each for each in (root / FONTS).glob("*") if each.suffix.lower() in _FONT_ENDINGS)
    return tuple(sorted(each for each in beside if each.is_file()))


def _job(
    view: Rendered,
    files: Mapping[str, bytes | Path],
    settings: Settings,
    fonts: tuple[Path, ...],
    colophon: tuple[str, ...],
) -> _Job:
    page, article = view.page, view.article
    record = cast("Briefing", _head(view).record)
    words = catalogue(page.lang, settings.locale_dir)
    names: dict[str, str] = {}
    unreadable: list[str] = []

    def picture(path: str) -> str:
        file = files.get(path)
        if not isinstance(file, Path) or file.suffix.lower() not in _PICTURE_ENDINGS:
            unreadable.append(path.rpartition("/")[2])
            return ""
        return names.setdefault(path, f"{len(names)}{file.suffix.lower()}")

    printed = document(parse(typeset(to_html(view.markdown).html)), page.address, settings.site_url, picture)
    publisher = (article.publisher if article is not None else "") or settings.site_name
    online = urljoin(settings.site_url, page.prefix + Routes.key_of(_head(view))) if settings.site_url else ""
    given = {
        "title": {"text": view.title, "shown": breakable(view.title), **_language(view.title_lang or page.lang)},
        **_language(page.lang, words),
        "description": view.description,
        "authors": [name for _, name in article.authors] if article is not None and article.authors else [publisher],
        "date": _day(record.as_of),
        "fonts": [_FIRST_FONT, *_families(fonts), *_FALLBACKS],
        "site": settings.site_name,
        "as-of": f"{words.text('briefing.as_of')} {words.date(record.as_of)}",
        "contents": words.text("pdf.contents"),
        "online": {"label": words.text("pdf.online"), "url": online},
        "colophon": [fragment(line) for line in colophon],
        "cover": printed.cover,
        "body": printed.body,
        "notes": printed.notes,
    }
    pictures = {name: cast("Path", files[path]) for path, name in names.items()}
    return _Job(json.dumps(given, ensure_ascii=False), pictures, tuple(dict.fromkeys(unreadable)), fonts)


def _language(lang: str, words: Catalogue | None = None) -> dict[str, str | None]:
    """Return a language as Typst takes it: two or three letters, and the region where the catalogue names one."""
    region = words.territorial.rpartition("_")[2] if words is not None else ""
    return {"lang": lang.partition("-")[0], "region": region if re.fullmatch("[A-Z]{2}", region) else None}


def _day(date: Date) -> tuple[int, int, int] | None:
    """Return the day of a date; None if it isn't known so exactly."""
    exact = date.precision in (Precision.DAY, Precision.MINUTE) and date.earliest
    return (exact.year, exact.month, exact.day) if exact else None


def _name(job: _Job) -> str:
    """Return the name in the cache of what a job makes."""
    held = (each.read_bytes() for each in (*job.pictures.values(), *job.fonts))
    made_by = (__version__, version("typst"), job.document, *job.unreadable)
    code = (_CODE.read_bytes(), _TEMPLATE.read_bytes())
    return fingerprint(*code, *(each.encode() for each in made_by), *held)


# ---------------------------------------------------------------------------------------------------------------------
# Typst


@cache
def _fonts(files: tuple[Path, ...] = ()) -> typst.Fonts:
    """Return the fonts that come with Typst, and some of the project's own."""
    return typst.Fonts(include_system_fonts=False, font_paths=list(files))


def _families(files: tuple[Path, ...]) -> list[str]:
    """Return the names of the project's own fonts."""
    return sorted(set(_fonts(files).families()) - set(_fonts().families()))


def _print(job: _Job) -> Printed:
    """Print a briefing; what can't be printed is left out, and named."""
    missing, unreadable, reason = "", job.unreadable, ""
    template, document, pictures = _TEMPLATE.read_text(encoding="utf-8"), job.document, dict(job.pictures)
    for _ in range(_TRIES):
        try:
            return Printed(_compile(template, document, pictures, job.fonts), missing, unreadable)
        except typst.TypstError as error:
            reason = error.message
            lacking = _lacking(error.diagnostic)
            broken = [] if lacking else [name for name, file in pictures.items() if not _is_readable(name, file)]
        if not lacking and not broken:
            break
        missing = "".join(sorted({*missing, *(each for each in lacking if not _is_joiner(each))}))
        document = document.translate({ord(each): "" if _is_joiner(each) else _STAND_IN for each in lacking})
        for name in broken:
            unreadable = (*unreadable, pictures.pop(name).name)
            document = document.replace(f'"file": "{name}"', '"file": ""')
    return Printed(b"", missing, unreadable, reason)


def _compile(template: str, document: str, pictures: Mapping[str, Path], fonts: tuple[Path, ...]) -> bytes:
    """Return a PDF.

    Args:
        template: What Typst runs.
        document: The data that it reads, as JSON.
        pictures: Where the pictures lie, by the names that the data knows them by.
        fonts: Fonts beside those that come with Typst.

    Raises:
        typst.TypstError: Typst refuses it.
    """
    with tempfile.TemporaryDirectory(prefix="lagebild-") as folder:
        main = Path(folder, _TEMPLATE.name)
        main.write_text(template, encoding="utf-8")
        Path(folder, "document.json").write_text(document, encoding="utf-8")
        for name, file in pictures.items():
            shutil.copyfile(file, Path(folder, name))
        content, _ = typst.compile_with_warnings(
            main,
            root=Path(folder),
            format="pdf",
            font_paths=_fonts(fonts),
            ignore_system_fonts=True,
            pdf_standards="ua-1",
            timestamp=0,
        )
        return content


def _lacking(diagnostic: str) -> set[str]:
    """Return the characters that Typst says it has no letters for."""
    found = "".join(_NO_GLYPH.findall(diagnostic))
    return set(_ESCAPED.sub(lambda escape: chr(int(escape[1], 16)) if escape[1] else escape[2], found))


def _is_joiner(character: str) -> bool:
    """Tell whether a character only says how others are shown, such as together as one sign: nobody sees it."""
    return unicodedata.category(character) == "Cf" or character in _SELECTORS


def _is_readable(name: str, file: Path) -> bool:
    """Tell whether Typst can read a picture."""
    try:
        _compile(f'#set document(title: "picture")\n#image("{name}", alt: "picture")', "{}", {name: file}, ())
    except typst.TypstError:
        return False
    return True
