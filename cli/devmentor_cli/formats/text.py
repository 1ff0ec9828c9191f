"""Findings with the code they are about, for people."""

from unicodedata import east_asian_width

import click

from devmentor_cli.formats.concise import headline
from devmentor_cli.formats.outcome import Outcome
from devmentor_protocol.finding import Finding

_NEVER_SHOWN = "secret"
"""What is printed may end in a log that more people read than the code."""

_WIDEST = 160
"""Longer lines are made by programs; showing them helps nobody."""


def render(outcome: Outcome) -> str:
    """Write each finding's line, and below it the code, underlined."""
    return "".join(
        f"{headline(finding)}\n{_excerpt(finding, outcome)}" for finding in outcome.findings
    )


def _excerpt(finding: Finding, outcome: Outcome) -> str:
    if finding.code == _NEVER_SHOWN:
        return ""
    line = outcome.texts.line(finding.path, finding.range.start.line, finding.cell).replace(
        "\t", " "
    )
    if not line.strip() or len(line) > _WIDEST or not line.isprintable():
        return ""
    start, end = finding.range.start.character, finding.range.end.character
    if finding.range.end.line > finding.range.start.line:
        end = len(line)
    indent = len(line) - len(line.lstrip())
    before, marked = line[min(indent, start) : start], line[start:end]
    number, marks = str(finding.line), "^" * max(_width(marked), 1)
    return (
        f"{number:>6} | {line[min(indent, start) :]}\n"
        f"{'':>6} | {' ' * _width(before)}{click.style(marks, fg='red')}\n"
    )


def _width(text: str) -> int:
    """Columns a terminal needs."""
    return sum(1 + (east_asian_width(symbol) in "WF") for symbol in text)
