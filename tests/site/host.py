"""A static host on this machine: one site under a path, and its error page for everything else."""

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from tests.serving import Server
from tests.site.built import ERROR_PAGE, BuiltSite


class _Host(SimpleHTTPRequestHandler):
    """Serves files as static hosts do, and says nothing."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, mount: str, directory: str) -> None:
        """Serve a folder under a path."""
        self._mount = mount
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Answer with the file, or with the error page."""
        path = self.path.partition("?")[0]
        if path.startswith(self._mount):
            self.path = f"/{path.removeprefix(self._mount)}"
            file = Path(self.translate_path(self.path))
            if (file / "index.html" if path.endswith("/") else file).is_file():
                return super().send_head()
        content = Path(self.directory, ERROR_PAGE).read_bytes()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return BytesIO(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name in the base class
        """Print nothing."""


@contextmanager
def hosting(site: BuiltSite) -> Iterator[str]:
    """Serve a site under its path, and give the address of its home page."""
    handler = functools.partial(_Host, mount=site.mount, directory=str(site.folder))
    with Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{site.mount}"
        finally:
            server.shutdown()
            thread.join()
