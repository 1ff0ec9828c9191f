"""Files replaced as a whole or not at all."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path


class ChangedMeanwhile(Exception):
    """The file no longer holds what was read; it was left alone."""


def replace_file(path: Path, data: bytes, *, expected: bytes | None = None) -> None:
    """Write a file through a temporary one beside it; its permissions stay, links are followed.

    Raises `ChangedMeanwhile` when it does not hold `expected`, OSError when it cannot be written.
    """
    target = path.resolve()
    if target.exists() and not target.stat().st_mode & 0o222:  # root could write it all the same
        raise PermissionError(13, "it is read-only", str(path))
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    scratch = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        scratch.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o644)
        if expected is not None and target.read_bytes() != expected:
            raise ChangedMeanwhile(f"{path} changed meanwhile")
        scratch.replace(target)
    finally:
        with suppress(FileNotFoundError):
            scratch.unlink()
