"""An outcome for the tests of the formats, as small as it can be and with all that is awkward."""

from pathlib import Path

from devmentor_analyzers.checking.fingerprints import Texts
from devmentor_analyzers.checking.parsing import Skipped
from devmentor_cli.formats.outcome import Outcome
from devmentor_protocol.finding import Finding, Related, Severity
from devmentor_protocol.position import Range

ROOT = Path("/project")
CODE = 'x = "é"; print(missing)\nif x:\n    y\n'
AWKWARD = "100%: <a> & 'b',\nthen\x00 ::error::"


def finding(
    line: int = 0,
    start: int = 15,
    end: int = 22,
    *,
    end_line: int | None = None,
    path: str = "/project/src/a b.py",
    message: str = "no such name",
    severity: Severity = Severity.ERROR,
    cell: int | None = None,
) -> Finding:
    """A finding about `CODE`."""
    return Finding(
        path=path,
        range=Range.of(line, start, end_line if end_line is not None else line, end),
        code="F821",
        message=message,
        severity=severity,
        source="ruff",
        docs_url="https://example.org/F821",
        related=(Related(path=path, range=Range.of(0, 0, 0, 1), message="bound here"),),
        cell=cell,
    )


def outcome(*findings: Finding, text: str = CODE) -> Outcome:
    """An outcome with these findings."""
    return Outcome(
        findings,
        files=3,
        skipped=[Skipped(Path("b.py"), "binary")],
        texts=Texts({each.path: text for each in findings}),
        root=ROOT,
    )
