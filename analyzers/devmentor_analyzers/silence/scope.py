"""Where a finding has to be for it to count as news."""

from devmentor_analyzers.checking.changes import Lines, touches
from devmentor_protocol.finding import Finding


def is_on(finding: Finding, lines: Lines) -> bool:
    """Tell whether a finding is on one of some lines; an end before a line's first letter is not."""
    start, end = finding.range.start, finding.range.end
    last = end.line - 1 if end.character == 0 and end.line > start.line else end.line
    return touches(lines, start.line, last)
