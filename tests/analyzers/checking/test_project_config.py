from pathlib import Path

import pytest
from tests.analyzers.documents import saved

from devmentor_analyzers.checking.project_config import (
    DEFAULTS,
    ConfigError,
    config_in,
    project_config,
)
from devmentor_analyzers.files import is_excluded
from devmentor_analyzers.settings import Settings


def test_the_nearest_file_wins_and_is_not_mixed_with_others(tmp_path: Path) -> None:
    saved(tmp_path / "devmentor.toml", "types = false\n")
    saved(tmp_path / "inner" / "pyproject.toml", "[tool.devmentor]\nlint = false\n")
    saved(tmp_path / "inner" / "deep" / "pyproject.toml", "[tool.other]\n")

    config = project_config(tmp_path / "inner" / "deep")

    assert config.file == tmp_path / "inner" / "pyproject.toml"
    assert (config.get("lint"), config.get("types")) == (False, True)


def test_the_own_file_wins_over_the_shared_one_beside_it(tmp_path: Path) -> None:
    saved(tmp_path / "devmentor.toml", "types = false\n")
    saved(tmp_path / "pyproject.toml", "[tool.devmentor]\ntypes = true\n")

    assert project_config(tmp_path).get("types") is False


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    config = project_config(tmp_path)

    assert {key: config.get(key) for key in DEFAULTS} == DEFAULTS
    assert config.over(Settings()) == Settings()


def test_paths_and_patterns_are_relative_to_the_file(tmp_path: Path) -> None:
    saved(tmp_path / "devmentor.toml", 'baseline = "known.json"\nexclude = ["made/"]\n')

    config = project_config(tmp_path / "src")

    assert config.path("baseline") == tmp_path / "known.json"
    assert is_excluded(tmp_path / "made" / "a.py", config.excluding)
    assert not is_excluded(tmp_path / "src" / "a.py", config.excluding)


def test_it_has_a_say_over_settings(tmp_path: Path) -> None:
    saved(tmp_path / "devmentor.toml", "types = false\nmax-file-bytes = 10\n")

    settings = project_config(tmp_path).over(Settings(lint=False))

    assert settings == Settings(ty=False, lint=False, max_file_bytes=10)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("fail_on = 'error'", "no key `fail_on`. Did you mean `fail-on`?"),
        ("typs = true", "no key `typs`. Did you mean `types`?"),
        ("zzz = 1", "no key `zzz`. There are: types"),
        (
            "types = 'yes'",
            "`types` has to be true, false, or one of ty, pyrefly, basedpyright, not 'yes'",
        ),
        ("exclude = 'a'", "`exclude` has to be a list of patterns"),
        ("exclude = [1]", "`exclude` has to be a list of patterns"),
        ("fail-on = 'never'", "`fail-on` has to be one of"),
        ("too-complex = 'high'", "`too-complex` has to be a number above 0, or false"),
        ("secret = 1", "`secret` has to be true or false"),
        ("max-file-bytes = true", "`max-file-bytes` has to be a number"),
        ("baseline = ''", "`baseline` has to be the path of a file"),
        ("types = ", "is not valid TOML"),
    ],
)
def test_a_mistake_is_told_with_file_key_and_what_is_right(
    tmp_path: Path, text: str, words: str
) -> None:
    saved(tmp_path / "devmentor.toml", text)

    with pytest.raises(ConfigError) as raised:
        project_config(tmp_path)

    assert words in str(raised.value)
    assert str(tmp_path / "devmentor.toml") in str(raised.value)


def test_a_table_that_is_none_is_told(tmp_path: Path) -> None:
    saved(tmp_path / "pyproject.toml", "[tool]\ndevmentor = 3\n")

    with pytest.raises(ConfigError, match=r"`tool\.devmentor` has to be a table"):
        project_config(tmp_path)


def test_a_rule_with_a_number_is_turned_off_by_false(tmp_path: Path) -> None:
    saved(tmp_path / "devmentor.toml", "too-complex = false\n")

    assert project_config(tmp_path).over(Settings()).advice.too_complex == 0


def test_an_engine_is_described_and_a_wrong_description_named(tmp_path: Path) -> None:
    file = tmp_path / "devmentor.toml"
    file.write_text('types = "pyrefly"\n[engines.zls]\ncommand = ["zls"]\nlanguages = ["zig"]\n')
    config = project_config(tmp_path)

    assert [each.name for each in config.attachments] == ["zls"]
    assert config.checker == "pyrefly"
    assert set(config.starts) == {"zls", "types"}
    file.write_text("[engines.zls]\n")
    with pytest.raises(ConfigError, match=r"engines.*`zls` needs the key `command`"):
        project_config(tmp_path)


def test_a_project_without_engines_has_nothing_started(tmp_path: Path) -> None:
    (tmp_path / "devmentor.toml").write_text('types = "ty"\n')

    assert project_config(tmp_path).starts == {}


def test_the_usual_baseline_is_found_up_to_the_repository(tmp_path: Path) -> None:
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    inner = tmp_path / "repository" / "src"
    inner.mkdir()
    saved(tmp_path / ".devmentor" / "baseline.json", "")

    assert project_config(inner).baseline(inner) is None
    usual = saved(tmp_path / "repository" / ".devmentor" / "baseline.json", "").path
    assert project_config(inner).baseline(inner) == usual


@pytest.mark.parametrize("layer", ["a | b : c", "a.", "a b", ""])
def test_a_layer_that_is_none_is_refused(tmp_path: Path, layer: str) -> None:
    saved(tmp_path / "devmentor.toml", f'layers = ["x", "{layer}"]\n')

    with pytest.raises(ConfigError, match="`layers` has to be"):
        project_config(tmp_path)


def test_a_folder_without_a_configuration_has_none(tmp_path: Path) -> None:
    saved(tmp_path / "devmentor.toml", "")
    (tmp_path / "inner").mkdir()

    assert config_in(tmp_path / "inner") is None
    assert config_in(tmp_path) == project_config(tmp_path / "inner")
