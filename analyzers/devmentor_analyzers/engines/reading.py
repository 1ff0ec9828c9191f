"""What engines answer, turned into our values. Malformed answers raise KeyError, TypeError or ValueError."""

import asyncio
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit
from urllib.request import url2pathname

from devmentor_analyzers.engines.connection import Json
from devmentor_analyzers.engines.given_names import is_given
from devmentor_analyzers.enough import MOST_READ, most_severe
from devmentor_analyzers.snapshot import stand_in
from devmentor_analyzers.values import (
    Completion,
    Edit,
    Highlight,
    Hover,
    Location,
    Signature,
    Signatures,
)
from devmentor_protocol.finding import Finding, Related, Severity, Tag
from devmentor_protocol.position import Position, Range

_SEVERITIES = {
    1: Severity.ERROR,
    2: Severity.WARNING,
    3: Severity.INFORMATION,
    4: Severity.HINT,
}
_TAGS = {1: Tag.UNNECESSARY, 2: Tag.DEPRECATED}
_COMPLETION_WORDS = (
    "text method function constructor field variable class interface module property unit value "
    "enum keyword snippet color file reference folder enummember constant struct event operator "
    "typeparameter"
)
_COMPLETION_KINDS = _COMPLETION_WORDS.split()
_WRITE = 3
_FEW = 100
_NO_EDIT: Json = {}


def document(snapshot_uri: str) -> dict[str, Json]:
    """LSP's parameters for a document."""
    return {"textDocument": {"uri": snapshot_uri}}


def place(snapshot_uri: str, at: Position) -> dict[str, Json]:
    """LSP's parameters for a place in a document."""
    position = {"line": at.line, "character": at.character}
    return {**document(snapshot_uri), "position": position}


def path_of(uri: str) -> Path:
    """The file of a `file:` URI; its name may be any bytes. What is no file has a path for itself."""
    scheme, _, path, _, _ = urlsplit(uri)
    if scheme != "file":
        return stand_in(uri)
    if os.name == "nt":
        return Path(url2pathname(path))
    return Path(os.fsdecode(unquote_to_bytes(path)))


def range_of(json: Json) -> Range:
    """A range; engines count code points, as agreed with them."""
    start, end = json["start"], json["end"]
    return Range.of(start["line"], start["character"], end["line"], end["character"])


def span(range_: Range) -> Json:
    """LSP's form of a range, in code points."""
    start, end = range_.start, range_.end
    return {
        "start": {"line": start.line, "character": start.character},
        "end": {"line": end.line, "character": end.character},
    }


async def findings_of(items: Sequence[Json], path: Path, source: str) -> list[Finding]:
    """Diagnostics of one file; in a thread when there are thousands, as in a broken file."""

    def read() -> list[Finding]:
        kept = most_severe(items, MOST_READ, lambda item: item.get("severity") or 1)
        found = (finding_of(item, path, source) for item in kept)
        return [finding for finding in found if not is_given(finding)]

    return read() if len(items) < _FEW else await asyncio.to_thread(read)


def finding_of(item: Json, path: Path, source: str) -> Finding:
    """A diagnostic. Only the first paragraph of its message: the rest repeats the fix."""
    described: Json = item.get("codeDescription")
    message = str(item["message"]).split("\n\n", 1)[0]
    return Finding(
        path=str(path),
        range=range_of(item["range"]),
        code=str(item.get("code") or "note"),
        message=message.strip(),
        severity=_SEVERITIES[item.get("severity") or 1],
        source=source,
        docs_url=described["href"] if described else None,
        tags=tuple(_TAGS[tag] for tag in item.get("tags") or () if tag in _TAGS),
        related=tuple(_related(each) for each in item.get("relatedInformation") or ()),
    )


def _related(item: Json) -> Related:
    location = item["location"]
    return Related(
        path=str(path_of(location["uri"])),
        range=range_of(location["range"]),
        message=str(item["message"]),
    )


