"""The repository a folder is in, and what state its history is in."""

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path

from devmentor_analyzers.git import GitError, git


@dataclass(frozen=True, slots=True)
class Repository:
    """A work tree with at least one commit."""

    root: Path
    """Without symbolic links."""

    head: str
    """The commit that is checked out."""

    shallow: bool
    """Its history was cut when it was cloned."""

    partial: bool
    """It was cloned without some of its objects; they are not fetched."""

    def name_of(self, path: Path) -> str | None:
        """How git calls a file or folder, empty for the root; None for one outside.

        A link is called by its own name, not by that of what it points at. Blocks.
        """
        here = path.parent.resolve() / path.name if path.name not in ("", "..") else path.resolve()
        for place in (here, path.resolve()):
            if place.is_relative_to(self.root):
                name = place.relative_to(self.root).as_posix()
                return "" if name == "." else name
        return None


async def repository_of(folder: Path) -> Repository:
    """Find the repository around a folder. Raises `GitError`."""
    said = await git(folder, "rev-parse", "--is-bare-repository", "--is-shallow-repository")
    bare, shallow = said.split()
    if bare == b"true":
        raise GitError(f"{folder} is a bare repository: it has no files. Name a clone of it.")
    root, head, filters = await asyncio.gather(
        git(folder, "rev-parse", "--show-toplevel"),
        git(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}", good=(0, 1, 128)),
        git(folder, "config", "--get-regexp", r"^remote\..*\.promisor$", good=(0, 1)),
    )
    if not head.strip():
        raise GitError(await _headless(folder))
    return Repository(
        root=await asyncio.to_thread(Path(os.fsdecode(root.removesuffix(b"\n"))).resolve),
        head=head.strip().decode(),
        shallow=shallow == b"true",
        partial=b"true" in filters,
    )


async def _headless(folder: Path) -> str:
    """Why there is no commit to begin with: none was made, or it cannot be read."""
    known = await git(folder, "rev-parse", "--verify", "--quiet", "HEAD", good=(0, 1, 128))
    if known.strip():
        return f"The newest commit in {folder} cannot be read; `git fsck` says what is damaged."
    return f"The repository in {folder} has no commit yet."
