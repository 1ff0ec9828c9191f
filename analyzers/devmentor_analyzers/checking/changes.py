"""Which lines changed since a commit, from git."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from devmentor_analyzers.git import GitError, git

_SECONDS = 600.0
_HUNK = re.compile(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@")
_ESCAPED = re.compile(r"\\([0-7]{3}|.)")
_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
Lines = tuple[range, ...]
"""Lines of one file, counted from zero, in their order; no two of the ranges overlap."""

EVERYTHING: Lines = (range(1 << 62),)
_DEFAULT_BRANCHES = (
    "refs/remotes/origin/HEAD",
    "refs/remotes/*/HEAD",
    "refs/remotes/origin/main",
    "refs/remotes/origin/master",
    "refs/heads/main",
    "refs/heads/master",
)
"""Where work goes in the end, the surest first."""


@dataclass(frozen=True, slots=True)
class Base:
    """The commit that work is compared with, and the folder of its repository."""

    root: Path
    commit: str
    without: tuple[tuple[str, str], ...] = ()
    """Configuration that turns off the programs which the repository would have files go through."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Changed lines, counted from zero, by absolute path. Deleted files are not in it."""

    lines: dict[Path, Lines]

    def touch(self, path: Path, first: int, last: int) -> bool:
        """Tell whether one of the lines from first to last changed."""
        return touches(self.lines.get(path, ()), first, last)


def touches(lines: Lines, first: int, last: int) -> bool:
    """Tell whether one of the lines is between first and last, both included."""
    before = bisect_right(lines, last, key=lambda each: each.start)
    return before > 0 and first < lines[before - 1].stop


async def changes_since(folder: Path, reference: str) -> Changes:
    """Lines changed since `reference` was left, uncommitted and untracked ones included.

    With a branch that is where it and HEAD parted, as in a pull request. Raises `GitError`.
    """
    return await changes_from(await base_at(folder, reference))


async def base_at(folder: Path, reference: str) -> Base:
    """Where a branch or commit and HEAD parted. Raises `GitError`."""
    root = Path((await _git(folder, "rev-parse", "--show-toplevel")).strip())
    commit = await _commit(folder, reference)
    parted = (await _git(folder, "merge-base", commit, "HEAD", good=(0, 1, 128))).strip()
    return Base(root, parted or commit, await _without_filters(root))


async def default_branch(folder: Path) -> str:
    """The branch that work goes to in the end; HEAD when nothing tells. Raises `GitError`."""
    known = await _git(folder, "for-each-ref", "--format=%(refname)", *_DEFAULT_BRANCHES)
    found = known.split()
    ranked = [name for pattern in _DEFAULT_BRANCHES for name in found if fnmatch(name, pattern)]
    return ranked[0] if ranked else "HEAD"


async def changes_from(base: Base, only: Path | None = None, *, offline: bool = False) -> Changes:
    """Lines changed since a base, in one file or in all of them. Raises `GitError`.

    `offline`: what a partial clone has left at its remote is not fetched.
    """
    paths = () if only is None else (_exactly(base, only),)
    patch = await _git(
        base.root,
        *("diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames"),
        *("--src-prefix=a/", "--dst-prefix=b/", "--ignore-submodules", base.commit, "--", *paths),
        configured=base.without,
        offline=offline,
    )
    new = await _git(base.root, "ls-files", "--others", "--exclude-standard", "-z", "--", *paths)
    lines = {base.root / name: ranges for name, ranges in _changed(patch).items()}
    return Changes(lines | {base.root / name: EVERYTHING for name in new.split("\0") if name})


async def _without_filters(folder: Path) -> tuple[tuple[str, str], ...]:
    """Filters that come with the repository are not run; those of the user's own settings are."""
    listed = await _git(
        folder,
        *("config", "--local", "--includes", "--name-only", "-z"),
        *("--get-regexp", r"^filter\..*\.(clean|process|required)$"),
        good=(0, 1),
    )
    names = [name for name in listed.split("\0") if name]
    return tuple((name, "false" if name.endswith(".required") else "") for name in names)


async def is_tracked(base: Base, path: Path) -> bool:
    """Tell whether git keeps a file; it does not keep those it ignores. Raises `GitError`."""
    return bool(await _git(base.root, "ls-files", "--", _exactly(base, path)))


def _exactly(base: Base, path: Path) -> str:
    return f":(top,literal){path.relative_to(base.root).as_posix()}"


async def _commit(folder: Path, reference: str) -> str:
    name = f"{reference}^{{commit}}"
    found = await _git(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", name, good=(0, 1, 128)
    )
    commit = found.strip().splitlines()[-1:]
    if not commit or not re.fullmatch(r"[0-9a-f]{40,64}", commit[0]):
        raise GitError(
            f"`{reference}` is no commit, branch or tag of this repository. "
            "In a shallow clone it may have to be fetched first."
        )
    return commit[0]


async def _git(
    folder: Path,
    *arguments: str,
    good: Sequence[int] = (0,),
    configured: Sequence[tuple[str, str]] = (),
    offline: bool = False,
) -> str:
    """The user asked what changed: a partial clone may fetch for it, and take its time."""
    said = await git(
        folder,
        *arguments,
        good=good,
        configured=dict(configured),
        may_fetch=not offline,
        timeout=_SECONDS,
    )
    return said.decode("utf-8", "surrogateescape")


def _changed(patch: str) -> dict[str, tuple[range, ...]]:
    """Read a patch without context: the file's name, then its hunks."""
    found: dict[str, tuple[range, ...]] = {}
    name = ""
    in_head = False
    for line in patch.split("\n"):
        if line.startswith("diff --git "):
            in_head, name = True, ""
        elif in_head and line.startswith("+++ "):
            name = _unquoted(line.removeprefix("+++ ")).removeprefix("b/")
        elif hunk := _HUNK.match(line):
            in_head = False
            if name and (count := int(hunk[2] or 1)):
                first = int(hunk[1]) - 1
                found[name] = (*found.get(name, ()), range(first, first + count))
    return found


def _unquoted(name: str) -> str:
    """Git ends a name that has spaces with a tab, and writes odd ones as C would; none for no file."""
    if name == "/dev/null":
        return ""
    if not name.startswith('"'):
        return name.removesuffix("\t")
    return _ESCAPED.sub(_character, name[1:-1])


def _character(escape: "re.Match[str]") -> str:
    said = escape[1]
    return chr(int(said, 8)) if said.isdigit() else _ESCAPES.get(said, said)
