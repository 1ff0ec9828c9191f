"""The code a question is about, read through the editor's tools when it was not sent along."""

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import unquote, urlsplit

from devmentor_analyzers.syntax.languages import language_of
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.finding import Finding
from devmentor_protocol.mentor import Context, Excerpt, Target
from devmentor_protocol.tools import DiagnoseParams, DiagnoseResult, ReadParams, ReadResult

_AROUND = 30  # lines before and after the place
_MOST_PARTS = 12  # of a path that are tried as a name inside the workspace
_NEAR = 10  # findings further from the place than this are not about it


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
    line = target.position.line + 1
    try:
        path, read = await _read(target.uri, line, tools)
    except RpcError as error:
        note(f"The code in question could not be read: {error.message}")
        return context
    changes: dict[str, object] = {
        "excerpts": (_excerpt(path, read), *context.excerpts),
        "redactions": context.redactions + read.redactions,
    }
    if not context.findings:
        changes["findings"] = await _findings(path, line, tools, note)
    return context.model_copy(update=changes)


async def _read(uri: str, line: int, tools: EditorTools) -> tuple[str, ReadResult]:
    """Read around the line, trying the longest name first.

    Only the editor knows where its workspace begins: `/home/me/app/src/a.py` may be `src/a.py`.
    """
    parts = [part for part in unquote(urlsplit(uri).path).split("/") if part]
    refusal = RpcError(ErrorCode.NOT_FOUND, "the question names no file.")
    for first in range(max(0, len(parts) - _MOST_PARTS), len(parts)):
        path = "/".join(parts[first:])
        wanted = ReadParams(path=path, start_line=max(1, line - _AROUND), end_line=line + _AROUND)
        try:
            return path, await tools.read(wanted)
        except RpcError as error:
            if error.code not in (ErrorCode.NOT_FOUND, ErrorCode.DENIED):
                raise
            refusal = error
    raise refusal


async def _findings(
    path: str, line: int, tools: EditorTools, note: Callable[[str], None]
) -> tuple[Finding, ...]:
    try:
        diagnosed = await tools.diagnose(DiagnoseParams(path=path))
    except RpcError as error:
        note(f"{path} could not be analyzed: {error.message}")
        return ()
    return tuple(one for one in diagnosed.findings if abs(one.line - line) <= _NEAR)


def _excerpt(path: str, read: ReadResult) -> Excerpt:
    return Excerpt(
        path=path,
        language=language_of(PurePosixPath(path)) or "",
        start_line=read.start_line,
        text=read.text,
        role="target",
    )
