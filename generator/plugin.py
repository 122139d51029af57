"""The MkDocs adapter: its hooks only unpack what MkDocs gives, call the core and put the result back."""

import html
import json
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, cast
from urllib.parse import urljoin

from markupsafe import Markup, escape
from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.contrib.search import LangOption
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc
from mkdocs.utils.templates import TemplateContext

from generator import report
from generator.build import Checked, Site, build, dated
from generator.configuration import validate
from generator.diagnostics import Diagnostic, Location, Severity
from generator.locale import FOLDER, Catalogue, catalogue
from generator.markdown import Heading, to_html, typeset
from generator.metadata import Subject, metadata
from generator.pdf import print_site
from generator.render import Rendered
from generator.settings import Settings
from generator.shell import Languages, Place, Shell, language_fields

log = logging.getLogger("mkdocs.plugins.lagebild")
"""Where this plugin speaks, among MkDocs\' own messages."""

THEME: Final = Path(__file__).parent / "theme"
"""Our templates and assets; a folder of the package, so that they come with the wheel."""

TEMPLATES: Final = Path(__file__).parent / "templates"
"""The templates of generated pages."""

STYLESHEETS: Final = tuple(f"assets/stylesheets/{name}.css" for name in ("palette", "lagebild", "components"))
"""Style sheets of the theme folder, in the order in which pages load them."""

SCRIPTS: Final = tuple(f"assets/javascripts/{name}.js" for name in ("filter", "cards", "cite", "lagebild"))
"""Script modules of the theme folder; the last one must see clicks that another one has dealt with."""

SEARCH_INDEX: Final = "search/search_index.json"
"""Where the search plugin writes its index, and where each language has its own."""

_IDS: Final = re.compile(r'\sid="([^"]+)"')

_TOGGLES: Final = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
"""Material's boxes that open navigation and search, with an attribute that HTML doesn't allow there; it stands outside
of every block and partial. `lagebild.js` sets it once the page is loaded: Firefox restores the boxes without it."""


class Severities(c.Type[dict[str, str]]):
    """Option that maps codes, or families of codes such as `LB3xx`, to `error`, `warning` or `off`."""

    def run_validation(self, value: object) -> dict[str, str]:
        """Return the mapping. YAML reads a bare `off` as false, and both mean the same here."""
        checked: dict[str, str] = {}
        for code, level in cast("dict[object, object]", super().run_validation(value)).items():
            word = "off" if level is False else level
            if not isinstance(word, str) or word not in {"error", "warning", "off"}:
                message = f"{code} is {level!r}, but it has to be error, warning or off."
                raise ValidationError(message)
            if not isinstance(code, str) or not re.fullmatch(r"LB\d(\d\d|xx)", code):
                message = f"{code!r} is not a code: write LB302, or LB3xx for all that start with LB3."
                raise ValidationError(message)
            checked[code] = word
        return checked


class LagebildConfig(Config):  # type: ignore[no-untyped-call]
    """Our options in `mkdocs.yml`."""

    desk = c.Optional(c.Type(str))
    """The organisation whose judgements the desk's are: its id in the registry, or a free name."""
    languages = c.ListOfItems(c.Type(str), default=["de", "en"])
    """Languages of the site. The first one stands at the root, the others under their code."""
    briefings_dir = c.Type(str, default="briefings")
    """Folder of the content, relative to `mkdocs.yml`."""
    scale = c.Choice(("icd203", "phia", "ipcc"), default="icd203")
    """Scale of likelihood of the desk's own judgements."""
    quote_words = c.Type(int, default=40)
    """Longest quotation, in words, from a source that isn't marked `quotable`."""
    fail_on = c.Choice(("error", "warning"), default="error")
    """From which severity on a diagnostic stops the build."""
    severities = Severities(dict, default={})
    """Other severities for single checks or families of them."""
    pdf = c.Type(bool, default=True)
    """Whether each briefing gets a PDF. A preview makes none."""
    footer = c.ListOfItems(c.Type(str), default=["imprint", "privacy", "contact"])
    """Hand-written pages that the footer links to."""


