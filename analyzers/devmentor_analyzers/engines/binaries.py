"""Where the engines' programs are."""

import os
import sysconfig
from pathlib import Path


def binary(name: str) -> Path | None:
    """The program in the environment we run in; None when it is not installed there.

    Never from PATH: what the user's shell has first is another version, or another program.
    """
    suffix = sysconfig.get_config_var("EXE") or ""
    path = Path(sysconfig.get_path("scripts")) / f"{name}{suffix}"
    return path if os.access(path, os.X_OK) else None
