"""The process as the tier starts it."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import httpx
import httpx2
import pytest
from pydantic import SecretStr
from qdrant_client import models
from qdrant_client.http.exceptions import ResponseHandlingException
from tests.cloud.vector_store import embedded_store, plain_client

from devmentor_cloud.qdrant_edge.settings import KEY_VARIABLE
from devmentor_cloud.stores.qdrant import free_port
from devmentor_cloud.stores.vectors import vector_client

COMMAND = [sys.executable, "-I", "-m", "devmentor_cloud.qdrant_edge"]


def run(*arguments: str, key: str = "k") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*COMMAND, *arguments],
        env={**os.environ, KEY_VARIABLE: key},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


async def test_only_whoever_has_the_key_gets_in(tmp_path: Path) -> None:
    async with embedded_store(tmp_path / "v") as store, httpx2.AsyncClient() as client:
        for headers in ({}, {"api-key": "guess"}):
            refused = await client.get(f"{store.url}/collections", headers=headers)
            assert refused.status_code == 401
            assert "API key" in refused.json()["status"]["error"]
        key = store.key.get_secret_value()
        allowed = await client.get(f"{store.url}/collections", headers={"api-key": key})
        assert allowed.json()["result"] == {"collections": []}


async def test_what_was_answered_survives_a_kill(tmp_path: Path) -> None:
    async with embedded_store(tmp_path / "v") as store:
        client = plain_client(store.url, store.key)
        params = models.VectorParams(size=3, distance=models.Distance.COSINE)
        await client.create_collection("c", vectors_config={"dense": params})
        for number in range(20):
            point = models.PointStruct(id=number, vector={"dense": [1.0, float(number), 0.0]})
            await client.upsert("c", [point])

        await store.kill()
        await store.start_again()

        assert (await client.count("c")).count == 20


@pytest.mark.parametrize("path", ["/nowhere", "/collections/c/points/recommend"])
async def test_an_unknown_path_is_not_found_in_qdrants_shape(tmp_path: Path, path: str) -> None:
    async with embedded_store(tmp_path / "v") as store, httpx2.AsyncClient() as client:
        key = store.key.get_secret_value()
        answer = await client.get(f"{store.url}{path}", headers={"api-key": key})

        assert answer.status_code == 404
        assert path in answer.json()["status"]["error"]


async def test_it_listens_at_a_unix_socket_for_its_owner_alone(tmp_path: Path) -> None:
    socket = tmp_path / "s"
    process = await asyncio.create_subprocess_exec(
        *(*COMMAND, "--path", str(tmp_path / "v"), "--uds", str(socket)),
        env={**os.environ, KEY_VARIABLE: "k"},
    )
    transport = httpx.AsyncHTTPTransport(uds=str(socket), retries=5)
    client = vector_client("http://vectors", SecretStr("k"), transport)
    try:
        collections = None
        while collections is None:
            try:
                collections = (await client.get_collections()).collections
            except ResponseHandlingException:  # it is bound and does not listen yet
                await asyncio.sleep(0.05)
        assert collections == []
        assert socket.stat().st_mode & 0o777 == 0o600
    finally:
        process.terminate()
        assert await process.wait() in {0, -15}


def test_it_does_not_start_without_a_key(tmp_path: Path) -> None:
    done = run("--path", str(tmp_path), "--port", str(free_port()), key="")

    assert done.returncode == 1
    assert KEY_VARIABLE in done.stderr


async def test_a_port_in_use_is_said_in_one_line(tmp_path: Path) -> None:
    async with embedded_store(tmp_path / "v") as store:
        done = await asyncio.to_thread(
            run, "--path", str(tmp_path / "w"), "--port", store.url.rpartition(":")[2]
        )

    assert done.returncode == 1
    assert done.stderr.startswith("The vector store cannot start:")
    assert len(done.stderr.splitlines()) == 1
