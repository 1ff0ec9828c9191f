"""Explain the code at a line, in the terminal, as an editor would."""

import asyncio
import sys
from pathlib import Path

from devmentor_analyzers.lines import LineIndex
from devmentor_analyzers.syntax.languages import language_of
from devmentor_cli.answers import print_end
from devmentor_cli.language_server import LanguageServer, language_server
from devmentor_protocol.envelope import JsonObject
from devmentor_protocol.errors import RpcError
from devmentor_protocol.mentor import Answer
from devmentor_protocol.methods import EXPLAIN, STATUS
from devmentor_protocol.receipt import Rung
from devmentor_protocol.runtime import read_runtime
from devmentor_protocol.status import Status

_TOKEN = "devmentor-explain"
_CONNECT_SECONDS = 5.0
_LOOK_SECONDS = 10.0


async def explain_place(path: Path, line: int, *, tier_url: str | None, folder: Path) -> Answer:
    """Stream an explanation of `path` at `line` (from one) to standard output.

    Raises `RpcError` when there is no answer.
    """
    connected, streamed = asyncio.Event(), list[str]()

    def on_notification(method: str, params: JsonObject) -> None:
        if method == "$/progress" and params.get("token") == _TOKEN:
            streamed.append(params["value"]["text"])
            sys.stdout.write(streamed[-1])
            sys.stdout.flush()
        elif method == STATUS.lsp_name and Status.model_validate(params).rung is not Rung.OFFLINE:
            connected.set()

    settings = {"tier": {"url": tier_url}} if tier_url else {}
    options = {"status": True, "settings": settings}
    async with language_server(folder, options, on_notification) as server:
        await asyncio.gather(_wait_for_tier(connected, tier_url), _wait_for_findings(server, path))
        position = {"line": line - 1, "character": _first_column(path, line)}
        target = {"uri": path.as_uri(), "position": position}
        params = {"target": target, "partialResultToken": _TOKEN}
        answer = Answer.model_validate(await server.request(EXPLAIN.lsp_name, params))
    if not streamed:
        sys.stdout.write(answer.text)
    print_end(answer)
    return answer


async def _wait_for_tier(connected: asyncio.Event, tier_url: str | None) -> None:
    """Give a tier that may be there a few seconds; the server answers without one too."""
    if tier_url is None and await asyncio.to_thread(read_runtime) is None:
        return
    try:
        async with asyncio.timeout(_CONNECT_SECONDS):
            await connected.wait()
    except TimeoutError:
        pass  # the answer's receipt says that it was made offline, and why


async def _wait_for_findings(server: LanguageServer, path: Path) -> None:
    """Let the engines look at the file: an editor has had it open for a while, they start now.

    Asked a second time the server waits for what was late.
    """
    document = {"uri": path.as_uri()}
    text = path.read_text(encoding="utf-8", errors="replace")
    language = language_of(path) or "plaintext"
    server.notify(
        "textDocument/didOpen",
        {"textDocument": {**document, "languageId": language, "version": 1, "text": text}},
    )
    try:
        async with asyncio.timeout(_LOOK_SECONDS):
            for _ in range(2):
                await server.request("textDocument/diagnostic", {"textDocument": document})
    except (TimeoutError, RpcError):
        pass  # an explanation without them is better than none


def _first_column(path: Path, line: int) -> int:
    """Column of the line's first word: a function is best asked about at its name."""
    text = LineIndex(path.read_text(encoding="utf-8", errors="replace")).line(line - 1)
    return len(text) - len(text.lstrip())