class LagebildPlugin(BasePlugin[LagebildConfig]):  # type: ignore[no-untyped-call]
    """Adds the pages generated from the briefings, and the shell around all pages."""

    site: Site | None = None
    """The site as last built from the content; `None` before."""
    _settings: Settings | None = None
    _current: Settings
    _notify: Callable[[str, int, int], None] | None = None
    _day: str
    _languages: Languages
    _catalogues: dict[str, Catalogue]
    _generated: dict[str, Rendered]
    _shell: Shell
    falls_back: bool = False
    """Whether content with mistakes is replaced by its last good state, as `mkdocs serve` needs it."""
    _serving: bool = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is a preview. With this hook MkDocs keeps the plugin from one build to the next."""
        del dirty
        self._serving = self.falls_back = command == "serve"

    def use(self, settings: Settings, notify: Callable[[str, int, int], None] | None = None) -> None:
        """Take settings in place of those in `mkdocs.yml`, for the next build only.

        MkDocs keeps a plugin that knows how it was started for as long as the process runs.

        Args:
            settings: The settings.
            notify: Called with what is made, `pages` or `PDFs`, with how many are done, and how many there are.
        """
        self._settings = settings
        self._notify = notify
        self.site = None

    @event_priority(100)  # Search asks the theme for its language in the same event.
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Bring our theme folder, and leave the navigation to our own partial."""
        if not config.use_directory_urls:
            message = "The generated pages link to directories: leave use_directory_urls on."
            raise PluginError(message)
        self._current = self._settings or settings_of(self.config, config)
        if self._serving:
            # Printing takes longer than all the rest, and who writes wants to see the page.
            self._current = self._current.model_copy(update={"pdf": False})
        self._settings = None
        self._languages = Languages(self._current.languages)
        self._catalogues = {lang: catalogue(lang, self._current.locale_dir) for lang in self._languages.codes}
        own = 0 if config.theme.custom_dir is None else 1
        config.theme.dirs.insert(own, str(THEME))
        config.theme["language"] = _labels(self._languages.main, config)
        config.extra_css[:0] = STYLESHEETS
        config.extra_javascript[:0] = [_module(path) for path in SCRIPTS]
        return config

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Watch the content, and our own templates and styles."""
        del builder
        root = _root(config)
        for folder in (root / self.config.briefings_dir, root / FOLDER, TEMPLATES, THEME):
            if folder.is_dir():
                server.watch(str(folder))
        return server

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages, or stop with everything that is wrong."""
        root = _root(config)
        settings = dated(root, self._current)
        _keep_apart(files, root / settings.briefings_dir)
        self._day = str(settings.today)
        self.site = self._built(root, settings)
        self._notify = None
        # The navigation isn't MkDocs' but the partial's, so no page is missing from it.
        taken = {file.dest_uri: file for file in files}
        for file in files.documentation_pages():
            file.inclusion = InclusionLevel.NOT_IN_NAV
        self._generated = {}
        for rendered in self.site.pages:
            file = File.generated(
                config, rendered.page.source, content=rendered.markdown, inclusion=InclusionLevel.NOT_IN_NAV
            )
            if file.dest_uri in taken:
                raise PluginError(_two_pages(Path(config.docs_dir).name, taken[file.dest_uri], rendered))
            files.append(file)
            self._generated[file.src_uri] = rendered
        for address, content in self.site.files.items():
            file = (
                File.generated(config, address, content=content)
                if isinstance(content, bytes)
                else File.generated(config, address, abs_src_path=str(content))
            )
            if file.dest_uri in taken:
                raise PluginError(_two_files(Path(config.docs_dir).name, taken[file.dest_uri]))
            files.append(file)
        return files

    def _built(self, root: Path, settings: Settings) -> Site:
        """Return the site as its content is; in a preview the last good one if the content has mistakes.

        Raises:
            PluginError: The content can't be published, and there is no good state to fall back on.
        """
        last = self.site
        site = print_site(build(root, settings, self._notify), root, settings, self._notify)
        if self.falls_back and last is not None and last.pages and site.checked.fails(settings.fail_on):
            # It stays the last good one, however many mistakes follow each other.
            log.error("The preview stays as it was until this is mended:\n\n%s", _text(site.checked))
            return last
        self.site = site
        _report(site.checked, settings.fail_on)
        return site

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Return a navigation that holds the home page only; the partial reads ours."""
        del config
        home = files.get_file_from_path("index.md")
        if home is None or home.page is None:
            return nav
        return Navigation([home.page], [home.page])

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str | None:
        """Spare generated pages the conversion by Python-Markdown, which is most of a build's time."""
        del markdown, config, files
        return "" if page.file.src_uri in self._generated else None

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str | None:
        """Convert a generated page natively, and set what the conversion would have set."""
        del config, files
        rendered = self._generated.get(page.file.src_uri)
        if rendered is None:
            return typeset(html)
        converted = to_html(rendered.markdown)
        page.title = str(escape(rendered.title))
        page.toc = get_toc(cast("Any", _contents(converted.headings)))
        page.present_anchor_ids = set(_IDS.findall(converted.html))
        if rendered.description:
            page.meta["description"] = rendered.description
        if not rendered.page.searchable:
            page.meta["search"] = {"exclude": True}
        elif rendered.page.search_weight != 1:
            page.meta["search"] = {"boost": rendered.page.search_weight}
        return typeset(converted.html)

    def on_env(self, env: object, *, config: MkDocsConfig, files: Files) -> None:
        """Work out the shell, now that the titles of all pages are known."""
        # Macros that are imported see nothing of the page, but what holds for all pages.
        cast("Any", env).globals["catalogues"] = self._catalogues
        titles: dict[Place, str] = {}
        title_langs: dict[Place, str] = {}
        hand_written: list[Place] = []
        for file in files.documentation_pages():
            page = cast("MkDocsPage", file.page)
            place = self._languages.place(page.url)
            rendered = self._generated.get(file.src_uri)
            page.meta.update(language_fields(self._catalogues[place.lang], _labels(place.lang, config)))
            # MkDocs dates pages, and with them the packed sitemap, by the clock.
            page.update_date = self._day
            if rendered is None:
                hand_written.append(place)
                titles[place] = str(page.meta.get("title", "")) or html.unescape(page.title or "")
            else:
                titles[place], title_langs[place] = rendered.title, rendered.title_lang
                if rendered.page.canonical is not None:
                    canonical = self._languages.address(Place(place.lang, rendered.page.canonical))
                    page.meta["canonical"] = canonical
                    page.canonical_url = config.site_url and urljoin(config.site_url, canonical)
        self._shell = Shell(
            self._languages,
            titles,
            self.site.navigation if self.site else {},
            self.config.footer,
            hand_written,
            title_langs,
        )

    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the templates the shell of the page, what its head tells others, and the words of scripts."""
        del nav
        place = self._languages.place(page.url)
        rendered = self._generated.get(page.file.src_uri)
        if rendered is None:
            surroundings = self._shell.around(place)
        else:
            own = rendered.page
            surroundings = self._shell.around(place, area=own.area, previous_key=own.previous, next_key=own.next)
        languages = (place.lang, *(each.lang for each in surroundings.counterparts if each.exists))
        described = Subject(
            surroundings.title,
            str(page.meta.get("description") or config.site_description or ""),
            tuple(self._catalogues[each] for each in languages),
            page.canonical_url or "",
            rendered.article if rendered is not None else None,
        )
        more = {
            "shell": surroundings,
            "metadata": metadata(config.site_name, config.site_url or "", described),
            "script_words": _script_words(self._catalogues[place.lang]),
            "generated": rendered is not None,
        }
        cast("dict[str, object]", context).update(more)
        return context

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the error page and other templates without a page the shell of the main language."""
        del template_name, config
        place = Place(self._languages.main, "")
        more = {
            "shell": self._shell.around(place),
            "navigations": {lang: self._shell.navigation(lang) for lang in self._languages.codes},
            "script_words": _script_words(self._catalogues[place.lang]),
        }
        cast("dict[str, object]", context).update(more)
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Write the direction of a page on its root, and make Material's page valid HTML."""
        del config
        return _finished(output, self._catalogues[self._languages.place(page.url).lang])

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Do the same with the error page."""
        del template_name, config
        return _finished(output_content, self._catalogues[self._languages.main])

    @event_priority(-100)  # After search has written its index.
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Give each language a search index of its own."""
        index = Path(config.site_dir) / SEARCH_INDEX
        if index.is_file():
            split_search_index(index, self._languages)


