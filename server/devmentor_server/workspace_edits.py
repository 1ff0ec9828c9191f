"""Edits of many files, meant for the texts they were worked out from."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from lsprotocol import types

from devmentor_analyzers.semantics.own_files import Refused
from devmentor_analyzers.values import Edit
from devmentor_protocol.errors import RpcError

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

REQUEST_FAILED: Final = -32803
CONTENT_MODIFIED: Final = -32801


@contextmanager
def for_people() -> Generator[None]:
    """Answer a request that was refused with the reason, which editors show."""
    try:
        yield
    except Refused as error:
        raise RpcError(REQUEST_FAILED, str(error)) from None


def changed_meanwhile(uri: str) -> RpcError:
    """Say that an edit would hit another text than the one it was meant for."""
    name = uri.rpartition("/")[2]
    return RpcError(CONTENT_MODIFIED, f"{name} has changed in the meantime: please try again.")


class Seen:
    """The open documents when a request arrived: edits are for these versions, or for none."""

    def __init__(self, ls: "DevMentorServer") -> None:
        self._ls = ls
        self._versions = {each.uri: each.version for each in ls.documents.all_asked()}

    async def write(self, edits: Iterable[Edit]) -> types.WorkspaceEdit:
        """Write the edits as the client can read them. Raises `RpcError` (CONTENT_MODIFIED)."""
        changes = await self._ls.places.write_edits(edits)
        now = {each.uri: each.version for each in self._ls.documents.snapshots()}
        for uri in changes:
            if now.get(uri) != self._versions.get(uri):
                raise changed_meanwhile(uri)
        if not self._ls.client.document_changes:
            return types.WorkspaceEdit(changes=changes)
        return types.WorkspaceEdit(
            document_changes=[
                types.TextDocumentEdit(
                    types.OptionalVersionedTextDocumentIdentifier(uri, self._versions.get(uri)),
                    list(written),
                )
                for uri, written in changes.items()
            ]
        )
