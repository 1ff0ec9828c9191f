from pathlib import Path

import pytest
from tests.server.editor import Editor

from devmentor_server.uris import uri_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_pages_and_files_can_be_opened(editor: Editor, project: Path) -> None:
    text = "'😀'  # https://docs.example/a and shop.py:3\n"
    uri = editor.open(project / "links.py", text)
    [page, file] = await editor.of("documentLink", uri)

    assert page["target"] == "https://docs.example/a"
    assert page["range"]["start"] == {"line": 0, "character": 8}
    assert file["target"] == f"{uri_of(project / 'shop.py')}#L3"


async def test_any_text_may_have_links(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "notes", "Look at https://a.example.\n", "plaintext")

    assert [each["target"] for each in await editor.of("documentLink", uri)] == [
        "https://a.example"
    ]
