import pytest
from tests.server.editor import Editor

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_functions_and_classes_can_be_folded(editor: Editor, shop: str) -> None:
    folds = await editor.of("foldingRange", shop)

    places = {(fold["startLine"], fold["endLine"]) for fold in folds}
    assert (18, 20) in places
    assert (6, 15) in places


async def test_imports_are_a_kind_of_their_own(editor: Editor, shop: str) -> None:
    folds = await editor.of("foldingRange", shop)

    assert {fold["kind"] for fold in folds if fold["startLine"] == 2} == {"imports"}