def edits_of(items: Iterable[Json], path: Path) -> tuple[Edit, ...]:
    """Text edits of one file."""
    return tuple(Edit(path, range_of(item["range"]), str(item["newText"])) for item in items)


def workspace_edits_of(json: Json) -> list[Edit]:
    """Edits of any files. Raises `KeyError` where files are to be made, renamed or deleted too."""
    if not json:
        return []
    changes: list[tuple[str, Json]] = [*(json.get("changes") or {}).items()] or [
        (each["textDocument"]["uri"], each["edits"]) for each in json.get("documentChanges") or ()
    ]
    return [edit for uri, items in changes for edit in edits_of(items, path_of(uri))]


def locations_of(json: Json) -> list[Location]:
    """Locations or location links, one or many or none."""
    items: list[Json] = [json] if is_object(json) else json or []
    return [_location(item) for item in items]


def _location(item: Json) -> Location:
    if "targetUri" in item:
        return Location(path_of(item["targetUri"]), range_of(item["targetSelectionRange"]))
    return Location(path_of(item["uri"]), range_of(item["range"]))


def hover_of(json: Json) -> Hover | None:
    """A hover; its contents are Markdown, as asked for, or in one of the older forms."""
    markdown = _markdown(json["contents"]) if json else ""
    if not markdown.strip():
        return None
    return Hover(markdown, range_of(json["range"]) if json.get("range") else None)


def _markdown(contents: Json) -> str:
    if isinstance(contents, str):
        return contents
    if not is_object(contents):
        return "\n\n".join(_markdown(each) for each in contents)
    if "language" in contents:
        return f"```{contents['language']}\n{contents['value']}\n```"
    return str(contents["value"])


def highlights_of(json: Json) -> list[Highlight]:
    """Occurrences in one document."""
    return [
        Highlight(range_of(item["range"]), write=item.get("kind") == _WRITE) for item in json or ()
    ]


def completions_of(json: Json, engine: str) -> list[Completion]:
    """Completions, best first; those that need edits elsewhere (imports) are left out."""
    items: list[Json] = json["items"] if is_object(json) else json or []
    found = [_completion(item, engine) for item in items if not item.get("additionalTextEdits")]
    return sorted(found, key=lambda each: each.sort_key)


def _completion(item: Json, engine: str) -> Completion:
    documentation: Json = item.get("documentation")
    if is_object(documentation):
        documentation = documentation["value"]
    label, edit = str(item["label"]).strip(), item.get("textEdit") or _NO_EDIT
    return Completion(
        label=label,
        kind=_COMPLETION_KINDS[(item.get("kind") or 1) - 1],
        insert=str(item.get("insertText") or edit.get("newText") or label),
        sort_key=str(item.get("sortText") or label),
        engine=engine,
        detail=str(item.get("detail") or ""),
        documentation=documentation,
    )


def signatures_of(json: Json) -> Signatures | None:
    """The ways to call a function."""
    if not json or not json.get("signatures"):
        return None
    return Signatures(
        items=tuple(_signature(item) for item in json["signatures"]),
        active=json.get("activeSignature") or 0,
        active_parameter=json.get("activeParameter"),
    )


def _signature(item: Json) -> Signature:
    label = str(item["label"])
    pieces = [parameter["label"] for parameter in item.get("parameters") or ()]
    documentation = item.get("documentation") or ""
    return Signature(
        label=label,
        parameters=tuple(
            piece if isinstance(piece, str) else label[piece[0] : piece[1]] for piece in pieces
        ),
        documentation=str(
            documentation if isinstance(documentation, str) else documentation["value"]
        ),
    )


def is_object(json: Json) -> bool:
    """Tell a JSON object from other values."""
    # Not inline: `isinstance` would make the values of untyped JSON Unknown instead of Any.
    return isinstance(json, dict)


UNSURE = re.compile(r"```\w+\n(Unknown|@Todo.*)\n```")
"""How ty's hover begins where it could not infer a type at all."""
