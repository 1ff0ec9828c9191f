"""The child process: `python -m devmentor_cloud.qdrant_edge --path DIR --address-file FILE`.

It binds to loopback, or to a unix socket, and writes where it can be reached into the file when it
is ready. The key that callers must show comes in the environment, never on the command line.
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
from devmentor_cloud.qdrant_edge.child import KEY_VARIABLE


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve a folder until told to stop."""
    options = _options(arguments)
    key = os.environ.pop(KEY_VARIABLE, "")
    if not key:
        sys.exit(f"Set {KEY_VARIABLE} to the key that callers must show.")
    catalogue = Catalogue(options.path)
    try:
        catalogue.open()
        listening, url = _listen(options)
    except (FolderInUse, OSError) as error:
        sys.exit(f"The vector store cannot start: {error}")
    config = uvicorn.Config(create_app(catalogue, key), log_level="warning", access_log=False)
    _Server(config, url, options.address_file).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Says where it listens once it does."""

    def __init__(self, config: uvicorn.Config, url: str, address_file: Path | None) -> None:
        super().__init__(config)
        self._url, self._address_file = url, address_file

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then write the address: whoever reads it can connect."""
        await super().startup(sockets)
        if self._address_file and self.started:
            draft = self._address_file.with_suffix(".tmp")
            draft.write_text(self._url, encoding="utf-8")
            draft.replace(self._address_file)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="qdrant_edge", description=__doc__)
    parser.add_argument("--path", type=Path, required=True, help="folder of the collections")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--port", type=int, default=0, help="on loopback; 0: any free one")
    where.add_argument("--uds", type=Path, help="a unix socket instead of a port")
    parser.add_argument("--address-file", type=Path, help="written when the server is ready")
    return parser.parse_args(arguments)


def _listen(options: argparse.Namespace) -> tuple[socket.socket, str]:
    if options.uds:
        options.uds.unlink(missing_ok=True)
        unix = socket.socket(socket.AF_UNIX)
        unix.bind(str(options.uds))
        options.uds.chmod(0o600)
        return unix, f"unix://{options.uds}"
    listening = socket.create_server(("127.0.0.1", options.port))
    return listening, f"http://127.0.0.1:{listening.getsockname()[1]}"
