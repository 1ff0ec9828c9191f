"""Answers about code: the tier's where there is one, else what this machine knows by itself."""

import asyncio
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import JsonValue, ValidationError

from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.events import Event, EventKind
from devmentor_protocol.mentor import Answer, ChatParams, Chunk, Context, ExplainParams, Target
from devmentor_protocol.methods import CHAT, EXPLAIN, Method
from devmentor_protocol.receipt import Receipt, Rung, SourceRef
from devmentor_server.mentor.gather import Subject, gather, subject
from devmentor_server.mentor.offline import offline_answer
from devmentor_server.mentor.reach import relative_name
from devmentor_server.uris import path_of

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

Emit = Callable[[str], None]
Local = Callable[[str], Awaitable[str]]
"""Makes the answer of this machine, given why no model was asked."""

_NO_SUBJECT = "Without a tier there is nobody to talk to; ask to explain a piece of code instead."


@dataclass(slots=True)
class Stopwatch:
    """Milliseconds by stage."""

    began: float
    context_ms: float = 0.0

    def stages(self) -> dict[str, float]:
        """What has been measured so far."""
        total = (time.perf_counter() - self.began) * 1000
        return {"context": round(self.context_ms, 1), "total": round(total, 1)}


async def explain(ls: "DevMentorServer", params: ExplainParams, emit: Emit) -> Answer:
    """Explain the code at a place (positions in code points)."""
    watch = Stopwatch(time.perf_counter())
    about = await find_subject(ls, params.target)
    context = await gather(ls.analysis, ls.documents, ls.folders, about)
    watch.context_ms = watch.stages()["total"]

    async def local(why: str) -> str:
        return await offline_answer(ls.analysis, about, context.findings, why)

    target = _relative(ls, params.target)
    asked = params.model_copy(update={"context": context, "target": target})
    answer = await _ask(ls, EXPLAIN, asked, emit, local)
    answer = with_receipt(answer, context, watch)
    ls.spawn(ls.connection.record(_explained(about, context, answer)))
    return answer


async def chat(ls: "DevMentorServer", params: ChatParams, emit: Emit) -> Answer:
    """Go on with a conversation, about a piece of code where one is named."""
    watch = Stopwatch(time.perf_counter())
    context, about = Context(), None
    if params.target is not None:
        about = await find_subject(ls, params.target)
        context = await gather(ls.analysis, ls.documents, ls.folders, about)
    watch.context_ms = watch.stages()["total"]

    async def local(why: str) -> str:
        if about is None:
            return f"> {why}\n\n{_NO_SUBJECT}"
        return await offline_answer(ls.analysis, about, context.findings, why)

    target = _relative(ls, params.target) if params.target else None
    asked = params.model_copy(update={"context": context, "target": target})
    return with_receipt(await _ask(ls, CHAT, asked, emit, local), context, watch)


async def find_subject(ls: "DevMentorServer", target: Target) -> Subject:
    """Find the code that is meant. Raises `RpcError` (NOT_FOUND) when it cannot be read."""
    snapshot = ls.snapshot(target.uri)
    if snapshot is None and (path := path_of(target.uri)):
        snapshot = await asyncio.to_thread(ls.documents.load, path)
    if snapshot is None:
        name = Path(target.uri).name
        message = f"{name} cannot be explained: it is not open, too large, or no text."
        raise RpcError(ErrorCode.NOT_FOUND, message)
    return await subject(ls.analysis, snapshot, target.position, target.selection)


def _relative(ls: "DevMentorServer", target: Target) -> Target:
    """The target by its name in the workspace: where a folder lies is nobody else's business."""
    path = path_of(target.uri)
    name = relative_name(ls.folders, path) if path else Path(target.uri).name
    return target.model_copy(update={"uri": name})


async def _ask(
    ls: "DevMentorServer",
    method: Method[ExplainParams, Answer, Chunk] | Method[ChatParams, Answer, Chunk],
    params: ExplainParams | ChatParams,
    emit: Emit,
    local: Local,
) -> Answer:
    """Pass on the tier's answer; what a tier began and did not end is kept, and completed here."""
    begun: list[str] = []
    try:
        async with ls.connection.stream(method, params) as stream:  # pyright: ignore[reportArgumentType] - the callers pair method and params
            async for chunk in stream:
                begun.append(chunk.text)
                emit(chunk.text)
            return stream.result
    except RpcError as error:
        if error.code == ErrorCode.REQUEST_CANCELLED:
            raise
        reason = error.message
    except ValidationError:
        reason = "The tier's answer could not be read: its version may differ from this one."
    cut_off = "\n\n---\n\n**The answer was cut off.**\n\n" if begun else ""
    rest = cut_off + await local(reason)
    emit(rest)
    notes = (reason, "The answer was cut off.") if begun else (reason,)
    return Answer(text="".join(begun) + rest, receipt=Receipt(rung=Rung.OFFLINE, notes=notes))


def with_receipt(answer: Answer, context: Context, watch: Stopwatch) -> Answer:
    """Add to the receipt what only this side knows: sources, time, redactions."""
    receipt = answer.receipt
    sources = tuple(
        SourceRef(
            path=excerpt.path,
            start_line=excerpt.start_line,
            end_line=excerpt.start_line + max(0, len(excerpt.text.splitlines()) - 1),
        )
        for excerpt in context.excerpts
        if excerpt.role != "history"
    )
    added = {
        "sources": receipt.sources or sources,
        "stages_ms": {**receipt.stages_ms, **watch.stages()},
        "redactions": max(receipt.redactions, context.redactions),
    }
    return answer.model_copy(update={"receipt": receipt.model_copy(update=added)})


def _explained(about: Subject, context: Context, answer: Answer) -> Event:
    """What happened, without a word of the code."""
    return Event(
        id=uuid.uuid4().hex,
        kind=EventKind.EXPLAINED,
        at=datetime.now(UTC),
        data={
            "language": about.snapshot.language,
            "kind": about.symbol.kind if about.symbol else None,
            "rules": list[JsonValue](sorted({finding.code for finding in context.findings})),
            "rung": answer.receipt.rung.value,
            "model": answer.receipt.model,
        },
    )
