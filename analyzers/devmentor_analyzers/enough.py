"""As many findings of one file as somebody may read: the most severe, in the order of the text."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from devmentor_protocol.finding import Finding, Severity
from devmentor_protocol.position import Range

ItemT = TypeVar("ItemT")
MOST_READ: Final = 10_000
"""Of what one engine says: those that are old or muted are still to be left out."""

MOST_SHOWN: Final = 1_000
_CODE: Final = "too-many"
_RANKS: Final = {each: rank for rank, each in enumerate(Severity)}


def most_severe(items: Sequence[ItemT], most: int, rank: Callable[[ItemT], int]) -> Sequence[ItemT]:
    """Those of the lowest ranks; the first of the same rank."""
    if len(items) <= most:
        return items
    kept = sorted(range(len(items)), key=lambda number: rank(items[number]))[:most]
    return [items[number] for number in sorted(kept)]


def enough(findings: list[Finding]) -> list[Finding]:
    """What is shown of a file, and that there is more."""
    if len(findings) <= MOST_SHOWN:
        return findings
    kept = most_severe(findings, MOST_SHOWN, lambda finding: _RANKS[finding.severity])
    more = Finding(
        path=findings[0].path,
        range=Range.of(0, 0, 0, 0),
        code=_CODE,
        message=f"More than {MOST_SHOWN:,} findings in this file: the most severe are shown.",
        severity=Severity.INFORMATION,
        source="devmentor",
    )
    return [more, *kept]
