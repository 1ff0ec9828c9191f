"""Which names in Python are bound where they stand."""

from tree_sitter import Node

_PATTERNS = frozenset({"pattern_list", "tuple_pattern", "list_pattern", "list_splat_pattern"})
_FIELDS = {
    "left": {"assignment", "augmented_assignment", "for_statement", "for_in_clause"},
    "name": {
        "function_definition",
        "class_definition",
        "named_expression",
        "default_parameter",
        "typed_default_parameter",
    },
    "alias": {"aliased_import"},
}
"""Fields that hold a bound name, and the nodes where they do: `a + b` has a left one too."""

_HOLDERS = frozenset(
    {
        "as_pattern_target",
        "dictionary_splat_pattern",
        "global_statement",
        "lambda_parameters",
        "parameters",
        "typed_parameter",
    }
)

_WILDCARD = b"_"


def is_bound(name: Node) -> bool:
    """Tell whether an identifier is given a meaning here: assigned, imported, a parameter."""
    node, parent = name, name.parent
    while parent is not None and parent.type in _PATTERNS:
        node, parent = parent, parent.parent
    if parent is None:
        return False
    if parent.type == "dotted_name":
        return _is_imported(parent) or _is_captured(name, parent)
    if _is_in_pattern(parent):
        return name.text != _WILDCARD
    if parent.type in _HOLDERS:
        return True
    return any(
        parent.type in kinds and parent.child_by_field_name(field) == node
        for field, kinds in _FIELDS.items()
    )


def _is_captured(name: Node, dotted: Node) -> bool:
    """Whether a pattern takes what is there under this name: not `case a.b`, nor `case A(b=…)`."""
    around = dotted.parent
    if around is None or around.type not in ("case_pattern", "keyword_pattern"):
        return False
    return dotted.named_child_count == 1 and name.text != _WILDCARD


def _is_in_pattern(parent: Node) -> bool:
    """Whether what stands right in a node is `*rest`, `**rest`, or behind the `as` of a pattern."""
    if parent.type == "as_pattern":
        return parent.parent is not None and parent.parent.type == "case_pattern"
    return parent.type == "splat_pattern"


def _is_imported(dotted: Node) -> bool:
    parent = dotted.parent
    if parent is None or parent.type not in ("import_statement", "import_from_statement"):
        return False
    return parent.child_by_field_name("module_name") != dotted
