import asyncio
import contextlib
from collections.abc import AsyncGenerator
from pathlib import Path

import httpx2
import openai
import pytest
import stamina
from tests.cloud.gateway import scripted_upstream as upstreams
from tests.cloud.gateway.running import Gateway, problem, running, settings
from tests.cloud.gateway.scripted_upstream import KEY, Script, Upstream, scripted

from devmentor_cloud.gateway.endpoints import OVERHEAD

ASK = {"messages": [{"role": "user", "content": "Hello"}]}


@pytest.fixture(autouse=True)
def quick_retries() -> object:
    with stamina.set_testing(True, attempts=2, cap=True):
        yield


@contextlib.asynccontextmanager
async def fronted(
    tmp_path: Path, script: Script
) -> AsyncGenerator[tuple[Upstream, Gateway, httpx2.AsyncClient]]:
    """A gateway before a scripted upstream: each use of it produces a fault or looks inside."""
    async with scripted(script) as upstream:
        chosen = settings(tmp_path, provider_url=upstream.url, provider_key=KEY, model="scripted")
        async with running(chosen) as gateway, gateway.client() as client:
            yield upstream, gateway, client


def official(gateway: Gateway) -> openai.AsyncOpenAI:
    return openai.AsyncOpenAI(base_url=f"{gateway.url}/v1", api_key=gateway.token(), max_retries=0)


async def test_the_official_client_works_against_the_local_model(tmp_path: Path) -> None:
    async with running(settings(tmp_path, local_model=True)) as gateway:
        client = official(gateway)
        listed = await client.models.list()
        whole = await client.chat.completions.create(
            model=listed.data[0].id,
            messages=[{"role": "user", "content": "Say hello."}],
            max_tokens=8,
        )
        stream = await client.chat.completions.create(
            model="default",
            messages=[{"role": "user", "content": "Say hello."}],
            max_tokens=8,
            stream=True,
            stream_options={"include_usage": True},
        )
        chunks = [chunk async for chunk in stream]
        with pytest.raises(openai.NotFoundError, match="no model 'gpt-9'"):
            await client.chat.completions.create(
                model="gpt-9", messages=[{"role": "user", "content": "Hi"}]
            )
        with pytest.raises(openai.BadRequestError, match="exceeds the available context"):
            await client.chat.completions.create(
                model="default", messages=[{"role": "user", "content": "x = 1\n" * 5000}]
            )
        await client.close()

    assert listed.data[0].model_extra
    assert listed.data[0].model_extra["name"] == "SmolLM2-135M (local demonstration model)"
    assert whole.choices[0].message.content
    assert whole.usage and whole.usage.completion_tokens <= 8
    text = "".join(one.choices[0].delta.content or "" for one in chunks if one.choices)
    assert text.strip()
    assert chunks[-1].usage and chunks[-1].usage.completion_tokens > 0


async def test_unknown_fields_pass_through_and_overhead_is_stated(tmp_path: Path) -> None:
    async def answers(talk: upstreams.Talk) -> None:
        message = {"role": "assistant", "content": "Hi", "mood": "fine"}
        await talk.answer(200, {"choices": [{"index": 0, "message": message}], "x_extra": 1})

    async with fronted(tmp_path, answers) as (upstream, _, client):
        answer = await client.post("/v1/chat/completions", json=ASK | {"top_p": 0.5, "zz": [1]})

    assert answer.json()["choices"][0]["message"]["mood"] == "fine"
    assert upstream.bodies[0] == ASK | {
        "top_p": 0.5,
        "zz": [1],
        "model": "scripted",
        "stream": False,
    }
    assert float(answer.headers[OVERHEAD]) >= 0


@pytest.mark.parametrize("path", ["/v1/models", "/v1/chat/completions"])
async def test_without_credentials_a_problem_is_the_answer(tmp_path: Path, path: str) -> None:
    async with running(settings(tmp_path)) as gateway, gateway.client() as client:
        method = "GET" if path.endswith("models") else "POST"
        answer = await client.request(method, path, headers={"Authorization": "Bearer wrong"})

    assert answer.status_code == 401
    assert problem(answer)["code"] == "unauthorized"


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"messages": []}', b'{"messages": [{"role": 1}]}'])
async def test_a_body_that_is_no_request_is_refused_before_the_provider(
    tmp_path: Path, body: bytes
) -> None:
    async with fronted(tmp_path, upstreams.says_hello) as (upstream, _, client):
        answer = await client.post("/v1/chat/completions", content=body)

    assert answer.status_code == 422
    assert problem(answer)["problems"]
    assert not [body for body in upstream.bodies if body]


