from pathlib import Path

import psutil
import pytest

from devmentor_cloud.gateway import local_model
from devmentor_cloud.gateway.providers.provider import Provider
from devmentor_cloud.gateway.providers.reply import text_of
from devmentor_cloud.gateway.weights import installed_weights


async def test_the_embedded_model_answers_in_a_stream(tmp_path: Path) -> None:
    model = await local_model.start(installed_weights()[0], log=tmp_path / "logs" / "model.log")
    provider = Provider(model.endpoint)
    body = {
        "model": model.endpoint.model,
        "messages": [{"role": "user", "content": "Say hello."}],
        "max_tokens": 12,
    }
    async with provider.stream(body) as reply:
        text = "".join([text_of(chunk) async for chunk in reply])
    await provider.close()
    await model.close()

    assert text.strip()
    assert reply.finish_reason in ("stop", "length")
    assert not psutil.pid_exists(model.pid)
    assert model.endpoint.demonstration
    assert model.endpoint.display == "SmolLM2-135M (local demonstration model)"


async def test_weights_that_are_none_are_refused_before_a_child_is_started(tmp_path: Path) -> None:
    (tmp_path / "bad.gguf").write_text("not weights")

    with pytest.raises(local_model.LocalModelFailed, match="no readable GGUF"):
        await local_model.start(tmp_path / "bad.gguf")


async def test_weights_that_do_not_load_say_where_the_log_is(tmp_path: Path) -> None:
    (tmp_path / "torn.gguf").write_bytes(b"GGUF" + bytes(64))
    log = tmp_path / "model.log"

    with pytest.raises(local_model.LocalModelFailed, match="could not be started"):
        await local_model.start(tmp_path / "torn.gguf", log=log)

    assert log.exists()


def test_other_weights_go_by_their_file_name() -> None:
    described = local_model.describe(Path("/models/Qwen3-4B-Q4.gguf"))

    assert described.display == "Qwen3-4B-Q4 (on this machine)"
    assert not described.demonstration
