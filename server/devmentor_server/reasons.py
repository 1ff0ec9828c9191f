"""Why code is as it is, for hovers that wait for nobody: what is late is there the next time."""

import asyncio
import contextlib
import logging
import time
from collections import OrderedDict
from collections.abc import Iterable

from devmentor_analyzers.history.why import as_markdown, why, with_tests
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Symbol
from devmentor_analyzers.workspace import Workspace
from devmentor_protocol.position import Position

_log = logging.getLogger(__name__)
_GRACE_SECONDS = 0.005
"""From the request on; what takes longer than this without history is not held up at all."""

_HOLDS_SECONDS = 60.0
"""How long an answer is believed: a commit may change it."""

_KEPT = 64
_MOST_AT_ONCE = 3
"""Looks that are under way; the oldest gives way, for whoever asked has moved on."""

Key = tuple[str, int, Position]


class Reason:
    """One look into the past, under way or done."""

    def __init__(self, analysis: Workspace, snapshot: Snapshot, at: Position) -> None:
        self._section = ""
        self._name = ""
        self._known = asyncio.Event()
        self.began = time.monotonic()
        self.looking = asyncio.create_task(self._look(analysis, snapshot, at))

    async def in_time(self, asked: float, *, with_hover: bool) -> str:
        """The section as far as it is there at once, as Markdown; `asked` is the monotonic time.

        Alone (without a hover) only for what is defined at the place.
        """
        left = max(0.0, _GRACE_SECONDS - (time.monotonic() - asked))
        if not self._known.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._known.wait(), left)
        return self._section if with_hover or self._name else ""

    async def _look(self, analysis: Workspace, snapshot: Snapshot, at: Position) -> None:
        try:
            self._name = _defined(await analysis.outline(snapshot), at)
            found = await why(analysis.lines, snapshot, at.line)
            if found is not None:
                self._section = as_markdown(found)
                self._known.set()
                self._section = as_markdown(await with_tests(found, snapshot, self._name))
        except Exception:  # noqa: BLE001 - the door of work that only adds to an answer
            _log.exception("the history of a line could not be read")
        finally:
            self._known.set()


class Reasons:
    """Looks that are under way and those that still hold."""

    def __init__(self) -> None:
        self._looks: OrderedDict[Key, Reason] = OrderedDict()

    def look(self, analysis: Workspace, snapshot: Snapshot, at: Position) -> Reason:
        """Look, or remember."""
        key = snapshot.uri, snapshot.version, at
        known = self._looks.pop(key, None)
        if known is None or time.monotonic() - known.began > _HOLDS_SECONDS:
            self._give_way()
            known = Reason(analysis, snapshot, at)
        self._looks[key] = known
        return known

    def close(self) -> None:
        """Stop looking."""
        for reason in self._looks.values():
            reason.looking.cancel()

    def _give_way(self) -> None:
        """Make room for one more look."""
        busy = [key for key, reason in self._looks.items() if not reason.looking.done()]
        for key in [*busy[: max(0, len(busy) - _MOST_AT_ONCE + 1)], *list(self._looks)[:-_KEPT]]:
            if (reason := self._looks.pop(key, None)) is not None:
                reason.looking.cancel()


def _defined(symbols: Iterable[Symbol], at: Position) -> str:
    """The symbol whose name is at a place."""
    for symbol in symbols:
        here = symbol.selection
        if here.start.line == at.line and here.start <= at <= here.end:
            return symbol.name
        if symbol.range.start.line <= at.line <= symbol.range.end.line:
            return _defined(symbol.children, at)
    return ""
