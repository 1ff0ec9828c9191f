"""What a file imports, and whether it does so as soon as it is loaded itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.position import Range

_SCRIPTS = frozenset({"javascript", "javascriptreact", "typescript", "typescriptreact"})
IMPORTING = _SCRIPTS | {"python"}
"""Languages whose imports are read."""

_LATER = frozenset({"function_definition", "lambda"})
_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module, with the names taken from it."""

    span: tuple[int, int, int, int]
    """Line and character where it starts and ends; a `Range` takes ten times the memory."""

    module: str
    """Dotted name, or what stands between the quotes of a script's import."""

    level: int = 0
    """Dots in front of a Python name."""

    names: tuple[str, ...] = ()
    deferred: bool = False
    """Imported later, or only for the type checker."""

    star: bool = False
    """`from … import *`."""

    @property
    def range(self) -> Range:
        """Where it stands."""
        return Range.of(*self.span)


def imports(parsed: Parsed) -> tuple[Import, ...]:
    """The imports of a file in the order of its text; none in other languages."""
    if parsed.language == "python":
        return tuple(_python(parsed))
    if parsed.language in _SCRIPTS:
        return tuple(_script(parsed))
    return ()


def _python(parsed: Parsed) -> Iterator[Import]:
    waiting = [(parsed.tree.root_node, False)]
    left = _MOST
    while waiting and left:
        node, deferred = waiting.pop()
        if node.type in ("import_statement", "import_from_statement"):
            left -= 1
            yield from _statement(parsed, node, deferred=deferred)
            continue
        if node.type not in _HOLDS:
            continue
        later = deferred or node.type in _LATER
        checked = node.type == "if_statement" and _is_for_types(parsed, node)
        for child in reversed(node.named_children):
            only_types = checked and child == node.child_by_field_name("consequence")
            waiting.append((child, later or only_types))


_HOLDS = frozenset(
    [
        *("module", "block", "if_statement", "elif_clause", "else_clause", "try_statement"),
        *("except_clause", "finally_clause", "with_statement", "class_definition"),
        *("function_definition", "decorated_definition", "for_statement", "while_statement"),
        *("match_statement", "case_clause"),
    ]
)
"""Statements that may have an import in them; expressions have none."""


def _is_for_types(parsed: Parsed, node: Node) -> bool:
    condition = node.child_by_field_name("condition")
    return condition is not None and parsed.name(condition).endswith("TYPE_CHECKING")


def _statement(parsed: Parsed, node: Node, *, deferred: bool) -> Iterator[Import]:
    listed = node.children_by_field_name("name")
    names = [parsed.name(_unaliased(each)).replace(" ", "") for each in listed]
    if node.type == "import_statement":
        for each, name in zip(listed, names, strict=True):
            yield Import(_span(parsed, each), name, deferred=deferred)
        return
    source = node.child_by_field_name("module_name")
    if source is None:
        return
    said = parsed.name(source).replace(" ", "")
    module = said.lstrip(".")
    star = any(each.type == "wildcard_import" for each in node.children)
    level = len(said) - len(module)
    yield Import(_span(parsed, node), module, level, tuple(names), deferred, star)


def _unaliased(node: Node) -> Node:
    return node.child_by_field_name("name") or node


def _script(parsed: Parsed) -> Iterator[Import]:
    """Only what is imported from a file of one's own, and not `import type`."""
    for node in parsed.tree.root_node.named_children[:_MOST]:
        source = node.child_by_field_name("source")
        if node.type not in ("import_statement", "export_statement") or source is None:
            continue
        module = parsed.name(source).strip("'\"`")
        is_type = any(child.type == "type" for child in node.children)
        if module.startswith("."):
            yield Import(_span(parsed, node), module, deferred=is_type)


def _span(parsed: Parsed, node: Node) -> tuple[int, int, int, int]:
    start, end = parsed.position(node.start_byte), parsed.position(node.end_byte)
    return start.line, start.character, end.line, end.character
