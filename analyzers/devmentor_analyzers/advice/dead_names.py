"""`unused`: private functions, classes and methods that nothing mentions.

Of vulture's idea, a name that occurs nowhere else is dead, only the sure part is kept: names that
by convention or keyword belong to their file, found in no string either, with nothing around that
calls by a name it puts together. What vulture keeps whitelists for (public names, hooks of frameworks,
whatever is decorated) is never told.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tree_sitter import Node

from devmentor_analyzers.advice.hinting import hint
from devmentor_analyzers.syntax.declarators import declared
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.finding import Finding, Tag

CODE = "unused"
_SCRIPTS = frozenset({"javascript", "javascriptreact", "typescript", "typescriptreact"})
_PRIVATE = re.compile(r"_[A-Za-z]\w*[A-Za-z0-9]|__[A-Za-z]\w*[A-Za-z0-9]")
"""Not `_`, and not `_missing_` or `__dunder__`, which Python itself calls."""

_BY_MADE_UP_NAME = re.compile(
    rb"getattr\([^,()]*,\s*(?![\"']\w+[\"']\s*[,)])|\bglobals\(\)|\bvars\(|\b__dict__\b|\beval\(|\bexec\("
    rb"|\bmethodcaller\(|\b__getattr__\b"
)
_JAVA_TYPES = ("class_declaration", "enum_declaration", "record_declaration")
_CALLED_BY_JAVA = frozenset(
    {"readObject", "writeObject", "readResolve", "writeReplace", "readObjectNoData"}
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    node: Node
    name: Node
    what: str
    elsewhere: bool = False
    """Other files could use it all the same."""


def unused_names(
    parsed: Parsed, path: str, is_used_elsewhere: Callable[[str], bool]
) -> Iterator[Finding | None]:
    """What is dead; None for each that is not, so that a caller may pause."""
    for each in _candidates(parsed, path):
        name = parsed.name(each.name)
        mentioned = _is_mentioned(parsed.data, name.encode(), each.node)
        if mentioned or (each.elsewhere and is_used_elsewhere(name)):
            yield None
            continue
        message = f"Nothing uses {each.what} `{name}`: no other line mentions it. Delete it."
        yield hint(path, parsed.range(each.name), CODE, message, tags=(Tag.UNNECESSARY,))


def private_names(parsed: Parsed) -> frozenset[str]:
    """Private names that a Python text mentions, in whatever way; a string may name one too."""
    if parsed.language != "python":
        return frozenset()
    return frozenset(match.decode() for match in _MENTIONED.findall(parsed.data))


_MENTIONED = re.compile(rb"(?<![A-Za-z0-9])__?[A-Za-z]\w*")


def _is_mentioned(data: bytes, name: bytes, node: Node) -> bool:
    """Tell whether a name occurs outside of a node; in a longer name it does not."""
    pattern = re.compile(rb"(?<![\w$])" + re.escape(name) + rb"(?![\w$])")
    return any(
        match.start() < node.start_byte or match.start() >= node.end_byte
        for match in pattern.finditer(data)
    )


def _candidates(parsed: Parsed, path: str) -> Iterator[_Candidate]:
    root = parsed.tree.root_node
    if root.has_error:
        return  # what does not parse may be what uses it
    if parsed.language == "python" and not path.endswith(".pyi"):
        yield from _of_python(parsed, root)
    elif parsed.language in _SCRIPTS:
        yield from _of_script(root)
    elif parsed.language == "java":
        yield from _of_java(parsed, root)
    elif parsed.language in ("c", "cpp") and not path.endswith((".h", ".hpp", ".hh", ".inl")):
        yield from _of_c(parsed, root)


def _of_python(parsed: Parsed, root: Node) -> Iterator[_Candidate]:
    if _BY_MADE_UP_NAME.search(parsed.data):
        return
    for node in root.named_children:  # what is decorated is in a node of another type
        name = node.child_by_field_name("name")
        if name is None or node.type not in ("function_definition", "class_definition"):
            continue
        is_class = node.type == "class_definition"
        if _PRIVATE.fullmatch(parsed.name(name)):
            yield _Candidate(node, name, "class" if is_class else "function", elsewhere=True)
        if is_class and not _may_be_called_from_above(parsed, node, name):
            yield from _methods(parsed, node)


def _may_be_called_from_above(parsed: Parsed, node: Node, name: Node) -> bool:
    """Tell whether a base class that nobody sees here may call the private methods of a class."""
    return node.child_by_field_name("superclasses") is not None or "Mixin" in parsed.name(name)


def _methods(parsed: Parsed, around: Node) -> Iterator[_Candidate]:
    body = around.child_by_field_name("body")
    for node in body.named_children if body is not None else ():
        name = node.child_by_field_name("name")
        if (
            node.type == "function_definition"
            and name is not None
            and _PRIVATE.fullmatch(parsed.name(name))
        ):
            yield _Candidate(node, name, "method", elsewhere=True)


def _of_script(root: Node) -> Iterator[_Candidate]:
    """Only in modules: the names of a plain script belong to the whole page."""
    if not any(n.type in ("import_statement", "export_statement") for n in root.named_children):
        return
    for node in root.named_children:
        name = node.child_by_field_name("name")
        if name is not None and node.type in ("function_declaration", "class_declaration"):
            what = "function" if node.type == "function_declaration" else "class"
            yield _Candidate(node, name, what)


def _of_java(parsed: Parsed, root: Node) -> Iterator[_Candidate]:
    waiting = list(root.named_children)
    while waiting:
        node = waiting.pop()
        body = node.child_by_field_name("body")
        if node.type in _JAVA_TYPES and body is not None:
            waiting += body.named_children
        name = node.child_by_field_name("name")
        if node.type != "method_declaration" or name is None:
            continue
        modifiers = next((n for n in node.children if n.type == "modifiers"), None)
        kinds = [child.type for child in modifiers.children] if modifiers is not None else []
        is_annotated = any("annotation" in kind for kind in kinds)
        if "private" in kinds and not is_annotated and parsed.name(name) not in _CALLED_BY_JAVA:
            yield _Candidate(node, name, "method")


def _of_c(parsed: Parsed, root: Node) -> Iterator[_Candidate]:
    if b"##" in parsed.data:
        return  # a macro may put the name together
    for node in root.named_children:
        if node.type != "function_definition":
            continue
        kinds = [parsed.name(n) for n in node.children if n.type == "storage_class_specifier"]
        declarator = node.child_by_field_name("declarator")
        attributed = any("attribute" in child.type for child in node.children)
        if kinds == ["static"] and declarator is not None and not attributed:
            name = declared(declarator)
            if name.type == "identifier":
                yield _Candidate(node, name, "function")
