"""`textDocument/codeLens`: "Explain" above functions and classes, and their history."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_analyzers.values import Symbol
from devmentor_server.capabilities import EXPLAIN_COMMAND
from devmentor_server.history_lenses import history_titles
from devmentor_server.incoming import JsonObject, Plain

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


_EXPLAINABLE = frozenset({"function", "method", "class", "constructor", "interface", "struct"})


def register(server: "DevMentorServer") -> None:
    """Offer the feature."""
    server.feature(types.TEXT_DOCUMENT_CODE_LENS)(code_lens)


async def code_lens(ls: "DevMentorServer", params: types.CodeLensParams) -> Plain | None:
    """Put one lens on each function and class, and another on those with a history."""
    snapshot, chosen = ls.snapshot(params.text_document.uri), ls.settings
    if snapshot is None or not (chosen.code_lens or chosen.code_lens_history):
        return None
    symbols = list(_explainable(await ls.analysis.outline(snapshot)))
    told = await history_titles(ls.analysis, snapshot, symbols) if chosen.code_lens_history else []
    places = [ls.places.plain_range(snapshot.lines, symbol.selection) for symbol in symbols]
    lenses = [_explain(snapshot.uri, place) for place in places] if chosen.code_lens else []
    lenses += [
        _words(ls.places.plain_range(snapshot.lines, symbol.selection), title)
        for symbol, title in told
    ]
    return Plain(lenses)


def _explain(uri: str, name: JsonObject) -> JsonObject:
    target = {"uri": uri, "position": name["start"]}
    command = {"title": "Explain", "command": EXPLAIN_COMMAND, "arguments": [target]}
    return {"range": name, "command": command}


def _words(name: JsonObject, title: str) -> JsonObject:
    """A lens without a command is only read."""
    return {"range": name, "command": {"title": title, "command": ""}}


def _explainable(symbols: Iterable[Symbol]) -> Iterator[Symbol]:
    for symbol in symbols:
        if symbol.kind in _EXPLAINABLE:
            yield symbol
        yield from _explainable(symbol.children)
