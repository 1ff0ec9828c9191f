from pathlib import Path

from devmentor_analyzers.compatible import compatible
from devmentor_analyzers.values import Edit
from devmentor_protocol.position import Range


def test_of_two_fixes_that_touch_the_first_is_taken_whole() -> None:
    path = Path("/a")
    first, twin = Edit(path, Range.of(0, 0, 0, 5), "a"), Edit(path, Range.of(9, 0, 9, 1), "b")
    clash, free = Edit(path, Range.of(0, 4, 0, 6), "c"), Edit(path, Range.of(2, 0, 2, 1), "d")

    assert compatible([[clash], [first, twin], [free]]) == [first, twin, free]