def settings_of(config: LagebildConfig, site: MkDocsConfig) -> Settings:
    """Return the settings of the core that the options in `mkdocs.yml` stand for.

    Raises:
        PluginError: An option is wrong; the message holds all that are.
    """
    settings, problems = validate({**config, "desk": config.desk or ""}, _root(site))
    if problems:
        raise PluginError("\n".join(f"{each} ({each.hint})" for each in problems))
    return settings.model_copy(update={"site_name": site.site_name, "site_url": site.site_url or ""})


def split_search_index(index: Path, languages: Languages) -> None:
    """Replace the index of all pages by one for each language, with what the search knows of that language.

    The script of the theme looks for `search/search_index.json` below the `base` of a page's configuration, and takes
    the locations in it as relative to that base; `main.html` sets it to the folder of the language.

    Args:
        index: The index of all pages, in the site's `search/` folder.
        languages: The site's languages.
    """
    site = index.parent.parent
    whole = json.loads(index.read_text(encoding="utf-8"))
    entries: dict[str, list[dict[str, object]]] = {lang: [] for lang in languages.codes}
    for entry in whole["docs"]:
        place = languages.place(entry["location"])
        entries[place.lang].append({**entry, "location": place.key})
    for lang, docs in entries.items():
        own = site / languages.address(Place(lang, SEARCH_INDEX))
        own.parent.mkdir(parents=True, exist_ok=True)
        config = {**whole["config"], "lang": ["en"]}
        if lang.partition("-")[0] != "en":
            known = LangOption().get_lunr_supported_lang(lang.replace("-", "_"))  # type: ignore[no-untyped-call]
            # Of a language that isn't known nothing is left out, as if it were English.
            config |= {"lang": [known]} if known else {"pipeline": []}
        part = {"config": config, "docs": docs}
        own.write_text(json.dumps(part, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _finished(output: str, words: Catalogue) -> str:
    """Return a page as valid HTML, which says on its root if it is read from right to left.

    Material says so on the body only.
    """
    valid = _TOGGLES.sub(r"\1", output)
    return valid.replace("<html ", '<html dir="rtl" ', 1) if words.direction == "rtl" else valid


def _labels(lang: str, config: MkDocsConfig) -> str:
    """Return the language in which the theme's own labels stand: the page's, or English where the theme lacks it."""
    known = any(Path(folder, f"partials/languages/{lang}.html").is_file() for folder in config.theme.dirs)
    return lang if known else "en"


@cache
def _script_words(words: Catalogue) -> str:
    """Return what scripts say, as JSON that no script element can be broken with."""
    found = {"locale": words.tag, **words.part("script")}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _module(path: str) -> c.ExtraScriptValue:
    script = c.ExtraScriptValue(path)
    script.type = "module"
    return script


def _root(config: MkDocsConfig) -> Path:
    """Return the folder of `mkdocs.yml`."""
    return Path(config.config_file_path).resolve().parent


def _report(checked: Checked, fail_on: str) -> None:
    """Log what is worth mending and stop at what can't be published.

    Raises:
        PluginError: At least one diagnostic weighs as much as `fail_on`; the message holds all of them.
    """
    if not checked.diagnostics:
        return
    text = _text(checked)
    if checked.fails(fail_on):
        message = f"The content can't be published:\n\n{text}"
        raise PluginError(message)
    # Below the level that `--strict` counts: content has a switch of its own.
    log.info("Worth mending:\n\n%s", text)


def _text(checked: Checked) -> str:
    return report.as_text(checked.diagnostics, checked.sources, colour=False)


def _keep_apart(files: Files, content: Path) -> None:
    """Stop if MkDocs would publish the content itself, with drafts and notes to editors, as files beside the pages.

    Raises:
        PluginError: One of MkDocs' files lies in the folder of the content, by whatever links.
    """
    folder = content.resolve()
    for file in files:
        if file.abs_src_path is not None and Path(file.abs_src_path).resolve().is_relative_to(folder):
            raise PluginError(f"{file.src_uri} lies in the folder of the content, and would be published as it is.")


def _two_pages(docs_dir: str, file: File, rendered: Rendered) -> str:
    diagnostic = Diagnostic(
        Location(f"{docs_dir}/{file.src_uri}"),
        Severity.ERROR,
        "LB401",
        f"this page has the address of the generated page “{rendered.title}”",
        "Rename the hand-written page.",
    )
    return str(diagnostic)


def _two_files(docs_dir: str, file: File) -> str:
    place = Location(f"{docs_dir}/{file.src_uri}")
    message = "this file has the address of a generated file"
    return str(Diagnostic(place, Severity.ERROR, "LB401", message, "Rename it."))


def _contents(headings: Sequence[Heading]) -> list[dict[str, object]]:
    """Return the title and the headings of the second level in the form of Python-Markdown's table of contents."""
    tops: list[dict[str, object]] = []
    for token in map(_token, _shown(headings)):
        if token["level"] == 1 or not tops:
            tops.append(token)
        elif tops[0]["level"] == 1:
            cast("list[object]", tops[-1]["children"]).append(token)
        else:
            tops.append(token)
    return tops


def _shown(headings: Sequence[Heading]) -> Iterator[Heading]:
    return (heading for heading in headings if heading.level <= 2)  # noqa: PLR2004


def _token(heading: Heading) -> dict[str, object]:
    name = escape(heading.title)
    if heading.lang:
        name = Markup('<span lang="{}">{}</span>').format(heading.lang, name)
    return {"level": heading.level, "id": heading.id, "name": str(name), "children": []}
