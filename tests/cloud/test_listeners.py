"""Ports and servers."""

import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import httpx2
import pytest
from fastapi import FastAPI

from devmentor_cloud.config import Settings
from devmentor_cloud.listeners import Listener, bind
from devmentor_cloud.supervisor import CannotStart


def test_a_port_in_use_is_named_with_a_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(CannotStart) as refusal:
            bind(Settings(port_base=port - 1), "gateway")

    assert str(port) in str(refusal.value)
    assert "--port-base" in str(refusal.value)


def test_an_address_of_another_machine_is_named_with_what_to_set() -> None:
    with pytest.raises(CannotStart, match="DEVMENTOR_HOST"):
        bind(Settings(host="192.0.2.1"), "gateway")


async def test_a_server_answers_from_begin_to_end() -> None:
    app = FastAPI()
    listening = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}/openapi.json"
    server = Listener(app, listening)

    await server.begin()
    async with httpx2.AsyncClient(trust_env=False) as client:
        answer = await client.get(url)
        await server.end()
        with pytest.raises(httpx2.TransportError):
            await client.get(url)

    assert answer.status_code == 200


async def test_an_app_that_does_not_start_is_an_error() -> None:
    """The app fails on purpose."""

    @asynccontextmanager
    async def failing(_: FastAPI) -> AsyncGenerator[None]:
        raise RuntimeError("no")
        yield

    app = FastAPI(lifespan=failing)
    with pytest.raises(CannotStart):
        await Listener(app, socket.create_server(("127.0.0.1", 0))).begin()
