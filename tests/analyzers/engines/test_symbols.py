from pathlib import Path

from devmentor_analyzers.engines.symbols import symbols_of, workspace_symbols_of
from devmentor_protocol.position import Range

SPAN = {"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}}


def test_a_tree_and_a_list_are_both_understood() -> None:
    child = {"name": "b", "kind": 6, "range": SPAN, "selectionRange": SPAN}
    tree = {"name": "A", "kind": 5, "range": SPAN, "selectionRange": SPAN, "children": [child]}
    flat = {"name": "f", "kind": 12, "location": {"uri": "file:///a", "range": SPAN}}

    shop, function = symbols_of([tree, flat])

    assert (shop.kind, shop.children[0].kind, function.kind) == ("class", "method", "function")
    assert function.selection == Range.of(0, 0, 1, 0)
    assert symbols_of(None) == []


def test_symbols_without_a_range_are_left_out() -> None:
    found = workspace_symbols_of(
        [
            {"name": "a", "kind": 5, "location": {"uri": "file:///a", "range": SPAN}},
            {"name": "b", "kind": 5, "location": {"uri": "file:///b"}},
        ]
    )

    assert [(each.name, each.location.path) for each in found] == [("a", Path("/a"))]
