from lsprotocol import types

from devmentor_protocol.finding import Severity, Tag
from devmentor_server.kinds import SEVERITIES, TAGS, completion_kind, symbol_kind


def test_words_become_numbers() -> None:
    assert symbol_kind("method") is types.SymbolKind.Method
    assert symbol_kind("enum_member") is types.SymbolKind.EnumMember
    assert completion_kind("class") is types.CompletionItemKind.Class


def test_an_unknown_word_is_a_variable() -> None:
    assert symbol_kind("gadget") is types.SymbolKind.Variable
    assert completion_kind("gadget") is types.CompletionItemKind.Variable


def test_every_severity_and_tag_has_a_number() -> None:
    assert SEVERITIES.keys() == set(Severity)
    assert TAGS.keys() == set(Tag)
