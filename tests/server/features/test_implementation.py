from pathlib import Path

import pytest
from tests.server.editor import Editor

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_method_leads_to_its_overrides(editor: Editor, project: Path, shop: str) -> None:
    text = "from shop import Fruit\n\nclass Pear(Fruit):\n    def total(self, count):\n        return 1\n"
    pear = editor.open(project / "pear.py", text)

    found = await editor.at("implementation", shop, 13, 9)

    assert (pear, 3) in {(each["uri"], each["range"]["start"]["line"]) for each in found}
