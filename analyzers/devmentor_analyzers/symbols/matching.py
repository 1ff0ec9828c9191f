"""How well a name matches what was typed."""

import re
from collections.abc import Callable


def matcher(query: str) -> Callable[[str], int | None]:
    """Build a function that ranks a name: lower is better, None is no match.

    Equal names come first, then those that start with the query, hold it, and at last those that
    have its letters in order.
    """
    wanted = query.lower()
    letters = re.compile(".*?".join(map(re.escape, wanted)))

    def rank(name: str) -> int | None:
        lower = name.lower()
        if not letters.search(lower):
            return None
        if lower == wanted:
            return 0 if name == query else 1
        if lower.startswith(wanted):
            return 2
        return 3 if wanted in lower else 4

    return rank
