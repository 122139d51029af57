"""`lagebild serve`: MkDocs' preview with live reload, on this machine only."""

import errno
import logging
import os
import socket
from pathlib import Path

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # a notice of the theme about a product that isn't used here

from mkdocs.commands.serve import serve
from mkdocs.exceptions import MkDocsException

from generator.configuration import FILE


def serve_site(root: Path, port: int) -> str:
    """Preview a site until it is stopped with Ctrl+C.

    Args:
        root: The project's folder.
        port: Port on 127.0.0.1; 0 lets the system choose.

    Returns:
        Why the preview could not start; empty if it was stopped.
    """
    try:
        socket.create_server(("127.0.0.1", port)).close()  # before the site is built, which takes longer
    except OSError as error:
        reason = "is in use" if error.errno == errno.EADDRINUSE else f"can't be used ({error.strerror})"
        return f"Port {port} {reason}: stop what runs there, or choose another one (make serve PORT={port + 1})."
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.INFO)
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger.addHandler(handler)
    try:
        serve(str(root / FILE), livereload=True, dev_addr=f"127.0.0.1:{port}")
    except MkDocsException as error:
        return str(error)
    finally:
        logger.removeHandler(handler)
    return ""
