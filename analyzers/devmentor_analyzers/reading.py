"""Files from the disk as snapshots, or why not."""

import stat
from pathlib import Path

from devmentor_analyzers.files import is_environment
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.languages import language_of

_ENVIRONMENT = "dotenv"


class Unreadable(Exception):
    """A file that cannot be analysed; the message says why."""


def read_snapshot(path: Path, max_bytes: int) -> Snapshot:
    """Read a file; `Unreadable` when it is gone, huge, binary, not UTF-8 or in another language."""
    language = language_of(path) or (_ENVIRONMENT if is_environment(path) else None)
    if language is None:
        raise Unreadable("not in a language that DevMentor reads")
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("not a file")  # reading a pipe would wait for ever
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)  # it may grow while it is read
        if (size := max(status.st_size, len(data))) > max_bytes:
            raise Unreadable(
                f"too large: {size / 1e6:.1f} MB, the limit is {max_bytes / 1e6:.1f} MB"
            )
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror}") from error
    if b"\0" in data:
        raise Unreadable("binary: it holds NUL bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"not UTF-8: see line {line}; save it as UTF-8") from error
    return Snapshot(uri=path.as_uri(), path=path, language=language, version=0, text=text)


def has_odd_name(path: Path) -> bool:
    """Tell whether a path is not UTF-8: engines and reports cannot name it."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return True
    return False
