from pathlib import Path

import pytest

from devmentor_analyzers.checking.project_config import ConfigError, project_config
from devmentor_analyzers.silence.project_mutes import (
    config_file,
    mute_in_project,
    unmute_in_project,
)

PROJECT = """\
# A project.
[project]
name = "x"   # the name

[tool.ruff]
line-length = 100

[build-system]
requires = []
"""
CONFIGURED = """\
[tool.devmentor]
# Why these are muted:
mute = [
    "one",  # because
    "two",
]
types = false
"""


def test_a_table_is_added_and_everything_else_stays(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text(PROJECT)

    assert mute_in_project(file, "one")
    assert project_config(tmp_path).muted == {"one"}
    table = '[tool.devmentor]\nmute = ["one"]\n\n'
    assert file.read_text().replace(table, "") == PROJECT


def test_a_list_is_extended_and_keeps_its_comments(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text(CONFIGURED)

    assert mute_in_project(file, "three")
    assert file.read_text() == CONFIGURED.replace('"two",\n', '"two",\n    "three",\n')
    assert unmute_in_project(file, "three") and unmute_in_project(file, "two")
    assert file.read_text() == CONFIGURED.replace('    "two",\n', "")


def test_what_is_muted_already_and_what_is_not_change_nothing(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text(CONFIGURED)

    assert not mute_in_project(file, "one")
    assert not unmute_in_project(file, "three")
    assert not unmute_in_project(tmp_path / "devmentor.toml", "one")
    assert file.read_text() == CONFIGURED
    assert [each.name for each in tmp_path.iterdir()] == ["pyproject.toml"]


def test_a_file_of_our_own_is_made_and_its_last_rule_taken_away(tmp_path: Path) -> None:
    file = config_file(tmp_path, tmp_path)
    mute_in_project(file, "one")
    made = file.read_text()
    unmute_in_project(file, "one")

    assert file == tmp_path / "devmentor.toml"
    assert made == 'mute = ["one"]\n'
    assert project_config(tmp_path).muted == set()


def test_windows_line_ends_and_a_mark_stay(tmp_path: Path) -> None:
    file = tmp_path / "devmentor.toml"
    file.write_bytes(b"\xef\xbb\xbftypes = false\r\n")
    mute_in_project(file, "one")

    assert file.read_bytes().startswith(b"\xef\xbb\xbftypes = false\r\n")


def test_the_file_that_counts_is_the_one_that_is_written(tmp_path: Path) -> None:
    inner = tmp_path / "project" / "inner"
    inner.mkdir(parents=True)
    of_root = config_file(inner, tmp_path / "project")
    (tmp_path / "project" / ".git").mkdir()
    of_repository = config_file(inner)
    (tmp_path / "project" / "pyproject.toml").write_text(PROJECT)
    shared = config_file(inner)
    (tmp_path / "project" / "devmentor.toml").write_text("types = false\n")
    own = config_file(inner)

    assert of_root == of_repository == own == tmp_path / "project" / "devmentor.toml"
    assert shared == tmp_path / "project" / "pyproject.toml"


@pytest.mark.parametrize(("text", "word"), [("{", "not valid TOML"), ("mute = [", "TOML")])
def test_a_file_that_cannot_be_read_is_named_and_stays(
    tmp_path: Path, text: str, word: str
) -> None:
    file = tmp_path / "devmentor.toml"
    file.write_text(text)

    with pytest.raises(ConfigError, match=word):
        mute_in_project(file, "one")
    assert file.read_text() == text


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    file = tmp_path / "devmentor.toml"
    file.write_text("")
    file.chmod(0o444)

    with pytest.raises(ConfigError, match=r"devmentor\.toml cannot be written"):
        mute_in_project(file, "one")
