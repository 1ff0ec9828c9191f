from pathlib import Path

import pytest
from tests.analyzers.environments.places import environment

from devmentor_analyzers.checking.wishes import wishes
from devmentor_analyzers.engines.consent import refuse, trust
from devmentor_protocol.runtime import HOME_VARIABLE

CONFIG = 'types = "pyrefly"\n[engines.zls]\ncommand = ["zls", "--log"]\nlanguages = ["zig"]\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    (tmp_path / "project").mkdir()
    return tmp_path / "project"


def test_engines_are_named_with_their_commands(folder: Path) -> None:
    (folder / "devmentor.toml").write_text(CONFIG)
    (wish,) = wishes(folder)

    assert wish.programs == ("zls: zls --log", "types are checked by pyrefly")
    assert not wish.granted
    trust(wish.of, wish.wanted)
    assert wish.granted
    refuse(wish.of, wish.wanted)
    assert wish.refused
    assert not wish.granted


def test_an_environment_that_came_along_is_named(folder: Path) -> None:
    program = environment(folder / ".venv") / "bin" / "python"
    (wish,) = wishes(folder)

    assert wish.programs == (str(program),)
    assert "came with the project" in wish.reason


def test_a_project_without_wishes_has_none(folder: Path) -> None:
    assert list(wishes(folder)) == []
