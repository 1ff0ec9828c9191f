"""The findings in notebooks without those that comments in their cells ask to ignore."""

from collections.abc import Sequence
from functools import cache

from devmentor_analyzers.checking.fingerprints import Texts
from devmentor_analyzers.silence.ignores import NOTHING, Ignores, ignores
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.finding import Finding


def not_ignored_in_cells(findings: Sequence[Finding], texts: Texts) -> list[Finding]:
    """What is left; a comment about the whole file is about all cells."""

    @cache
    def asked(path: str) -> dict[int, Ignores]:
        return {
            number: ignores(Parsed("python", lines.text))
            for number, lines in texts.cells(path).items()
            if "devmentor:" in lines.text
        }

    def hidden(finding: Finding) -> bool:
        if finding.cell is None:
            return False
        found = asked(finding.path)
        whole = Ignores(tuple(rules for each in found.values() for rules in each.in_file))
        return whole.hide(finding) or found.get(finding.cell, NOTHING).hide(finding)

    return [each for each in findings if not hidden(each)]
