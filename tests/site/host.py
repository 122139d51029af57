"""A static host on this machine: one site under a path, and its error page for everything else."""

import functools
import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

from tests.serving import Server
from tests.site.built import ERROR_PAGE, BuiltSite

COMPRESSED: Final = {".css", ".html", ".js", ".json", ".svg", ".xml"}
"""Kinds of files that hosts compress."""


class _Host(SimpleHTTPRequestHandler):
    """Serves files as static hosts do, and says nothing."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, mount: str, directory: str, compressing: bool) -> None:
        """Serve a folder under a path."""
        self._mount = mount
        self._compressing = compressing
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Answer with the file, or with the error page."""
        path = self.path.partition("?")[0]
        if path.startswith(self._mount):
            self.path = f"/{path.removeprefix(self._mount)}"
            file = Path(self.translate_path(self.path))
            file = file / "index.html" if path.endswith("/") else file
            if file.is_file() and self._compressing and file.suffix in COMPRESSED:
                return self._compressed(file)
            if file.is_file():
                return super().send_head()
        content = Path(self.directory, ERROR_PAGE).read_bytes()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return BytesIO(content)

    def _compressed(self, file: Path) -> BytesIO:
        """Answer with a file compressed, which may be kept for a while."""
        content = gzip.compress(file.read_bytes(), mtime=0)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        return BytesIO(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name in the base class
        """Print nothing."""


@contextmanager
def hosting(site: BuiltSite, *, compressing: bool = False) -> Iterator[str]:
    """Serve a site under its path, and give the address of its home page.

    Args:
        site: The site.
        compressing: Whether to compress files, and to allow browsers to keep them for ten minutes, as hosts do.
    """
    handler = functools.partial(_Host, mount=site.mount, directory=str(site.folder), compressing=compressing)
    with Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{site.mount}"
        finally:
            server.shutdown()
            thread.join()
