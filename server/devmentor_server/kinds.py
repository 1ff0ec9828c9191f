"""The rooms' words for kinds, as LSP numbers them."""

from typing import Final

from lsprotocol import types

_SYMBOLS: Final = {kind.name.lower(): kind for kind in types.SymbolKind}
_COMPLETIONS: Final = {kind.name.lower(): kind for kind in types.CompletionItemKind}


def symbol_kind(word: str) -> types.SymbolKind:
    """Return LSP's number; an unknown word is a variable."""
    return _SYMBOLS.get(_plain(word), types.SymbolKind.Variable)


def completion_kind(word: str) -> types.CompletionItemKind:
    """Return LSP's number; an unknown word is a variable."""
    return _COMPLETIONS.get(_plain(word), types.CompletionItemKind.Variable)


def _plain(word: str) -> str:
    return word.replace("_", "").replace(" ", "").lower()
