from pathlib import Path

import pytest
from tests.analyzers.documents import saved

from devmentor_analyzers.checking.fixing_shown import fixed_shown

WASTEFUL = "import os\nimport re\nimport sys, json\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    saved(tmp_path / "ruff.toml", 'lint.select = ["F"]\n')
    return tmp_path / "a.py"


async def fixed(path: Path, text: str, *muted: str, unsafe: bool = False) -> str:
    return (await fixed_shown({path: text}, unsafe=unsafe, muted=muted))[path]


async def test_what_nobody_asked_to_ignore_is_fixed(path: Path) -> None:
    assert await fixed(path, WASTEFUL) == ""


async def test_a_line_that_is_ignored_stays_and_the_others_are_fixed(path: Path) -> None:
    text = WASTEFUL.replace("import re", "import re  # devmentor: ignore[F401]")

    assert await fixed(path, text) == "import re  # devmentor: ignore[F401]\n"


async def test_another_rule_on_the_line_is_fixed(path: Path) -> None:
    text = "import re  # devmentor: ignore[E501]\nx = 1\n"

    assert await fixed(path, text) == "x = 1\n"


async def test_a_muted_rule_is_fixed_nowhere(path: Path) -> None:
    text = "import os\nx = f'a'\n"

    assert await fixed(path, text, "F401") == "import os\nx = 'a'\n"
    assert await fixed(path, text, "F541", "unused-variable") == "x = f'a'\n"


async def test_unsafe_fixes_are_made_when_they_are_asked_for(path: Path) -> None:
    text = "def f():\n    x = 1\n    y = 2  # devmentor: ignore[F841]\n"

    assert await fixed(path, text) == text
    assert await fixed(path, text, unsafe=True) == text.replace("    x = 1\n", "")


async def test_only_selected_rules_are_fixed(path: Path) -> None:
    saved(path.parent / "ruff.toml", 'lint.select = ["F", "UP"]\n')
    text = "import os\nfrom typing import List\n\nx: List[int] = []\n"

    fixed = await fixed_shown({path: text}, unsafe=False, muted=(), select=["F401"])

    assert fixed[path] == text.replace("import os\n", "")
