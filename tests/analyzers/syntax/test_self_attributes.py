from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.self_attributes import (
    attributes_of_self,
    class_of,
    class_that_sets,
    of_self,
)
from devmentor_protocol.position import Range

CODE = """\
class A:
    def f(self):
        self.cup = 1
        other.cup = self.cup

        class B:
            def g(self):
                self.cup = 2
"""
PARSED = Parsed("python", CODE)


def test_a_class_sets_and_uses_attributes_of_its_objects() -> None:
    set_, used = of_self(PARSED, Range.of(0, 0, 7, 28), "cup")

    assert [each.start.line for each in set_] == [2]
    assert [each.start.line for each in used] == [3]
    assert len([*attributes_of_self(PARSED, "cup")]) == 3


def test_the_class_of_what_is_set_is_known() -> None:
    assert class_that_sets(PARSED, Range.of(2, 8, 2, 16)) == Range.of(0, 6, 0, 7)
    assert class_that_sets(PARSED, Range.of(7, 21, 7, 24)) == Range.of(5, 14, 5, 15)
    assert class_that_sets(PARSED, Range.of(3, 25, 3, 28)) is None
    assert class_that_sets(PARSED, Range.of(3, 14, 3, 17)) is None


def test_a_node_is_in_a_class() -> None:
    node = next(iter(attributes_of_self(PARSED, "cup")))

    assert class_of(node) == PARSED.tree.root_node.children[0]
    assert class_of(PARSED.tree.root_node) is None
