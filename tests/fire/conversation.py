"""A real server that is told anything, and what its answers and its log must be."""

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

from tests.server.editor import ANSWER_SECONDS, Editor

from devmentor_server.incoming import INTERNAL_ERROR

Json = dict[str, Any]


def answered_as(message: Json) -> str | None:
    """The id under which a message must be answered, as text; None when no answer is due."""
    id_ = message.get("id")
    is_id = isinstance(id_, int | str) and not isinstance(id_, bool)
    well_formed = message.get("jsonrpc") == "2.0"
    if well_formed and "method" in message and "id" not in message:
        return None  # a notification
    if well_formed and "method" not in message and is_id and _is_reply(message):
        return None
    return repr(id_ if is_id else None)


async def all_answered(editor: Editor, wanted: Counter[str], note: str) -> None:
    """Wait until as many answers have come as are due, and see that they are the right ones."""
    async with asyncio.timeout(ANSWER_SECONDS):
        while len(editor.answers) < wanted.total():
            await asyncio.sleep(0.01)
    got = Counter(repr(answer["id"]) for answer in editor.answers)
    assert got == wanted, f"{note}: {got - wanted} {wanted - got}"


def no_internal_error(editor: Editor, log: Path, note: str) -> None:
    """See that nothing went wrong inside: not in an answer, not in the log."""
    internal = [each for each in editor.answers if _code(each) == INTERNAL_ERROR]
    said = log.read_text(encoding="utf-8", errors="replace")
    assert not internal, f"{note}: {internal[:3]}\n{said[-5_000:]}"
    assert "Traceback" not in said, f"{note}:\n{said[said.index('Traceback') - 500 :][:5_000]}"


def _is_reply(message: Json) -> bool:
    return "result" in message or isinstance(message.get("error"), dict)


def _code(answer: Json) -> int | None:
    error: Json = answer.get("error") or {}
    return error.get("code")
