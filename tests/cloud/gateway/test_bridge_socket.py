import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
import websockets
from tests.cloud.gateway.running import Editor, connected, dial, greet, running, settings

from devmentor_protocol.envelope import ErrorResponse, Request, decode, encode
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.memory import RecallParams
from devmentor_protocol.methods import RECALL
from devmentor_protocol.session import HelloParams


async def test_a_hello_states_the_methods_the_limits_and_the_user(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as gateway, connected(gateway) as editor:
        hello = editor.hello

    assert set(hello.methods) == {
        "mentor/explain",
        "mentor/chat",
        "memory/remember",
        "memory/recall",
        "events/append",
    }
    assert hello.user == "u1"
    assert not hello.resumed
    assert hello.limits.max_frame_bytes == 1_048_576


@pytest.mark.parametrize("header", [None, "Bearer rubbish", "Basic dTpw"])
async def test_a_bad_token_is_refused_in_the_handshake_with_a_problem(
    tmp_path: Path, header: str | None
) -> None:
    async with running(settings(tmp_path)) as gateway:
        headers = {"Authorization": header} if header else {}
        with pytest.raises(websockets.InvalidStatus) as refused:
            await websockets.connect(gateway.socket_url, additional_headers=headers, proxy=None)

    response = refused.value.response
    assert response.status_code == 401
    assert response.headers["content-type"] == "application/problem+json"
    assert json.loads(response.body or b"")["code"] == "unauthorized"


async def test_an_expired_token_is_refused(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as gateway:
        with pytest.raises(websockets.InvalidStatus, match="401"):
            await dial(gateway, gateway.token(lifetime=-60))


async def test_a_socket_ends_with_its_token_and_the_session_goes_on_with_a_new_one(
    tmp_path: Path,
) -> None:
    async with running(settings(tmp_path)) as gateway:
        editor = Editor(gateway)
        await editor.dial(token=gateway.token(lifetime=2))
        await asyncio.wait_for(editor.ended, 10)

        assert editor.connection.close_code == 1012
        assert (await editor.dial(resume=True)).resumed
        await editor.close()


async def refusal(connection: websockets.ClientConnection, frame: str) -> ErrorResponse:
    await connection.send(frame)
    answer = decode(await connection.recv())
    assert isinstance(answer, ErrorResponse)
    with pytest.raises(websockets.ConnectionClosed):
        await connection.recv()
    assert connection.close_code == 1008
    return answer


def hello_frame(**changes: Any) -> str:
    params = HelloParams(client="test/1").model_dump(mode="json") | changes
    return encode(Request("hello", "session/hello", params))


async def test_a_client_that_is_too_old_is_told_to_update(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as gateway:
        answer = await refusal(await dial(gateway), hello_frame(protocolVersion=0))

    assert answer.id == "hello"
    assert answer.error.code == ErrorCode.TOO_OLD
    assert "Update DevMentor" in answer.error.message


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        pytest.param("not json", ErrorCode.PARSE_ERROR, id="no JSON"),
        pytest.param("[]", ErrorCode.INVALID_REQUEST, id="a batch"),
        pytest.param('{"jsonrpc":"1.0"}', ErrorCode.INVALID_REQUEST, id="another version"),
        pytest.param(
            encode(Request(1, "mentor/chat", {})), ErrorCode.INVALID_REQUEST, id="no hello"
        ),
        pytest.param(hello_frame(client=7), ErrorCode.INVALID_PARAMS, id="bad params"),
        pytest.param(
            hello_frame(client="x" * 1_100_000), ErrorCode.FRAME_TOO_LARGE, id="too large"
        ),
    ],
)
async def test_a_first_frame_that_is_no_hello_is_answered_and_the_socket_closed(
    tmp_path: Path, frame: str, code: ErrorCode
) -> None:
    async with running(settings(tmp_path)) as gateway:
        answer = await refusal(await dial(gateway), frame)

    assert answer.error.code == code


async def test_malformed_frames_are_answered_and_the_session_goes_on(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as gateway:
        connection = await dial(gateway)
        await greet(connection, HelloParams(client="test/1"))
        frames = ["{", '{"jsonrpc":"2.0","id":1}', "x" * 1_100_000]
        frames.append(encode(Request(7, "mentor/dance", {})))
        frames.append(encode(Request(8, "memory/recall", {"query": 3})))
        codes: list[int] = []
        for frame in frames:
            await connection.send(frame)
            while "error" not in (answer := json.loads(await connection.recv())):
                pass  # an acknowledgement
            codes.append(answer["error"]["code"])
        await connection.close()

    assert codes == [
        ErrorCode.PARSE_ERROR,
        ErrorCode.INVALID_REQUEST,
        ErrorCode.FRAME_TOO_LARGE,
        ErrorCode.METHOD_NOT_FOUND,
        ErrorCode.INVALID_PARAMS,
    ]


async def test_a_memory_service_that_is_away_is_a_typed_error(tmp_path: Path) -> None:
    async with running(settings(tmp_path, port_base=1)) as gateway, connected(gateway) as editor:
        with pytest.raises(RpcError, match="cannot be reached"):
            await editor.peer.call(RECALL, RecallParams(query="metres"), timeout=20)
