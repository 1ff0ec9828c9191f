"""What completion writes beyond a name: calls to fill in, and templates of statements."""

import re
from collections.abc import Iterator
from typing import Final

from lsprotocol import types

from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Completion
from devmentor_protocol.position import Position
from devmentor_server.incoming import JsonObject

_TEMPLATES: Final = {
    "def": ("function", "def ${1:name}($2):\n    ${0:pass}"),
    "class": ("class", "class ${1:Name}:\n    ${0:pass}"),
    "for": ("loop", "for ${1:item} in ${2:items}:\n    ${0:pass}"),
    "try": (
        "try and except",
        "try:\n    ${1:pass}\nexcept ${2:Exception} as error:\n    ${0:raise}",
    ),
    "with": ("with block", "with ${1:expression} as ${2:name}:\n    ${0:pass}"),
    "main": ("main guard", 'if __name__ == "__main__":\n    ${0:main()}'),
    "dataclass": ("data class", "@dataclass\nclass ${1:Name}:\n    ${2:field}: ${3:int}$0"),
    "test": ("pytest test", "def test_${1:behaviour}() -> None:\n    ${0:assert False}"),
}
_STATEMENT: Final = re.compile(r"\s*(\w+)\Z")
_NO_CALL: Final = re.compile(r"\s*(from|import|@|def|class|del|global|nonlocal)\b|\s*@")
_BEHIND: Final = "\x7f"
"""Sorts behind everything else, names to import included."""


def call(item: Completion, snapshot: Snapshot, at: Position) -> str | None:
    """A function with its parentheses and the cursor in them; None where none belong."""
    line = snapshot.lines.line(at.line)
    is_called = line[at.character :].lstrip().startswith("(")
    if item.kind not in ("function", "method") or is_called:
        return None
    if not item.insert.isidentifier() or _NO_CALL.match(line[: at.character]):
        return None
    return f"{item.insert}($0)"


def templates(snapshot: Snapshot, at: Position, word: JsonObject) -> Iterator[JsonObject]:
    """Statements that begin with what was typed at the beginning of a line."""
    typed = _STATEMENT.match(snapshot.lines.line(at.line)[: at.character])
    if typed is None or snapshot.language != "python":
        return
    for label, (detail, text) in _TEMPLATES.items():
        if label.startswith(typed.group(1)):
            yield {
                "label": label,
                "kind": types.CompletionItemKind.Snippet.value,
                "detail": f"{detail} (template)",
                "sortText": f"{_BEHIND}{label}",
                "textEdit": {"range": word, "newText": text},
                "insertTextFormat": types.InsertTextFormat.Snippet.value,
            }
