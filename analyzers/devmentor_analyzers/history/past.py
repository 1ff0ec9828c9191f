"""The past of a repository in memory: its commits, with files under the names they have today."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from devmentor_analyzers.history.store import KeptCommit


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit; `time` is seconds since 1970."""

    time: int
    author: int
    """Index of `Past.people`."""

    files: tuple[str, ...]
    """Those it changed that exist today, by their names of today."""

    size: int
    """How many files it changed in all."""


@dataclass(frozen=True, slots=True)
class Past:
    """Commits, newest first, merges left out."""

    commits: Sequence[Commit]
    people: Sequence[str]
    files: frozenset[str]
    """Every file of the newest commit."""

    cut: str = ""
    """Why this is not the whole past; empty when it is."""

    def since(self, time: int) -> "Past":
        """The same from a time on (seconds since 1970)."""
        kept = [commit for commit in self.commits if commit.time >= time]
        return Past(kept, self.people, self.files, self.cut)


def follow_renames(
    kept: Iterable[KeptCommit], names: dict[int, bytes], today: set[bytes]
) -> list[tuple[int, int, tuple[str, ...], int]]:
    """For each commit, newest first: time, author's number, files by their names of today, size."""
    called: dict[int, int] = {}  # the name at this time → the name of today
    shown = {number: os.fsdecode(name) for number, name in names.items() if name in today}
    found: list[tuple[int, int, tuple[str, ...], int]] = []
    for commit in kept:
        renamed: dict[int, int] = {}
        files: list[str] = []
        for path, before in commit.touches:
            now = called.get(path, path)
            if now in shown:
                files.append(shown[now])
            if before is not None:
                renamed[before] = now
        called.update(renamed)  # afterwards: two files may have exchanged their names
        found.append((commit.time, commit.author, tuple(files), len(commit.touches)))
    return found
