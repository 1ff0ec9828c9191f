from pathlib import Path

from devmentor_server.analysis import new_workspace
from devmentor_server.settings import ServerSettings


async def test_what_the_user_switched_off_is_not_attached(tmp_path: Path) -> None:
    workspace = new_workspace([tmp_path], ServerSettings(lint=False, types=False))
    names = {engine.name for engine in workspace.engines()}
    await workspace.close()

    assert not names & {"ruff", "ty"}
    assert "jedi" in names


async def test_what_the_project_switched_off_is_not_attached(tmp_path: Path) -> None:
    (tmp_path / "devmentor.toml").write_text("types = false\nmax-file-bytes = 10\n")

    workspace = new_workspace([tmp_path], ServerSettings())
    names = {engine.name for engine in workspace.engines()}
    await workspace.close()

    assert "ruff" in names and "ty" not in names
    assert workspace.settings.max_file_bytes == 10


async def test_a_configuration_that_cannot_be_used_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "devmentor.toml").write_text("typs = false\n")

    workspace = new_workspace([tmp_path], ServerSettings())
    names = {engine.name for engine in workspace.engines()}
    await workspace.close()

    assert {"ruff", "ty"} <= names


async def test_advice_is_for_who_wants_it(tmp_path: Path) -> None:
    (tmp_path / "devmentor.toml").write_text("too-complex = 9\nsecret = false\n")

    wanted = new_workspace([tmp_path], ServerSettings())
    unwanted = new_workspace([tmp_path], ServerSettings(advice=False))
    await wanted.close()
    await unwanted.close()

    assert (wanted.settings.advice.too_complex, wanted.settings.advice.secret) == (9, False)
    assert not unwanted.settings.advice
