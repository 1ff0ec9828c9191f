from pathlib import Path

import pytest

from devmentor_analyzers.checking.project_config import ProjectConfig
from devmentor_cli.check_options import CheckOptions
from devmentor_cli.inner import inner_configs


def test_what_is_wrong_with_one_goes_to_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "devmentor.toml").write_text("mut = 1\n")

    configs = inner_configs(CheckOptions(paths=(tmp_path,)), ProjectConfig())
    configs.of(tmp_path / "a" / "b.py")

    assert "there is no key `mut`" in capsys.readouterr().err
