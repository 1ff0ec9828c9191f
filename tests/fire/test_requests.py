"""Every request, anywhere in real files of every language, while somebody types in them."""

import random
from pathlib import Path
from typing import Any

import pytest
from tests.fire.asking import Asker
from tests.fire.conversation import no_internal_error
from tests.fire.making import able
from tests.server.editor import FULL, started

from devmentor_analyzers.lines import Encoding
from devmentor_analyzers.syntax.languages import language_of

STEPS, NIGHTLY_STEPS = 400, 20_000
CODE = Path(__file__).parents[2] / "server" / "devmentor_server"
REAL = ("documents.py", "progress.py", "hierarchy_items.py")
SAMPLE_FOLDER = Path(__file__).parents[1] / "data" / "languages"
CLIENTS: list[tuple[Encoding, dict[str, Any]]] = [
    ("utf-8", {**FULL, **able()}),
    ("utf-16", FULL),
    ("utf-32", {}),
]


@pytest.mark.timeout(7_200)
@pytest.mark.parametrize(("encoding", "capabilities"), CLIENTS)
async def test_every_request_is_answered_and_no_edit_is_lost(
    encoding: Encoding, capabilities: dict[str, Any], nightly: bool, tmp_path: Path
) -> None:
    seed = random.randrange(2**32) if nightly else 0
    project, log = tmp_path / "project", tmp_path / "log"
    project.mkdir()
    for path in (*SAMPLE_FOLDER.iterdir(), *(CODE / name for name in REAL)):
        (project / path.name).write_bytes(path.read_bytes())
    with log.open("wb") as errors:
        async with started(log=errors) as editor:
            offered = {"general": {"positionEncodings": [encoding]}}
            await editor.initialize(project, capabilities={**capabilities, **offered})
            assert editor.result["capabilities"]["positionEncoding"] == encoding
            asker = Asker(editor, encoding, random.Random(f"{seed} {encoding}"))
            for path in sorted(project.iterdir()):
                language = language_of(path)
                assert language
                asker.open(path, path.read_text(encoding="utf-8"), language)
            for _ in range(NIGHTLY_STEPS if nightly else STEPS):
                await asker.step()
            await asker.answered()
            before = await asker.seen()
            asker.reopen_all()
            assert await asker.seen() == before
            assert await editor.leave() == 0

    no_internal_error(editor, log, f"seed {seed}, {encoding}")
