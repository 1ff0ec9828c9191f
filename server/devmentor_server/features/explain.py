"""`devmentor/explain` and `devmentor/chat`: answers that stream as they are made."""

from typing import TYPE_CHECKING, Any, TypeVar, cast

from lsprotocol import types
from pydantic import ValidationError

from devmentor_protocol.mentor import Answer, Chunk, ExplainParams, Target
from devmentor_protocol.methods import CHAT, EXPLAIN, I, Method, R
from devmentor_protocol.peer import invalid_params
from devmentor_protocol.position import Position, Range
from devmentor_protocol.wire import Wire
from devmentor_server.mentor import answer

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

Params = TypeVar("Params", bound=Wire)


def register(server: "DevMentorServer") -> None:
    """Offer the features."""
    server.feature(EXPLAIN.lsp_name)(explain)
    server.feature(CHAT.lsp_name)(chat)


async def explain(ls: "DevMentorServer", params: Any) -> Any:
    """Explain the code at a place."""
    asked = read_params(EXPLAIN, params)
    async with ls.bars.of("Explaining", _token(params, "workDoneToken")):
        result = await explain_target(ls, asked, emitter(ls, params))
    return result.model_dump(mode="json")


async def chat(ls: "DevMentorServer", params: Any) -> Any:
    """Go on with a conversation."""
    asked = read_params(CHAT, params)
    if asked.target is not None:
        asked = asked.model_copy(update={"target": inner_target(ls, asked.target)})
    async with ls.bars.of("Answering", _token(params, "workDoneToken")):
        result = await answer.chat(ls, asked, emitter(ls, params))
    return result.model_dump(mode="json")


async def explain_target(ls: "DevMentorServer", params: ExplainParams, emit: answer.Emit) -> Answer:
    """Explain what the client means, whose positions are in its own encoding."""
    target = inner_target(ls, params.target)
    return await answer.explain(ls, params.model_copy(update={"target": target}), emit)


def inner_target(ls: "DevMentorServer", target: Target) -> Target:
    """The same place, in code points."""
    snapshot = ls.snapshot(target.uri)
    if snapshot is None:
        return target

    def inner(place: Position) -> Position:
        return ls.places.read(snapshot, types.Position(place.line, place.character))

    chosen = target.selection
    selection = Range(start=inner(chosen.start), end=inner(chosen.end)) if chosen else None
    return Target(uri=target.uri, position=inner(target.position), selection=selection)


def read_params(method: Method[Params, R, I], params: Any) -> Params:
    """Read the parameters of one of our own methods. Raises `RpcError` (INVALID_PARAMS)."""
    try:
        return method.params.model_validate(params)
    except ValidationError as error:
        raise invalid_params(method.lsp_name, error) from None


def emitter(ls: "DevMentorServer", params: Any) -> answer.Emit:
    """Sends each piece as a partial result, to clients that asked for them."""
    token = _token(params, "partialResultToken")

    def emit(text: str) -> None:
        if token is not None and text:
            value = Chunk(text=text).model_dump(mode="json")
            ls.progress(types.ProgressParams(token=token, value=value))

    return emit


def _token(params: Any, name: str) -> types.ProgressToken | None:
    value = cast(dict[str, Any], params).get(name) if isinstance(params, dict) else None
    return value if isinstance(value, int | str) else None
