"""What a client sent: one JSON-RPC message, read once and typed from then on."""

import json
from dataclasses import dataclass
from typing import Any, Final, cast

PARSE_ERROR: Final = -32700
INVALID_REQUEST: Final = -32600
METHOD_NOT_FOUND: Final = -32601
INVALID_PARAMS: Final = -32602
INTERNAL_ERROR: Final = -32603
NOT_INITIALIZED: Final = -32002
REQUEST_CANCELLED: Final = -32800
CONTENT_MODIFIED: Final = -32801
SERVER_CANCELLED: Final = -32802

MessageId = int | str
JsonObject = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """A request: it must be answered exactly once."""

    id: MessageId
    method: str
    params: Any


@dataclass(frozen=True, slots=True)
class Notice:
    """A notification."""

    method: str
    params: Any


@dataclass(frozen=True, slots=True)
class Reply:
    """The client's answer to a request of ours; `error` is None when it succeeded."""

    id: MessageId
    result: Any
    error: JsonObject | None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Not a message; answered with `code`, and with the id where one could be read."""

    id: MessageId | None
    code: int
    message: str


@dataclass(frozen=True, slots=True)
class Plain:
    """A result in plain JSON: LSP's models of a large outline take three times as long to write."""

    value: Any


Incoming = Call | Notice | Reply | Unreadable


def read(body: bytes | str) -> Incoming:
    """Read one message; what is wrong with it is part of the answer, never an exception."""
    try:
        value: Any = json.loads(body)
    except (ValueError, RecursionError) as error:
        return Unreadable(None, PARSE_ERROR, f"The message is not JSON: {error}")
    if not isinstance(value, dict):
        return Unreadable(None, INVALID_REQUEST, "A message is a JSON object.")
    message = cast(JsonObject, value)
    id_ = _id(message)
    if message.get("jsonrpc") != "2.0":
        return Unreadable(id_, INVALID_REQUEST, 'The member "jsonrpc" must be "2.0".')
    if "method" in message:
        return _call(message, id_)
    return _reply(message, id_)


def answer(id_: MessageId | None, result: Any) -> bytes:
    """Write a successful answer in plain JSON."""
    return _write({"id": id_, "result": result})


def refusal(id_: MessageId | None, code: int, message: str) -> bytes:
    """Write an error answer."""
    return _write({"id": id_, "error": {"code": code, "message": message}})


def notice(method: str, params: JsonObject) -> bytes:
    """Write a notification in plain JSON."""
    return _write({"method": method, "params": params})


def is_object(value: Any) -> bool:
    """Tell a JSON object from other values."""
    return isinstance(value, dict)


def _write(members: JsonObject) -> bytes:
    return json.dumps({"jsonrpc": "2.0", **members}, separators=(",", ":")).encode()


def _id(message: JsonObject) -> MessageId | None:
    id_ = message.get("id")
    return id_ if isinstance(id_, int | str) and not isinstance(id_, bool) else None


def _call(message: JsonObject, id_: MessageId | None) -> Call | Notice | Unreadable:
    method, params = message["method"], message.get("params")
    if not isinstance(method, str):
        return Unreadable(id_, INVALID_REQUEST, '"method" must be a string.')
    if "id" not in message:
        return Notice(method, params)
    if id_ is None:
        return Unreadable(None, INVALID_REQUEST, '"id" must be a string or an integer.')
    return Call(id_, method, params)


def _reply(message: JsonObject, id_: MessageId | None) -> Reply | Unreadable:
    error = message.get("error")
    if id_ is None or not ("result" in message or isinstance(error, dict)):
        return Unreadable(id_, INVALID_REQUEST, "Neither a call nor an answer.")
    return Reply(
        id_,
        message.get("result"),
        cast(JsonObject, error) if isinstance(error, dict) else None,
    )
