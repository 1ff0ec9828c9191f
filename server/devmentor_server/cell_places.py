"""Places in the cells of a notebook and in the text made from them, in plain JSON.

What a client says about a cell is turned into the same about the text before a feature reads it,
and what a feature answers is turned back: no feature knows notebooks.
"""

import re
from collections.abc import Callable
from typing import Any, Final, cast

from devmentor_server.incoming import JsonObject
from devmentor_server.notebooks import Cell, Notebook, Notebooks

OF_ONE_CELL: Final = frozenset({"textDocument/formatting", "textDocument/rangeFormatting"})
"""Requests that are answered from a cell's own text: ruff formats magics where they stand."""

_STYLE_OF_FILES: Final = re.compile(
    r"E402|B018|F704|PLE1142|INP001|D100|N999|I00[12]|E30\d|W391|W292"
)
"""Rules about files that do not hold for cells: imports first and sorted, no values left unused, …"""


def asked_cell(params: Any, notebooks: Notebooks) -> str | None:
    """The cell that a request is about."""
    match params:
        case (
            {"textDocument": {"uri": str() as uri}}
            | {"data": {"cell": str() as uri}}
            | {"item": {"uri": str() as uri}}
        ):
            return uri if notebooks.holding(uri) else None
        case _:
            return None


def to_text(value: Any, notebooks: Notebooks) -> Any:
    """What a client said, with cells replaced by the text they are in."""
    match value:
        case {"data": {"cell": str(), "data": data}, **rest}:
            return {**rest, "data": data}
        case {"textDocument": {"uri": str() as uri}} | {"uri": str() as uri}:
            notebook = notebooks.holding(uri)
            start = notebook.start(uri) if notebook else None
            if notebook is None or start is None:
                return value
            moved = _shifted(value, start)
            if "uri" in moved:
                return {**moved, "uri": notebook.text_uri}
            return {**moved, "textDocument": {**moved["textDocument"], "uri": notebook.text_uri}}
        case dict():
            members = cast(JsonObject, value)
            return {name: to_text(each, notebooks) for name, each in members.items()}
        case list():
            return [to_text(each, notebooks) for each in cast(list[Any], value)]
        case _:
            return value


def to_cells(result: Any, notebooks: Notebooks, asked: str | None = None) -> Any:
    """An answer, with the text replaced by its cells; `asked` is the cell it is about."""
    notebook = notebooks.holding(asked) if asked else None
    start = notebook.start(asked) if notebook and asked else None
    if notebook is None or asked is None or start is None:
        return _located(result, notebooks, lambda value: value)
    cell = _Cell(notebook, asked, start)
    if isinstance(result, dict) and "label" in result:
        return cell.resolved(cast(JsonObject, result))
    if isinstance(result, list):
        result = [each for each in cast(list[Any], result) if cell.has(each)]
    elif isinstance(result, dict) and "data" in result:
        return {"data": cell.tokens(cast(JsonObject, result)["data"])}
    elif isinstance(result, dict) and "items" in result:
        members = cast(JsonObject, result)
        result = {
            **members,
            "items": [cell.item(each) for each in members["items"] if cell.has(each)],
        }
    return _located(result, notebooks, cell.moved)


def cut(
    notebook: Notebook, found: list[JsonObject], notebooks: Notebooks
) -> list[tuple[Cell, list[JsonObject]]]:
    """Diagnostics of the text, by cell; every cell of Python is named."""
    return [
        (cell, to_cells({"items": found}, notebooks, cell.uri)["items"]) for cell in notebook.read
    ]


class _Cell:
    def __init__(self, notebook: Notebook, uri: str, start: int) -> None:
        self._notebook, self._uri, self._start = notebook, uri, start

    def has(self, item: Any) -> bool:
        """Tell whether an item of an answer is in the cell; what has no place of its own is."""
        match item:
            case {"uri": str()}:
                return True
            case {"code": str() as code} if _STYLE_OF_FILES.fullmatch(code):
                return False
            case {"message": str()} if self._notebook.is_left_out(_line(item) or 0):
                return False
            case _:
                pass
        line = _line(item)
        found = self._notebook.at(line) if line is not None else None
        return line is None or (found is not None and found[0].uri == self._uri)

    def item(self, item: JsonObject) -> JsonObject:
        """A completion remembers its cell until it is resolved; its import goes into the cell."""
        if "label" not in item:
            return item
        named = (
            {**item, "data": {"cell": self._uri, "data": item["data"]}} if "data" in item else item
        )
        return self._with_import(named)

    def _with_import(self, item: JsonObject) -> JsonObject:
        edits = item.get("additionalTextEdits")
        if not edits:
            return item
        first = self._start + self._notebook.is_magical(self._uri)
        top = {"line": first, "character": 0}
        within = [
            each
            if self.has(each) and (_line(each) or 0) >= first
            else {**each, "range": {"start": top, "end": top}}
            for each in edits
        ]
        return {**item, "additionalTextEdits": within}

    def resolved(self, item: JsonObject) -> JsonObject:
        """A completion as the client sent it, with what was found out about it since."""
        edits = self._with_import(item).get("additionalTextEdits")
        return {**item, "additionalTextEdits": self.moved(edits)} if edits else item

    def tokens(self, data: list[int]) -> list[int]:
        """Semantic tokens of the cell. They get no id: the client asks for all of them again."""
        found: list[int] = []
        left_out: dict[int, bool] = {}
        at, before = (0, 0), (0, 0)
        for start in range(0, len(data), 5):
            lines, characters, *rest = data[start : start + 5]
            at = (at[0] + lines, characters if lines else at[1] + characters)
            if at[0] not in left_out:
                place = self._notebook.at(at[0])
                inside = place is not None and place[0].uri == self._uri
                left_out[at[0]] = not inside or self._notebook.is_left_out(at[0])
            if not left_out[at[0]]:
                now = (at[0] - self._start, at[1])
                ahead = now[0] - before[0]
                found += [ahead, now[1] if ahead else now[1] - before[1], *rest]
                before = now
        return found

    def moved(self, value: Any) -> Any:
        """Lines of the text as lines of the cell."""
        return _shifted(value, -self._start)


