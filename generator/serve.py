"""`lagebild serve`: MkDocs' preview with live reload, on this machine only.

Unlike `mkdocs serve` it starts, and goes on, whatever is wrong with the content: as long as there has been no good
state, every address shows what is wrong; later the last good state stays, with a notice that says so.
"""

import errno
import logging
import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, cast
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIEnvironment

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # a notice of the theme about a product that isn't used here

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer

from generator import report
from generator.build import check
from generator.configuration import FILE, PLUGIN, read_settings
from generator.locale import Catalogue, LocaleError, catalogue
from generator.plugin import STYLESHEETS, THEME, LagebildPlugin
from generator.preview import STYLESHEET, Mistakes, page, with_notice
from generator.settings import Settings

FOLDER: Final = "lagebild-preview/"
"""Address of the preview's own style sheets, which no published site has."""

log = logging.getLogger("mkdocs.plugins.lagebild")
"""Where the preview speaks, among MkDocs' own messages."""


def serve_site(root: Path, port: int) -> str:
    """Preview a site until it is stopped with Ctrl+C.

    Args:
        root: The project's folder.
        port: Port on 127.0.0.1; 0 lets the system choose.

    Returns:
        Why the preview could not start; empty if it was stopped.
    """
    try:
        with socket.create_server(("127.0.0.1", port)) as free:  # before the site is built, which takes longer
            port = free.getsockname()[1]
    except OSError as error:
        reason = "is in use" if error.errno == errno.EADDRINUSE else f"can't be used ({error.strerror})"
        return f"Port {port} {reason}: stop what runs there, or choose another one (make serve PORT={port + 1})."
    with _printing() as said, tempfile.TemporaryDirectory(prefix="lagebild-") as folder:
        try:
            _Preview(root, port, Path(folder), said).run()
        except MkDocsException as error:
            return str(error)
    return ""


class _Kept(logging.Handler):
    """Keeps the errors and warnings that MkDocs names."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one."""
        self.messages.append(record.getMessage())


@contextmanager
def _printing() -> Iterator[list[str]]:
    """Print what MkDocs says, and give the list of its errors and warnings."""
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.setLevel(logging.INFO)
    printed, kept = logging.StreamHandler(), _Kept()
    printed.setFormatter(logging.Formatter("%(message)s"))
    for handler in (printed, kept):
        logger.addHandler(handler)
    try:
        yield kept.messages
    finally:
        for handler in (printed, kept):
            logger.removeHandler(handler)
        logger.setLevel(level)


