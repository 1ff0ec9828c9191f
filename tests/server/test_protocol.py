import asyncio
from pathlib import Path
from typing import Any

import pytest
from tests.server.editor import Editor, Refused, started

from devmentor_server.framing import frame
from devmentor_server.incoming import (
    INVALID_PARAMS,
    INVALID_REQUEST,
    METHOD_NOT_FOUND,
    PARSE_ERROR,
    REQUEST_CANCELLED,
)

TEXT = "textDocument"


@pytest.mark.parametrize(
    ("method", "params", "code"),
    [
        ("textDocument/hover", None, INVALID_PARAMS),
        ("textDocument/hover", {TEXT: {"uri": 3}, "position": {"line": 0}}, INVALID_PARAMS),
        ("textDocument/hover", [1, 2], INVALID_PARAMS),
        (
            "textDocument/hover",
            {TEXT: {"uri": "file:///a"}, "position": {"line": -1, "character": 0}},
            INVALID_PARAMS,
        ),
        ("workspace/executeCommand", {"command": "rm"}, INVALID_PARAMS),
        ("workspace/executeCommand", {"command": "devmentor.explain"}, INVALID_PARAMS),
        ("devmentor/explain", {"target": "x"}, INVALID_PARAMS),
        ("devmentor/chat", {"messages": []}, INVALID_PARAMS),
        ("devmentor/remember", {}, INVALID_PARAMS),
        ("textDocument/moniker", {}, METHOD_NOT_FOUND),
        ("$/unknown", {}, METHOD_NOT_FOUND),
        ("initialize", {"capabilities": {}}, INVALID_REQUEST),
    ],
)
async def test_a_request_that_cannot_be_served_is_answered_once_with_the_right_error(
    at_work: Editor, method: str, params: Any, code: int
) -> None:
    with pytest.raises(Refused) as refused:
        await at_work.request(method, params)
    await at_work.leave()

    ids = [answer["id"] for answer in at_work.answers]
    assert refused.value.code == code
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("id_", [None, [], {"id": 1}, 1.5])
async def test_a_cancellation_of_what_is_no_id_is_ignored(tmp_path: Path, id_: Any) -> None:
    log = tmp_path / "log"
    with log.open("wb") as errors:
        async with started(log=errors) as editor:
            await editor.initialize(tmp_path)
            editor.notify("$/cancelRequest", {"id": id_})
            assert await editor.leave() == 0

    assert "Traceback" not in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("method", ["workspace/executeCommand", "devmentor/explain"])
async def test_a_request_without_an_id_is_ignored(tmp_path: Path, method: str) -> None:
    log = tmp_path / "log"
    with log.open("wb") as errors:
        async with started(log=errors) as editor:
            await editor.initialize(tmp_path)
            editor.notify(method, {"command": "unheard of"})
            assert await editor.leave() == 0

    assert "Traceback" not in log.read_text(encoding="utf-8")


async def test_an_answer_to_nothing_leaves_the_request_of_the_same_id_alone(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with log.open("wb") as errors:
        async with started(log=errors) as editor:
            await editor.initialize(tmp_path)
            uri = editor.open(tmp_path / "a.py", "x = 1\n")
            place = {TEXT: {"uri": uri}, "position": {"line": 0, "character": 0}}
            number, hover = editor.call("textDocument/hover", place)
            editor.send({"id": number, "error": {"code": 1, "message": "an answer to nothing"}})
            found = await hover

    assert found["contents"]["value"]
    assert "Traceback" not in log.read_text(encoding="utf-8")
    assert "set_exception" not in log.read_text(encoding="utf-8")


async def test_requests_after_shutdown_are_refused(at_work: Editor) -> None:
    await at_work.request("shutdown")
    with pytest.raises(Refused) as refused:
        await at_work.request("textDocument/hover", {})
    at_work.notify("exit")

    assert refused.value.code == INVALID_REQUEST
    assert await at_work.process.wait() == 0


async def test_rubbish_in_the_stream_is_answered_and_work_goes_on(at_work: Editor) -> None:
    before = len(at_work.answers)
    at_work.send_bytes(frame(b"not json") + b"\x00\x01\r\n\r\n" + frame(b"[]"))
    symbols = await at_work.request("workspace/symbol", {"query": "zzz"})

    codes = [answer["error"]["code"] for answer in at_work.answers[before:-1]]
    assert codes == [PARSE_ERROR, PARSE_ERROR, INVALID_REQUEST]
    assert symbols == []


async def test_notifications_that_do_not_fit_are_ignored(at_work: Editor) -> None:
    at_work.notify("textDocument/didOpen", {"textDocument": 3})
    at_work.notify("textDocument/didChange", {"textDocument": {"uri": "file:///x", "version": 1}})
    at_work.notify("nobody/knows", {})
    at_work.notify("$/cancelRequest", {"id": 12345})

    assert await at_work.request("workspace/symbol", {"query": "zzz"}) == []


async def test_a_cancelled_command_stops_and_is_answered_once(
    at_work: Editor, tmp_path: Path
) -> None:
    uri = at_work.open(tmp_path / "a.py", "def f():\n    return 1\n")
    place = {"uri": uri, "position": {"line": 0, "character": 4}}
    command = {"command": "devmentor.explain", "arguments": [place]}
    number, answer = at_work.call("workspace/executeCommand", command)
    at_work.notify("$/cancelRequest", {"id": number})
    with pytest.raises(Refused) as refused:
        await answer
    await at_work.leave()

    shown = [each for each in at_work.heard if each["method"].startswith("window/show")]
    assert refused.value.code == REQUEST_CANCELLED
    assert [each["id"] for each in at_work.answers].count(number) == 1
    assert not shown


async def test_answers_from_the_client_that_fit_nothing_do_no_harm(at_work: Editor) -> None:
    at_work.send({"id": "unknown", "result": 3})
    at_work.send({"id": 77, "error": {"code": 1, "message": "no"}})

    assert await at_work.request("workspace/symbol", {"query": "zzz"}) == []


async def test_a_server_answers_many_requests_at_once(at_work: Editor, tmp_path: Path) -> None:
    uri = at_work.open(tmp_path / "a.py", "x = 1\n")
    answers = await asyncio.gather(*(at_work.of("documentSymbol", uri) for _ in range(50)))

    assert len(answers) == 50


async def test_a_request_sees_the_text_as_it_was_when_it_arrived(
    at_work: Editor, tmp_path: Path
) -> None:
    uri = at_work.open(tmp_path / "a.py", "def f0(): 1\n")
    answers = [at_work.call("textDocument/documentSymbol", {TEXT: {"uri": uri}})[1]]
    for number in range(1, 40):
        at_work.change(uri, {"text": f"def f{number}(): 1\n"})
        answers.append(at_work.call("textDocument/documentSymbol", {TEXT: {"uri": uri}})[1])
    at_work.notify("textDocument/didClose", {TEXT: {"uri": uri}})

    assert [found[0]["name"] for found in await asyncio.gather(*answers)] == [
        f"f{number}" for number in range(40)
    ]
