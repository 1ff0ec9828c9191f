from pathlib import Path

from devmentor_analyzers.values import Completion, Completions, Fix, Location
from devmentor_protocol.position import Range


def test_a_fix_is_a_safe_quick_fix_unless_said_otherwise() -> None:
    fix = Fix("Remove", edits=())

    assert (fix.kind, fix.safe, fix.findings) == ("quickfix", True, ())


def test_locations_can_be_counted_once() -> None:
    here = Location(Path("a.py"), Range.of(0, 0, 0, 1))

    assert here == Location(Path("a.py"), Range.of(0, 0, 0, 1))


def test_a_completion_has_no_documentation_until_it_is_resolved() -> None:
    item = Completion("print", "function", "print", "0", "jedi")

    assert item.documentation is None
    assert not Completions((item,)).incomplete
