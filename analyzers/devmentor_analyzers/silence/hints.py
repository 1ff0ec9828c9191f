"""Our own hints, of which only so many come up within an hour; one that did stays."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from devmentor_analyzers.checking.fingerprints import Texts, fingerprints
from devmentor_analyzers.silence.budget import best_first, is_counted
from devmentor_analyzers.silence.memory import Memory
from devmentor_analyzers.snapshot import Snapshot
from devmentor_protocol.finding import Finding


@dataclass(frozen=True, slots=True)
class _Shown:
    mark: str
    code: str


class Hints:
    """What was shown is remembered in all sessions; what was not may come up later."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._shown: dict[str, list[_Shown]] = {}

    def forget(self, uri: str) -> None:
        """A document was closed."""
        self._shown.pop(uri, None)

    async def left(
        self, snapshot: Snapshot, findings: list[Finding], edited: int | None, per_hour: int | None
    ) -> list[Finding]:
        """The findings without the hints that are too many now; with None not one is new."""
        hints = [each for each in findings if is_counted(each)]
        if not hints:
            return findings
        path = str(snapshot.path)
        marks = fingerprints(hints, Texts({path: snapshot.text}))
        marked = {id(each): mark for each, mark in zip(hints, marks, strict=True)}
        ordered = [_Shown(marked[id(each)], each.code) for each in best_first(hints, edited)]
        before = self._shown.get(snapshot.uri, [])
        taken = await asyncio.to_thread(self._take, path, ordered, before, per_hour or 0)
        if per_hour is not None:
            self._shown[snapshot.uri] = [each for each in ordered if each.mark in taken]
        return [each for each in findings if marked.get(id(each), "") in ("", *taken)]

    def _take(
        self, path: str, ordered: Sequence[_Shown], before: Sequence[_Shown], per_hour: int
    ) -> set[str]:
        """Those shown before, those that are the same on an edited line, and as many new ones."""
        known = self._memory.shown(path, [each.mark for each in ordered])
        moved = _moved(before, ordered, known)
        self._memory.follow(path, [(old.mark, new.mark) for old, new in moved])
        known |= {new.mark for _, new in moved}
        waiting = [each.mark for each in ordered if each.mark not in known]
        return known | self._memory.admit(path, waiting, per_hour)


def _moved(
    before: Sequence[_Shown], now: Sequence[_Shown], known: set[str]
) -> list[tuple[_Shown, _Shown]]:
    """Pair hints that are gone with new ones of the same rule: their line was edited."""
    marks = {each.mark for each in now}
    gone = [each for each in before if each.mark not in marks]
    pairs: list[tuple[_Shown, _Shown]] = []
    for each in now:
        old = next((other for other in gone if other.code == each.code), None)
        if each.mark not in known and old is not None:
            gone.remove(old)
            pairs.append((old, each))
    return pairs
