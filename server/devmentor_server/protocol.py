"""LSP's rules of conversation on top of pygls: each request is answered exactly once."""

import contextvars
import json
import logging
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from cattrs import transform_error
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol

from devmentor_protocol.errors import RpcError
from devmentor_server.cell_places import OF_ONE_CELL, asked_cell, to_cells, to_text
from devmentor_server.incoming import (
    INTERNAL_ERROR,
    INVALID_PARAMS,
    INVALID_REQUEST,
    METHOD_NOT_FOUND,
    REQUEST_CANCELLED,
    Call,
    MessageId,
    Notice,
    Plain,
    Reply,
    Unreadable,
    answer,
    read,
    refusal,
)

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

_log = logging.getLogger(__name__)


class DevMentorProtocol(LanguageServerProtocol):
    """What pygls leaves unanswered is answered here.

    pygls drops requests whose parameters do not fit and requests after `shutdown`, and answers a
    cancelled `workspace/executeCommand` while its body runs on. None of its built-in features is
    used: every method is one of ours, an ordinary cancellable handler (its document store, for one,
    splits lines where LSP does not).
    """

    _server: "DevMentorServer"  # pyright: ignore[reportIncompatibleVariableOverride] - narrower, set once

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)  # pyright: ignore[reportUnknownMemberType] - pygls leaves it untyped
        self._cells: dict[MessageId, str] = {}
        """The cells that open requests are about."""

    def _register_builtin_features(self) -> None:
        """Register none."""

    def receive(self, body: bytes | str) -> None:
        """Take one message from the client."""
        match read(body):
            case Call() as call:
                contextvars.copy_context().run(self._take_call, call)
            case Notice() as notice:
                contextvars.copy_context().run(self._take_notice, notice)
            case Reply() as reply:
                self._take_reply(reply)
            case Unreadable(id=id_, code=code, message=message):
                self._server.transport.send(refusal(id_, code, message))

    def _take_call(self, call: Call) -> None:
        if self._shutdown:
            self._refuse(call.id, INVALID_REQUEST, "The server has been shut down.")
        elif call.method == types.INITIALIZE:
            self._refuse(call.id, INVALID_REQUEST, "The server is initialized already.")
        elif not self._known(call.method):
            self._refuse(call.id, METHOD_NOT_FOUND, f"Unknown method {call.method!r}.")
        else:
            try:
                params = self._structure(call.method, self._about_text(call))
            except Exception as error:  # noqa: BLE001 - cattrs raises whatever a converter raises
                self._refuse(call.id, INVALID_PARAMS, _problems(call.method, error))
            else:
                self._server.documents.note_arrival()
                self._handle_request(call.id, call.method, params)

    def _about_text(self, call: Call) -> Any:
        """The parameters of a request; one about a cell of a notebook is turned into one about its text."""
        notebooks = self._server.notebooks
        if call.method in OF_ONE_CELL:
            return call.params
        if (cell := asked_cell(call.params, notebooks)) is not None:
            self._cells[call.id] = cell
        return to_text(call.params, notebooks) if notebooks else call.params

    def _take_notice(self, notice: Notice) -> None:
        if notice.method == types.EXIT:
            self._server.exit_code = 0 if self._shutdown else 1
        elif self._shutdown or not self._known(notice.method) or _is_request(notice.method):
            _log.debug("ignored %s", notice.method)
        else:
            try:
                params = self._structure(notice.method, notice.params)
            except Exception as error:  # noqa: BLE001 - cattrs raises whatever a converter raises
                _log.warning("ignored: %s", _problems(notice.method, error))
            else:
                self._handle_notification(notice.method, params)

    def _take_reply(self, reply: Reply) -> None:
        """Settle a request of ours; nobody may be waiting for it any more."""
        if reply.id not in self._result_types:
            return  # pygls keeps the client's requests among ours, and an id of one may be the other's
        future = self._request_futures.pop(reply.id, None)
        result_type = self._result_types.pop(reply.id)
        if future is None or future.done():
            return
        if reply.error is not None:
            message = str(reply.error.get("message", "the client refused"))
            future.set_exception(JsonRpcException(message))
            return
        try:
            body = {"jsonrpc": "2.0", "id": reply.id, "result": reply.result}
            future.set_result(
                self._converter.structure(body, result_type).result if result_type else reply.result
            )
        except Exception as error:  # noqa: BLE001 - cattrs raises whatever a converter raises
            future.set_exception(JsonRpcException(f"The client's answer does not fit: {error}"))

    def _known(self, method: str) -> bool:
        ours = self.fm.features  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType] - pygls leaves it untyped
        return method in ours or method == types.CANCEL_REQUEST

    def _structure(self, method: str, params: Any) -> Any:
        """Read the parameters of a method; those of our own methods are read by their features."""
        entry = types.METHOD_TO_TYPES.get(method)
        if entry is None or entry[2] is None:
            return params
        return self._converter.structure({} if params is None else params, entry[2])

    def _handle_cancel_notification(self, msg_id: object) -> None:
        """Stop a request's body; its task answers that it was cancelled.

        lsprotocol lets anything through as an id.
        """
        future = self._request_futures.get(msg_id) if isinstance(msg_id, int | str) else None
        if future is not None:
            future.cancel()

    def _send_handler_result(self, future: Future[Any], *, msg_id: MessageId) -> None:
        self._request_futures.pop(msg_id, None)
        if future.cancelled() or future.exception() is not None:
            self._cells.pop(msg_id, None)
        if future.cancelled():
            self._refuse(msg_id, REQUEST_CANCELLED, "Cancelled.")
        elif (error := future.exception()) is not None:
            self._send_response(msg_id, error=_response_error(error))
        else:
            try:
                self._send_result(msg_id, future.result())
            except Exception as error:  # noqa: BLE001 - a result that cannot be written is answered too
                self._send_response(msg_id, error=_response_error(error))

    def _send_result(self, msg_id: MessageId, result: Any) -> None:
        cell = self._cells.pop(msg_id, None)
        if self._server.notebooks:
            value = result.value if isinstance(result, Plain) else self._as_json(result)
            value = to_cells(value, self._server.notebooks, cell)
            self._server.transport.send(answer(msg_id, value))
        elif isinstance(result, Plain):
            self._server.transport.send(answer(msg_id, result.value))
        else:
            self._send_response(msg_id, result=result)

    def _as_json(self, result: Any) -> Any:
        return json.loads(json.dumps(result, default=self._serialize_message))

    def _check_handler_result(self, future: Future[Any]) -> None:
        if not future.cancelled() and (error := future.exception()) is not None:
            _log.error("a notification's handler failed", exc_info=error)

    def _send_data(self, data: Any) -> None:
        body = json.dumps(data, default=self._serialize_message, separators=(",", ":"))
        self._server.transport.send(body.encode())

    def _refuse(self, id_: MessageId, code: int, message: str) -> None:
        self._server.transport.send(refusal(id_, code, message))

    def shut_down(self) -> None:
        """Stop all requests but the one being handled; later ones are refused."""
        self._shutdown = True
        for id_, future in list(self._request_futures.items()):
            if id_ != self.msg_id:
                future.cancel()


def _is_request(method: str) -> bool:
    """Tell requests from notifications; all methods of our own are requests."""
    known = types.METHOD_TO_TYPES.get(method)
    if known is None:
        return method.startswith("devmentor/")
    return known[0].__name__.endswith("Request")


def _response_error(error: BaseException) -> types.ResponseError:
    match error:
        case RpcError(code=code, message=message, data=data):
            return types.ResponseError(code=int(code), message=message, data=data)
        case JsonRpcException():
            return error.to_response_error()
        case _:
            _log.error("a request's handler failed", exc_info=error)
            message = "DevMentor could not answer; its log says why."
            return types.ResponseError(code=INTERNAL_ERROR, message=message)


def _problems(method: str, error: Exception) -> str:
    return f"{method}: {'; '.join(transform_error(error, path='params')[:5])}."
