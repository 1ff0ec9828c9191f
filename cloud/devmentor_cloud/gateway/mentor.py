"""The mentor: a question with its context becomes a streamed answer with a receipt."""

import asyncio
import time
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from devmentor_cloud.gateway.model_choice import ModelChoice
from devmentor_cloud.gateway.prompts import Prompt, chat_prompt, estimate_tokens, explain_prompt
from devmentor_cloud.gateway.providers import failures
from devmentor_cloud.gateway.providers.endpoint import Endpoint
from devmentor_cloud.gateway.providers.failures import ProviderFailed
from devmentor_cloud.gateway.providers.provider import Provider
from devmentor_cloud.gateway.providers.reply import Json, Reply, text_of
from devmentor_cloud.gateway.target_context import EditorTools, fill_target
from devmentor_protocol.errors import RpcError
from devmentor_protocol.memory import Recalled, RecallParams, RecallResult
from devmentor_protocol.mentor import Answer, ChatParams, Chunk, ExplainParams
from devmentor_protocol.peer import Emit
from devmentor_protocol.receipt import Receipt, Rung

_RECALL_SECONDS = 0.5
_MEMORIES = 3
_QUERY = 2_000  # characters of a question that are worth searching memories with

T = TypeVar("T")


class Memories(Protocol):
    """Finds memories for a caller."""

    async def recall(self, params: RecallParams, access_token: str) -> RecallResult:
        """Find memories. Raises `RpcError` when the memory service does not answer."""
        ...


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and the tools their editor lends."""

    access_token: str
    tools: EditorTools | None = None


@dataclass(slots=True)
class _Course:
    """What happened on the way to an answer."""

    started: float = field(default_factory=time.perf_counter)
    stages: dict[str, float] = field(default_factory=dict[str, float])
    notes: list[str] = field(default_factory=list[str])

    async def timed(self, stage: str, work: Awaitable[T]) -> T:
        began = time.perf_counter()
        try:
            return await work
        finally:
            self.stages[stage] = _ms(began)


class Mentor:
    """Answers `mentor/*`. It keeps nothing between questions."""

    def __init__(self, models: ModelChoice, memories: Memories, rung: Rung) -> None:
        self._models = models
        self._memories = memories
        self._rung = rung

    async def explain(self, params: ExplainParams, emit: Emit, caller: Caller) -> Answer:
        """Explain the code at the target. Raises `ProviderFailed` when no word came."""
        course = _Course()
        provider = await self._models.provider()
        query = _query([one.text for one in params.context.excerpts if one.role == "target"])
        memories = await self._recall(query, params.project, caller, course)
        prompt = explain_prompt(params, memories, _budget(provider.endpoint))
        _note_dropped(course, [*params.context.dropped, *prompt.dropped])
        return await self._answer(provider, prompt, emit, course, params.context.redactions)

    async def chat(self, params: ChatParams, emit: Emit, caller: Caller) -> Answer:
        """Go on with a conversation. Raises `ProviderFailed` when no word came."""
        course = _Course()
        provider = await self._models.provider()
        context = params.context
        if params.target and caller.tools:
            filled = fill_target(params.target, context, caller.tools, course.notes.append)
            context = await course.timed("tools", filled)
        query = _query([params.messages[-1].content])
        memories = await self._recall(query, params.project, caller, course)
        filled_params = params.model_copy(update={"context": context})
        prompt = chat_prompt(filled_params, memories, _budget(provider.endpoint))
        _note_dropped(course, [*context.dropped, *prompt.dropped])
        return await self._answer(provider, prompt, emit, course, context.redactions)

    async def _recall(
        self, query: str, project: str | None, caller: Caller, course: _Course
    ) -> Sequence[Recalled]:
        """Ask the memory service, but never wait long: an answer without memories is better."""
        if not query:
            return ()
        params = RecallParams(query=query, project=project, limit=_MEMORIES)
        try:
            async with asyncio.timeout(_RECALL_SECONDS):
                asked = self._memories.recall(params, caller.access_token)
                return (await course.timed("recall", asked)).memories
        except (RpcError, TimeoutError):
            course.notes.append("Memories could not be recalled; the answer is made without them.")
            return ()

    async def _answer(
        self, provider: Provider, prompt: Prompt, emit: Emit, course: _Course, redactions: int
    ) -> Answer:
        pieces: list[str] = []
        asked = time.perf_counter()
        async with provider.stream(_body(provider.endpoint, prompt)) as reply:
            course.stages["first_token"] = _ms(asked)
            try:
                async for chunk in reply:
                    if text := text_of(chunk):
                        pieces.append(text)
                        await emit(Chunk(text=text))
            except ProviderFailed as failed:
                if not pieces:
                    raise
                course.notes.append(f"The answer is incomplete: {failed.message}")
        text = "".join(pieces)
        if not text.strip():
            raise failures.nothing(provider.endpoint)
        return Answer(
            text=text, receipt=self._receipt(provider, prompt, reply, text, course, redactions)
        )

    def _receipt(
        self,
        provider: Provider,
        prompt: Prompt,
        reply: Reply,
        text: str,
        course: _Course,
        redactions: int,
    ) -> Receipt:
        endpoint = provider.endpoint
        if reply.finish_reason == "length":
            limit = f"{endpoint.answer_tokens} tokens"
            course.notes.append(
                f"The answer was cut off at the limit of {limit}. Ask for the rest."
            )
        if reply.finish_reason == "content_filter":
            course.notes.append(f"{endpoint.name} ended the answer with its content filter.")
        if endpoint.demonstration:
            course.notes.append(
                f"Written by {endpoint.display}: it shows that everything works, "
                "and is often wrong. Connect a real model for real use."
            )
        course.stages["total"] = _ms(course.started)
        return Receipt(
            rung=self._rung,
            model=endpoint.display,
            provider=endpoint.name,
            sources=tuple(prompt.sources),
            memories=tuple(prompt.memories),
            prompt_tokens=_count(reply.usage, "prompt_tokens", prompt.tokens),
            completion_tokens=_count(reply.usage, "completion_tokens", estimate_tokens(text)),
            stages_ms=course.stages,
            redactions=redactions,
            notes=tuple(course.notes),
        )


def _body(endpoint: Endpoint, prompt: Prompt) -> Json:
    body: Json = {
        "model": endpoint.model,
        "messages": prompt.messages,
        endpoint.limit_field: endpoint.answer_tokens,
        "stream_options": {"include_usage": True},
    }
    if endpoint.demonstration:  # left to itself so small a model repeats itself
        body |= {"temperature": 0.2, "repeat_penalty": 1.15}
    return body


def _budget(endpoint: Endpoint) -> int:
    return endpoint.window_tokens - endpoint.answer_tokens


def _query(texts: Sequence[str]) -> str:
    return "\n".join(texts)[:_QUERY].strip()


def _note_dropped(course: _Course, dropped: Sequence[str]) -> None:
    if dropped:
        course.notes.append(
            f"Left out to fit the model's window or deadline: {', '.join(dropped)}."
        )


def _count(usage: Json, name: str, otherwise: int) -> int:
    value = usage.get(name)
    return value if isinstance(value, int) and value >= 0 else otherwise


def _ms(since: float) -> float:
    return round((time.perf_counter() - since) * 1000, 2)
