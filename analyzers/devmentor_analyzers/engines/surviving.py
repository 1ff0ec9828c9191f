"""An engine that ends over one file of many: it is run over the others without it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Generic, TypeVar

from devmentor_analyzers.engines.once import EngineFailed

FoundT = TypeVar("FoundT")
_MOST_RUNS: Final = 64
"""Enough to find two or three files among a hundred thousand."""


@dataclass(slots=True)
class Survived(Generic[FoundT]):
    """What was found, and the files it ended over."""

    found: list[FoundT] = field(default_factory=list[FoundT])
    ended_over: list[Path] = field(default_factory=list[Path])


async def survive(
    files: Sequence[Path],
    first: Awaitable[list[FoundT]],
    ask: Callable[[Sequence[Path]], Awaitable[list[FoundT]]],
) -> Survived[FoundT]:
    """Await the `first` answer about all files; ask about halves where it ended over them.

    Raises `EngineFailed`: for any other reason, or when it ends over too many.
    """
    survived, waiting = Survived[FoundT](), [files]
    failure = EngineFailed("There was nothing to ask about.")
    for number in range(_MOST_RUNS):
        part = waiting.pop()
        try:
            survived.found += await (ask(part) if number else first)
        except EngineFailed as error:
            failure = error
            if not error.ended:
                raise
            if len(part) == 1:
                survived.ended_over.append(part[0])
            else:
                waiting += [part[len(part) // 2 :], part[: len(part) // 2]]
        if not waiting:
            return survived
    raise failure
