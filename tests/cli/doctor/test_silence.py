from pathlib import Path

from tests.analyzers.checking.test_changes import repository

from devmentor_analyzers.silence.memory import Memory, memory_path
from devmentor_cli.doctor.check_up import Health
from devmentor_cli.doctor.silence import look_at_silence

__all__ = ["repository"]


async def test_a_repository_has_a_commit_to_compare_with(repository: Path) -> None:
    found = await look_at_silence(repository)

    assert found.health is Health.OK
    assert "what changed since" in found.detail and "nothing is muted" in found.detail


async def test_without_one_everything_is_shown_and_muted_rules_are_counted(tmp_path: Path) -> None:
    Memory(memory_path()).mute("one")
    (tmp_path / "devmentor.toml").write_text('mute = ["one", "two"]\n')
    found = await look_at_silence(tmp_path)

    assert "show everything" in found.detail
    assert "2 muted rules" in found.detail


async def test_a_configuration_that_cannot_be_used_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "devmentor.toml").write_text("mute = 1\n")
    found = await look_at_silence(tmp_path)

    assert found.health is Health.PROBLEM
    assert found.fix and "`mute`" in found.fix
