import pytest
from pydantic import ValidationError

from devmentor_protocol.mentor import ChatParams, Context, Depth, ExplainParams, Target
from devmentor_protocol.position import Position

TARGET = Target(uri="file:///a.py", position=Position(line=3, character=0))


def test_an_editor_asks_with_a_target_alone() -> None:
    params = ExplainParams.model_validate(
        {"target": {"uri": "file:///a.py", "position": {"line": 3, "character": 0}}}
    )

    assert params == ExplainParams(target=TARGET, depth=Depth.FULL, context=Context())


def test_what_a_newer_editor_adds_is_ignored() -> None:
    body = {"target": TARGET.model_dump(), "workDoneToken": "t", "colour": "blue"}

    assert ExplainParams.model_validate(body) == ExplainParams(target=TARGET)


def test_a_conversation_has_a_message() -> None:
    with pytest.raises(ValidationError):
        ChatParams(messages=())
