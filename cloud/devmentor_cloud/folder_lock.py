"""One tier a data folder: two would write over each other."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from devmentor_cloud.supervisor import CannotStart


@contextmanager
def locked(folder: Path, pid: int) -> Generator[None]:
    """Hold a data folder for this process. Raises `CannotStart`, naming who holds it."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = FileLock(folder / "tier.lock")
        lock.acquire(timeout=0)
    except Timeout:
        raise CannotStart(
            f"A tier runs in {folder} already{_holder(folder)}. "
            "Use it, stop it, or set DEVMENTOR_HOME to another folder."
        ) from None
    except OSError as error:
        raise CannotStart(
            f"{folder} cannot be written: {error.strerror}. Set DEVMENTOR_HOME to a folder that can."
        ) from None
    try:
        (folder / "tier.pid").write_text(str(pid))
        yield
    finally:
        (folder / "tier.pid").unlink(missing_ok=True)
        lock.release()


def _holder(folder: Path) -> str:
    try:
        return f" (process {int((folder / 'tier.pid').read_text())})"
    except (OSError, ValueError):
        return ""
