"""Reviewdog's diagnostic format."""

import json
from typing import Any

from devmentor_cli.formats.outcome import Outcome
from devmentor_cli.formats.place import in_file, message
from devmentor_protocol.finding import Finding, Severity
from devmentor_protocol.position import Position

_SEVERITIES = {
    Severity.ERROR: "ERROR",
    Severity.WARNING: "WARNING",
    Severity.INFORMATION: "INFO",
    Severity.HINT: "INFO",
}


def render(outcome: Outcome) -> str:
    """Write a `DiagnosticResult`; its columns count bytes of UTF-8."""
    body = {
        "source": {"name": "devmentor"},
        "diagnostics": [_diagnostic(outcome, finding) for finding in outcome.findings],
    }
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"


def _diagnostic(outcome: Outcome, finding: Finding) -> dict[str, Any]:
    code = {"value": finding.code} | ({"url": finding.docs_url} if finding.docs_url else {})
    return {
        "message": message(finding),
        "location": {
            "path": finding.path,
            "range": {
                "start": _position(outcome, finding, in_file(finding).start),
                "end": _position(outcome, finding, in_file(finding).end),
            },
        },
        "severity": _SEVERITIES[finding.severity],
        "source": {"name": finding.source},
        "code": code,
    }


def _position(outcome: Outcome, finding: Finding, at: Position) -> dict[str, int]:
    before = outcome.texts.line(finding.path, at.line)[: at.character]
    past = at.character - len(before)
    return {"line": at.line + 1, "column": len(before.encode()) + past + 1}
