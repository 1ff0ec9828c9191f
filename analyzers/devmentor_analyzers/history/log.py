"""Commits as git tells them: who, when, and which files."""

from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

from devmentor_analyzers.git import GitError, git, streamed
from devmentor_analyzers.history.repository import Repository

_COMMIT = b"\x01"
_FIELD = b"\x02"
_FORMAT = "%x01%H%x02%ct%x02%ae%x02%an"
_RENAMES = ("-M", "-l200")
_EXACT_RENAMES = ("-M100%",)
"""All that can be told without the contents of files, which a partial clone does not have."""

_PLAINLY = ("--no-ext-diff", "--no-textconv", "--no-color", "--no-notes", "--no-relative")
_SUBMODULE = b"160000"
_LIST_SECONDS = 60.0
_READ_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Touch:
    """One file of a commit; names as bytes, as git has them."""

    path: bytes
    before: bytes | None = None
    """What it was called until then, if it was renamed."""


@dataclass(slots=True)
class LoggedCommit:
    """One commit; `when` is seconds since 1970."""

    sha: str
    when: int
    name: bytes
    email: bytes
    touches: list[Touch] = field(default_factory=list[Touch])


async def newest(repository: Repository, most: int) -> tuple[list[str], str]:
    """The commits that led to HEAD, newest first and merges left out; and why they are not all.

    The reason is empty when they are all. A damaged commit ends the list.
    """
    given = ("rev-list", "--no-merges", f"--max-count={most + 1}", repository.head, "--")
    found = bytearray()
    cut = "the clone is shallow" if repository.shallow else ""
    try:
        async with aclosing(streamed(repository.root, *given, timeout=_LIST_SECONDS)) as chunks:
            async for chunk in chunks:
                found += chunk
    except GitError as error:
        cut = str(error)
    commits = found.decode("ascii", "replace").split()
    if len(commits) > most:
        cut = f"only the newest {most:,} commits count"
    return commits[:most], cut


async def details(repository: Repository, commits: Sequence[str]) -> AsyncGenerator[LoggedCommit]:
    """Read some commits, in their order. Raises `GitError` at one that cannot be read."""
    renames = _EXACT_RENAMES if repository.partial else _RENAMES
    arguments = ("--stdin", "--no-walk=unsorted", "-z", "--raw", "--root", *renames, *_PLAINLY)
    reader = _Reader()
    given = "".join(f"{each}\n" for each in commits).encode()
    async with aclosing(
        streamed(
            repository.root,
            *("log", *arguments, "-O/dev/null", "--encoding=UTF-8", f"--format={_FORMAT}"),
            given=given,
            timeout=_READ_SECONDS,
        )
    ) as chunks:
        async for chunk in chunks:
            for commit in reader.feed(chunk):
                yield commit
    if (last := reader.end()) is not None:
        yield last


class _Reader:
    """Reads git's `-z --raw`, in which only the place of a piece tells what it is."""

    def __init__(self) -> None:
        self._rest = b""
        self._commit: LoggedCommit | None = None
        self._names: list[bytes] = []
        self._expected = 0
        """How many names are to follow, and whether what they name counts."""

        self._counts = True

    def feed(self, chunk: bytes) -> Iterator[LoggedCommit]:
        *pieces, self._rest = (self._rest + chunk).split(b"\0")
        for piece in pieces:
            if self._expected:
                self._name(piece)
            elif piece.lstrip(b"\n").startswith(b":"):
                self._raw(piece.lstrip(b"\n"))
            elif piece.startswith(_COMMIT):
                if self._commit is not None:
                    yield self._commit
                self._commit = _commit(piece[1:])

    def end(self) -> LoggedCommit | None:
        return self._commit

    def _raw(self, piece: bytes) -> None:
        before, after, *_, status = piece[1:].split(b" ")
        self._expected = 2 if status[:1] in b"RC" else 1
        self._counts = _SUBMODULE not in (before, after)
        self._names = []

    def _name(self, piece: bytes) -> None:
        self._names.append(piece)
        self._expected -= 1
        if not self._expected and self._counts and self._commit is not None:
            before = self._names[0] if len(self._names) == 2 else None
            self._commit.touches.append(Touch(piece, before))


def _commit(piece: bytes) -> LoggedCommit:
    sha, when, email, name = piece.split(_FIELD, 3)
    return LoggedCommit(sha.decode(), int(when or b"0"), name, email)


async def files_at_head(repository: Repository) -> set[bytes]:
    """The names of the files of the newest commit."""
    listed = await git(
        repository.root,
        *("ls-tree", "-r", "-z", "--full-tree", "--name-only", repository.head),
        timeout=_READ_SECONDS,
    )
    return set(listed.split(b"\0")) - {b""}
