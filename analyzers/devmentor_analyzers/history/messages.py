"""What the authors of commits wrote about them."""

from collections.abc import Iterable
from dataclasses import dataclass

from devmentor_analyzers.git import git
from devmentor_analyzers.history.people import text
from devmentor_analyzers.history.repository import Repository

_FORMAT = "%x01%H%x02%at%x02%aN%x02%B"


@dataclass(frozen=True, slots=True)
class Message:
    """One commit; `time` is when it was written, in seconds since 1970."""

    sha: str
    author: str
    time: int
    subject: str
    body: str


async def messages(repository: Repository, commits: Iterable[str]) -> dict[str, Message]:
    """The message of each commit; authors by `.mailmap`. Raises `GitError`."""
    given = "".join(f"{each}\n" for each in commits).encode()
    if not given:
        return {}
    told = await git(
        repository.root,
        *("log", "--stdin", "--no-walk=unsorted", "-z", "--no-patch", "--no-notes"),
        *("--no-color", "--encoding=UTF-8", f"--format={_FORMAT}"),
        given=given,
    )
    read = [_message(piece[1:]) for piece in told.split(b"\0") if piece.startswith(b"\x01")]
    return {message.sha: message for message in read}


def _message(piece: bytes) -> Message:
    sha, time, author, written = piece.split(b"\x02", 3)
    lines = [text(line) for line in written.strip().split(b"\n")]
    end = lines.index("") if "" in lines else len(lines)
    return Message(
        sha=sha.decode(),
        author=text(author) or "nobody",
        time=int(time or b"0"),
        subject=" ".join(lines[:end]),
        body="\n".join(lines[end:]).strip(),
    )
