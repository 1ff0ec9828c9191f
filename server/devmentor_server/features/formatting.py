"""`textDocument/formatting` and `rangeFormatting`: the project's own format."""

from dataclasses import replace
from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Edit, Indent
from devmentor_protocol.position import Range
from devmentor_server.workspace_edits import changed_meanwhile, for_people

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the features."""
    server.feature(types.TEXT_DOCUMENT_FORMATTING)(formatting)
    server.feature(types.TEXT_DOCUMENT_RANGE_FORMATTING)(range_formatting)


async def formatting(
    ls: "DevMentorServer", params: types.DocumentFormattingParams
) -> list[types.TextEdit] | None:
    """Format a document, or a cell of a notebook; one with syntax errors stays as it is."""
    if (snapshot := _asked(ls, params.text_document.uri)) is None:
        return None
    return _write(
        ls, params.text_document.uri, snapshot, await _edits(ls, snapshot, params.options)
    )


async def range_formatting(
    ls: "DevMentorServer", params: types.DocumentRangeFormattingParams
) -> list[types.TextEdit] | None:
    """Format the statements that a range touches."""
    if (snapshot := _asked(ls, params.text_document.uri)) is None:
        return None
    range_ = ls.places.read_range(snapshot, params.range)
    edits = await _edits(ls, snapshot, params.options, range_)
    return _write(ls, params.text_document.uri, snapshot, edits)


async def _edits(
    ls: "DevMentorServer",
    snapshot: Snapshot,
    options: types.FormattingOptions,
    range_: Range | None = None,
) -> list[Edit]:
    indent = Indent(options.tab_size, options.insert_spaces)
    with for_people():
        return await ls.analysis.editing.formatted(snapshot, indent, range_)


def _asked(ls: "DevMentorServer", uri: str) -> Snapshot | None:
    return ls.snapshot(uri) or ls.notebooks.snapshot(uri)


def _write(
    ls: "DevMentorServer", uri: str, snapshot: Snapshot, edits: list[Edit]
) -> list[types.TextEdit]:
    cell = ls.notebooks.snapshot(uri)
    if cell is None:
        ls.require_current(snapshot)
    elif cell.text != snapshot.text:
        raise changed_meanwhile(uri)
    else:
        edits = [_within(snapshot, edit) for edit in edits]
    return [types.TextEdit(ls.places.write_range(snapshot.lines, e.range), e.text) for e in edits]


def _within(cell: Snapshot, edit: Edit) -> Edit:
    """A cell, unlike a file, need not end with an empty line."""
    ends = cell.lines.offset(edit.range.end) == len(cell.text) and not cell.text.endswith("\n")
    return replace(edit, text=edit.text.removesuffix("\n")) if ends else edit
