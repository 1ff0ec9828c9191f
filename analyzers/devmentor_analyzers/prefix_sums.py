"""Sums of what the pieces of a long sequence weigh, up to any place, without going through it again."""

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate
from typing import Final, Generic, TypeVar

SequenceT = TypeVar("SequenceT", str, bytes)
_STEP: Final = 512


class PrefixSums(Generic[SequenceT]):
    """Made once in the time of one look at all of it; each answer looks at `_STEP` pieces at most."""

    def __init__(self, sequence: SequenceT, weigh: Callable[[SequenceT], int]) -> None:
        self._sequence = sequence
        self._weigh = weigh
        steps = range(0, len(sequence), _STEP)
        weights = (weigh(sequence[step : step + _STEP]) for step in steps)
        self._sums = [*accumulate(weights, initial=0)]

    def upto(self, place: int) -> int:
        """What all before a place weighs."""
        place = min(place, len(self._sequence))
        step = place // _STEP
        return self._sums[step] + self._weigh(self._sequence[step * _STEP : place])

    def place(self, weight: int) -> int:
        """The first place before which is at least so much; the end where there is less."""
        step = max(0, bisect_right(self._sums, weight) - 1)
        place = min(step * _STEP, len(self._sequence))
        left = weight - self._sums[step]
        while left > 0 and place < len(self._sequence):
            left -= self._weigh(self._sequence[place : place + 1])
            place += 1
        return place
