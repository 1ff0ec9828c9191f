import base64
import hashlib
import os
from pathlib import Path

import pytest
from tests.analyzers.environments.places import environment

from devmentor_analyzers.environments import tools


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "code" / "shop"
    folder.mkdir(parents=True)
    return folder


def digest(text: str, most: int | None = None) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()[:most]).decode()[:8]


def test_poetry_keeps_an_environment_a_path_and_version_and_the_newest_counts(
    tmp_path: Path, project: Path
) -> None:
    (project / "pyproject.toml").write_text('[tool.poetry]\nname = "My Shop"\n')
    homes = tmp_path / ".cache" / "pypoetry" / "virtualenvs"
    name = f"my_shop-{digest(os.path.realpath(project))}"
    old, new = environment(homes / f"{name}-py3.9"), environment(homes / f"{name}-py3.12")
    environment(homes / "my_shop-otherdig-py3.13")

    found = [each.home for each in tools.poetry(project, {"HOME": str(tmp_path)})]

    assert found == [new, old]


def test_a_project_poetry_does_not_know_has_none_of_its_environments(project: Path) -> None:
    (project / "pyproject.toml").write_text("[tool.poetry\n")

    assert list(tools.poetry(project, {"HOME": str(project)})) == []


def test_pipenv_names_its_environment_after_the_pipfile(tmp_path: Path, project: Path) -> None:
    (project / "Pipfile").touch()
    homes = tmp_path / ".local" / "share" / "virtualenvs"
    home = environment(homes / f"shop-{digest(str(project / 'Pipfile'), 6)}")

    found = [each.home for each in tools.pipenv(project, {"HOME": str(tmp_path)})]

    assert found == [home]


@pytest.mark.parametrize("listed", [True, False])
def test_condas_environment_is_named_by_the_project(
    tmp_path: Path, project: Path, listed: bool
) -> None:
    (project / "environment.yml").write_text("# ours\nname: shop # short\ndependencies: []\n")
    home = environment(tmp_path / ("elsewhere" if listed else "miniforge3/envs") / "shop")
    if listed:
        (tmp_path / ".conda").mkdir()
        (tmp_path / ".conda" / "environments.txt").write_text(f"/base\n{home}\n")

    found = [each.home for each in tools.conda(project, {"HOME": str(tmp_path)})]

    assert found == [home]


def test_virtualenvwrapper_notes_the_project_in_the_environment(
    tmp_path: Path, project: Path
) -> None:
    home = environment(tmp_path / ".virtualenvs" / "oddly-named")
    (home / ".project").write_text(f"{project}\n")

    found = [each.home for each in tools.wrapper(project, {"HOME": str(tmp_path)})]

    assert found == [home]


def test_pyenvs_version_stands_for_the_newest_of_its_kind(tmp_path: Path, project: Path) -> None:
    (project / ".python-version").write_text("3.12\n")
    versions = tmp_path / ".pyenv" / "versions"
    environment(versions / "3.12.9")
    newest = environment(versions / "3.12.11")

    found = [each.home for each in tools.pyenv(project, {"HOME": str(tmp_path)})]

    assert found == [newest]


@pytest.mark.parametrize("odd", ["../../bin", "", "**", "a/b", "\0"])
def test_odd_versions_name_nothing(tmp_path: Path, project: Path, odd: str) -> None:
    (project / ".python-version").write_text(odd)

    assert list(tools.pyenv(project, {"PYENV_ROOT": str(tmp_path)})) == []


def test_pdm_notes_the_interpreter(project: Path) -> None:
    (project / ".pdm-python").write_text("/opt/python\n")

    assert [each.home for each in tools.pdm(project, {})] == [Path("/opt/python")]
