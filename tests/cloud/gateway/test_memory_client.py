import json
from collections.abc import Callable

import httpx2
import pytest

from devmentor_cloud.gateway.memory_client import MemoryClient
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.memory import RecallParams, RememberParams

QUERY = RecallParams(query="metres")


def client(answer: Callable[[httpx2.Request], httpx2.Response]) -> MemoryClient:
    """A client whose transport is scripted, because the service's faults are the subject."""
    return MemoryClient("http://memory.test", httpx2.MockTransport(answer))


async def test_the_callers_token_is_passed_on() -> None:
    seen: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(200, json={"memories": []})

    assert (await client(answer).recall(QUERY, "the-token")).memories == ()
    assert seen[0].headers["authorization"] == "Bearer the-token"
    assert seen[0].url.path == "/v1/memories/recall"
    assert json.loads(seen[0].content)["query"] == "metres"


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (401, ErrorCode.UNAUTHORIZED),
        (403, ErrorCode.FORBIDDEN),
        (422, ErrorCode.INVALID_PARAMS),
        (429, ErrorCode.OVER_QUOTA),
        (503, ErrorCode.BUSY),
    ],
)
async def test_a_problem_keeps_its_words(status: int, code: ErrorCode) -> None:
    refusing = client(lambda _: httpx2.Response(status, json={"detail": "Because."}))

    with pytest.raises(RpcError, match="Because") as caught:
        await refusing.remember(RememberParams(text="x"), "t")

    assert caught.value.code == code


async def test_an_answer_of_another_shape_is_said_so() -> None:
    with pytest.raises(RpcError, match="unknown shape"):
        await client(lambda _: httpx2.Response(200, text="<html>")).recall(QUERY, "t")


async def test_a_failure_without_a_problem_names_its_status() -> None:
    with pytest.raises(RpcError, match="HTTP 502"):
        await client(lambda _: httpx2.Response(502, text="bad gateway")).recall(QUERY, "t")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (httpx2.ReadTimeout("late"), ErrorCode.TIMED_OUT),
        (httpx2.ConnectError("nobody"), ErrorCode.BUSY),
    ],
)
async def test_a_service_that_is_away_is_worth_another_try(
    error: httpx2.HTTPError, code: ErrorCode
) -> None:
    def fail(_: httpx2.Request) -> httpx2.Response:
        raise error

    with pytest.raises(RpcError) as caught:
        await client(fail).recall(QUERY, "t")

    assert caught.value.code == code
