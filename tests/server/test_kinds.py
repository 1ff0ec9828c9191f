from lsprotocol import types

from devmentor_server.kinds import completion_kind, symbol_kind


def test_words_become_numbers() -> None:
    assert symbol_kind("method") is types.SymbolKind.Method
    assert symbol_kind("enum_member") is types.SymbolKind.EnumMember
    assert completion_kind("class") is types.CompletionItemKind.Class


def test_an_unknown_word_is_a_variable() -> None:
    assert symbol_kind("gadget") is types.SymbolKind.Variable
    assert completion_kind("gadget") is types.CompletionItemKind.Variable
