"""Answers of several engines made one."""

from collections.abc import Iterable, Sequence

from devmentor_analyzers.engines.ruff import SYNTAX
from devmentor_analyzers.same_findings import unsaid
from devmentor_analyzers.values import Completion, Completions, Location, WorkspaceSymbol
from devmentor_protocol.finding import Finding, Tag

_SAME = {  # a rule of who checks types, or ours → ruff's rules that say the same
    "invalid-syntax": {SYNTAX},
    "parse-error": {SYNTAX},
    "unresolved-reference": {"F821"},
    "unknown-name": {"F821"},
    "reportUndefinedVariable": {"F821"},
    "deprecated": {"UP035"},
    "too-complex": {"C901", "PLR0912"},
    "secret": {"S105", "S106", "S107"},
}


def merge_findings(
    syntax: Sequence[Finding],
    lint: Sequence[Finding] | None,
    types: Sequence[Finding] | None,
    advice: Sequence[Finding] = (),
    others: Iterable[Sequence[Finding]] = (),
) -> list[Finding]:
    """Everything in the order of the text, each thing once.

    The parser of the lint engine is the language's own, so that its syntax errors win over ours;
    ours remain when it did not answer. Advice is left out where an engine says the same.
    """
    kept = [*(types or ())] if lint is None else [*lint, *_news(types or (), lint)]
    if lint is None and not any(each.code == SYNTAX for each in kept):
        kept += syntax
    elif lint is not None:
        kept += [each for each in syntax if each.code != "syntax-error"]
    kept += _unsaid(advice, kept)
    for each in others:
        kept += unsaid(each, kept)
    unique = {(_start(each), each.code, each.message): each for each in kept}
    return sorted(unique.values(), key=lambda each: (_start(each), each.source, each.code))


def _news(types: Iterable[Finding], lint: Sequence[Finding]) -> list[Finding]:
    beside: dict[tuple[int, int], list[Finding]] = {}
    for each in lint:
        beside.setdefault(_start(each), []).append(each)
    return [
        each
        for each in types
        if not any(_repeats(each, other) for other in beside.get(_start(each), ()))
    ]


def _unsaid(advice: Iterable[Finding], said: Sequence[Finding]) -> list[Finding]:
    """Advice on lines of which no engine says the same; engines mark other parts of a line."""
    beside: dict[int, list[Finding]] = {}
    for each in said:
        beside.setdefault(each.line, []).append(each)
    return [
        each
        for each in advice
        if not any(_repeats(each, other) for other in beside.get(each.line, ()))
    ]


def _repeats(one: Finding, lint: Finding) -> bool:
    same_rule = lint.code in _SAME.get(one.code, ())
    both_unused = Tag.UNNECESSARY in one.tags and Tag.UNNECESSARY in lint.tags
    return same_rule or both_unused


def merge_symbols(
    known: Sequence[WorkspaceSymbol], more: Iterable[WorkspaceSymbol]
) -> list[WorkspaceSymbol]:
    """Each name once a line; those known first stay first."""
    both = (*known, *more)
    unique = {
        (e.name, str(e.location.path), e.location.range.start.line): e for e in reversed(both)
    }
    return list(reversed(unique.values()))


def merge_locations(*answers: Iterable[Location] | None) -> list[Location]:
    """The union, file by file in the order of the text."""
    unique = {(str(each.path), _place(each)): each for answer in answers for each in answer or ()}
    return [unique[key] for key in sorted(unique)]


def best_completions(found: Sequence[Completion], typed: str, limit: int) -> Completions:
    """Those that fit what is typed so far; names that start with it before those that hold it."""
    wanted = typed.lower()
    fitting = [each for each in found if _has_letters(each.label.lower(), wanted)]
    fitting.sort(key=lambda each: not each.label.lower().startswith(wanted))
    return Completions(tuple(fitting[:limit]), incomplete=len(fitting) > limit)


def _has_letters(label: str, wanted: str) -> bool:
    letters = iter(label)
    return all(letter in letters for letter in wanted)


def _start(finding: Finding) -> tuple[int, int]:
    return finding.range.start.line, finding.range.start.character


def _place(location: Location) -> tuple[int, int, int, int]:
    start, end = location.range.start, location.range.end
    return start.line, start.character, end.line, end.character
