from pathlib import Path

import pytest

from devmentor_analyzers.checking.project_config import project_config
from devmentor_analyzers.engines.attachment import PRESETS
from devmentor_analyzers.engines.consent import trust
from devmentor_protocol.runtime import HOME_VARIABLE
from devmentor_server.analysis import Chosen, new_workspace, wanted
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


async def test_a_project_gets_its_engines_when_the_user_allows_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    (tmp_path / "devmentor.toml").write_text('types = "pyrefly"\n[engines.basedpyright]\n')
    config = project_config(tmp_path)
    assert config.file is not None

    before = wanted([tmp_path], Chosen(ServerSettings())).otherwise
    trust(config.file, config.starts)
    after = wanted([tmp_path], Chosen(ServerSettings())).otherwise

    assert (before.checker, after.checker) == ("ty", "pyrefly")
    assert "devmentor trust" in before.engines[0].refused
    assert after.engines == (PRESETS["basedpyright"],)


def test_the_users_word_about_an_engine_counts_and_a_wrong_one_is_passed_over(
    tmp_path: Path,
) -> None:
    (tmp_path / "devmentor.toml").write_text("[engines.gopls]\n[engines.clangd]\n")
    users = {"gopls": True, "clangd": False, "unknown": True, "odd": {"comand": 1}}

    found = wanted([tmp_path], Chosen(ServerSettings(engines=users))).otherwise

    assert found.engines == (PRESETS["gopls"],)


def test_each_folder_has_its_own_settings(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        folder.mkdir()
    (two / "devmentor.toml").write_text("types = false\n")

    found = wanted([one, two], Chosen(ServerSettings(), {one: ServerSettings(lint=False)}))

    assert (found.own[one].lint, found.own[two].lint) == (False, True)
    assert (found.own[one].ty, found.own[two].ty) == (True, False)
