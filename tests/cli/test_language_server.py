"""The language server as a child of the terminal."""

from pathlib import Path

import psutil
import pytest
from tests.conftest import NewChildren

from devmentor_cli.language_server import language_server
from devmentor_protocol.errors import ErrorCode, RpcError


async def test_it_answers_and_leaves_no_child(tmp_path: Path, new_children: NewChildren) -> None:
    async with language_server(tmp_path, {}, lambda _method, _params: None) as server:
        found = await server.request("workspace/symbol", {"query": "nothing_like_this"})
        children = new_children()

    assert not found
    assert children
    assert not psutil.wait_procs(children, timeout=10)[1]


async def test_a_refusal_is_raised_with_its_code(tmp_path: Path) -> None:
    async with language_server(tmp_path, {}, lambda _method, _params: None) as server:
        with pytest.raises(RpcError) as refusal:
            await server.request("no/such/method", {})

    assert refusal.value.code == ErrorCode.METHOD_NOT_FOUND
