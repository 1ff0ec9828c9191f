"""Where an engine finds its own configuration: one that is run by hand has other defaults without."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

_SHARED_FILE = "pyproject.toml"


def configuration(
    folder: Path, own_files: Sequence[str], tables: Sequence[str]
) -> tuple[Path, dict[str, Any]] | None:
    """The nearest folder around that configures an engine, and its values where they are TOML.

    That is by a file of its own, or by a table `tool.…` of the project's. Blocks.
    """
    for around in (folder, *folder.parents):
        for name in own_files:
            if (around / name).is_file():
                return around, _toml(around / name) if name.endswith(".toml") else {}
        tools = _toml(around / _SHARED_FILE).get("tool")
        for table in tables:
            if isinstance(tools, dict) and table in tools:
                values = cast(dict[str, Any], tools)[table]
                return around, cast(dict[str, Any], values) if isinstance(values, dict) else {}
    return None


def _toml(file: Path) -> dict[str, Any]:
    """The values of a file; none of one that cannot be read, of which the engine complains."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
