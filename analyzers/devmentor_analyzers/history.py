"""Who changed some lines last, and why, from git."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from devmentor_analyzers.programs import output_of

_TIMEOUT = 5.0
_HEADER = re.compile(r"([0-9a-f]{40,64}) \d+ \d+")
_SAFELY = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
"""The repository may be anybody's: nothing its configuration names is run."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit; `date` is ISO 8601, `sha` is whole."""

    sha: str
    author: str
    date: str
    subject: str


async def history_of(path: Path, start_line: int, end_line: int, limit: int = 3) -> list[Commit]:
    """The commits that last touched the lines (from zero, both included), newest first.

    Empty without git, without a repository, for a file that is not in it, and for lines that are
    not committed.
    """
    lines = f"{start_line + 1},{end_line + 1}"
    blame = ["git", *_SAFELY, "blame", "--porcelain", "--no-textconv", "-L", lines, "--", path.name]
    output = await output_of(
        blame,
        timeout=_TIMEOUT,
        folder=path.parent,
        environment={"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"},
    )
    return _commits(output or "")[:limit]


def _commits(porcelain: str) -> list[Commit]:
    """Read git's porcelain: a header a line, and a commit's details after its first header."""
    found: dict[str, dict[str, str]] = {}
    details: dict[str, str] = {}
    for line in porcelain.split("\n"):
        if line.startswith("\t"):
            continue
        if header := _HEADER.match(line):
            details = found.setdefault(header[1], {})
        else:
            name, _, value = line.partition(" ")
            details[name] = value
    committed = [(sha, each) for sha, each in found.items() if sha.strip("0") and each]
    committed.sort(key=lambda each: int(each[1].get("author-time", "0")), reverse=True)
    return [_commit(sha, each) for sha, each in committed]


def _commit(sha: str, details: dict[str, str]) -> Commit:
    moment = datetime.fromtimestamp(int(details.get("author-time", "0")), UTC)
    return Commit(
        sha=sha,
        author=details.get("author", ""),
        date=moment.isoformat(),
        subject=details.get("summary", ""),
    )
