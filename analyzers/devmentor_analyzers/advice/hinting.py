"""How advice looks: a hint of our own, with a page that says what it means."""

from collections.abc import Sequence

from devmentor_protocol.finding import Finding, Related, Severity, Tag
from devmentor_protocol.position import Range

SOURCE = "devmentor"


def hint(
    path: str,
    range_: Range,
    code: str,
    message: str,
    *,
    severity: Severity = Severity.HINT,
    related: Sequence[Related] = (),
    tags: Sequence[Tag] = (),
) -> Finding:
    """Make a finding of one of our rules."""
    return Finding(
        path=path,
        range=range_,
        code=code,
        message=message,
        severity=severity,
        source=SOURCE,
        related=tuple(related),
        tags=tuple(tags),
    )
