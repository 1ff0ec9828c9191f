"""What a pattern in Python may begin with: classes, and modules that have some.

Engines offer nothing there: jedi's parser knows no patterns, and to ty a name in one is a new one.
"""

import builtins
import re
from collections.abc import Iterator

from tree_sitter import Node

from devmentor_analyzers.syntax.nodes import nodes
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.visibility import Place
from devmentor_protocol.position import Position

_PATTERN = re.compile(r"\s*case\b(?!\s*[=.])[^'\"#]*[\s(\[{|,=]")
_BEHIND = re.compile(r"\bif\b|\bas\s*\Z|^[^{]*:\s*\Z")
_COMMON = ("bool", "bytes", "dict", "float", "int", "list", "set", "str", "tuple")
_BUILTIN = [name for name, value in vars(builtins).items() if isinstance(value, type)]


def pattern_names(parsed: Parsed, at: Position, typed: str) -> dict[str, str]:
    """The kind of each name that fits what is typed; none where no pattern is."""
    before = parsed.lines.line(at.line)[: at.character - len(typed)]
    if not _PATTERN.fullmatch(before) or _BEHIND.search(before):
        return {}
    kinds = dict.fromkeys(_BUILTIN if typed else _COMMON, "class")
    kinds |= _bound(parsed.tree.root_node)
    word = before.index("case") + 1  # behind it there may be nothing yet
    place = Place(parsed, Position(line=at.line, character=word))
    return {
        name: kind for name, kind in kinds.items() if name.startswith(typed) and place.sees(name)
    }


def _bound(root: Node) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in nodes(root):
        if node.type == "class_definition":
            found |= dict.fromkeys(_names(node), "class")
        elif node.type in ("import_statement", "import_from_statement"):
            is_from = node.type == "import_from_statement"
            for name in _names(node):
                found[name] = "class" if is_from and name[:1].isupper() else "module"
    return found


def _names(statement: Node) -> Iterator[str]:
    for each in statement.children_by_field_name("name"):
        alias = each.child_by_field_name("alias")
        name = alias or (each.named_children[0] if each.type == "dotted_name" else each)
        yield (name.text or b"").decode(errors="replace")
