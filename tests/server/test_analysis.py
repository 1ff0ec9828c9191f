from pathlib import Path

from devmentor_server.analysis import new_workspace
from devmentor_server.settings import ServerSettings


async def test_what_the_user_switched_off_is_not_attached(tmp_path: Path) -> None:
    workspace = new_workspace([tmp_path], ServerSettings(lint=False, types=False))
    names = {engine.name for engine in workspace.engines()}
    await workspace.close()

    assert not names & {"ruff", "ty"}
    assert "jedi" in names
