"""The JSON-RPC 2.0 envelope: frames in, messages out (https://www.jsonrpc.org/specification)."""

import json
from dataclasses import dataclass
from typing import Any, Final, cast

from devmentor_protocol.errors import ErrorCode, RpcError

MessageId = int | str
JsonObject = dict[str, Any]

_VERSION: Final = "2.0"
_LONGEST_ID: Final = 200  # an id is repeated in the answer, which must fit into a frame too
_LARGEST_ID: Final = 2**63


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
    """Write a message as one frame of compact JSON. Raises `RpcError` for what JSON cannot say."""
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
    return _dump(body)


def decode(frame: str | bytes) -> Message:
    """Read one frame.

    Raises `BadFrame`: `PARSE_ERROR` for what is not JSON, `INVALID_REQUEST` for JSON that is not a
    JSON-RPC 2.0 message.
    """
    try:
        value: Any = json.loads(frame, parse_constant=_refuse_constant)
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


def _dump(body: JsonObject) -> str:
    try:
        frame = json.dumps(body, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    except (ValueError, TypeError, RecursionError) as error:
        message = f"The message cannot be written as JSON: {error}."
        raise RpcError(ErrorCode.INVALID_PARAMS, message) from None
    try:
        frame.encode()
    except UnicodeEncodeError:  # half of a surrogate pair: only an escape can carry it
        return json.dumps(body, separators=(",", ":"))
    return frame


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _id(body: JsonObject) -> MessageId | None:
    id_ = body.get("id")
    if isinstance(id_, str):
        return id_ if len(id_) <= _LONGEST_ID else None
    if isinstance(id_, bool) or not isinstance(id_, int):
        return None
    return id_ if abs(id_) < _LARGEST_ID else None


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
        message = f'"id" must be an integer of 64 bits or a string of {_LONGEST_ID} characters'
        raise _invalid(message, None)
    return Request(id_, method, cast(JsonObject, params))


def _answer(body: JsonObject, id_: MessageId | None) -> Response | ErrorResponse:
    if "error" in body:
        return ErrorResponse(id_, _error(body["error"]))
    if "result" not in body or id_ is None:
        raise _invalid("neither a call nor an answer", None)  # an id here may be one of ours
    return Response(id_, body["result"])


def _error(value: Any) -> RpcError:
    """Read an error; one that breaks the rules still ends the call it answers."""
    error = cast(JsonObject, value) if isinstance(value, dict) else {}
    code, message = error.get("code"), error.get("message")
    if isinstance(code, bool) or not isinstance(code, int) or not isinstance(message, str):
        return RpcError(ErrorCode.INTERNAL_ERROR, "The other end failed and did not say how.")
    return RpcError(_known(code), message, error.get("data"))


def _known(code: int) -> ErrorCode | int:
    try:
        return ErrorCode(code)
    except ValueError:
        return code


def _invalid(why: str, id_: MessageId | None) -> BadFrame:
    return BadFrame(ErrorCode.INVALID_REQUEST, f"Not a JSON-RPC 2.0 message: {why}.", id_)
