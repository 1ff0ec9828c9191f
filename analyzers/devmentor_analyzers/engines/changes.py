"""What changed in a document, as an engine wants to hear it."""

from devmentor_analyzers.difference import differing
from devmentor_analyzers.engines.connection import Json
from devmentor_analyzers.engines.reading import is_object, range_of
from devmentor_analyzers.lines import LineIndex

INCREMENTAL = 2
"""LSP's TextDocumentSyncKind: the engine takes edits, not only whole texts."""


def takes_edits(capabilities: Json) -> bool:
    """Tell from an engine's capabilities whether it takes edits."""
    sync: Json = capabilities.get("textDocumentSync")
    return INCREMENTAL in (sync, sync.get("change") if is_object(sync) else None)


def change(before: str, after: str) -> Json:
    r"""The one edit between two texts, in code points.

    A large file would otherwise be written, read and indexed anew with every key, by every engine.
    An edit beside a `\r` could begin or end between it and its `\n`, where there is no position:
    then the whole text is sent.
    """
    if "\r" in before or "\r" in after:
        return {"text": after}
    start, old_end, new_end = differing(before, after)
    span = {"start": _place(before, start), "end": _place(before, old_end)}
    return {"range": span, "text": after[start:new_end]}


def changed(before: str, change: Json) -> str:
    """The text after an edit, or after a whole text was sent."""
    if "range" not in change:
        return str(change["text"])
    lines, span = LineIndex(before), range_of(change["range"])
    return before[: lines.offset(span.start)] + change["text"] + before[lines.offset(span.end) :]


def _place(text: str, offset: int) -> Json:
    # Counted, for one place is not worth an index of all lines.
    line_start = text.rfind("\n", 0, offset) + 1
    return {"line": text.count("\n", 0, offset), "character": offset - line_start}
