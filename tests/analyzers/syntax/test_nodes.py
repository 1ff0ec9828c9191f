from devmentor_analyzers.syntax.nodes import leaves, nodes
from devmentor_analyzers.syntax.parsed import Parsed


def test_all_of_a_tree_is_found() -> None:
    root = Parsed("python", "a = (b)\n").tree.root_node

    assert sorted((each.text or b"").decode() for each in leaves(root)) == ["(", ")", "=", "a", "b"]
    assert {each.type for each in nodes(root) if each.is_named} == {
        *("module", "expression_statement", "assignment"),
        *("identifier", "parenthesized_expression"),
    }