class _Preview:
    """A site that is built anew in a folder of its own after each change; the server shows the last one that went."""

    def __init__(self, root: Path, port: int, folder: Path, said: list[str]) -> None:
        """Read the configuration.

        Args:
            root: The project's folder.
            port: Port on 127.0.0.1.
            folder: An empty folder for what is built.
            said: Where errors and warnings that MkDocs names are collected.

        Raises:
            MkDocsException: MkDocs can't read it.
        """
        self._root, self._folder, self._said = root, folder, said
        self._count = 0
        self._good = False
        self._address = {"dev_addr": f"127.0.0.1:{port}"}
        self._config = load_config(str(root / FILE), **self._address)
        self._config.plugins.on_startup(command="serve", dirty=False)
        mount = urlsplit(self._config.site_url or "/").path
        self._server = LiveReloadServer(self._build, "127.0.0.1", port, str(folder), mount)
        self._server.set_app(self._answer)
        self._server.error_handler = self._error_page

    def run(self) -> None:
        """Build the site, serve it, and build it again after each change, until Ctrl+C."""
        self._build()
        server, config = self._server, self._config
        server = config.plugins.on_serve(server, config=config, builder=self._build)
        for watched in (config.docs_dir, str(self._root / FILE), *config.watch):
            server.watch(watched)
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            log.info("Shutting down...")
        finally:
            server.shutdown()
            config.plugins.on_shutdown()

    def _build(self) -> None:
        """Build the site and show it, or show why that isn't possible."""
        self._count += 1
        target = self._folder / str(self._count)
        self._said.clear()
        plugin: LagebildPlugin | None = None
        try:
            config = load_config(str(self._root / FILE), site_dir=str(target), **self._address)
            config.site_url = self._server.url
            plugin = _plugin(config)
            if plugin is not None:
                # What is wrong is shown here, and doesn't take a build of the last good state.
                plugin.falls_back, plugin.site = False, None
            log.info("Building the preview …")
            build(config, serve_url=self._server.url)
        except (MkDocsException, UnicodeDecodeError) as error:
            shutil.rmtree(target, ignore_errors=True)
            self._show(self._mistakes(plugin, error))
            return
        old, self._server.root, self._good = Path(self._server.root), str(target), True
        if old != self._folder:
            shutil.rmtree(old, ignore_errors=True)

    def _mistakes(self, plugin: LagebildPlugin | None, error: Exception) -> Mistakes:
        """Return why the site wasn't built."""
        settings, problems = read_settings(self._root)
        checked = plugin.site.checked if plugin is not None and plugin.site is not None else None
        if checked is None and problems:
            checked = check(self._root, settings)
            if checked.diagnostics:
                log.error(report.as_text(checked.diagnostics, checked.sources, colour=False))
        if checked is not None and (problems or checked.fails(settings.fail_on)):
            return Mistakes(tuple(sorted((*checked.diagnostics, *problems))), checked.sources)
        if not self._said:
            log.error(str(error))
        return Mistakes((), {}, "\n".join(self._said))

    def _show(self, mistakes: Mistakes) -> None:
        """Write what is wrong where the browser sees it."""
        settings, _ = read_settings(self._root)
        main, *others = settings.languages
        words = _words(settings, main)
        words_of = {lang: _words(settings, lang) for lang in others}
        base = self._server.mount_path + FOLDER
        shown = Path(self._server.root)
        own = shown / FOLDER
        own.mkdir(parents=True, exist_ok=True)
        for style in (THEME / STYLESHEETS[0], STYLESHEET):
            shutil.copyfile(style, own / style.name)
        if not self._good:
            text = page(mistakes, words, str(self._config.site_name), base)
            (shown / "index.html").write_text(text, encoding="utf-8")
            log.info("The preview shows what is wrong, and the site as soon as that is mended.")
            return
        for file in shown.rglob("*.html"):
            own_words = words_of.get(file.relative_to(shown).parts[0], words)
            text = with_notice(file.read_text(encoding="utf-8"), mistakes, own_words, base)
            file.write_text(text, encoding="utf-8")
        log.info("The preview stays as it was, and says so, until this is mended.")

    def _answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request; without any good state, whatever the address."""
        path = str(environ["PATH_INFO"])
        own = self._server.mount_path + FOLDER
        if not self._good and not path.startswith(("/livereload/", own)):
            environ = {**environ, "PATH_INFO": self._server.mount_path}
        # MkDocs decides which file it is, then waits while the site is being built, and would look where it was.
        heads: list[tuple[str, list[tuple[str, str]]]] = []

        def hold(status: str, headers: list[tuple[str, str]], _: object = None) -> Callable[[bytes], object]:
            heads.append((status, headers))
            return lambda _: None

        root = self._server.root
        body = self._server.serve_request(environ, hold)
        if root != self._server.root:
            body = self._server.serve_request(environ, hold)
        start_response(*heads[-1])
        return body

    def _error_page(self, code: int) -> bytes | None:
        """Return the site's own page for addresses that there are not."""
        file = Path(self._server.root, f"{code}.html")
        return file.read_bytes() if file.is_file() else None


def _plugin(config: MkDocsConfig) -> LagebildPlugin | None:
    return cast("LagebildPlugin | None", config.plugins.get(PLUGIN))


def _words(settings: Settings, lang: str) -> Catalogue:
    """Return the words of a language, or English ones if its catalogue is what is wrong."""
    try:
        return catalogue(lang, settings.locale_dir)
    except LocaleError:
        return catalogue("en")
