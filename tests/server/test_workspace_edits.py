"""What an edit must not hit. A small stand-in for the server holds real documents and places."""

from pathlib import Path
from typing import Any, cast

import pytest

from devmentor_analyzers.semantics.own_files import Refused
from devmentor_analyzers.values import Edit
from devmentor_protocol.errors import RpcError
from devmentor_protocol.position import Range
from devmentor_server.client import Client
from devmentor_server.documents import Documents
from devmentor_server.places import Places
from devmentor_server.server import DevMentorServer
from devmentor_server.uris import uri_of
from devmentor_server.workspace_edits import Seen, for_people


class Served:
    """What `Seen` asks of a server."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.documents = Documents("utf-16", 1_000)
        self.places = Places("utf-16", self.documents)


def served(client: Client, path: Path) -> tuple[Served, DevMentorServer, Edit]:
    ls = Served(client)
    ls.documents.open(uri_of(path), "python", 3, "x = 1\n")
    return ls, cast(DevMentorServer, ls), Edit(path, Range.of(0, 0, 0, 1), "y")


async def test_edits_name_the_version_they_are_for(tmp_path: Path) -> None:
    _, server, edit = served(Client(document_changes=True), tmp_path / "a.py")
    other = Edit(tmp_path / "b.py", edit.range, "z")

    written = await Seen(server).write([edit, other])

    changes: list[Any] = list(written.document_changes or ())
    assert [each.text_document.version for each in changes] == [3, None]


async def test_a_simple_client_gets_edits_by_uri(tmp_path: Path) -> None:
    _, server, edit = served(Client(), tmp_path / "a.py")

    written = await Seen(server).write([edit])

    assert [each.new_text for each in (written.changes or {})[uri_of(edit.path)]] == ["y"]


@pytest.mark.parametrize("closed", [True, False])
async def test_a_text_that_has_changed_is_not_edited(tmp_path: Path, closed: bool) -> None:
    ls, server, edit = served(Client(), tmp_path / "a.py")
    seen = Seen(server)
    if closed:
        ls.documents.close(uri_of(edit.path))
    else:
        ls.documents.open(uri_of(edit.path), "python", 4, "z = 1\n")

    with pytest.raises(RpcError, match=r"a\.py has changed"):
        await seen.write([edit])


def test_a_refusal_is_answered_with_its_reason() -> None:
    def refuse() -> None:
        with for_people():
            raise Refused("Not here.")

    with pytest.raises(RpcError, match=r"Not here\."):
        refuse()
