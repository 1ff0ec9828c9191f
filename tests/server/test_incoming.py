import json
from typing import Any

import pytest

from devmentor_server.incoming import (
    INVALID_REQUEST,
    PARSE_ERROR,
    Call,
    Notice,
    Reply,
    Unreadable,
    answer,
    is_object,
    read,
    refusal,
)


def sent(**members: Any) -> str:
    return json.dumps({"jsonrpc": "2.0", **members})


def test_each_sort_of_message_is_told_apart() -> None:
    assert read(sent(id=1, method="m", params={"a": 1})) == Call(1, "m", {"a": 1})
    assert read(sent(id="x", method="m", params=None)) == Call("x", "m", None)
    assert read(sent(method="m")) == Notice("m", None)
    assert read(sent(id=1, result=None)) == Reply(1, None, None)
    assert read(sent(id=1, error={"code": 1})) == Reply(1, None, {"code": 1})


@pytest.mark.parametrize("body", ["{", "", "[" * 100_000, b"\xff\xfe"])
def test_what_is_not_json_is_a_parse_error(body: str | bytes) -> None:
    found = read(body)

    assert isinstance(found, Unreadable)
    assert (found.id, found.code) == (None, PARSE_ERROR)


@pytest.mark.parametrize(
    ("body", "id_"),
    [
        ("[]", None),
        ("3", None),
        ('{"id": 7, "method": "m"}', 7),
        (sent(id=7, method=3), 7),
        (sent(id=True, method="m"), None),
        (sent(id=None, method="m"), None),
        (sent(id=7), 7),
    ],
)
def test_json_that_is_no_message_is_an_invalid_request(body: str, id_: int | None) -> None:
    found = read(body)

    assert isinstance(found, Unreadable)
    assert (found.id, found.code) == (id_, INVALID_REQUEST)


def test_answers_are_json_rpc() -> None:
    assert json.loads(answer(1, None)) == {"jsonrpc": "2.0", "id": 1, "result": None}
    assert json.loads(refusal(None, -1, "no"))["error"] == {"code": -1, "message": "no"}


def test_only_a_dictionary_is_an_object() -> None:
    assert is_object({})
    assert not is_object([])
