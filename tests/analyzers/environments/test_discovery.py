from pathlib import Path

from tests.analyzers.environments.places import environment

from devmentor_analyzers.environments.discovery import candidates, chosen


def test_the_order_of_trust_is_setting_folder_tool_shell(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    own = environment(folder / ".venv")
    configured = environment(tmp_path / "configured")
    shell = environment(tmp_path / "shell")
    pdm = environment(tmp_path / "pdm") / "bin" / "python"
    (folder / ".pdm-python").write_text(f"{pdm}\n")
    variables = {"HOME": str(tmp_path), "VIRTUAL_ENV": str(shell)}

    found = [each.home for each in candidates(folder, configured, variables)]

    assert found == [configured, own, pdm, shell]


def test_what_does_not_run_is_not_chosen(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    broken = environment(folder / ".venv")
    (broken / "bin" / "python").unlink()
    working = environment(folder / "venv")

    found = chosen(folder, None, {"HOME": str(tmp_path)})

    assert found is not None
    assert (found.home, found.why) == (working, "the folder's venv")
    assert chosen(tmp_path, None, {"HOME": str(tmp_path)}) is None


def test_a_member_of_a_uv_workspace_has_the_environment_of_the_whole(tmp_path: Path) -> None:
    whole = environment(tmp_path / ".venv")
    (tmp_path / "uv.lock").write_text("version = 1\n")
    member = tmp_path / "packages" / "shop"
    member.mkdir(parents=True)

    found = chosen(member, None, {"HOME": str(tmp_path)})

    assert found is not None
    assert found.home == whole


def test_a_conda_environment_inside_the_folder_is_found(tmp_path: Path) -> None:
    home = environment(tmp_path / ".conda")
    (home / "conda-meta").mkdir()

    found = chosen(tmp_path, None, {"HOME": str(tmp_path)})

    assert found is not None
    assert found.home == home
