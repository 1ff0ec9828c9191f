"""The code a question is about, read through the editor's tools when it was not sent along."""

import asyncio
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import unquote, urlsplit

from devmentor_protocol.errors import RpcError
from devmentor_protocol.mentor import Context, Excerpt, Target
from devmentor_protocol.tools import DiagnoseParams, DiagnoseResult, ReadParams, ReadResult

_AROUND = 30  # lines before and after the place
_NEAR = 10  # findings further from the place than this are not about it

_LANGUAGES = {
    ".py": "python",
    ".pyi": "python",
    ".ts": "typescript",
    ".tsx": "typescript",
    ".js": "javascript",
    ".jsx": "javascript",
    ".go": "go",
    ".rs": "rust",
}


class EditorTools(Protocol):
    """The tools that an editor offered in its hello; an absent one raises `RpcError`."""

    async def read(self, params: ReadParams) -> ReadResult:
        """Read lines of a workspace file."""
        ...

    async def diagnose(self, params: DiagnoseParams) -> DiagnoseResult:
        """Ask what the analyzers say of a workspace file."""
        ...


async def fill_target(
    target: Target, context: Context, tools: EditorTools, note: Callable[[str], None]
) -> Context:
    """Return the context with the target's code in it; what cannot be read is noted, not raised."""
    if any(excerpt.role == "target" for excerpt in context.excerpts):
        return context
    path = unquote(urlsplit(target.uri).path)
    line = target.position.line + 1
    wanted = ReadParams(path=path, start_line=max(1, line - _AROUND), end_line=line + _AROUND)
    read, diagnosed = await asyncio.gather(
        tools.read(wanted), tools.diagnose(DiagnoseParams(path=path)), return_exceptions=True
    )
    changes: dict[str, object] = {}
    if isinstance(read, ReadResult):
        changes["excerpts"] = (_excerpt(path, read), *context.excerpts)
        changes["redactions"] = context.redactions + read.redactions
    if isinstance(diagnosed, DiagnoseResult) and not context.findings:
        near = [one for one in diagnosed.findings if abs(one.line - line) <= _NEAR]
        changes["findings"] = tuple(near)
    for outcome, what in ((read, "read"), (diagnosed, "analyzed")):
        if isinstance(outcome, RpcError):
            note(f"{PurePosixPath(path).name} could not be {what}: {outcome.message}")
        elif isinstance(outcome, BaseException):
            raise outcome
    return context.model_copy(update=changes)


def _excerpt(path: str, read: ReadResult) -> Excerpt:
    return Excerpt(
        path=path,
        language=_LANGUAGES.get(PurePosixPath(path).suffix, ""),
        start_line=read.start_line,
        text=read.text,
        role="target",
    )
