"""The child process: `python -m devmentor_cloud.qdrant_edge --path DIR --port PORT`.

It binds to loopback, or to a unix socket, and to nothing else.
"""

import argparse
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

import uvicorn

from devmentor_cloud.qdrant_edge.app import create_app
from devmentor_cloud.qdrant_edge.catalogue import Catalogue, FolderInUse
from devmentor_cloud.qdrant_edge.settings import KEY_VARIABLE


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve a folder until told to stop."""
    options = _options(arguments)
    key = os.environ.pop(KEY_VARIABLE, "")
    if not key:
        sys.exit(f"Set {KEY_VARIABLE} to the key that callers must show.")
    catalogue = Catalogue(options.path)
    try:
        catalogue.open()
        listening = _listen(options)
    except (FolderInUse, OSError) as error:
        sys.exit(f"The vector store cannot start: {error}")
    config = uvicorn.Config(create_app(catalogue, key), log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[listening])


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="qdrant_edge", description=__doc__)
    parser.add_argument("--path", type=Path, required=True, help="folder of the collections")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--port", type=int, help="a port on loopback")
    where.add_argument("--uds", type=Path, help="a unix socket instead of a port")
    return parser.parse_args(arguments)


def _listen(options: argparse.Namespace) -> socket.socket:
    if not options.uds:
        return socket.create_server(("127.0.0.1", options.port))
    options.uds.unlink(missing_ok=True)
    unix = socket.socket(socket.AF_UNIX)
    unix.bind(str(options.uds))
    options.uds.chmod(0o600)
    return unix
