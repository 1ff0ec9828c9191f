from pathlib import Path

from tests.analyzers.environments.places import environment

from devmentor_analyzers.environments.candidate import Candidate


def test_an_environment_runs_when_its_program_can(tmp_path: Path) -> None:
    home = environment(tmp_path / "env")

    assert Candidate(home, "a test").runs
    assert Candidate(home / "bin" / "python", "a test").runs
    (home / "bin" / "python").unlink()
    assert not Candidate(home, "a test").runs
    assert not Candidate(tmp_path / "gone", "a test").runs


def test_a_link_to_a_python_that_is_gone_does_not_run_but_is_named(tmp_path: Path) -> None:
    home = environment(tmp_path / "env")
    (home / "bin" / "python").unlink()
    (home / "bin" / "python").symlink_to("/nowhere/python")
    candidate = Candidate(home, "a test")

    assert candidate.program == home / "bin" / "python"
    assert not candidate.runs
