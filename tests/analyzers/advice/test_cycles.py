from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from devmentor_analyzers.advice.cycles import Edges, cycles
from devmentor_analyzers.advice.imports import Import
from devmentor_analyzers.advice.imports import imports as read
from devmentor_analyzers.syntax.parsed import Parsed

Graph = dict[str, list[str]]


def edges_of(graph: Graph) -> Edges:
    def edges(path: Path) -> list[tuple[Import, Path]]:
        text = "".join(f"import {name}\n" for name in graph.get(path.name, []))
        return [(each, Path(each.module)) for each in read(Parsed("python", text))]

    return edges


def messages(graph: Graph, start: str) -> list[str]:
    return [each.message for each in cycles(Path(start), edges_of(graph), lambda path: path.name)]


def test_the_way_around_is_shown_from_the_import_that_begins_it() -> None:
    graph = {"a": ["x", "b"], "b": ["c"], "c": ["a"]}

    (found,) = cycles(Path("a"), edges_of(graph), lambda path: path.name)

    assert "a → b → c → a" in found.message
    assert found.range.start.line == 1
    assert [(each.path, each.range.start.line) for each in found.related] == [("b", 0), ("c", 0)]


def test_the_shortest_way_is_shown() -> None:
    assert "a → b → a" in messages({"a": ["b"], "b": ["c", "a"], "c": ["a"]}, "a")[0]


def test_a_file_beside_a_cycle_is_not_in_it() -> None:
    assert messages({"a": ["b"], "b": ["c"], "c": ["b"]}, "a") == []


def test_a_file_that_imports_itself_is_left_alone() -> None:
    assert messages({"a": ["a"]}, "a") == []


NAMES = st.sampled_from("abcdef")


@given(st.dictionaries(NAMES, st.lists(NAMES, max_size=4), max_size=6))
def test_a_cycle_is_told_exactly_when_there_is_one(graph: Graph) -> None:
    for start in graph:
        reached, waiting = set[str](), [each for each in graph[start] if each != start]
        while waiting:
            here = waiting.pop()
            if here not in reached:
                reached.add(here)
                waiting += graph.get(here, [])
        others = {each for each in reached if each != start}
        closes = any(start in graph.get(each, []) for each in others)

        assert bool(messages(graph, start)) == closes
