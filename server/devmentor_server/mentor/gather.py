"""What goes with a question: the code it is about, what that code uses, what is wrong with it."""

import asyncio
import keyword
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from devmentor_analyzers.history.age import day
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Symbol
from devmentor_analyzers.workspace import Workspace
from devmentor_protocol.finding import Finding
from devmentor_protocol.mentor import Context, Excerpt
from devmentor_protocol.position import Position, Range
from devmentor_server.documents import Documents
from devmentor_server.mentor.budget import CONTEXT_TOKENS, around, fit
from devmentor_server.mentor.deadline import together
from devmentor_server.mentor.reach import relative_name

DEADLINE_SECONDS = 0.5
_MAX_DEFINITIONS = 12
_MAX_FINDINGS = 20
_MAX_DEFINITION_LINES = 60
MOST_COMMITS = 3
"""Of those behind the code; the newest say most about it."""

_NAME = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True, slots=True)
class Subject:
    """The code a question is about."""

    snapshot: Snapshot
    at: Position
    symbol: Symbol | None
    first: int
    last: int
    """Lines from zero, both included."""

    @property
    def text(self) -> str:
        """The lines themselves."""
        return lines_text(self.snapshot, self.first, self.last)

    @property
    def title(self) -> str:
        """What to call it."""
        return self.symbol.name if self.symbol else f"{self.snapshot.path.name}:{self.at.line + 1}"


Part = list[Finding] | list[Excerpt]


async def subject(
    analysis: Workspace, snapshot: Snapshot, at: Position, selection: Range | None
) -> Subject:
    """Find what a place means: the selection, else the function or class around it."""
    symbol = await analysis.enclosing(snapshot, at)
    lines = [snapshot.lines.line(number) for number in range(len(snapshot.lines.starts))]
    if selection is not None and selection.start.line < selection.end.line:
        first, last = selection.start.line, min(selection.end.line, len(lines) - 1)
    elif symbol is not None:
        first, last = symbol.range.start.line, symbol.range.end.line
    else:
        first, last = 0, len(lines) - 1
    middle = min(max(at.line, first), last)
    start, end = around(lines[first : last + 1], middle - first, CONTEXT_TOKENS // 2)
    return Subject(snapshot, at, symbol, first + start, first + end)


async def gather(
    analysis: Workspace, documents: Documents, folders: Sequence[Path], about: Subject
) -> Context:
    """Collect context under the token budget and the deadline; name what was left out."""
    sources = {"findings": _findings(analysis, folders, about)}
    for number, name in enumerate(_names(about)):  # each its own: a slow one costs no other
        sources[f"definitions {number}"] = _definition(analysis, documents, folders, about, name)
    sources["history"] = _history(analysis, folders, about)
    found, late = await together(sources, DEADLINE_SECONDS)
    excerpts = [target_excerpt(folders, about)]
    findings: list[Finding] = []
    for name in sources:
        for part in found.get(name, []):
            if isinstance(part, Finding):
                findings.append(part)
            elif part not in excerpts:
                excerpts.append(part)
    fitted = fit(excerpts)
    return Context(
        excerpts=fitted.excerpts,
        findings=tuple(findings[:_MAX_FINDINGS]),
        dropped=(*dict.fromkeys(name.split()[0] for name in late), *fitted.dropped),
    )


def target_excerpt(folders: Sequence[Path], about: Subject) -> Excerpt:
    """The code itself."""
    return Excerpt(
        path=relative_name(folders, about.snapshot.path),
        language=about.snapshot.language,
        start_line=about.first + 1,
        text=about.text,
        role="target",
        symbol=about.symbol.name if about.symbol else None,
    )


def lines_text(snapshot: Snapshot, first: int, last: int) -> str:
    """Some lines of a text, ends as in the text."""
    starts = snapshot.lines.starts
    end = starts[last + 1] if last + 1 < len(starts) else len(snapshot.text)
    return snapshot.text[starts[first] : end]


def relative_finding(folders: Sequence[Path], finding: Finding) -> Finding:
    """The same finding, with paths as they are called outside this machine."""
    related = tuple(
        other.model_copy(update={"path": relative_name(folders, Path(other.path))})
        for other in finding.related
    )
    path = relative_name(folders, Path(finding.path))
    return finding.model_copy(update={"path": path, "related": related})


async def _findings(analysis: Workspace, folders: Sequence[Path], about: Subject) -> Part:
    found = await analysis.findings(about.snapshot)
    return [
        relative_finding(folders, finding)
        for finding in found
        if about.first <= finding.range.start.line <= about.last
    ]


async def _definition(
    analysis: Workspace,
    documents: Documents,
    folders: Sequence[Path],
    about: Subject,
    name: Position,
) -> Part:
    """The code that a name stands for, if it is in the workspace and not in the subject itself."""
    places = await analysis.definitions(about.snapshot, name)
    if not places or not any(places[0].path.is_relative_to(folder) for folder in folders):
        return []
    place = places[0]
    if place.path == about.snapshot.path and about.first <= place.range.start.line <= about.last:
        return []
    snapshot = await asyncio.to_thread(documents.load, place.path)
    if snapshot is None or place.range.start.line >= len(snapshot.lines.starts):
        return []
    symbol = await analysis.enclosing(snapshot, place.range.start)
    whole = symbol.range if symbol else place.range
    last = min(whole.end.line, whole.start.line + _MAX_DEFINITION_LINES)
    last = min(last, len(snapshot.lines.starts) - 1)
    excerpt = Excerpt(
        path=relative_name(folders, place.path),
        language=snapshot.language,
        start_line=whole.start.line + 1,
        text=lines_text(snapshot, whole.start.line, last),
        role="definition",
        symbol=symbol.name if symbol else None,
    )
    return [excerpt]


def _names(about: Subject) -> list[Position]:
    """Where each name in the code first occurs."""
    places: dict[str, Position] = {}
    offset = about.snapshot.lines.starts[about.first]
    for found in _NAME.finditer(about.text):
        name = found.group()
        if not keyword.iskeyword(name) and name not in {"self", "cls"}:
            places.setdefault(name, about.snapshot.lines.position(offset + found.start()))
    if about.symbol is not None:
        places.pop(about.symbol.name, None)
    return list(places.values())[:_MAX_DEFINITIONS]


async def _history(analysis: Workspace, folders: Sequence[Path], about: Subject) -> Part:
    found = await analysis.lines.behind(about.snapshot, about.first, about.last)
    commits = found[:MOST_COMMITS]
    text = "\n".join(f"{day(each.time)} {each.author}: {each.subject}" for each in commits)
    if not text:
        return []
    target = target_excerpt(folders, about)
    return [target.model_copy(update={"role": "history", "language": "text", "text": text})]
