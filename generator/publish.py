"""`lagebild build`: MkDocs builds the site beside the old one, and the new one takes its place when it is complete."""

import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # a notice of the theme about a product that isn't used here

from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from generator.build import Checked
from generator.configuration import FILE, PLUGIN
from generator.corpus import Corpus
from generator.plugin import STYLESHEETS, LagebildPlugin
from generator.settings import Settings


@dataclass(frozen=True)
class Outcome:
    """What became of a build."""

    done: bool
    """Whether the new site stands in its place."""
    checked: Checked
    """The content, and what is wrong with it."""
    pages: int
    """Number of pages, hand-written ones included."""
    messages: tuple[str, ...]
    """What MkDocs had to say, from warnings on."""


class _Collector(logging.Handler):
    """Keeps messages instead of printing them."""

    def __init__(self) -> None:
        """Keep warnings and errors."""
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        self.messages.append(f"{record.levelname.lower()}: {record.getMessage()}")


@contextmanager
def _collected() -> Iterator[list[str]]:
    """Collect what MkDocs logs."""
    logger = logging.getLogger("mkdocs")
    handler = _Collector()
    logger.addHandler(handler)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield handler.messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def publish_site(
    root: Path,
    target: Path,
    settings: Settings,
    *,
    strict: bool = False,
    notify: Callable[[str, int, int], None] | None = None,
) -> Outcome:
    """Build a site and put it in the place of the old one.

    Args:
        root: The project's folder.
        target: Folder of the site; made or replaced.
        settings: The site's settings; they override those in `mkdocs.yml`.
        strict: Whether MkDocs' warnings fail the build.
        notify: Called with what is made, `pages` or `PDFs`, with how many are done, and how many there are.

    Returns:
        The outcome. Whatever is wrong with the content is in it; nothing is raised for that.
    """
    nothing = Checked(Corpus(()), (), {})
    target = target.resolve()
    refusal = _refusal(root, target, settings)
    if refusal:
        return Outcome(done=False, checked=nothing, pages=0, messages=(refusal,))
    target.parent.mkdir(parents=True, exist_ok=True)
    with _collected() as messages, tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as beside:
        new, old = Path(beside, "new"), Path(beside, "old")
        plugin: LagebildPlugin | None = None
        try:
            config = load_config(str(root / FILE), site_dir=str(new), strict=strict)
            plugin = _plugin(config)
            if plugin is None:
                message = f"error: The plugin {PLUGIN} is missing: list it under plugins: in {FILE}."
                return Outcome(done=False, checked=nothing, pages=0, messages=(message,))
            # Name and address may be given by a tag such as !ENV, which only MkDocs knows to read.
            plugin.use(settings.model_copy(update=_texts(config)), notify)
            build_with_mkdocs(config)
        except (MkDocsException, UnicodeDecodeError) as error:
            checked = plugin.site.checked if plugin is not None and plugin.site is not None else nothing
            said = [] if checked.fails(settings.fail_on) else [*messages, f"error: {error}".rstrip()]
            return Outcome(done=False, checked=checked, pages=0, messages=tuple(dict.fromkeys(said)))
        assert plugin.site is not None  # noqa: S101  # the build went through
        existed = target.exists()
        if existed:
            target.replace(old)
        try:
            new.replace(target)
        except OSError:
            if existed:
                old.replace(target)
            raise
        pages = sum(1 for _ in target.rglob("*.html"))
        return Outcome(done=True, checked=plugin.site.checked, pages=pages, messages=tuple(messages))


def site_texts(root: Path) -> dict[str, str]:
    """Return name and address of a site as MkDocs reads them; nothing if it can't read the configuration.

    Args:
        root: The project's folder.
    """
    try:
        with _collected():
            return _texts(load_config(str(root / FILE)))
    except MkDocsException:
        return {}


def _texts(config: MkDocsConfig) -> dict[str, str]:
    return {"site_name": config.site_name, "site_url": config.site_url or ""}


def _plugin(config: MkDocsConfig) -> LagebildPlugin | None:
    return cast("LagebildPlugin | None", config.plugins.get(PLUGIN))


def _refusal(root: Path, target: Path, settings: Settings) -> str:
    """Return why a folder can't become the site; empty if it can.

    Whatever stands there is replaced: so it must be empty, or look like a site that was built.
    """
    own = [(root / name).resolve() for name in ("docs", settings.briefings_dir, "generator", ".git")]
    holds = any(target == folder or target in folder.parents for folder in (root, *own))
    if holds or any(folder in target.parents for folder in own):
        return f"error: {target} holds the project itself and can't become the site."
    built = all((target / name).is_file() for name in ("index.html", "404.html", STYLESHEETS[0]))
    if target.is_dir() and any(target.iterdir()) and not built:
        return f"error: {target} is neither empty nor a site that was built: choose another folder, or empty it."
    if target.exists() and not target.is_dir():
        return f"error: {target} is a file: choose a folder."
    return ""
