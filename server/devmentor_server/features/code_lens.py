"""`textDocument/codeLens`: "Explain" above functions and classes."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_analyzers.values import Symbol
from devmentor_server.capabilities import EXPLAIN_COMMAND
from devmentor_server.incoming import JsonObject, Plain

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


_EXPLAINABLE = frozenset({"function", "method", "class", "constructor", "interface", "struct"})


def register(server: "DevMentorServer") -> None:
    """Offer the feature."""
    server.feature(types.TEXT_DOCUMENT_CODE_LENS)(code_lens)


async def code_lens(ls: "DevMentorServer", params: types.CodeLensParams) -> Plain | None:
    """Put one lens on each function and class."""
    snapshot = ls.snapshot(params.text_document.uri)
    if snapshot is None or not ls.settings.code_lens:
        return None
    symbols = _explainable(await ls.analysis.outline(snapshot))
    places = [ls.places.plain_range(snapshot.lines, symbol.selection) for symbol in symbols]
    return Plain([_lens(snapshot.uri, place) for place in places])


def _lens(uri: str, name: JsonObject) -> JsonObject:
    target = {"uri": uri, "position": name["start"]}
    command = {"title": "Explain", "command": EXPLAIN_COMMAND, "arguments": [target]}
    return {"range": name, "command": command}


def _explainable(symbols: Iterable[Symbol]) -> Iterator[Symbol]:
    for symbol in symbols:
        if symbol.kind in _EXPLAINABLE:
            yield symbol
        yield from _explainable(symbol.children)