def _located(value: Any, notebooks: Notebooks, move: Callable[[Any], Any]) -> Any:
    """Move what has no document of its own, and name the cells of what has one."""
    match value:
        case {"changes": dict()}:
            members = cast(JsonObject, value)
            written = _documents(members["changes"].items(), notebooks)
            return {**members, "changes": {uri: edits for uri, _, edits in written}}
        case {"documentChanges": list()}:
            members = cast(JsonObject, value)
            edits = _document_edits(members["documentChanges"], notebooks)
            return {**members, "documentChanges": edits}
        case {"from": {"uri": str() as uri} as caller, "fromRanges": ranges}:
            notebook = notebooks.of_text(uri)
            found = notebook.at(_line(caller) or 0) if notebook else None
            written = _located(caller, notebooks, move)
            return {"from": written, "fromRanges": _shifted(ranges, -found[1] if found else 0)}
        case {"uri": str() as uri} if (notebook := notebooks.of_text(uri)) is not None:
            line = _line(value)
            found = notebook.at(line) if line is not None else None
            return {**_shifted(value, -found[1]), "uri": found[0].uri} if found else value
        case {"uri": str()}:
            return value
        case {"line": int(), "character": int()} | {"startLine": int()}:
            return move(value)
        case dict():
            members = cast(JsonObject, value)
            return {name: _located(each, notebooks, move) for name, each in members.items()}
        case list():
            return [_located(each, notebooks, move) for each in cast(list[Any], value)]
        case _:
            return value


def _documents(
    changes: Any, notebooks: Notebooks
) -> list[tuple[str, int | None, list[JsonObject]]]:
    """Edits by document; those of a notebook's text by cell, with the cell's version."""
    found: dict[str, tuple[int | None, list[JsonObject]]] = {}
    for uri, edits in changes:
        notebook = notebooks.of_text(uri)
        for edit in edits:
            place = notebook.at(edit["range"]["start"]["line"]) if notebook else None
            if place is None:
                found.setdefault(uri, (None, []))[1].append(edit)
            else:
                kept = found.setdefault(place[0].uri, (place[0].version, []))
                kept[1].append(_shifted(edit, -place[1]))
    return [(uri, version, edits) for uri, (version, edits) in found.items()]


def _document_edits(documents: list[Any], notebooks: Notebooks) -> list[Any]:
    written: list[Any] = []
    for each in documents:
        uri = each.get("textDocument", {}).get("uri", "")
        if notebooks.of_text(uri) is None:
            written.append(each)
            continue
        for cell, version, edits in _documents([(uri, each["edits"])], notebooks):
            written.append({"textDocument": {"uri": cell, "version": version}, "edits": edits})
    return written


def _line(item: Any) -> int | None:
    match item:
        case {"selectionRange": {"start": {"line": int() as line}}}:
            return line
        case {"range": {"start": {"line": int() as line}}} | {"start": {"line": int() as line}}:
            return line
        case {"position": {"line": int() as line}} | {"startLine": int() as line}:
            return line
        case {"location": {"range": {"start": {"line": int() as line}}}}:
            return line
        case _:
            return None


def _shifted(value: Any, by: int) -> Any:
    match value:
        case {"line": int() as line, "character": int()}:
            return {**value, "line": max(line + by, 0)}
        case {"startLine": int() as first, "endLine": int() as last}:
            return {**value, "startLine": max(first + by, 0), "endLine": max(last + by, 0)}
        case dict():
            return {name: _shifted(each, by) for name, each in cast(JsonObject, value).items()}
        case list():
            return [_shifted(each, by) for each in cast(list[Any], value)]
        case _:
            return value
