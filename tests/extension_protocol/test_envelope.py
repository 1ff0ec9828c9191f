import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devmentor_protocol.envelope import (
    BadFrame,
    ErrorResponse,
    Message,
    Notification,
    Request,
    Response,
    decode,
    encode,
)
from devmentor_protocol.errors import ErrorCode, RpcError

NAMES = st.text(max_size=10)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
IDS = st.integers(-(2**62), 2**62) | st.text(max_size=20)
OBJECTS = st.dictionaries(NAMES, JSON, max_size=4)
MESSAGES: st.SearchStrategy[Message] = (
    st.builds(Request, IDS, NAMES, OBJECTS)
    | st.builds(Notification, NAMES, OBJECTS)
    | st.builds(Response, IDS, JSON)
)


@given(MESSAGES)
def test_a_message_comes_back_as_it_was_written(message: Message) -> None:
    assert decode(encode(message)) == message
    assert decode(encode(message).encode()) == message


def test_an_error_comes_back_with_its_code_message_and_data() -> None:
    error = RpcError(ErrorCode.OVER_QUOTA, "No more today.", {"retry": 3})

    answer = decode(encode(ErrorResponse("a", error)))

    assert isinstance(answer, ErrorResponse)
    assert (answer.id, answer.error.code, answer.error.data) == ("a", error.code, {"retry": 3})


@given(st.text() | st.binary() | JSON.map(json.dumps))
@settings(max_examples=300)
def test_a_frame_is_either_read_or_refused(frame: str | bytes) -> None:
    try:
        decode(frame)
    except BadFrame as refused:
        assert refused.code in (ErrorCode.PARSE_ERROR, ErrorCode.INVALID_REQUEST)


@pytest.mark.parametrize(
    "frame",
    ["", "{", "[" * 100_000, '{"id":NaN}', "Infinity", b"\xff\xfe\xfd", "1" * 5_000],
    ids=["nothing", "half", "deep", "NaN", "Infinity", "not UTF-8", "a huge number"],
)
def test_what_is_not_json_is_a_parse_error(frame: str | bytes) -> None:
    with pytest.raises(BadFrame) as refused:
        decode(frame)

    assert refused.value.code == ErrorCode.PARSE_ERROR


@pytest.mark.parametrize(
    ("body", "id_"),
    [
        pytest.param([], None, id="a batch"),
        pytest.param({"id": 1, "method": "x"}, 1, id="no version"),
        pytest.param({"jsonrpc": "2.0", "id": 1, "method": 2}, 1, id="method is no string"),
        pytest.param({"jsonrpc": "2.0", "id": 1, "method": "x", "params": [1]}, 1, id="a list"),
        pytest.param({"jsonrpc": "2.0", "id": None, "method": "x"}, None, id="id is null"),
        pytest.param({"jsonrpc": "2.0", "id": True, "method": "x"}, None, id="id is true"),
        pytest.param({"jsonrpc": "2.0", "id": "i" * 300, "method": "x"}, None, id="id too long"),
        pytest.param({"jsonrpc": "2.0", "id": 2**70, "method": "x"}, None, id="id too large"),
        pytest.param({"jsonrpc": "2.0", "id": 1}, None, id="neither call nor answer"),
        pytest.param({"jsonrpc": "2.0", "result": 1}, None, id="an answer to nothing"),
    ],
)
def test_json_that_is_no_message_is_an_invalid_request(body: Any, id_: int | None) -> None:
    with pytest.raises(BadFrame) as refused:
        decode(json.dumps(body))

    assert (refused.value.code, refused.value.id) == (ErrorCode.INVALID_REQUEST, id_)


@pytest.mark.parametrize("error", [None, 3, {}, {"code": "x", "message": "m"}, {"code": True}])
def test_an_error_that_breaks_the_rules_is_still_an_error(error: Any) -> None:
    answer = decode(json.dumps({"jsonrpc": "2.0", "id": 4, "error": error}))

    assert isinstance(answer, ErrorResponse)
    assert (answer.id, answer.error.code) == (4, ErrorCode.INTERNAL_ERROR)


def test_a_code_nobody_knows_is_kept() -> None:
    answer = decode('{"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"?"}}')

    assert isinstance(answer, ErrorResponse)
    assert answer.error.code == -1


def test_half_of_a_surrogate_pair_can_be_sent() -> None:
    frame = encode(Response(1, "\ud800"))

    assert frame.encode()
    assert decode(frame) == Response(1, "\ud800")


def test_what_json_cannot_say_is_refused_before_it_is_sent() -> None:
    with pytest.raises(RpcError, match="cannot be written as JSON"):
        encode(Response(1, float("inf")))
