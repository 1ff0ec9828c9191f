import json
from typing import Any

import pytest

from devmentor_analyzers.engines.long_json import loads

ITEM: dict[str, Any] = {"a": [1, -2.5, None, True], "é": '😀 \\ "', "nested": {"b": []}}


@pytest.mark.parametrize("value", [ITEM, [ITEM] * 20_000])
async def test_messages_of_any_length_are_read_the_same(value: Any) -> None:
    assert await loads(json.dumps(value, ensure_ascii=False).encode()) == value


@pytest.mark.parametrize("body", [b"{", b"[" + b"1," * 1_000_000, b"\xff" * 2_000_000])
async def test_what_is_no_json_is_an_error(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        await loads(body)
