"""Which commit each line of a committed file is from."""

import re

from devmentor_analyzers.git import GitError, git
from devmentor_analyzers.history.repository import Repository

_HEADER = re.compile(rb"([0-9a-f]{40,64}) \d+ (\d+)")
_SECONDS = 10.0
_FORMATTING = ".git-blame-ignore-revs"
"""Where projects list the commits that only formatted: they are nobody's reason."""


async def blamed(repository: Repository, name: str, first: int, last: int) -> dict[int, str]:
    """The commit of each line, both counted from zero and included; lines that are not there lack.

    Of the newest commit's text: comparing with the file on disk would run the programs a repository
    may name to convert it. Raises `GitError`.
    """
    span = f"-L{first + 1},{last + 1}"
    arguments = (span, repository.head, "--", name)
    plain = ("blame", "--porcelain", "--no-textconv")
    ignoring = repository.root / _FORMATTING
    if ignoring.is_file():
        try:
            told = await git(
                repository.root,
                *(*plain, "--ignore-revs-file", str(ignoring), *arguments),
                timeout=_SECONDS,
            )
            return _lines(told)
        except GitError:
            pass  # a list with a mistake in it; the rest can be known all the same
    return _lines(await git(repository.root, *plain, *arguments, timeout=_SECONDS))


def _lines(porcelain: bytes) -> dict[int, str]:
    """Read git's porcelain: a header a line, details, and the line itself behind a tab."""
    found: dict[int, str] = {}
    for line in porcelain.split(b"\n"):
        if header := _HEADER.match(line):
            found[int(header[2]) - 1] = header[1].decode()
    return found
