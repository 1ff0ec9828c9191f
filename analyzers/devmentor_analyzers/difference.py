"""The one stretch in which two texts differ."""

from typing import TypeVar

TextT = TypeVar("TextT", str, bytes)


def differing(before: TextT, after: TextT) -> tuple[int, int, int]:
    """Where two texts begin to differ, and where that ends in the one and in the other."""
    shorter = min(len(before), len(after))
    start = _common_start(before, after, shorter)
    end = _common_end(before, after, shorter - start)
    return start, len(before) - end, len(after) - end


def _common_start(one: TextT, other: TextT, limit: int) -> int:
    """Found by halving: slices compare at the speed of memory."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_end(one: TextT, other: TextT, limit: int) -> int:
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low
