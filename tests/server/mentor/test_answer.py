import asyncio
from pathlib import Path
from typing import Any

import pytest
from tests.server.editor import Editor, Refused
from tests.server.scripted_tier import Tier, scripted_tier

from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.mentor import Answer, ChatParams, Chunk, ExplainParams
from devmentor_protocol.peer import Emit, Handler
from devmentor_protocol.receipt import Receipt, Rung

SECRET = "ghp_" + "a1B2" * 9
TEXT = f'''\
def price(count: int) -> int:
    """What so many cost."""
    key = "{SECRET}"
    return 30 * count
'''


class Script:
    """Answers with given chunks, then does what the test wants."""

    def __init__(self, chunks: list[str], fault: Any = None) -> None:
        self.chunks = chunks
        self.fault = fault
        self.asked: list[ExplainParams | ChatParams] = []
        self.cancelled = asyncio.Event()

    async def __call__(self, params: ExplainParams | ChatParams, emit: Emit) -> Answer:
        self.asked.append(params)
        for text in self.chunks:
            await emit(Chunk(text=text))
        try:
            if self.fault is not None:
                await self.fault()
        except asyncio.CancelledError:
            self.cancelled.set()
            raise
        receipt = Receipt(
            rung=Rung.LOCAL,
            model="scripted-model",
            stages_ms={"first_token": 1},
            redactions=params.context.redactions,
        )
        return Answer(text="".join(self.chunks), receipt=receipt)

    @property
    def handlers(self) -> dict[str, Handler]:
        return {"mentor/explain": self, "mentor/chat": self}


async def ready(editor: Editor, folder: Path, tier: Tier) -> dict[str, Any]:
    """Open a document with the tier in reach; return what to ask."""
    await editor.initialize(folder, options={"status": True})
    await tier.connected.wait()
    await editor.wait_for("devmentor/status", lambda given: given["rung"] == "local")
    uri = editor.open(folder / "a.py", TEXT)
    target = {"uri": uri, "position": {"line": 3, "character": 4}}
    return {"target": target, "partialResultToken": "p"}


def streamed(editor: Editor) -> str:
    return "".join(
        each["params"]["value"]["text"]
        for each in editor.heard
        if each["method"] == "$/progress" and each["params"]["token"] == "p"
    )


async def test_an_answer_streams_from_the_tier_to_the_editor(
    editor: Editor, tmp_path: Path
) -> None:
    script = Script(["It ", "multiplies."])
    async with scripted_tier(script.handlers) as tier:
        answer = await editor.request("devmentor/explain", await ready(editor, tmp_path, tier))

    assert streamed(editor) == answer["text"] == "It multiplies."
    assert answer["receipt"]["model"] == "scripted-model"
    assert {"first_token", "context", "total"} <= answer["receipt"]["stagesMs"].keys()
    assert answer["receipt"]["sources"][0]["path"] == "a.py"


async def test_the_tier_gets_context_without_secrets(editor: Editor, tmp_path: Path) -> None:
    script = Script(["Yes."])
    async with scripted_tier(script.handlers) as tier:
        answer = await editor.request("devmentor/explain", await ready(editor, tmp_path, tier))

    [params] = script.asked
    assert isinstance(params, ExplainParams)
    assert params.context.excerpts[0].text.startswith("def price")
    assert SECRET not in params.model_dump_json()
    assert answer["receipt"]["redactions"] >= 1


async def test_cancelling_travels_to_the_tier(editor: Editor, tmp_path: Path) -> None:
    script = Script(["It "], asyncio.Event().wait)
    async with scripted_tier(script.handlers) as tier:
        params = await ready(editor, tmp_path, tier)
        number, answer = editor.call("devmentor/explain", params)
        await editor.wait_for("$/progress")
        editor.notify("$/cancelRequest", {"id": number})
        with pytest.raises(Refused) as refused:
            await answer
        await asyncio.wait_for(script.cancelled.wait(), 10)

    assert refused.value.code == ErrorCode.REQUEST_CANCELLED


async def test_a_tier_that_dies_in_the_middle_leaves_its_words_and_a_local_answer(
    editor: Editor, tmp_path: Path
) -> None:
    script = Script(["It begins"])
    async with scripted_tier(script.handlers) as tier:

        async def die() -> None:
            await asyncio.sleep(0.2)
            tier.die()
            await asyncio.Event().wait()

        script.fault = die
        answer = await editor.request("devmentor/explain", await ready(editor, tmp_path, tier))

    assert answer["text"].startswith("It begins")
    assert "**The answer was cut off.**" in answer["text"]
    assert "What so many cost." in answer["text"]
    assert answer["receipt"]["rung"] == "offline"
    assert streamed(editor) == answer["text"]


async def test_a_tier_that_fails_is_named_and_answered_for(editor: Editor, tmp_path: Path) -> None:
    async def fail() -> None:
        raise RpcError(ErrorCode.PROVIDER_FAILED, "The model ran out of memory.")

    script = Script([], fail)
    async with scripted_tier(script.handlers) as tier:
        answer = await editor.request("devmentor/explain", await ready(editor, tmp_path, tier))

    assert "The model ran out of memory." in answer["text"]
    assert "What so many cost." in answer["text"]


async def test_a_conversation_about_code_brings_the_code(editor: Editor, tmp_path: Path) -> None:
    script = Script(["Hello."])
    async with scripted_tier(script.handlers) as tier:
        params = await ready(editor, tmp_path, tier)
        params["messages"] = [{"role": "user", "content": "What is this?"}]
        answer = await editor.request("devmentor/chat", params)

    [asked] = script.asked
    assert answer["text"] == "Hello."
    assert asked.context.excerpts[0].role == "target"
