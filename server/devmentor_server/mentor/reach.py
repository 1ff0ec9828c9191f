"""Which files a tier may ask about: those inside the workspace, by relative name."""

from collections.abc import Collection, Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath

from devmentor_protocol.errors import ErrorCode, RpcError

_PRIVATE = frozenset({".git", ".ssh", ".env"})


def inside(folders: Sequence[Path], name: str, opened: Collection[Path] = ()) -> Path:
    """Return the file a relative name means; `opened` files may exist in the editor only.

    Raises `RpcError`: DENIED for what lies outside the workspace, also by a symbolic link;
    NOT_FOUND for what does not exist.
    """
    parts = PurePosixPath(name).parts
    absolute = PurePosixPath(name).is_absolute() or bool(PureWindowsPath(name).anchor)
    if absolute or ".." in PureWindowsPath(name).parts or "\0" in name:
        raise _denied(name)
    if not _PRIVATE.isdisjoint(parts):
        raise _denied(name)
    for folder in folders:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise _denied(name)
        if not _PRIVATE.isdisjoint(path.relative_to(folder.resolve()).parts):
            raise _denied(name)
        if path.exists() or folder / name in opened:
            return folder / name
    raise RpcError(ErrorCode.NOT_FOUND, f"There is no {name!r} in the workspace.")


def relative_name(folders: Sequence[Path], path: Path) -> str:
    """Return what a file is called outside this machine: never an absolute path."""
    for folder in folders:
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return path.name


def _denied(name: str) -> RpcError:
    return RpcError(ErrorCode.DENIED, f"{name!r} is not open to a tier: only workspace files are.")
