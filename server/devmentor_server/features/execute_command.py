"""`workspace/executeCommand`: our commands, for editors that know nothing of us."""

import asyncio
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pydantic import ValidationError
from pygls.exceptions import JsonRpcException

from devmentor_protocol.mentor import Answer, ExplainParams, Target
from devmentor_protocol.peer import invalid_params
from devmentor_server import capabilities
from devmentor_server.features.explain import explain_target
from devmentor_server.incoming import INVALID_PARAMS
from devmentor_server.mentor.page import markdown, write_page
from devmentor_server.muting import mute
from devmentor_server.uris import uri_of

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

_COMMANDS = (capabilities.EXPLAIN_COMMAND, capabilities.STATUS_COMMAND, capabilities.MUTE_COMMAND)
_MAX_MESSAGE_CHARACTERS = 2_000


def register(server: "DevMentorServer") -> None:
    """Offer the feature."""
    server.feature(types.WORKSPACE_EXECUTE_COMMAND)(execute_command)


async def execute_command(ls: "DevMentorServer", params: types.ExecuteCommandParams) -> Any:
    """Carry out a command; cancelling the request stops it."""
    match params.command:
        case capabilities.STATUS_COMMAND:
            return ls.connection.status.model_dump(mode="json")
        case capabilities.EXPLAIN_COMMAND:
            target = _target(params.arguments)
            async with ls.bars.of("Explaining", params.work_done_token):
                answer = await explain_target(ls, ExplainParams(target=target), lambda _: None)
            ls.spawn(_show(ls, target, answer))
            return answer.model_dump(mode="json")
        case capabilities.MUTE_COMMAND:
            await mute(ls, params.arguments)
            return None
        case unknown:
            message = f"Unknown command {unknown!r}; known: {', '.join(_COMMANDS)}."
            raise JsonRpcException(message, INVALID_PARAMS)


def explain_command(title: str, uri: str, at: types.Position) -> types.Command:
    """The command behind an action or a lens."""
    position = {"line": at.line, "character": at.character}
    return types.Command(
        title, capabilities.EXPLAIN_COMMAND, arguments=[{"uri": uri, "position": position}]
    )


def _target(arguments: Any) -> Target:
    try:
        return Target.model_validate(arguments[0] if arguments else None)
    except ValidationError as error:
        raise invalid_params(capabilities.EXPLAIN_COMMAND, error) from None


async def _show(ls: "DevMentorServer", target: Target, answer: Answer) -> None:
    """Open the answer beside the code, or put it in a message where nothing can be opened."""
    title = f"{target.uri.rpartition('/')[2]}:{target.position.line + 1}"
    if ls.client.show_document:
        path = await asyncio.to_thread(write_page, title, answer)
        if path is not None and await _opened(ls, uri_of(path)):
            return
    text = markdown(title, answer)[:_MAX_MESSAGE_CHARACTERS]
    ls.window_show_message(types.ShowMessageParams(types.MessageType.Info, text))


async def _opened(ls: "DevMentorServer", uri: str) -> bool:
    try:
        params = types.ShowDocumentParams(uri=uri, external=False, take_focus=False)
        return (await ls.window_show_document_async(params)).success
    except JsonRpcException:
        return False
