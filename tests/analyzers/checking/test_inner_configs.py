from pathlib import Path

import pytest
from tests.analyzers.checking.test_fingerprints import finding
from tests.analyzers.documents import saved

from devmentor_analyzers.checking.inner_configs import InnerConfigs
from devmentor_analyzers.checking.project_config import ProjectConfig

AROUND = ProjectConfig(None, {"mute": ["outer"]})


def inner(folder: Path, said: list[str] | None = None) -> InnerConfigs:
    return InnerConfigs(folder, AROUND, (said if said is not None else []).append, "ty")


@pytest.mark.parametrize(
    ("text", "source", "code"),
    [
        ('mute = ["x"]', "ruff", "x"),
        ("lint = false", "ruff", "F401"),
        ("types = false", "ty", "invalid-assignment"),
        ("secret = false", "devmentor", "secret"),
        ('exclude = ["*.py"]', "ruff", "F401"),
    ],
)
def test_the_nearest_configuration_decides(
    tmp_path: Path, text: str, source: str, code: str
) -> None:
    saved(tmp_path / "a" / "devmentor.toml", text)
    configs = inner(tmp_path)

    def found(name: str) -> bool:
        path = str(tmp_path / name)
        return configs.wants(finding(0, path).model_copy(update={"source": source, "code": code}))

    assert not found("a/b/c.py")
    assert found("b/c.py")


def test_what_is_around_everything_counts_elsewhere(tmp_path: Path) -> None:
    muted = finding(0, str(tmp_path / "a.py")).model_copy(update={"code": "outer"})

    assert inner(tmp_path).of(tmp_path / "a" / "b.py") is AROUND
    assert not inner(tmp_path).wants(muted)


def test_one_that_cannot_be_used_is_told_of_once(tmp_path: Path) -> None:
    saved(tmp_path / "a" / "devmentor.toml", "mut = 1")
    said: list[str] = []
    configs = inner(tmp_path, said)

    assert configs.of(tmp_path / "a" / "b.py") is configs.of(tmp_path / "a" / "c.py") is AROUND
    assert len(said) == 1
    assert "Did you mean `mute`" in said[0]
