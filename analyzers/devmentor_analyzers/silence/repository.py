"""What changes on the disk when a commit, a checkout or a fetch moves what work is compared with."""

from pathlib import Path

Stamp = tuple[tuple[int, int] | None, ...]
"""Time of change and size of each file looked at; None for one that is not there."""

_MOVED = ("HEAD", "logs/HEAD")
_MOVED_FOR_ALL = ("packed-refs", "refs/heads", "refs/remotes/origin")


def git_folder(folder: Path) -> Path | None:
    """Where git keeps what it knows about a folder, found without running it. Blocks."""
    for parent in (folder, *folder.parents):
        entry = parent / ".git"
        if entry.is_dir():
            return entry
        try:
            words = entry.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        if words.startswith("gitdir:"):  # a work tree, or a submodule
            return parent / words.removeprefix("gitdir:").strip()
    return None


def stamp(git: Path) -> Stamp:
    """Equal as long as no commit, branch or remote moved. Blocks."""
    return stamps(
        *(git / name for name in _MOVED), *(_shared(git) / name for name in _MOVED_FOR_ALL)
    )


def stamps(*files: Path) -> Stamp:
    """Equal as long as none of the files changed. Blocks."""
    return tuple(_stamp(each) for each in files)


def _stamp(file: Path) -> tuple[int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _shared(git: Path) -> Path:
    """The folder that the work trees of a repository share."""
    try:
        return git / (git / "commondir").read_text(encoding="utf-8").strip()
    except OSError:
        return git
