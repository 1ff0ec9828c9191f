import pytest
from pydantic import ValidationError

from devmentor_protocol.memory import Kind, RecallParams, RememberParams, Scope


def test_what_is_remembered_is_a_fact_for_oneself_unless_said_otherwise() -> None:
    params = RememberParams(text="Prices are in cents.")

    assert (params.kind, params.scope) == (Kind.FACT, Scope.USER)


@pytest.mark.parametrize("text", ["", "x" * 8_001])
def test_a_memory_has_some_text_and_not_a_book(text: str) -> None:
    with pytest.raises(ValidationError):
        RememberParams(text=text)


@pytest.mark.parametrize("limit", [0, 51])
def test_a_recall_asks_for_a_sensible_number(limit: int) -> None:
    with pytest.raises(ValidationError):
        RecallParams(query="prices", limit=limit)
