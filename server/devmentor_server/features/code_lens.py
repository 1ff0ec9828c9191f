"""`textDocument/codeLens`: "Explain" above functions and classes."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_analyzers.values import Symbol
from devmentor_server.features.execute_command import explain_command

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


_EXPLAINABLE = frozenset({"function", "method", "class", "constructor", "interface", "struct"})


def register(server: "DevMentorServer") -> None:
    """Offer the feature."""
    server.feature(types.TEXT_DOCUMENT_CODE_LENS)(code_lens)


async def code_lens(
    ls: "DevMentorServer", params: types.CodeLensParams
) -> list[types.CodeLens] | None:
    """Put one lens on each function and class."""
    snapshot = ls.snapshot(params.text_document.uri)
    if snapshot is None or not ls.settings.code_lens:
        return None
    return [
        _lens(snapshot.uri, ls.places.write_range(snapshot.lines, symbol.selection))
        for symbol in _explainable(await ls.analysis.outline(snapshot))
    ]


def _lens(uri: str, name: types.Range) -> types.CodeLens:
    return types.CodeLens(range=name, command=explain_command("Explain", uri, name.start))


def _explainable(symbols: Iterable[Symbol]) -> Iterator[Symbol]:
    for symbol in symbols:
        if symbol.kind in _EXPLAINABLE:
            yield symbol
        yield from _explainable(symbol.children)
