"""Where findings of an older text are in a newer one."""

from collections.abc import Iterable, Iterator

from devmentor_analyzers.difference import differing
from devmentor_analyzers.snapshot import Snapshot
from devmentor_protocol.finding import Finding
from devmentor_protocol.position import Range


def moved(findings: Iterable[Finding], before: Snapshot, after: Snapshot) -> Iterator[Finding]:
    """Carry findings over an edit; those inside the stretch that changed are left out."""
    start, old_end, new_end = differing(before.text, after.text)
    for finding in findings:
        begins = before.lines.offset(finding.range.start)
        ends = before.lines.offset(finding.range.end)
        if ends <= start:
            yield finding
        elif begins >= old_end:
            by = new_end - old_end
            place = Range(
                start=after.lines.position(begins + by), end=after.lines.position(ends + by)
            )
            yield finding.model_copy(update={"range": place})
