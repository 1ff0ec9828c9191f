"""What the comments of a text ask to ignore."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from devmentor_analyzers.silence.comments import Comment, comments, line_after
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.finding import Finding

_ALL: frozenset[str] = frozenset()
"""No rule is named: all of them."""


@dataclass(frozen=True, slots=True)
class Ignores:
    """What to ignore in one text, rules in lower case; an empty set of rules stands for all."""

    in_file: tuple[frozenset[str], ...] = ()
    on_lines: dict[int, tuple[frozenset[str], ...]] = field(default_factory=dict[int, "_Sets"])
    comments: tuple[Comment, ...] = ()

    def hide(self, finding: Finding) -> bool:
        """Tell whether a finding is asked to be ignored."""
        asked = (*self.in_file, *self.on_lines.get(finding.range.start.line, ()))
        return any(not rules or finding.code.lower() in rules for rules in asked)

    def left(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that nobody asked to ignore."""
        return [each for each in findings if not self.hide(each)]


_Sets = tuple[frozenset[str], ...]
NOTHING = Ignores()


def ignores(parsed: Parsed) -> Ignores:
    """Read the comments: one behind code is about its line, one alone about the code that follows."""
    found = tuple(comments(parsed))
    if not found:
        return NOTHING
    on_lines: dict[int, _Sets] = {}
    for each in found:
        for line in () if each.whole_file else covered(parsed, each):
            on_lines[line] = (*on_lines.get(line, ()), _rules(each))
    return Ignores(tuple(_rules(each) for each in found if each.whole_file), on_lines, found)


def covered(parsed: Parsed, comment: Comment) -> Sequence[int]:
    """The lines a comment is about."""
    last = line_after(parsed, comment.last_line) if comment.alone else comment.last_line
    return range(comment.line, last + 1)


def _rules(comment: Comment) -> frozenset[str]:
    return frozenset(rule.lower() for rule, _ in comment.rules) or _ALL
