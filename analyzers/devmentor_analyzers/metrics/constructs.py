"""What the grammars call the parts of a program that make it harder to follow."""

from dataclasses import dataclass
from functools import cache

from tree_sitter import Node

from devmentor_analyzers.syntax.parsed import Parsed

_NAMES = {  # construct → the names of its nodes in every language that has it
    "function": "function_definition function_declaration generator_function_declaration"
    " method_definition function_expression arrow_function generator_function method_declaration"
    " constructor_declaration compact_constructor_declaration destructor_declaration"
    " operator_declaration local_function_statement function_item method"
    " singleton_method",
    "lambda": "lambda lambda_expression func_literal closure_expression anonymous_function"
    " anonymous_function_creation_expression anonymous_method_expression do_block block_argument",
    "if": "if_statement if_expression if unless if_modifier unless_modifier",
    "else if": "elif_clause else_if_clause elsif",
    "else": "else_clause else",
    "loop": "for_statement for_in_statement for_range_loop enhanced_for_statement foreach_statement"
    " c_style_for_statement while_statement do_statement for_expression while_expression"
    " loop_expression for while until while_modifier until_modifier",
    "switch": "match_statement switch_statement switch_expression expression_switch_statement"
    " type_switch_statement select_statement match_expression case case_match",
    "case": "case_clause switch_case switch_label switch_section switch_expression_arm"
    " expression_case type_case communication_case match_arm when in_clause case_item"
    " match_conditional_expression",
    "catch": "except_clause except_group_clause catch_clause rescue rescue_modifier",
    "conditional expression": "conditional_expression ternary_expression conditional",
    "logic": "boolean_operator binary_expression binary list",
    "jump": "goto_statement break_statement continue_statement break_expression"
    " continue_expression",
    "call": "call call_expression function_call_expression member_call_expression command",
}
_BY_NODE = {node: construct for construct, nodes in _NAMES.items() for node in nodes.split()}
_OTHERWISE = {  # the same name, another thing
    "ruby": {"block": "lambda", "list": ""},
    "c": {"case_statement": "case"},
    "cpp": {"case_statement": "case"},
    "php": {"case_statement": "case"},
    "shellscript": {"case_statement": "switch"},
    "csharp": {"list": ""},
    "go": {"function_definition": ""},
}
MEASURED = frozenset(
    [
        "python",
        "javascript",
        "javascriptreact",
        "typescript",
        "typescriptreact",
        "go",
        "rust",
        "java",
        "c",
        "cpp",
        "csharp",
        "ruby",
        "php",
        "shellscript",
    ]
)
"""Languages that have functions and control flow."""

NESTING = frozenset({"if", "loop", "switch", "catch", "conditional expression"})
"""Cost more the deeper they stand."""

_OPERATORS = {"&&": "and", "and": "and", "||": "or", "or": "or"}
_LABELS = frozenset({"statement_identifier", "label_name", "label", "integer"})


@dataclass(frozen=True, slots=True)
class Constructs:
    """The constructs of one language."""

    of: dict[str, str]

    def __call__(self, node: Node) -> str:
        """What a node is; empty for what does not count. A keyword may be called as its node."""
        return self.of.get(node.type, "") if node.is_named else ""


@cache
def constructs(language: str) -> Constructs:
    """The constructs of a language of `MEASURED`."""
    return Constructs(_BY_NODE | _OTHERWISE.get(language, {}))


def operator(node: Node) -> str:
    """`and`, `or`, or empty for a node that is no logical operation."""
    return next((_OPERATORS[c.type] for c in node.children if c.type in _OPERATORS), "")


def jumps(node: Node, language: str) -> bool:
    """Tell whether a jump goes to a label, or out of several loops."""
    if node.type == "goto_statement":
        return True
    labels = _LABELS | {"identifier"} if language == "java" else _LABELS
    if language == "rust":
        labels = frozenset({"label"})  # it may carry a value
    return any(child.type in labels for child in node.named_children)


def is_default(parsed: Parsed, case: Node) -> bool:
    """Tell whether a case takes whatever is left."""
    head = parsed.data[case.start_byte : case.start_byte + 20].replace(b" ", b"")
    return head.startswith((b"default", b"_=>", b"case_:", b"*)", b"_->"))
