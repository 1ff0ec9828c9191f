from pathlib import Path

import pytest

from devmentor_protocol import generate


def test_the_committed_files_are_what_the_models_say() -> None:
    stale = [path.name for path in generate.outdated()]

    assert not stale, "The contract changed: run `make generate` and commit what it writes."


def test_an_outdated_file_fails_the_check_and_is_written_otherwise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generate, "FOLDER", tmp_path / "generated")
    monkeypatch.setattr(generate, "ROOM", tmp_path / "room")

    assert generate.main(["--check"]) == 1
    assert not (tmp_path / "generated").exists()
    assert generate.main([]) == 0
    assert generate.main(["--check"]) == 0
    assert "written: generated/schema.json" in capsys.readouterr().out
