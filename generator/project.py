"""A complete project on disk that builds the same pages without us, with MkDocs, its forks or Zensical."""

import html
import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from generator.build import Site
from generator.configuration import FILE, read_texts
from generator.locale import catalogue
from generator.markdown import to_html
from generator.render import Rendered
from generator.settings import Settings
from generator.shell import Entry, Languages, Place, Shell, language_fields

MARKER: Final = ".lagebild-pages"
"""File by which a folder that was written here is known again."""

LANGUAGE_PARTIAL: Final = Path(__file__).parent / "theme" / "partials" / "language.html"
"""The only template that engines can share."""

MARKDOWN_EXTENSIONS: Final = (
    "admonition",
    "attr_list",
    "footnotes",
    "md_in_html",
    # Zensical has them on in any case; named here, they do the same everywhere.
    "pymdownx.highlight",
    "pymdownx.superfences",
    "sane_lists",
    "tables",
    {"toc": {"permalink": False, "toc_depth": 2}},
)
"""What the generated pages and the hand-written ones need of Python-Markdown."""

THEME: Final = "material"
"""Package of the theme; Zensical has labels in the same languages."""

_WORDS_OF_YAML: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\n(?P<fields>.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_TITLE: Final = re.compile(r"^title:[ \t]*(?P<title>.+?)[ \t]*$", re.MULTILINE)
_LANG: Final = re.compile(r"^lang:", re.MULTILINE)


class ProjectError(Exception):
    """Why a project can't be written to a folder."""


class ForeignFolderError(ProjectError):
    """The folder holds something that wasn't written here, and is therefore left alone."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder."""
        self.folder = folder
        super().__init__(
            f"{folder} isn't empty and wasn't written by `lagebild pages`: name another folder, or empty it."
        )


class OverlappingFoldersError(ProjectError):
    """The folder lies among the hand-written pages, or holds them."""

    def __init__(self, target: Path, pages: Path) -> None:
        """Keep both folders."""
        self.target = target
        self.pages = pages
        super().__init__(f"{target} and {pages} lie one in the other: name a folder apart from the hand-written pages.")


class HandWrittenPageError(ProjectError):
    """A hand-written file can't go into the project."""

    def __init__(self, path: str, problem: str) -> None:
        """Keep the file.

        Args:
            path: Its path, relative to the folder of the hand-written pages.
            problem: What is wrong with it, as the rest of the sentence.
        """
        self.path = path
        super().__init__(f"docs/{path} {problem}.")


@dataclass(frozen=True, slots=True)
class _Sources:
    """The Markdown files of the project."""

    files: Mapping[Place, str]
    """Path of each page's file, relative to `docs/`."""
    titles: Mapping[Place, str]
    """Title of each page, plain."""
    hand_written: Sequence[Place]
    """Those that nobody generated."""


def write_project(site: Site, root: Path, target: Path, settings: Settings) -> int:
    """Write the site as a project that needs none of our code: `mkdocs.yml`, `docs/` and `overrides/`.

    It is written beside `target` and moved into its place, so that a failure leaves what was there.

    Args:
        site: The generated pages.
        root: The folder of our own `mkdocs.yml`, with the hand-written pages in `docs/`.
        target: Folder of the project; missing, empty, or written by this function before.
        settings: The site's settings.

    Returns:
        The number of pages, hand-written ones included.

    Raises:
        ForeignFolderError: `target` holds something else.
        OverlappingFoldersError: `target` lies among the hand-written pages, or holds them.
        HandWrittenPageError: A hand-written page isn't UTF-8 or has the address of a generated one, or one of the
            files is the content's own.
    """
    target, pages = target.resolve(), root.resolve() / "docs"
    if target.is_relative_to(pages) or pages.is_relative_to(target):
        raise OverlappingFoldersError(target, pages)
    if target.exists() and not _is_ours(target):
        raise ForeignFolderError(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as beside:
        new = Path(beside, "new")
        languages = Languages(settings.languages)
        words = [catalogue(lang, settings.locale_dir) for lang in languages.codes]
        fields = {each.lang: language_fields(each, _labels(each.lang)) for each in words}
        content = (root / settings.briefings_dir).resolve()
        sources = _write_pages(site, pages, content, new / "docs", languages, fields)
        identity = {"site_name": settings.site_name, **read_texts(root, "site_description", "site_url", "copyright")}
        _write_frame(new, site, sources, identity, settings.footer, languages)
        old = target.rename(Path(beside, "old")) if target.exists() else None
        try:
            new.rename(target)
        except OSError:
            if old is not None:
                old.rename(target)
            raise
    return len(sources.files)


def _is_ours(folder: Path) -> bool:
    return folder.is_dir() and ((folder / MARKER).is_file() or not any(folder.iterdir()))


def _labels(lang: str) -> str:
    """Return the language of the theme's labels on pages of a language: the same, or English where it has none."""
    spec = find_spec(THEME)
    folders = [] if spec is None else spec.submodule_search_locations or []
    return lang if any(Path(each, f"templates/partials/languages/{lang}.html").is_file() for each in folders) else "en"


def _write_pages(
    site: Site,
    pages: Path,
    content: Path,
    docs: Path,
    languages: Languages,
    fields: Mapping[str, Mapping[str, str]],
) -> _Sources:
    files: dict[Place, str] = {}
    titles: dict[Place, str] = {}
    hand_written = []
    for rendered in site.pages:
        place = Place(rendered.page.lang, rendered.page.key)
        files[place], titles[place] = rendered.page.source, rendered.title
        _put(docs / rendered.page.source, _generated(rendered, fields[place.lang]))
    for address, held in site.files.items():
        _put(docs / address, held)
    for file in _files(pages):
        path = file.relative_to(pages).as_posix()
        if file.resolve().is_relative_to(content):
            raise HandWrittenPageError(path, "is a link to the content, and would be published as it is")
        if file.suffix == ".md":
            place = languages.place(_address(path))
            if place in files and place not in hand_written:
                raise HandWrittenPageError(path, f"has the address of the generated page “{titles[place]}”: rename it")
            try:
                text = file.read_text(encoding="utf-8-sig")
            except UnicodeDecodeError as error:
                raise HandWrittenPageError(path, "isn't UTF-8: save it with that encoding") from error
            files[place], titles[place] = path, _title(text) or file.stem
            hand_written.append(place)
            _put(docs / path, _with_language(text, fields[place.lang]))
        elif path in site.files:
            raise HandWrittenPageError(path, "has the address of a generated file: rename it")
        else:
            _put(docs / path, file)
    return _Sources(files, titles, hand_written)


def _write_frame(
    project: Path,
    site: Site,
    sources: _Sources,
    identity: Mapping[str, str],
    footer: Sequence[str],
    languages: Languages,
) -> None:
    """Write everything but the pages."""
    shell = Shell(languages, sources.titles, site.navigation, footer, sources.hand_written)
    partials = project / "overrides" / "partials"
    partials.mkdir(parents=True)
    shutil.copyfile(LANGUAGE_PARTIAL, partials / LANGUAGE_PARTIAL.name)
    _put(project / FILE, _configuration(identity, languages, shell, sources.files))
    _put(project / MARKER, "Written by `lagebild pages`, and replaced as a whole the next time.\n")


def _put(file: Path, content: str | bytes | Path) -> None:
    """Write a text, bytes, or what another file holds."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        shutil.copyfile(content, file)
    else:
        file.write_bytes(content.encode() if isinstance(content, str) else content)


def _files(docs_dir: Path) -> Iterator[Path]:
    """Give the files of the folder in a fixed order, without hidden ones, which MkDocs leaves out too."""
    for file in sorted(docs_dir.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(docs_dir).parts)
        if file.is_file() and not hidden:
            yield file


def _address(path: str) -> str:
    """Return the address of a hand-written page."""
    stem = path.removesuffix(".md")
    name = stem.rpartition("/")[2]
    return stem.removesuffix(name) if name in {"index", "README"} else f"{stem}/"


def _generated(rendered: Rendered, language: Mapping[str, str]) -> str:
    """Return a generated page with its front matter."""
    page = rendered.page
    fields: dict[str, object] = {**language}
    if rendered.description:
        # Templates print it into an attribute as it is.
        fields["description"] = html.escape(rendered.description)
    if not page.searchable:
        fields["search"] = {"exclude": True}
    return f"---\n{_yaml(fields)}---\n\n{rendered.markdown}"


def _with_language(text: str, language: Mapping[str, str]) -> str:
    """Return a hand-written page with its language in the front matter."""
    found = _FRONT_MATTER.match(text)
    if found is None:
        return f"---\n{_yaml(language)}---\n\n{text}"
    if _LANG.search(found["fields"]):
        return text
    return f"{text[: found.start('fields')]}{_yaml(language)}{text[found.start('fields') :]}"


def _title(text: str) -> str:
    """Return the title of a hand-written page: its front matter's, else its first heading's."""
    found = _FRONT_MATTER.match(text)
    if found is not None:
        title = _TITLE.search(found["fields"])
        if title is not None:
            return title["title"].strip("\"'")
        text = text[found.end() :]
    return next((heading.title for heading in to_html(text).headings if heading.level == 1), "")


def _configuration(
    identity: Mapping[str, str], languages: Languages, shell: Shell, sources: Mapping[Place, str]
) -> str:
    navigation: list[object] = []
    for lang in languages.codes:
        around = shell.around(Place(lang, ""))
        # The name that the navigation gives the home page, else the page's own.
        entries = _nav(around.navigation, lang, sources)
        if not any(entry.key == "" for entry in around.navigation):
            entries.insert(0, {around.home.title: sources[Place(lang, "")]})
        entries += [{link.title: sources[languages.place(link.address)]} for link in around.footer if link.lang == lang]
        navigation += entries if lang == languages.main else [{lang.upper(): entries}]
    fields: dict[str, object] = {
        **identity,
        "use_directory_urls": True,
        "theme": {
            "name": "material",
            "custom_dir": "overrides",
            "language": _labels(languages.main),
            "font": False,
            "features": ["navigation.top", "search.highlight"],
            "palette": [
                {"media": "(prefers-color-scheme: light)", "scheme": "default"},
                {"media": "(prefers-color-scheme: dark)", "scheme": "slate"},
            ],
        },
        "plugins": [{"search": {"lang": list(languages.codes)}}],
        "markdown_extensions": list(MARKDOWN_EXTENSIONS),
        "nav": navigation,
        # A navigation of all pages would be in each of them.
        "not_in_nav": "*",
    }
    return "# Written by `lagebild pages`. Builds with `mkdocs build` and with `zensical build`.\n" + _yaml(fields)


def _nav(entries: Sequence[Entry], lang: str, sources: Mapping[Place, str]) -> list[object]:
    lines: list[object] = []
    # A page of another language would stand in the navigation twice, which engines don't know.
    for entry in (each for each in entries if not each.foreign):
        page = [] if entry.key is None else [sources[Place(lang, entry.key)]]
        below = _nav(entry.children, lang, sources)
        lines.append({entry.title: [*page, *below] if below else page[0]})
    return lines


def _yaml(value: object, indent: str = "") -> str:
    """Return mappings, lists, text and truth values as block YAML; a text is quoted as in JSON, which YAML contains."""
    if isinstance(value, Mapping):
        return "".join(f"{indent}{_key(key)}:{_after_key(item, indent)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        inner = indent + "  "
        return "".join(f"{indent}- {_yaml(item, inner).removeprefix(inner)}" for item in value)
    return f"{indent}{json.dumps(value, ensure_ascii=False)}\n"


def _after_key(value: object, indent: str) -> str:
    if isinstance(value, Mapping | list | tuple):
        return f"\n{_yaml(value, indent + '  ')}"
    return f" {_yaml(value)}"


def _key(key: str) -> str:
    """Return a key, quoted where another reader might see more in it than a word: a title such as `on` is no truth."""
    plain = re.fullmatch(r"[a-z_]+", key) and key not in _WORDS_OF_YAML
    return key if plain else json.dumps(key, ensure_ascii=False)
