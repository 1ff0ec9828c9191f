from pathlib import Path
from typing import Any

import pytest

from devmentor_server.client import Client, read_client


def test_a_client_that_says_nothing_gets_the_defaults_of_the_specification() -> None:
    assert read_client({"capabilities": {}}) == Client()


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        (["utf-8", "utf-16"], "utf-8"),
        (["utf-32", "utf-8"], "utf-32"),
        (["utf-7", 3], "utf-16"),
        ([], "utf-16"),
    ],
)
def test_the_clients_favourite_known_encoding_is_taken(offered: list[Any], chosen: str) -> None:
    capabilities = {"general": {"positionEncodings": offered}}

    assert read_client({"capabilities": capabilities}).encoding == chosen


def test_folders_come_from_the_newest_field_that_has_any() -> None:
    folders = [{"uri": "file:///a", "name": "a"}, {"uri": "untitled:b", "name": "b"}]

    assert read_client({"workspaceFolders": folders, "rootUri": "file:///c"}).folders == (
        Path("/a"),
    )
    assert read_client({"workspaceFolders": None, "rootUri": "file:///c"}).folders == (Path("/c"),)
    assert read_client({"rootPath": "/d"}).folders == (Path("/d"),)


def test_options_name_what_the_client_does_itself() -> None:
    options = {"clientCommands": ["devmentor.explain", 3], "status": True, "settings": {"a": 1}}

    client = read_client({"initializationOptions": options})

    assert client.commands == {"devmentor.explain"}
    assert client.wants_status
    assert client.settings == {"a": 1}


@pytest.mark.parametrize(
    "params",
    [
        {"capabilities": 3, "workspaceFolders": "x", "initializationOptions": []},
        {"capabilities": {"textDocument": [], "general": {"positionEncodings": "utf-8"}}},
        {"processId": "7", "rootUri": 9, "clientInfo": "me"},
    ],
)
def test_members_of_the_wrong_type_count_as_absent(params: dict[str, Any]) -> None:
    assert read_client(params) == Client()


def test_what_is_known_of_documents_and_edits_is_read() -> None:
    capabilities = {
        "textDocument": {
            "rename": {"prepareSupport": True},
            "codeAction": {"dataSupport": True, "resolveSupport": {"properties": ["edit"]}},
        },
        "workspace": {
            "workspaceEdit": {"documentChanges": True},
            "fileOperations": {"willRename": True},
        },
    }

    client = read_client({"capabilities": capabilities})

    assert client.knows == {"rename", "codeAction"}
    assert client.prepare_rename
    assert client.action_resolve
    assert client.document_changes
    assert client.rename_files
