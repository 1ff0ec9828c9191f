"""Where a finding is: for people, and for programs that know lines of files only."""

from devmentor_protocol.finding import Finding
from devmentor_protocol.position import Range

_TOP = Range.of(0, 0, 0, 0)


def place(finding: Finding) -> str:
    """`line:column`, in a notebook `cell 2:line:column`."""
    cell = "" if finding.cell is None else f"cell {finding.cell}:"
    return f"{cell}{finding.line}:{finding.column}"


def in_file(finding: Finding) -> Range:
    """Its lines in the file; the top of a notebook's, whose lines are not those of its cells."""
    return finding.range if finding.cell is None else _TOP


def message(finding: Finding) -> str:
    """What it says, in a notebook after its place, for those who show the top of the file."""
    return finding.message if finding.cell is None else f"{place(finding)}: {finding.message}"
