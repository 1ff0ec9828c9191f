"""The shop."""

import json
import os

LIMIT = 3


@final
class Till(Desk):
    """Sells things."""

    open = True

    def __init__(self, prices):
        self.prices = prices

    # The sum of the prices.
    def sum(self, items):
        total = 0
        for item in items:
            if item.price > LIMIT and item.name in self.prices:
                total += item.price
        return total


async def main():
    return [
        1,
    ]
