"""An answer without any model: documentation, signatures and history that are on this machine."""

import re
from collections.abc import Sequence
from keyword import iskeyword

from devmentor_analyzers.history.age import day
from devmentor_analyzers.rules import explain_rule
from devmentor_analyzers.workspace import Workspace
from devmentor_protocol.finding import Finding
from devmentor_server.mentor.deadline import together
from devmentor_server.mentor.gather import MOST_COMMITS, Subject

_DEADLINE_SECONDS = (
    10.0  # engines that have just been started need some; there is nothing else to show
)
_MAX_RULES = 3
_MAX_RULE_LINES = 30
NOTHING = (
    "Nothing is known about this place. Put the cursor on a name or on a marked line and ask again."
)


async def offline_answer(
    analysis: Workspace, about: Subject, findings: Sequence[Finding], why: str
) -> str:
    """Say what is known about the code, as Markdown; `why` is the reason no model was asked."""
    found, _ = await together(
        {
            "meaning": _meaning(analysis, about),
            "rules": _rules(about, findings),
            "history": _history(analysis, about),
        },
        _DEADLINE_SECONDS,
    )
    sections = [found[name] for name in ("meaning", "rules", "history") if found.get(name)]
    notice = f"> {why} What follows comes from documentation, code and history on this machine."
    return "\n\n".join([notice, *(sections or [NOTHING])])


async def _meaning(analysis: Workspace, about: Subject) -> str:
    places = [] if _at_keyword(about) else [about.at]
    places += [about.symbol.selection.start] if about.symbol else []
    texts: list[str] = []
    for place in places:
        hover = await analysis.hover(about.snapshot, place)
        if hover is not None and hover.markdown not in texts:
            texts.append(hover.markdown)
    if about.symbol is not None:
        lines = about.symbol.range.end.line - about.symbol.range.start.line + 1
        where = f"{about.snapshot.path.name}, line {about.symbol.range.start.line + 1}"
        plural = "s" if lines > 1 else ""
        texts.append(
            f"`{about.symbol.name}` is a {about.symbol.kind} of {lines} line{plural} ({where})."
        )
    return "\n\n".join(texts)


def _at_keyword(about: Subject) -> bool:
    """Tell whether the cursor is on `def` or the like: then the code is meant, not the language."""
    line, column = about.snapshot.lines.line(about.at.line), about.at.character
    before = re.search(r"\w*$", line[:column])
    after = re.match(r"\w*", line[column:])
    return iskeyword(f"{before.group() if before else ''}{after.group() if after else ''}")


async def _rules(about: Subject, findings: Sequence[Finding]) -> str:
    here = sorted(findings, key=lambda finding: abs(finding.range.start.line - about.at.line))
    if not here:
        return ""
    lines = ["### What the analyzers say", ""]
    lines += [f"- line {each.line}: `{each.code}` {each.message} ({each.source})" for each in here]
    for code in list(dict.fromkeys(finding.code for finding in here))[:_MAX_RULES]:
        if documentation := await explain_rule(code):
            lines += ["", *_beginning(documentation)]
    return "\n".join(lines)


def _beginning(documentation: str) -> list[str]:
    """The first lines, headings one level down, with any code fence closed."""
    kept: list[str] = []
    in_code = False
    for line in documentation.strip().splitlines()[:_MAX_RULE_LINES]:
        in_code ^= line.startswith("```")
        kept.append(f"###{line}" if line.startswith("#") and not in_code else line)
    return [*kept, "```"] if in_code else kept


async def _history(analysis: Workspace, about: Subject) -> str:
    commits = await analysis.lines.behind(about.snapshot, about.first, about.last)
    if not commits:
        return ""
    lines = [
        f"- {day(each.time)} {each.author}: {each.subject} (`{each.sha[:8]}`)"
        for each in commits[:MOST_COMMITS]
    ]
    return "\n".join(["### Who changed it last", "", *lines])
