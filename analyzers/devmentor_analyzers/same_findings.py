"""Engines that say the same at the same place: one finding, of whoever says it first."""

from collections.abc import Iterable, Sequence
from typing import Final

from devmentor_protocol.finding import Finding, Severity, Tag

_SAME: Final = (
    {"unresolved-reference", "unknown-name", "reportUndefinedVariable", "F821"},
    {
        "import-not-found",
        "unresolved-import",
        "missing-import",
        "missing-source",
        "reportMissingImports",
    },
    {
        "unresolved-attribute",
        "missing-attribute",
        "possibly-missing-attribute",
        "missing-module-attribute",
        "reportAttributeAccessIssue",
        "reportOptionalMemberAccess",
    },
    {"invalid-argument-type", "bad-argument-type", "reportArgumentType"},
    {"invalid-assignment", "bad-assignment", "reportAssignmentType"},
    {"invalid-parameter-default", "bad-function-definition", "reportArgumentType"},
    {"invalid-explicit-return", "invalid-return-type", "bad-return", "reportReturnType"},
    {"missing-argument", "bad-argument-count", "too-many-positional-arguments", "reportCallIssue"},
    {"unknown-argument", "unexpected-keyword", "missing-argument", "reportCallIssue"},
    {"not-callable", "call-non-callable", "reportCallIssue", "reportOptionalCall"},
    {"no-matching-overload", "reportCallIssue", "reportArgumentType"},
    {"unsupported-operator", "unsupported-operation", "reportOperatorIssue"},
    {"not-subscriptable", "unsupported-operation", "index-error", "reportIndexIssue"},
    {"not-iterable", "reportGeneralTypeIssues", "reportOptionalIterable"},
    {
        "possibly-unresolved-reference",
        "unbound-name",
        "reportPossiblyUnboundVariable",
        "reportPossiblyUnbound",
    },
    {
        "invalid-type-form",
        "not-a-type",
        "invalid-annotation",
        "reportInvalidTypeForm",
        "reportGeneralTypeIssues",
    },
    {
        "incompatible-method-override",
        "invalid-method-override",
        "bad-override",
        "reportIncompatibleMethodOverride",
    },
    {"redundant-cast", "reportUnnecessaryCast"},
    {"deprecated", "reportDeprecated", "UP035"},
    {"invalid-syntax", "parse-error", "invalid-syntax-in-forward-annotation"},
    {"unused-import", "reportUnusedImport", "F401"},
    {"unused-variable", "reportUnusedVariable", "F841"},
    {"reveal-type", "revealed-type"},
)
"""Rules of ruff, ty, pyrefly and basedpyright that notice the same mistake."""


def unsaid(more: Iterable[Finding], said: Sequence[Finding]) -> list[Finding]:
    """Those that say something new."""
    lines: dict[int, list[Finding]] = {}
    for each in said:
        lines.setdefault(each.range.start.line, []).append(each)
    return [
        each
        for each in more
        if not any(repeats(each, other) for other in lines.get(each.range.start.line, ()))
    ]


def repeats(one: Finding, other: Finding) -> bool:
    """Tell whether two findings of different engines, on one line, are about the same."""
    if one.source == other.source:
        return False
    if not (one.range.overlaps(other.range) or one.range.start == other.range.start):
        return False
    if Tag.UNNECESSARY in one.tags and Tag.UNNECESSARY in other.tags:
        return True
    if any(one.code in rules and other.code in rules for rules in _SAME):
        return True
    both_errors = one.severity is other.severity is Severity.ERROR
    return both_errors and one.range == other.range
