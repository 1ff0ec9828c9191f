"""Why code is as it is, for hovers that wait for nobody: what is late is there the next time."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Iterable

from devmentor_analyzers.history.why import as_markdown, why
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Symbol
from devmentor_analyzers.workspace import Workspace
from devmentor_protocol.position import Position

_log = logging.getLogger(__name__)
_GRACE_SECONDS = 0.012
"""From the request on; what takes longer than this without history is not held up at all."""

_HOLDS_SECONDS = 60.0
"""How long an answer is believed: a commit may change it."""

_KEPT = 64
_MOST_AT_ONCE = 2
"""Looks that are under way; a hover beyond them goes without."""

Section = tuple[str, str]
"""What is defined at the place, and what is known of its line, as Markdown; both may be empty."""

Key = tuple[str, int, Position]


class Reason:
    """One look into the past, under way or done."""

    def __init__(self, looking: "asyncio.Task[Section]", asked: float) -> None:
        self._looking = looking
        self._asked = asked

    async def in_time(self, *, with_hover: bool) -> str:
        """The section, if it is there at once; alone (without a hover) only for a definition."""
        left = _GRACE_SECONDS - (time.monotonic() - self._asked)
        if not self._looking.done():
            await asyncio.wait({self._looking}, timeout=max(0.0, left))
        if not self._looking.done() or self._looking.cancelled():
            return ""
        name, section = self._looking.result()
        return section if with_hover or name else ""


class Reasons:
    """Looks that are under way and those that still hold."""

    def __init__(self) -> None:
        self._looks: OrderedDict[Key, tuple[float, asyncio.Task[Section]]] = OrderedDict()

    def look(self, analysis: Workspace, snapshot: Snapshot, at: Position) -> Reason | None:
        """Look, or remember; None when there is too much to look at already."""
        now = time.monotonic()
        key = snapshot.uri, snapshot.version, at
        known = self._looks.get(key)
        if known is None or now - known[0] > _HOLDS_SECONDS:
            if sum(not looking.done() for _, looking in self._looks.values()) >= _MOST_AT_ONCE:
                return None
            known = now, asyncio.create_task(_section(analysis, snapshot, at))
            self._looks[key] = known
        self._looks.move_to_end(key)
        while len(self._looks) > _KEPT:
            self._looks.popitem(last=False)[1][1].cancel()
        return Reason(known[1], now)

    def close(self) -> None:
        """Stop looking."""
        for _, looking in self._looks.values():
            looking.cancel()


async def _section(analysis: Workspace, snapshot: Snapshot, at: Position) -> Section:
    try:
        name = _defined(await analysis.outline(snapshot), at)
        found = await why(analysis.lines, snapshot, at.line, name)
    except Exception:  # noqa: BLE001 - the door of work that only adds to an answer
        _log.exception("the history of a line could not be read")
        return "", ""
    return name, as_markdown(found) if found else ""


def _defined(symbols: Iterable[Symbol], at: Position) -> str:
    """The symbol whose name is at a place."""
    for symbol in symbols:
        here = symbol.selection
        if here.start.line == at.line and here.start <= at <= here.end:
            return symbol.name
        if symbol.range.start.line <= at.line <= symbol.range.end.line:
            return _defined(symbol.children, at)
    return ""
