import venv
from pathlib import Path

import pytest
from tests.analyzers.environments.places import environment
from tests.analyzers.history.repositories import commit, repository

from devmentor_analyzers.engines.consent import trust
from devmentor_analyzers.environments.candidate import Candidate
from devmentor_analyzers.environments.origin import (
    came_along,
    environment_of,
    objection,
    programs,
    wanted,
)
from devmentor_protocol.runtime import HOME_VARIABLE


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))


def made(home: Path) -> Path:
    """A real environment's interpreter."""
    venv.create(home, with_pip=False, symlinks=True)
    return home / "bin" / "python"


def test_an_environment_that_was_made_where_it_lies_may_be_run(tmp_path: Path) -> None:
    assert objection(made(tmp_path / "shop" / ".venv"), tmp_path / "shop") is None


def test_one_that_was_made_elsewhere_and_moved_here_may_not(tmp_path: Path) -> None:
    made(tmp_path / "theirs" / ".venv")
    (tmp_path / "theirs").rename(tmp_path / "shop")
    program = tmp_path / "shop" / ".venv" / "bin" / "python"

    assert came_along(program, tmp_path / "shop")
    assert "devmentor trust" in (objection(program, tmp_path / "shop") or "")


def test_one_that_the_repository_keeps_may_not_whatever_it_says(tmp_path: Path) -> None:
    shop = repository(tmp_path / "shop")
    program = made(shop / ".venv")
    (shop / ".venv" / ".gitignore").unlink(missing_ok=True)
    commit(shop)

    assert came_along(program, shop)


def test_one_of_a_uv_workspace_around_the_folder_is_held_to_the_same(tmp_path: Path) -> None:
    brought = environment(tmp_path / ".venv") / "bin" / "python"

    assert came_along(brought, tmp_path / "packages" / "shop")


def test_an_interpreter_that_lies_bare_in_the_folder_may_not(tmp_path: Path) -> None:
    (tmp_path / "python").write_text("#!/bin/sh\n")

    assert came_along(tmp_path / "python", tmp_path)


def test_what_lies_elsewhere_is_the_users_own(tmp_path: Path) -> None:
    program = environment(tmp_path / "envs" / "shop") / "bin" / "python"

    assert objection(program, tmp_path / "shop") is None
    assert objection(Path("/usr/bin/python3"), Path("/srv/shop")) is None


def test_a_program_with_another_name_is_no_python(tmp_path: Path) -> None:
    assert "no Python by its name" in (objection(Path("/usr/bin/env"), tmp_path) or "")


def test_consent_is_for_the_program_that_was_shown(tmp_path: Path) -> None:
    program = environment(tmp_path / ".venv") / "bin" / "python"
    trust(environment_of(program), wanted(program))
    assert objection(program, tmp_path) is None

    program.unlink()
    program.symlink_to("/usr/bin/env")

    assert objection(program, tmp_path) is not None


def test_only_those_that_may_be_run_are_named_to_engines_that_run_them(tmp_path: Path) -> None:
    brought = Candidate(environment(tmp_path / ".venv"), "the folder's .venv")

    assert programs({tmp_path: brought}, run=False) == {tmp_path: brought.program}
    assert programs({tmp_path: brought}, run=True) == {}
    assert programs({tmp_path: None}, run=False) == {}
