"""A GitLab code quality report."""

import json
from hashlib import sha256
from typing import Any

from devmentor_cli.formats.outcome import Outcome
from devmentor_cli.formats.place import in_file, message
from devmentor_protocol.finding import Finding, Severity

_SEVERITIES = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.INFORMATION: "info",
    Severity.HINT: "info",
}


def render(outcome: Outcome) -> str:
    """Write a list of issues; a fingerprint is unique in it and stays when lines move."""
    marked = zip(outcome.findings, outcome.fingerprints(), strict=True)
    issues = [_issue(outcome, finding, mark) for finding, mark in marked]
    return json.dumps(issues, indent=2, ensure_ascii=False) + "\n"


def _issue(outcome: Outcome, finding: Finding, mark: str) -> dict[str, Any]:
    path = outcome.from_root(finding.path)
    start, end = (range_ := in_file(finding)).start, range_.end
    return {
        "description": f"{finding.source} {finding.code}: {message(finding)}",
        "check_name": f"{finding.source}/{finding.code}",
        "fingerprint": sha256(f"{path}\0{mark}".encode()).hexdigest(),
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": path,
            "positions": {
                "begin": {"line": start.line + 1, "column": start.character + 1},
                "end": {"line": end.line + 1, "column": end.character + 1},
            },
        },
    }
