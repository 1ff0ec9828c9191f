"""The JSON-RPC 2.0 envelope: frames in, messages out (https://www.jsonrpc.org/specification)."""

import json
from dataclasses import dataclass
from typing import Any, Final, cast

from devmentor_protocol.errors import ErrorCode, RpcError

MessageId = int | str
JsonObject = dict[str, Any]

_VERSION: Final = "2.0"


@dataclass(frozen=True, slots=True)
class Request:
    """A call that wants an answer."""

    id: MessageId
    method: str
    params: JsonObject


@dataclass(frozen=True, slots=True)
class Notification:
    """A message nobody answers."""

    method: str
    params: JsonObject


@dataclass(frozen=True, slots=True)
class Response:
    """A result; `result` is any JSON value."""

    id: MessageId
    result: Any


@dataclass(frozen=True, slots=True)
class ErrorResponse:
    """A refusal or a failure; `id` is None when the request could not be read."""

    id: MessageId | None
    error: RpcError


Message = Request | Notification | Response | ErrorResponse


class BadFrame(RpcError):
    """A frame that is no message; `id` is the request's, where it could be read."""

    def __init__(self, code: ErrorCode, message: str, id_: MessageId | None) -> None:
        super().__init__(code, message)
        self.id = id_


def encode(message: Message) -> str:
    """Write a message as one frame of compact JSON."""
    body: JsonObject = {"jsonrpc": _VERSION}
    match message:
        case Request(id=id_, method=method, params=params):
            body |= {"id": id_, "method": method, "params": params}
        case Notification(method=method, params=params):
            body |= {"method": method, "params": params}
        case Response(id=id_, result=result):
            body |= {"id": id_, "result": result}
        case ErrorResponse(id=id_, error=error):
            payload: JsonObject = {"code": int(error.code), "message": error.message}
            if error.data is not None:
                payload["data"] = error.data
            body |= {"id": id_, "error": payload}
    return json.dumps(body, separators=(",", ":"), ensure_ascii=False)


def decode(frame: str | bytes) -> Message:
    """Read one frame.

    Raises `BadFrame`: `PARSE_ERROR` for what is not JSON, `INVALID_REQUEST` for JSON that is not a
    JSON-RPC 2.0 message.
    """
    try:
        value: Any = json.loads(frame)
    except (ValueError, RecursionError) as error:
        raise BadFrame(ErrorCode.PARSE_ERROR, f"The frame is not JSON: {error}", None) from None
    if not isinstance(value, dict):
        raise _invalid("a message is a JSON object; batches are not supported", None)
    body = cast(JsonObject, value)
    id_ = _id(body)
    if body.get("jsonrpc") != _VERSION:
        raise _invalid('the member "jsonrpc" must be "2.0"', id_)
    if "method" in body:
        return _call(body, id_)
    return _answer(body, id_)


def _id(body: JsonObject) -> MessageId | None:
    id_ = body.get("id")
    if isinstance(id_, bool) or not isinstance(id_, int | str):
        return None
    return id_


def _call(body: JsonObject, id_: MessageId | None) -> Request | Notification:
    method = body["method"]
    if not isinstance(method, str):
        raise _invalid('"method" must be a string', id_)
    params = body.get("params", {})
    if not isinstance(params, dict):
        raise _invalid('"params" must be an object', id_)
    if "id" not in body:
        return Notification(method, cast(JsonObject, params))
    if id_ is None:
        raise _invalid('"id" must be a string or an integer', None)
    return Request(id_, method, cast(JsonObject, params))


def _answer(body: JsonObject, id_: MessageId | None) -> Response | ErrorResponse:
    if "error" in body:
        return ErrorResponse(id_, _error(body["error"], id_))
    if "result" not in body or id_ is None:
        raise _invalid("neither a call nor an answer", id_)
    return Response(id_, body["result"])


def _error(value: Any, id_: MessageId | None) -> RpcError:
    if not isinstance(value, dict):
        raise _invalid('"error" must be an object', id_)
    error = cast(JsonObject, value)
    code, message = error.get("code"), error.get("message")
    if not isinstance(code, int) or not isinstance(message, str):
        raise _invalid('"error" needs an integer "code" and a string "message"', id_)
    return RpcError(_known(code), message, error.get("data"))


def _known(code: int) -> ErrorCode | int:
    try:
        return ErrorCode(code)
    except ValueError:
        return code


def _invalid(why: str, id_: MessageId | None) -> BadFrame:
    return BadFrame(ErrorCode.INVALID_REQUEST, f"Not a JSON-RPC 2.0 message: {why}.", id_)
