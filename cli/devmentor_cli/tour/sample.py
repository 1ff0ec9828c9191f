"""The sample that the tour analyses: a small program with a mistake in it."""

import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

NAME = "shop.py"
EXPLAINED_LINE = 14
SAMPLE = '''\
"""What a basket costs."""

import os


class Basket:
    """What somebody wants to buy."""

    def __init__(self) -> None:
        self.prices: list[float] = []

    def total(self, discount: float = 0.0) -> float:
        """Sum the prices and take the discount off."""
        return sum(self.prices) * (1 - discount)


def checkout(basket: Basket) -> float:
    paid = basket.total(discount=0.1)
    return payed
'''


@contextmanager
def sample_folder() -> Generator[Path]:
    """A folder with the sample in it, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="devmentor-sample-") as folder:
        (Path(folder) / NAME).write_text(SAMPLE, encoding="utf-8")
        yield Path(folder)
