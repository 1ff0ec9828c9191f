from datetime import UTC, datetime, timedelta

from devmentor_cloud.memory.models import MemoryRecord
from devmentor_cloud.memory.ranking import Evidence, rank
from devmentor_cloud.memory.words import Match
from devmentor_protocol.memory import Anchor

NOW = datetime(2026, 11, 1, tzinfo=UTC)
HERE = Anchor(path="src/pay.py", symbol="charge")


def record(id_: str, days: int = 0, **anchor: str) -> MemoryRecord:
    return MemoryRecord(id=id_, created_at=NOW - timedelta(days=days), **anchor)


def order(records: list[MemoryRecord], evidence: Evidence) -> list[str]:
    return [one.record.id for one in rank(records, evidence, NOW)]


def test_meaning_weighs_more_than_words() -> None:
    evidence = Evidence({"words": Match(9.0, ("cache",))}, {"meaning": 0.6})

    assert order([record("words"), record("meaning")], evidence) == ["meaning", "words"]


def test_meaning_and_words_together_win() -> None:
    words = {"both": Match(2.0, ("cache",)), "words": Match(3.0, ("cache",))}
    evidence = Evidence(words, {"both": 0.5, "meaning": 0.6})

    assert order([record("words"), record("meaning"), record("both")], evidence)[0] == "both"


def test_the_newer_of_two_equals_comes_first() -> None:
    words = {"old": Match(1.0, ("a",)), "new": Match(1.0, ("a",))}
    ranked = rank([record("old", days=400), record("new")], Evidence(words, None), NOW)

    assert ranked[0].score != ranked[1].score


def test_the_symbol_at_hand_beats_the_file_and_the_file_beats_elsewhere() -> None:
    records = [
        record("elsewhere", anchor_path="lib/x.py"),
        record("file", anchor_path=HERE.path, anchor_symbol="refund"),
        record("symbol", anchor_path=HERE.path, anchor_symbol="charge"),
    ]
    ranked = rank(records, Evidence({}, {}, HERE), NOW)

    assert [one.record.id for one in ranked] == ["symbol", "file"]
    assert ranked[0].reasons == ["is about charge"]
    assert ranked[1].reasons == ["is about this file"]


def test_what_nothing_speaks_for_is_left_out() -> None:
    assert order([record("any")], Evidence({}, None, HERE)) == []


def test_each_reason_is_said() -> None:
    evidence = Evidence({"one": Match(1.0, ("cache", "users"))}, {"one": 0.5})

    (one,) = rank([record("one")], evidence, NOW)

    assert one.reasons == ["means much the same (0.50)", "has the words cache, users"]
