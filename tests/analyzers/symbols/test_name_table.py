import random
import re

from devmentor_analyzers.symbols.name_table import NameTable


def table(*names: str) -> NameTable[int]:
    found = NameTable[int]()
    found.add((name, number) for number, name in enumerate(names))
    return found


def like(found: NameTable[int], typed: str) -> list[str]:
    return [name for names in found.like(typed) for name in names]


def test_closer_names_come_first() -> None:
    found = table("safelyelect", "compoundselect", "selectbase", "insert", "select")

    assert like(found, "select") == ["select", "selectbase", "compoundselect", "safelyelect"]
    assert found.beginning("select") == ["select", "selectbase"]


def test_an_empty_query_finds_everything_and_patterns_are_plain_text() -> None:
    found = table("total", "a-b", "[x]", "a.*")

    assert sorted(like(found, "")) == sorted(["total", "a-b", "[x]", "a.*"])
    assert like(found, ".*") == ["a.*"]
    assert like(found, "[]") == ["[x]"]
    assert like(found, "a-") == ["a-b"]
    assert like(found, "^") == []


def test_a_name_is_there_as_long_as_something_has_it() -> None:
    found = table("total")
    found.add([("total", 1)])

    found.remove([("total", 0)])
    assert found.named("total") == [1]

    found.remove([("total", 1)])
    assert like(found, "tot") == []
    found.add([("totals", 2)])
    assert found.beginning("tot") == ["totals"]


def test_the_same_is_found_as_by_looking_at_each_name() -> None:
    chance = random.Random(7)
    names = {"".join(chance.choices("ab_-^]\\é", k=chance.randint(1, 7))) for _ in range(400)}
    found = table(*names)

    for typed in ("a", "ab", "^a", "]", "\\", "é_", "b-a"):
        letters = re.compile(".*".join(map(re.escape, typed)))
        assert sorted(like(found, typed)) == sorted(name for name in names if letters.search(name))
