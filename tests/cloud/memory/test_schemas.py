from datetime import UTC, datetime

from devmentor_cloud.memory.models import MemoryRecord
from devmentor_cloud.memory.schemas import to_memory
from devmentor_protocol.memory import Anchor, Kind, Scope

ROW = MemoryRecord(
    id="1",
    text="Use UTC",
    kind="convention",
    scope="organization",
    project="",
    author="Ann",
    created_at=datetime(2026, 11, 1, tzinfo=UTC),
)


def test_a_row_becomes_a_memory_of_the_contract() -> None:
    memory = to_memory(ROW)

    assert (memory.kind, memory.scope) == (Kind.CONVENTION, Scope.ORGANIZATION)
    assert memory.project is None
    assert memory.anchor is None


def test_an_anchor_comes_along_when_there_is_one() -> None:
    row = MemoryRecord(
        id="2",
        text="x",
        kind="fact",
        scope="user",
        project="shop",
        author="Ann",
        created_at=ROW.created_at,
        anchor_path="a.py",
        anchor_symbol="f",
    )

    assert to_memory(row).anchor == Anchor(path="a.py", symbol="f")
    assert to_memory(row).project == "shop"