async def test_a_body_over_the_limit_is_refused_with_the_limit_named(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as gateway, gateway.client() as client:
        answer = await client.post("/v1/chat/completions", content=b" " * (5 << 20))

    assert answer.status_code == 413
    assert str(4 << 20) in problem(answer)["detail"]


async def test_with_no_model_at_all_the_answer_says_what_to_do(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as gateway, gateway.client() as client:
        answer = await client.post("/v1/chat/completions", json=ASK)

    assert answer.status_code == 503
    assert "devmentor models pull" in problem(answer)["detail"]


@pytest.mark.parametrize(
    ("script", "status"),
    [
        pytest.param(upstreams.refuses(401), 503, id="key refused"),
        pytest.param(upstreams.refuses(429), 429, id="too often"),
        pytest.param(upstreams.refuses(500), 503, id="failed"),
        pytest.param(upstreams.refuses(400, f"bad field, {KEY}"), 400, id="bad field"),
        pytest.param(upstreams.sends_rubbish, 503, id="rubbish"),
    ],
)
@pytest.mark.parametrize("stream", [True, False])
async def test_what_a_provider_refuses_becomes_a_problem_without_the_key(
    tmp_path: Path, script: Script, status: int, *, stream: bool
) -> None:
    async with fronted(tmp_path, script) as (_, _, client):
        answer = await client.post("/v1/chat/completions", json=ASK | {"stream": stream})

    assert answer.status_code == status
    assert problem(answer)["code"] == "provider_failed"
    assert KEY not in answer.text


@pytest.mark.parametrize("script", [upstreams.dies_mid_word, upstreams.errs_mid_stream])
async def test_an_answer_that_breaks_off_raises_in_the_official_client(
    tmp_path: Path, script: Script
) -> None:
    async with fronted(tmp_path, script) as (_, gateway, _):
        client = official(gateway)
        stream = await client.chat.completions.create(
            model="scripted", messages=[{"role": "user", "content": "Hi"}], stream=True
        )
        words: list[str] = []
        with pytest.raises(openai.APIError, match=r"middle of its answer|GPU fell off") as caught:
            async for chunk in stream:
                words.append(chunk.choices[0].delta.content or "")
        await client.close()

    assert "".join(words) == "The func"
    assert KEY not in str(caught.value)


async def test_a_client_that_vanishes_closes_the_providers_socket(tmp_path: Path) -> None:
    async with fronted(tmp_path, upstreams.talks_for_ever) as (upstream, _, client):
        body = ASK | {"stream": True}
        async with client.stream("POST", "/v1/chat/completions", json=body) as answer:
            assert answer.status_code == 200
            await anext(answer.aiter_bytes())

        await asyncio.wait_for(upstream.hung_up.wait(), 10)


@pytest.mark.parametrize("stream", [True, False])
async def test_a_client_that_vanishes_before_the_first_token_is_noticed(
    tmp_path: Path, *, stream: bool
) -> None:
    async with fronted(tmp_path, upstreams.never_speaks) as (upstream, _, client):
        asking = asyncio.create_task(
            client.post("/v1/chat/completions", json=ASK | {"stream": stream})
        )
        await asyncio.wait_for(upstream.asked.wait(), 10)
        asking.cancel()

        await asyncio.wait_for(upstream.hung_up.wait(), 10)


async def test_a_tier_that_stops_mid_answer_ends_the_stream_and_the_question(
    tmp_path: Path,
) -> None:
    async with fronted(tmp_path, upstreams.talks_for_ever) as (upstream, gateway, client):
        body = ASK | {"stream": True}
        async with client.stream("POST", "/v1/chat/completions", json=body) as answer:
            parts = answer.aiter_bytes()
            await anext(parts)
            stopping = asyncio.create_task(gateway.listener.end())
            with pytest.raises(Exception, match=r"peer closed|incomplete"):
                async for _ in parts:
                    pass
            await stopping

        await asyncio.wait_for(upstream.hung_up.wait(), 10)
