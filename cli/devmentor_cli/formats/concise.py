"""One line a finding."""

from functools import cache, lru_cache

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
    message = " ".join(finding.message.split())
    return (
        f"{_bold(finding.path)}:{place(finding)}: "
        f"{_coloured(finding.severity.value)} {message} [{finding.source} {finding.code}]"
    )


@lru_cache
def _bold(path: str) -> str:
    return click.style(path, bold=True)


@cache
def _coloured(severity: str) -> str:
    return click.style(severity, fg=_COLOURS[severity])
