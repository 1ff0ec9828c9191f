import pytest
from pydantic import ValidationError

from devmentor_cloud.gateway.schemas import ChatRequest


def test_text_parts_and_tool_calls_are_messages() -> None:
    asked = ChatRequest.model_validate(
        {
            "messages": [
                {"role": "user", "content": [{"type": "text", "text": "Hi"}]},
                {"role": "assistant", "tool_calls": [{"id": "1"}]},
                {"role": "tool", "content": "3", "tool_call_id": "1"},
            ],
            "temperature": 0.1,
        }
    )

    assert asked.model_extra == {"temperature": 0.1}
    assert not asked.stream


@pytest.mark.parametrize("content", [3, ["text"], {"text": "Hi"}])
def test_other_contents_are_refused(content: object) -> None:
    with pytest.raises(ValidationError, match="content"):
        ChatRequest.model_validate({"messages": [{"role": "user", "content": content}]})
