import pytest
from tests.server.editor import Editor, Refused

from devmentor_server.framing import frame
from devmentor_server.incoming import INVALID_PARAMS, NOT_INITIALIZED, PARSE_ERROR


async def test_initialize_is_answered_with_name_and_capabilities(editor: Editor) -> None:
    result = await editor.initialize()

    assert result["serverInfo"]["name"] == "devmentor"
    assert result["capabilities"]["hoverProvider"]


@pytest.mark.parametrize("method", ["textDocument/hover", "shutdown", "devmentor/explain", "no"])
async def test_requests_before_initialize_are_refused(editor: Editor, method: str) -> None:
    with pytest.raises(Refused) as refused:
        await editor.request(method, {})

    assert refused.value.code == NOT_INITIALIZED
    assert await editor.initialize()


async def test_initialize_with_invalid_params_may_be_repeated(editor: Editor) -> None:
    with pytest.raises(Refused) as refused:
        await editor.request("initialize", [1])

    assert refused.value.code == INVALID_PARAMS
    assert await editor.initialize()


async def test_rubbish_before_initialize_is_answered_and_forgotten(editor: Editor) -> None:
    editor.send_bytes(frame(b"{") + b"rubbish\r\n\r\n")
    editor.notify("textDocument/didOpen", {})

    assert await editor.initialize()
    assert [answer["error"]["code"] for answer in editor.answers[:2]] == [PARSE_ERROR] * 2


async def test_exit_before_initialize_ends_the_server(editor: Editor) -> None:
    editor.notify("exit")

    assert await editor.process.wait() == 1
