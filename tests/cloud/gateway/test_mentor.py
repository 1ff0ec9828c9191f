import asyncio
import contextlib
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest
import stamina
from fastapi import FastAPI
from tests.cloud.gateway import scripted_upstream as upstreams
from tests.cloud.gateway.running import Editor, connected, running, settings
from tests.cloud.gateway.scripted_upstream import KEY, Script, Upstream, scripted

from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.finding import Finding, Severity
from devmentor_protocol.memory import Kind, Memory, Recalled, RecallResult, Scope
from devmentor_protocol.mentor import (
    ChatMessage,
    ChatParams,
    Context,
    Excerpt,
    ExplainParams,
    Target,
)
from devmentor_protocol.methods import CHAT, DIAGNOSE, EXPLAIN, READ
from devmentor_protocol.peer import Emit
from devmentor_protocol.position import Position, Range
from devmentor_protocol.receipt import Rung
from devmentor_protocol.tools import DiagnoseParams, DiagnoseResult, ReadParams, ReadResult

TARGET = Target(uri="file:///w/src/area.py", position=Position(line=0, character=4))
CODE = Excerpt(
    path="src/area.py",
    language="python",
    start_line=1,
    text="def area(radius):\n    return 3.14 * radius ** 2",
    role="target",
    symbol="area",
)
QUESTION = ExplainParams(target=TARGET, context=Context(excerpts=(CODE,), redactions=2))
CHATTER = ChatParams(messages=(ChatMessage(role="user", content="What does area do?"),))


@pytest.fixture(autouse=True)
def quick_retries() -> object:
    with stamina.set_testing(True, attempts=2, cap=True):
        yield


@contextlib.asynccontextmanager
async def asked(
    tmp_path: Path, script: Script, memory: FastAPI | None = None
) -> AsyncGenerator[tuple[Upstream, Editor]]:
    """An editor at a gateway before a scripted upstream, which is there for its faults."""
    async with scripted(script) as upstream:
        chosen = settings(tmp_path, provider_url=upstream.url, provider_key=KEY, model="scripted")
        transport = httpx2.ASGITransport(memory or memory_of())
        async with running(chosen, memory=transport) as gateway, connected(gateway) as editor:
            yield upstream, editor


def memory_of(*memories: Recalled, slow: bool = False) -> FastAPI:
    """A memory service in a test tube: it has what it is given, or never answers."""
    app = FastAPI()

    @app.post("/v1/memories/recall")
    async def recall() -> dict[str, object]:  # pyright: ignore[reportUnusedFunction] - a route
        if slow:
            await asyncio.Event().wait()
        return RecallResult(memories=memories).model_dump(mode="json")

    return app


async def test_the_embedded_model_explains_code_and_gives_a_receipt(tmp_path: Path) -> None:
    memory = httpx2.ASGITransport(memory_of())
    async with (
        running(settings(tmp_path, local_model=True), memory=memory) as gateway,
        connected(gateway) as editor,
        editor.peer.stream(EXPLAIN, QUESTION) as stream,
    ):
        pieces = [chunk.text async for chunk in stream]

    answer, receipt = stream.result, stream.result.receipt
    assert len(pieces) > 5
    assert answer.text == "".join(pieces)
    assert receipt.model == "SmolLM2-135M (local demonstration model)"
    assert receipt.rung == Rung.LOCAL
    assert receipt.prompt_tokens > 50
    assert receipt.completion_tokens > 5
    assert receipt.redactions == 2
    assert [source.path for source in receipt.sources] == ["src/area.py"]
    assert {"first_token", "recall", "total"} <= set(receipt.stages_ms)
    assert any("real model" in note for note in receipt.notes)


async def test_code_longer_than_the_embedded_models_window_is_trimmed_and_answered(
    tmp_path: Path,
) -> None:
    lines = "    total += price_of(order)\n" * 3000
    long = CODE.model_copy(update={"text": lines})
    question = QUESTION.model_copy(update={"context": Context(excerpts=(long,))})
    memory = httpx2.ASGITransport(memory_of())
    async with (
        running(settings(tmp_path, local_model=True), memory=memory) as gateway,
        connected(gateway) as editor,
    ):
        answer = await editor.peer.call(EXPLAIN, question, timeout=100)

    assert answer.text
    assert answer.receipt.sources[0].end_line < 100
    assert any("lines of src/area.py after" in note for note in answer.receipt.notes)


