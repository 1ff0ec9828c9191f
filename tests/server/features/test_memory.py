from typing import Any

import pytest
from tests.server.editor import Editor, Refused

from devmentor_protocol.errors import ErrorCode

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize(
    ("method", "params"),
    [("devmentor/remember", {"text": "We use tabs."}), ("devmentor/recall", {"query": "tabs"})],
)
async def test_without_a_tier_memory_says_that_it_is_away(
    editor: Editor, method: str, params: dict[str, Any]
) -> None:
    with pytest.raises(Refused) as refused:
        await editor.request(method, params)

    assert refused.value.code == ErrorCode.OFFLINE
    assert str(refused.value)
