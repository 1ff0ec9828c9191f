"""Why a line is as it is: the commit it is from, the issue behind it, the tests that mention it."""

import asyncio
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from devmentor_analyzers.git import GitError
from devmentor_analyzers.history.age import in_words
from devmentor_analyzers.history.issues import Forge, Issue, issues
from devmentor_analyzers.history.line_history import LineHistory
from devmentor_analyzers.history.mentions import Mention, mentioning_tests
from devmentor_analyzers.history.messages import Message
from devmentor_analyzers.history.repository import Repository
from devmentor_analyzers.snapshot import Snapshot

_MOST_LINES = 8
_MOST_TESTS = 3
_COMMON = 20
"""A name that more files of tests mention is nobody's own."""

_TRAILER = re.compile(
    r"(Signed-off-by|Co-authored-by|Reviewed-by|Change-Id|Acked-by|Cc): .*", re.IGNORECASE
)
_MARKUP = re.compile(r"([\\`*_\[\]<>&|])")


@dataclass(frozen=True, slots=True)
class Why:
    """What is known of a line."""

    repository: Repository
    message: Message
    forge: Forge
    issues: Sequence[Issue]
    name: str = ""
    tests: Sequence[Mention] = ()
    """Those that mention the name."""


async def why(lines: LineHistory, snapshot: Snapshot, line: int) -> Why | None:
    """Look into the past of a line (from zero); None for one that is not committed."""
    found = await lines.behind(snapshot, line, line)
    if not found:
        return None
    try:
        repository = await lines.repository(snapshot.path.parent)
    except GitError:
        return None
    forge = await lines.forge(repository)
    return Why(repository, found[0], forge, issues(found[0], forge))


async def with_tests(known: Why, snapshot: Snapshot, name: str) -> Why:
    """The same with the tests that mention what the line defines; it takes longer than the rest."""
    tests = await mentioning_tests(known.repository, name)
    own = await asyncio.to_thread(known.repository.name_of, snapshot.path)
    tests = [each for each in tests if each.path != own]
    return replace(known, name=name, tests=tests if len(tests) <= _COMMON else ())


def as_markdown(found: Why, now: float | None = None) -> str:
    """A section of a hover; nothing that was written into the repository counts as markup."""
    message = found.message
    ago = in_words(int((time.time() if now is None else now) - message.time))
    commit = _link(f"`{message.sha[:8]}`", found.forge.commit(message.sha))
    subject = _plain(message.subject) or "A commit without a message"
    origin = f"{subject} — {_plain(message.author)}, {ago} ({commit})"
    parts = ["**Why is it like this**", origin]
    if body := _body(message):
        parts.append("\n".join(f"> {_plain(line)}  " for line in body).rstrip())
    if found.issues:
        parts.append(", ".join(_link(_plain(each.name), each.url) for each in found.issues))
    if found.tests:
        shown = ", ".join(_code(each.path) for each in found.tests[:_MOST_TESTS])
        more = len(found.tests) - _MOST_TESTS
        parts.append(
            f"Tests that mention {_code(found.name)}: {shown}"
            + (f" and {more} more" if more > 0 else "")
        )
    return "\n\n".join(parts)


def _body(message: Message) -> list[str]:
    """The beginning of the body, without the lines that programs add."""
    lines = [line for line in message.body.split("\n") if not _TRAILER.fullmatch(line)]
    while lines and not lines[-1]:
        lines.pop()
    return [*lines[:_MOST_LINES], "…"] if len(lines) > _MOST_LINES else lines


def _link(text: str, url: str) -> str:
    return f"[{text}]({url})" if url else text


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)


def _code(text: str) -> str:
    shown = "".join(letter if letter.isprintable() else "?" for letter in text)
    return f"`{shown.replace('`', '?')}`"
