"""Positions of engines that do not count in code points, as everybody inside does."""

from collections.abc import Callable
from typing import cast

from devmentor_analyzers.engines.connection import Json
from devmentor_analyzers.engines.reading import is_object
from devmentor_analyzers.lines import Encoding, LineIndex
from devmentor_protocol.position import Position

Lines = Callable[[str], LineIndex]
"""The lines of the text behind a URI."""

_Convert = Callable[[LineIndex, Position], Position]


def encoding_of(capabilities: Json) -> Encoding:
    """How an engine counts: as it says, else as LSP has it."""
    said = capabilities.get("positionEncoding")
    return said if said in ("utf-8", "utf-16", "utf-32") else "utf-16"


def told(json: Json, uri: str, lines: Lines, encoding: Encoding) -> Json:
    """Write what we say: every position in it, against the text it is about."""
    if encoding == "utf-32":
        return json
    return _walk(json, uri, lines, lambda text, place: text.encode(place, encoding))


def heard(json: Json, uri: str, lines: Lines, encoding: Encoding) -> Json:
    """Read what an engine says, in answer to a question about `uri`. May read files: blocks."""
    if encoding == "utf-32":
        return json
    return _walk(json, uri, lines, lambda text, place: text.decode(place, encoding))


def _walk(json: Json, uri: str, lines: Lines, convert: _Convert) -> Json:
    if isinstance(json, list):
        return [_walk(each, uri, lines, convert) for each in cast(list[Json], json)]
    if not is_object(json):
        return json
    if json.keys() == {"line", "character"}:
        place = Position(line=json["line"], character=json["character"])
        found = convert(lines(uri), place)
        return {"line": found.line, "character": found.character}
    inside = _uri(json) or uri
    return {name: _walk_member(name, json, inside, uri, lines, convert) for name in json}


def _walk_member(
    name: str, json: Json, inside: str, around: str, lines: Lines, convert: _Convert
) -> Json:
    value = json[name]
    match name:
        case "changes" if is_object(value):  # edits by URI
            return {file: _walk(edits, file, lines, convert) for file, edits in value.items()}
        case "data":  # the engine's own, which comes back to it as it was
            return value
        case "originSelectionRange":
            return _walk(value, around, lines, convert)
        case "fromRanges":  # calls are in the caller's file
            caller = _uri(json["from"]) if "from" in json else None
            return _walk(value, caller or around, lines, convert)
        case _:
            return _walk(value, inside, lines, convert)


def _uri(json: Json) -> str | None:
    document = json.get("textDocument")
    owners = (json.get("uri"), json.get("targetUri"))
    owners += (document.get("uri"),) if is_object(document) else ()
    return next((each for each in owners if isinstance(each, str)), None)
