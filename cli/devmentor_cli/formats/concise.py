"""One line a finding."""

import click

from devmentor_cli.formats.outcome import Outcome
from devmentor_cli.formats.place import place
from devmentor_protocol.finding import Finding

_COLOURS = {"error": "red", "warning": "yellow", "information": "blue", "hint": "cyan"}


def render(outcome: Outcome) -> str:
    """Write `path:line:column: severity message [source code]`, in notebooks with the cell."""
    return "".join(f"{headline(finding)}\n" for finding in outcome.findings)


def headline(finding: Finding) -> str:
    """One finding in one line."""
    severity = click.style(finding.severity.value, fg=_COLOURS[finding.severity.value])
    message = " ".join(finding.message.split())
    return (
        f"{click.style(finding.path, bold=True)}:{place(finding)}: "
        f"{severity} {message} [{finding.source} {finding.code}]"
    )
