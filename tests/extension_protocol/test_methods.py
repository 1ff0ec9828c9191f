from devmentor_protocol.methods import EXPLAIN, METHODS, RECALL, STATUS, Direction
from devmentor_protocol.version import PROTOCOL_VERSION


def test_a_method_is_found_by_its_name() -> None:
    assert METHODS["mentor/explain"] is EXPLAIN


def test_editors_know_the_same_methods_by_one_prefix() -> None:
    assert EXPLAIN.lsp_name == "devmentor/explain"
    assert STATUS.lsp_name == "devmentor/status"


def test_names_between_editor_and_server_do_not_collide() -> None:
    spoken = [method.lsp_name for method in METHODS.values() if method.in_editor]

    assert len(spoken) == len(set(spoken))


def test_tools_are_called_by_the_cloud_and_never_spoken_in_editors() -> None:
    tools = [method for name, method in METHODS.items() if name.startswith("tool/")]

    assert tools
    assert {method.direction for method in tools} == {Direction.CLOUD_TO_EDITOR}
    assert not any(method.in_editor for method in tools)


def test_only_answers_that_come_in_pieces_stream() -> None:
    assert EXPLAIN.streams
    assert not RECALL.streams


def test_no_method_is_from_the_future() -> None:
    assert all(method.since <= PROTOCOL_VERSION for method in METHODS.values())
