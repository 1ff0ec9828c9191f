import gc
import time
import weakref
from collections.abc import Iterator

import pytest

from devmentor_server.collector import Collector, postpone


class Knot:
    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _collecting_as_before() -> Iterator[None]:
    threshold = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)


def old_garbage() -> weakref.ref[Knot]:
    knot = Knot()
    gc.collect(1)  # it has outlived the small collections
    return weakref.ref(knot)


def test_nothing_is_collected_while_the_client_talks() -> None:
    collector, garbage = Collector(), old_garbage()
    collector.heard()

    assert not collector.look(time.monotonic())
    assert garbage() is not None


def test_old_garbage_is_collected_in_a_quiet_moment() -> None:
    collector, garbage = Collector(), old_garbage()

    assert collector.look(time.monotonic() + 10)
    assert garbage() is None


def test_garbage_is_collected_at_last_though_there_is_no_quiet_moment() -> None:
    collector, garbage = Collector(), old_garbage()

    rounds = [collector.look(time.monotonic()) for _ in range(60)]

    assert rounds == [False] * 59 + [True]
    assert garbage() is None


def test_a_full_collection_does_not_come_by_itself() -> None:
    postpone()
    garbage = old_garbage()

    many = [[number] for number in range(300_000)]

    assert len(many) == 300_000
    assert garbage() is not None
