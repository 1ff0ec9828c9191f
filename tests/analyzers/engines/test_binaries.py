import subprocess

import pytest

from devmentor_analyzers.engines.binaries import binary


def test_an_engine_is_found_beside_the_interpreter_whatever_path_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    program = binary("ruff")

    assert program is not None
    assert subprocess.run([program, "--version"], check=True, capture_output=True).stdout


def test_what_is_not_installed_there_is_absent() -> None:
    assert binary("no-such-engine") is None
