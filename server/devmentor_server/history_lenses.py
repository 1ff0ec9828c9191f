"""Who wrote a function or class and when it last changed, in a few words above it."""

import time
from collections.abc import Iterable

from devmentor_analyzers.history.age import in_words
from devmentor_analyzers.history.messages import Message
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Symbol
from devmentor_analyzers.workspace import Workspace


async def history_titles(
    analysis: Workspace, snapshot: Snapshot, symbols: Iterable[Symbol]
) -> list[tuple[Symbol, str]]:
    """The symbols that are committed, each with its words: `3 authors, changed 2 months ago`."""
    lines = await analysis.lines.of_each(snapshot, 0, len(snapshot.lines.starts) - 1)
    found: list[tuple[Symbol, str]] = []
    for symbol in symbols:
        inside = range(symbol.range.start.line, symbol.range.end.line + 1)
        if commits := [lines[line] for line in inside if line in lines]:
            found.append((symbol, title(commits, time.time())))
    return found


def title(commits: list[Message], now: float) -> str:
    """The words; `now` is in seconds since 1970."""
    authors = {commit.author for commit in commits}
    last = max(commit.time for commit in commits)
    who = f"{len(authors)} authors" if len(authors) > 1 else next(iter(authors))
    return f"{who}, changed {in_words(int(now - last))}"
