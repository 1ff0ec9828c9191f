"""Files that usually change together, though nothing in the code may say so."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

from devmentor_analyzers.history.past import Past

_HUGE = 30
"""A commit that changes more files than this tells nothing of any two of them."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Who changes `path` usually changes `partner` as well."""

    path: str
    partner: str
    support: int
    """Commits that changed both."""

    commits: int
    """Commits that changed `path`, huge ones left out."""

    @property
    def confidence(self) -> float:
        """How often the partner changed too, up to 1."""
        return self.support / self.commits


def changes_together(
    past: Past,
    *,
    support: int,
    confidence: float,
    wanted: Callable[[str], bool] = lambda _path: True,
) -> list[Pair]:
    """Pairs with at least so much support and confidence, the strongest first.

    Each pair once, from the file to the one it rarely changes without. `wanted`: one of the two.
    """
    telling = [commit.files for commit in past.commits if 1 < commit.size <= _HUGE]
    alone = Counter(
        path for commit in past.commits if commit.size <= _HUGE for path in commit.files
    )
    often = {path for path, commits in alone.items() if commits >= support}
    together: Counter[tuple[str, str]] = Counter()
    for files in telling:
        together.update(combinations(sorted(often.intersection(files)), 2))
    found = [
        max(Pair(one, other, both, alone[one]), Pair(other, one, both, alone[other]), key=_strength)
        for (one, other), both in together.items()
        if both >= support and (wanted(one) or wanted(other))
    ]
    strong = [pair for pair in found if pair.confidence >= confidence]
    return sorted(strong, key=lambda pair: (-pair.support * pair.confidence, pair.path))


def _strength(pair: Pair) -> float:
    return pair.confidence
