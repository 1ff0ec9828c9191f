"""The legend of semantic tokens; imported before LSP's types are, so without imports of its own."""

from typing import Final

KINDS: Final = (
    "namespace",
    "type",
    "class",
    "enum",
    "interface",
    "struct",
    "typeParameter",
    "parameter",
    "variable",
    "property",
    "enumMember",
    "function",
    "method",
    "macro",
    "keyword",
    "comment",
    "string",
    "number",
    "regexp",
    "operator",
    "decorator",
)
"""LSP's own words, which every client's themes know; a token names one by its number."""

MODIFIERS: Final = ("definition", "readonly", "async", "documentation", "defaultLibrary")
"""A token's modifiers are the bits of a number, the first word's the lowest."""

WIDTH: Final = 5
"""Numbers a token: lines and characters since the one before, length, kind, modifiers."""
