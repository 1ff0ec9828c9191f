import asyncio
import json
import logging
import socket
from http import HTTPStatus

import pytest
from pydantic import SecretStr
from tests.bridge.gateway import TOKEN, Gateway, gateway

from devmentor_bridge import dialling
from devmentor_bridge.connection import Address
from devmentor_bridge.credentials import save_token
from devmentor_bridge.dialling import dial
from devmentor_protocol.envelope import ErrorResponse, encode
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.peer import TransportClosed
from devmentor_protocol.receipt import Rung
from devmentor_protocol.session import HelloParams

HELLO = HelloParams(client="test/1")


def local(tier: Gateway) -> Address:
    tier.announce()
    return Address(tier.url, Rung.LOCAL)


async def refusal(address: Address) -> RpcError:
    with pytest.raises(RpcError) as refused:
        await dial(address, HELLO)
    return refused.value


async def test_a_greeting_is_answered_and_frames_flow() -> None:
    async with gateway() as tier:
        transport, result = await dial(local(tier), HELLO)
        await transport.send('{"jsonrpc":"2.0","id":1,"method":"nobody/knows"}')
        answer = json.loads(await transport.receive())
        await transport.close()

    assert (result.user, result.resumed) == ("tester", False)
    assert tier.hellos == [HELLO]
    assert answer["error"]["code"] == ErrorCode.METHOD_NOT_FOUND


async def test_a_lost_socket_is_told_as_one() -> None:
    async with gateway() as tier:
        transport, _ = await dial(local(tier), HELLO)
        tier.cut()

        with pytest.raises(TransportClosed):
            await transport.receive()
        with pytest.raises(TransportClosed):
            await transport.send("{}")


async def test_leaving_says_goodbye_and_closing_does_not() -> None:
    async with gateway() as tier:
        first, _ = await dial(local(tier), HELLO)
        await first.close()
        second, _ = await dial(local(tier), HELLO)
        await second.leave()
        while len(tier.closed_with) < 2:
            await asyncio.sleep(0.01)

    assert tier.closed_with == [1000, 1001]


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (HTTPStatus.UNAUTHORIZED, ErrorCode.UNAUTHORIZED),
        (HTTPStatus.FORBIDDEN, ErrorCode.FORBIDDEN),
        (HTTPStatus.TOO_MANY_REQUESTS, ErrorCode.OVER_QUOTA),
        (HTTPStatus.UPGRADE_REQUIRED, ErrorCode.TOO_OLD),
        (HTTPStatus.SERVICE_UNAVAILABLE, ErrorCode.CONNECTION_LOST),
        (HTTPStatus.NOT_FOUND, ErrorCode.CONNECTION_LOST),
    ],
)
async def test_a_refused_handshake_has_a_type_and_the_tiers_own_words(
    status: HTTPStatus, code: ErrorCode
) -> None:
    async with gateway() as tier:
        tier.status = status
        error = await refusal(local(tier))

    assert error.code == code
    assert f"It said {int(status)}." in error.message


async def test_the_token_is_nowhere_in_what_people_or_logs_see(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    async with gateway() as tier:
        transport, _ = await dial(local(tier), HELLO)
        await transport.close()
        tier.status = HTTPStatus.UNAUTHORIZED
        error = await refusal(local(tier))

    client_side = [r.getMessage() for r in caplog.records if not r.name.startswith("websockets.s")]
    assert TOKEN not in "\n".join((repr(error), str(error), *client_side))


async def test_a_refused_hello_keeps_the_code_of_the_tier() -> None:
    async with gateway() as tier:
        tier.first_frame = encode(
            ErrorResponse("hello", RpcError(ErrorCode.TOO_OLD, "Update DevMentor in your editor."))
        )
        error = await refusal(local(tier))

    assert (error.code, error.message) == (ErrorCode.TOO_OLD, "Update DevMentor in your editor.")


@pytest.mark.parametrize(
    "frame", ["garbage", "{}", '{"jsonrpc":"2.0","id":"hello","result":{"server":1}}', "[]"]
)
async def test_who_does_not_greet_as_a_gateway_is_told_apart(frame: str) -> None:
    async with gateway() as tier:
        tier.first_frame = frame
        error = await refusal(local(tier))

    assert error.code == ErrorCode.CONNECTION_LOST
    assert "did not greet" in error.message


async def test_a_tier_that_is_too_old_for_us_is_named_so() -> None:
    async with gateway() as tier:
        body: dict[str, object] = {
            "protocolVersion": 0,
            "server": "old",
            "user": "u",
            "methods": [],
            "limits": {},
            "resumeToken": "t",
        }
        tier.first_frame = json.dumps({"jsonrpc": "2.0", "id": "hello", "result": body})
        error = await refusal(local(tier))

    assert error.code == ErrorCode.TOO_OLD
    assert "Update the tier" in error.message


async def test_a_tier_that_takes_the_socket_and_says_nothing_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dialling, "_DIAL_SECONDS", 0.2)
    async with gateway() as tier:
        tier.silent = True
        error = await refusal(local(tier))

    assert "did not answer the greeting" in error.message


async def test_where_nobody_listens_the_address_is_named() -> None:
    async with gateway() as tier:
        address = local(tier)
        with socket.create_server(("127.0.0.1", 0)) as free:
            closed = f"http://127.0.0.1:{free.getsockname()[1]}"
        error = await refusal(Address(closed, address.rung))

    assert error.code == ErrorCode.CONNECTION_LOST
    assert closed in error.message


async def test_a_team_tier_needs_a_token_first() -> None:
    error = await refusal(Address("https://devmentor.example.org", Rung.CONNECTED))

    assert error.code == ErrorCode.UNAUTHORIZED
    assert "Sign in" in error.message


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://devmentor.example.org", "not encrypted"),
        ("devmentor.example.org", "no address of a tier"),
        ("ftp://devmentor.example.org", "no address of a tier"),
        ("https://[::1", "no address of a tier"),
        ("https://devmentor.example.org:port", "no address of a tier"),
    ],
)
async def test_no_token_is_sent_where_it_could_be_read(url: str, words: str) -> None:
    save_token(url, SecretStr("t"))

    error = await refusal(Address(url, Rung.CONNECTED))

    assert error.code == ErrorCode.FORBIDDEN
    assert words in error.message


async def test_a_token_that_could_smuggle_a_header_is_not_sent() -> None:
    url = "https://devmentor.example.org"
    save_token(url, SecretStr("t\r\nHost: evil"))

    error = await refusal(Address(url, Rung.CONNECTED))

    assert error.code == ErrorCode.UNAUTHORIZED
    assert "evil" not in error.message
