"""Environments that only look like ones: nothing in discovery runs them."""

from pathlib import Path


def environment(home: Path) -> Path:
    """A folder with a program for Python, and the file that tells it is an environment."""
    (home / "bin").mkdir(parents=True)
    (home / "pyvenv.cfg").write_text("home = /usr/bin\n")
    program = home / "bin" / "python"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    return home
