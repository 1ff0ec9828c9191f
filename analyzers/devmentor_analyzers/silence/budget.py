"""Which of our own hints come first when not all may be shown."""

from collections.abc import Sequence

from devmentor_protocol.finding import Finding, Severity

SOURCE = "devmentor"
"""Who makes the hints that are counted; what engines say is never held back by their number."""

HOUR = 3600.0
_SURENESS = {
    "secret": 0.95,
    "unreachable": 0.9,
    "import-cycle": 0.8,
    "layering": 0.8,
    "too-complex": 0.7,
    "unused": 0.6,
    "duplicate": 0.5,
    "changes-together": 0.5,
    "untested-change": 0.4,
    "hotspot": 0.3,
}
"""How likely it is that somebody is glad to have been told."""

_UNKNOWN = 0.5
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFORMATION, Severity.HINT)
_NEAR = 50
"""Lines: hints further than this from the last edit are all equally far."""


def is_counted(finding: Finding) -> bool:
    """Tell whether a finding is one of our own hints."""
    return finding.source == SOURCE and finding.severity is Severity.HINT


def best_first(findings: Sequence[Finding], edited: int | None) -> list[Finding]:
    """Order by severity, then by how sure and how near to the edited line they are."""
    return sorted(findings, key=lambda each: _rank(each, edited))


def _rank(finding: Finding, edited: int | None) -> tuple[int, float, int]:
    start, end = finding.range.start.line, finding.range.end.line
    away = _NEAR if edited is None else max(start - edited, edited - end, 0)
    nearness = 1 - min(away, _NEAR) / (2 * _NEAR)
    sure = _SURENESS.get(finding.code, _UNKNOWN)
    return _SEVERITIES.index(finding.severity), -sure * nearness, start
