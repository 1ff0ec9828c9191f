import asyncio
import os
from pathlib import Path

import pytest

from devmentor_cloud.gateway.weights import (
    PullFailed,
    installed_weights,
    is_gguf,
    models_folder,
    pull_weights,
)

GGUF = b"GGUF" + bytes(5000)


def test_the_demonstration_model_is_found_in_its_package_without_importing_it() -> None:
    found = installed_weights()

    assert found[0].name.startswith("SmolLM2-135M")
    assert is_gguf(found[0])


def test_ones_own_weights_come_before_the_demonstration_newest_first() -> None:
    models_folder().mkdir(parents=True)
    for age, name in enumerate(("new.gguf", "old.gguf", "SmolLM2-135M-copy.gguf")):
        path = models_folder() / name
        path.write_bytes(GGUF)
        os.utime(path, (1000 - age, 1000 - age))

    names = [path.name for path in installed_weights()]

    assert names[:3] == ["new.gguf", "old.gguf", "SmolLM2-135M-copy.gguf"]


def test_a_file_is_copied_into_the_models_folder_with_progress(tmp_path: Path) -> None:
    (tmp_path / "mine.gguf").write_bytes(GGUF)
    seen: list[tuple[int, int]] = []

    path = pull_weights(
        str(tmp_path / "mine.gguf"), on_progress=lambda done, total: seen.append((done, total))
    )

    assert path == models_folder() / "mine.gguf"
    assert path.read_bytes() == GGUF
    assert seen[-1] == (len(GGUF), len(GGUF))


def test_what_is_no_gguf_file_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(b"<html>")

    with pytest.raises(PullFailed, match="no GGUF file"):
        pull_weights(str(tmp_path / "page.html"))

    assert list(models_folder().iterdir()) == []


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(PullFailed, match=r"no file .*gone\.gguf"):
        pull_weights("/gone.gguf")


def test_with_the_package_in_the_environment_nothing_is_fetched() -> None:
    assert pull_weights().name.startswith("SmolLM2-135M")


def test_a_models_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(PullFailed, match="Cannot write"):
        pull_weights("/x.gguf", folder=tmp_path / "file" / "models")


async def serve(answer: bytes) -> tuple[asyncio.Server, str]:
    async def reply(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(reply, "127.0.0.1", 0)
    return server, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/tiny.gguf?download=1"


async def test_weights_are_fetched_from_a_url() -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(GGUF)}\r\n\r\n".encode()
    server, url = await serve(head + GGUF)
    async with server:
        path = await asyncio.to_thread(pull_weights, url)

    assert path == models_folder() / "tiny.gguf"
    assert path.read_bytes() == GGUF


async def test_a_download_that_breaks_off_leaves_nothing() -> None:
    """The server here is a fake, because only a fake breaks off when asked to."""
    server, url = await serve(b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n" + GGUF)
    async with server:
        with pytest.raises(PullFailed, match="Cannot fetch"):
            await asyncio.to_thread(pull_weights, url)

    assert list(models_folder().iterdir()) == []
