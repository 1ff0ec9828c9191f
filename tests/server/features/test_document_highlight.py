import pytest
from tests.server.editor import Editor

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_occurrences_in_the_document_are_marked(editor: Editor, app: str) -> None:
    found = await editor.at("documentHighlight", app, 3, 1)

    starts = sorted(
        (each["range"]["start"]["line"], each["range"]["start"]["character"]) for each in found
    )
    assert starts == [(3, 0), (4, 6)]


async def test_writing_is_told_from_reading(editor: Editor, app: str) -> None:
    found = await editor.at("documentHighlight", app, 3, 1)

    kinds = {each["range"]["start"]["line"]: each["kind"] for each in found}
    assert kinds == {3: 3, 4: 2}
