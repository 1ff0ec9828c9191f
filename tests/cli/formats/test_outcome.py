from pathlib import Path

from tests.cli.formats.sample import finding, outcome

from devmentor_cli.formats.outcome import root_of


def test_paths_are_counted_from_the_root_and_absolute_outside() -> None:
    given = outcome()

    assert given.from_root("/project/src/a.py") == "src/a.py"
    assert given.from_root("/elsewhere/a.py") == "/elsewhere/a.py"


def test_the_root_is_the_repositorys_folder_else_the_folder_itself(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert root_of(inner) == inner

    (tmp_path / ".git").mkdir()
    assert root_of(inner) == tmp_path


def test_each_finding_has_a_fingerprint() -> None:
    assert len(set(outcome(finding(), finding()).fingerprints())) == 2