async def test_memories_go_into_the_prompt_and_onto_the_receipt(tmp_path: Path) -> None:
    memory = Memory(
        id="m7",
        text="Radii are in metres.",
        kind=Kind.CONVENTION,
        scope=Scope.PROJECT,
        created_at=datetime.now(UTC),
        author="u1",
    )
    known = memory_of(Recalled(memory=memory, score=1, why="words"))
    async with asked(tmp_path, upstreams.says_hello, known) as (upstream, editor):
        answer = await editor.peer.call(EXPLAIN, QUESTION, timeout=20)

    assert answer.receipt.memories == ("m7",)
    assert "Radii are in metres." in upstream.bodies[0]["messages"][-1]["content"]


async def test_a_memory_service_that_is_slow_costs_a_note_and_not_the_answer(
    tmp_path: Path,
) -> None:
    async with asked(tmp_path, upstreams.says_hello, memory_of(slow=True)) as (_, editor):
        answer = await editor.peer.call(EXPLAIN, QUESTION, timeout=20)

    assert answer.text == "Hello"
    assert "Memories could not be recalled" in answer.receipt.notes[0]


@pytest.mark.parametrize(
    ("script", "note"),
    [
        (upstreams.is_cut_by_length, "cut off at the limit"),
        (upstreams.dies_mid_word, "incomplete"),
        (upstreams.ends_without_reason, "incomplete"),
        (upstreams.errs_mid_stream, "GPU fell off"),
    ],
)
async def test_an_answer_that_breaks_off_is_kept_and_says_so(
    tmp_path: Path, script: Script, note: str
) -> None:
    async with asked(tmp_path, script) as (_, editor):
        answer = await editor.peer.call(CHAT, CHATTER, timeout=20)

    assert answer.text == "The func"
    assert any(note in one for one in answer.receipt.notes)
    assert KEY not in str(answer)


@pytest.mark.parametrize(
    ("script", "message"),
    [
        pytest.param(upstreams.says_nothing, "empty answer", id="nothing"),
        pytest.param(upstreams.refuses(401), "refused our key", id="key"),
        pytest.param(upstreams.refuses(500), "Try again later", id="error"),
        pytest.param(upstreams.sends_rubbish, "empty answer|no chat completion", id="rubbish"),
    ],
)
async def test_no_answer_at_all_is_a_typed_error_for_people(
    tmp_path: Path, script: Script, message: str
) -> None:
    async with asked(tmp_path, script) as (_, editor):
        with pytest.raises(RpcError, match=message) as caught:
            await editor.peer.call(CHAT, CHATTER, timeout=20)

    assert caught.value.code == ErrorCode.PROVIDER_FAILED
    assert KEY not in caught.value.message


async def test_a_chat_about_a_place_reads_the_code_through_the_editor(tmp_path: Path) -> None:
    async def read(params: ReadParams, _: Emit) -> ReadResult:
        if params.path != "src/area.py":
            raise RpcError(ErrorCode.NOT_FOUND, "no such file")
        return ReadResult(
            text=CODE.text, start_line=1, end_line=2, total_lines=2, unsaved=False, redactions=1
        )

    async def diagnose(params: DiagnoseParams, _: Emit) -> DiagnoseResult:
        finding = Finding(
            path=params.path,
            range=Range.of(1, 11, 1, 15),
            code="PLR2004",
            message="Magic value 3.14",
            severity=Severity.HINT,
            source="ruff",
        )
        return DiagnoseResult(findings=(finding,))

    async with scripted(upstreams.says_hello) as upstream:
        chosen = settings(tmp_path, provider_url=upstream.url, provider_key=KEY, model="scripted")
        memory = httpx2.ASGITransport(memory_of())
        tools = {READ.name: read, DIAGNOSE.name: diagnose}
        async with (
            running(chosen, memory=memory) as gateway,
            connected(gateway, tools) as editor,
        ):
            about = CHATTER.model_copy(update={"target": TARGET})
            answer = await editor.peer.call(CHAT, about, timeout=20)

    prompt = upstream.bodies[0]["messages"][-1]["content"]
    assert "def area(radius)" in prompt
    assert "Magic value 3.14" in prompt
    assert answer.receipt.sources[0].path == "src/area.py"
    assert answer.receipt.redactions == 1
    assert "tools" in answer.receipt.stages_ms


async def test_an_editor_that_lends_no_tools_is_not_asked(tmp_path: Path) -> None:
    async with asked(tmp_path, upstreams.says_hello) as (_, editor):
        about = CHATTER.model_copy(update={"target": TARGET})
        answer = await editor.peer.call(CHAT, about, timeout=20)

    assert answer.text == "Hello"
    assert "does not lend tool/read" in answer.receipt.notes[0]
