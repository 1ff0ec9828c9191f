"""Runs `devmentor` as a shell does."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def devmentor(tmp_path: Path) -> Run:
    """Run `devmentor ARGUMENTS` in a scratch folder and return what it printed."""
    program = str(Path(sys.executable).with_name("devmentor"))

    def run(
        *arguments: str, cwd: Path = tmp_path, text: str | None = None, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [program, *arguments],
            cwd=cwd,
            env={**os.environ, "NO_COLOR": "1", "COLUMNS": "120", **variables},
            input=text,
            capture_output=True,
            check=False,
            text=True,
            timeout=90,
        )

    return run
