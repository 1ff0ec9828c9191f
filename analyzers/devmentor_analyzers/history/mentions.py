"""Tests that mention a name."""

import os
import re
from dataclasses import dataclass

from devmentor_analyzers.git import GitError, git
from devmentor_analyzers.history.repository import Repository

_SECONDS = 2.0
_SHORTEST = 3
_TESTS = (
    *("**/test_*", "**/*_test.*", "**/*_tests.*", "**/*Test.*", "**/*Tests.*"),
    *("**/*.test.*", "**/*.spec.*", "**/*_spec.*", "**/tests/**", "**/__tests__/**"),
)
"""Where tests are, in the languages we know."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A test file, and how many of its lines mention the name."""

    path: str
    lines: int


async def mentioning_tests(repository: Repository, name: str) -> list[Mention]:
    """Files of tests that mention an identifier, those that do so most first.

    As they are on the disk. It costs a few dozen milliseconds; nothing is said of short names.
    """
    if len(name) < _SHORTEST or not re.fullmatch(r"[^\W\d]\w*", name):
        return []
    patterns = [f":(top,glob){pattern}" for pattern in _TESTS]
    try:
        told = await git(
            repository.root,
            *("grep", "-c", "-z", "-w", "-F", "-I", "--no-color", "--no-textconv"),
            *("--no-recurse-submodules", "--threads=1", "-e", name, "--", *patterns),
            timeout=_SECONDS,
            good=(0, 1),
        )
    except GitError:
        return []
    rows = re.findall(rb"([^\0]+)\0(\d+)\n", told)
    found = [Mention(os.fsdecode(path), int(lines)) for path, lines in rows]
    return sorted(found, key=lambda mention: (-mention.lines, mention.path))
