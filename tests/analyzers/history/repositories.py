"""Repositories for the tests about history, made where a test wants them."""

import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

ADA = "Ada <ada@example.org>"
BOB = "Bob <bob@example.org>"
START = 1_700_000_000
DAY = 86_400
_PLAIN = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def git(folder: Path, *arguments: str, given: bytes = b"", **variables: str) -> str:
    """Run git as Ada, untouched by the developer's own settings."""
    identity = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    ran = subprocess.run(
        ["git", *identity, *arguments],
        cwd=folder,
        input=given,
        check=True,
        capture_output=True,
        env={**os.environ, **_PLAIN, **variables},
    )
    return ran.stdout.decode("utf-8", "surrogateescape").strip()


def repository(folder: Path) -> Path:
    """An empty repository."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    return folder


def commit(folder: Path, message: str = "Change", *, author: str = ADA, day: int = 0) -> str:
    """Commit everything there is, so many days after the first; return the commit."""
    date = f"@{START + day * DAY} +0000"
    git(folder, "add", "-A")
    git(
        folder,
        *("commit", "-q", "--allow-empty", "-m", message, "--author", author, "--date", date),
        GIT_COMMITTER_DATE=date,
    )
    return git(folder, "rev-parse", "HEAD")


def history(folder: Path, commits: Iterable[Mapping[str, str]], author: str = ADA) -> Path:
    """A repository of many commits, a day apart; each says which files hold what after it.

    The files of the newest commit are checked out.
    """
    repository(folder)
    stream = bytearray()
    for number, files in enumerate(commits, 1):
        stream += (
            f"commit refs/heads/main\ncommitter {author} {START + number * DAY} +0000\n".encode()
        )
        stream += b"data 6\nChange\n"
        for name, text in files.items():
            stream += f'M 100644 inline "{name}"\ndata {len(text.encode())}\n{text}\n'.encode()
    git(folder, "fast-import", "--quiet", "--force", given=bytes(stream))
    git(folder, "reset", "-q", "--hard")
    return folder
