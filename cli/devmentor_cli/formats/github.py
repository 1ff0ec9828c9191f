"""Workflow commands that GitHub Actions shows beside the changed lines."""

from devmentor_cli.formats.outcome import Outcome
from devmentor_cli.formats.place import in_file, place
from devmentor_protocol.finding import Finding, Severity

_COMMANDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "notice",
    Severity.HINT: "notice",
}


def render(outcome: Outcome) -> str:
    """Write `::error file=…,line=…::message` for each finding."""
    return "".join(f"{_command(outcome, finding)}\n" for finding in outcome.findings)


def _command(outcome: Outcome, finding: Finding) -> str:
    start, end = (range_ := in_file(finding)).start, range_.end
    properties = {
        "title": f"{finding.source} {finding.code}",
        "file": outcome.from_root(finding.path),
        "line": str(start.line + 1),
        "endLine": str(end.line + 1),
    }
    if end.line == start.line:  # columns of two lines are refused
        properties["col"] = str(start.character + 1)
        properties["endColumn"] = str(end.character + 1)
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = f"{finding.path}:{place(finding)}: {finding.message}"
    return f"::{_COMMANDS[finding.severity]} {named}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
