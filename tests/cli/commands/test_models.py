"""`devmentor models`."""

from pathlib import Path

from tests.cli.conftest import Run


def test_a_file_that_is_no_model_is_refused(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.gguf").write_text("not a model")

    shown = devmentor("models", "pull", "notes.gguf")

    assert shown.returncode == 2
    assert "GGUF" in shown.stderr


def test_the_weights_on_this_machine_are_listed(devmentor: Run) -> None:
    assert "SmolLM2" in devmentor("models", "list").stdout
