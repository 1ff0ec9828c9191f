"""Classes, and modules that have some, where Python takes them and engines offer nothing.

In patterns: jedi's parser knows none, and to ty a name in one is a new one. In annotations that are
written as strings.
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
_VALUES = frozenset({"Literal", "Annotated"})
"""What is in these may be no type."""

_BUILTIN = [name for name, value in vars(builtins).items() if isinstance(value, type)]


def class_names(parsed: Parsed, at: Position, typed: str) -> dict[str, str]:
    """The kind of each name that fits what is typed; none where no class is wanted."""
    before = parsed.lines.line(at.line)[: at.character - len(typed)]
    if _PATTERN.fullmatch(before) and not _BEHIND.search(before):
        word = before.index("case") + 1  # behind it there may be nothing yet
        place = Place(parsed, Position(line=at.line, character=word))
    elif not before.rstrip().endswith(".") and _is_quoted_type(parsed, at):
        place = Place(parsed, at)
    else:
        return {}
    kinds = dict.fromkeys(_BUILTIN if typed else _COMMON, "class")
    kinds |= _bound(parsed.tree.root_node)
    return {
        name: kind for name, kind in kinds.items() if name.startswith(typed) and place.sees(name)
    }


def _is_quoted_type(parsed: Parsed, at: Position) -> bool:
    byte = parsed.byte(at)
    node = parsed.tree.root_node.descendant_for_byte_range(max(0, byte - 1), byte)
    while node is not None and node.type != "string":
        node = node.parent
    if node is None or not node.start_byte < byte < node.end_byte:
        return False
    around = node.parent
    while around is not None and around.type in ("type", "type_parameter"):
        around = around.parent
    is_annotation = node.parent is not None and node.parent.type == "type"
    name = around.named_children[0] if around and around.type == "generic_type" else None
    return is_annotation and (name is None or parsed.name(name).rpartition(".")[2] not in _VALUES)


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
