from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from devmentor_protocol.events import AppendParams, Event, EventKind

EVENT = Event(id="0123456789", kind=EventKind.FIXED, at=datetime(2026, 1, 2, tzinfo=UTC))


def test_an_event_comes_back_from_json_as_it_was() -> None:
    assert Event.model_validate_json(EVENT.model_dump_json()) == EVENT


def test_an_event_needs_an_id_that_can_be_unique() -> None:
    with pytest.raises(ValidationError):
        Event(id="1", kind=EventKind.FIXED, at=EVENT.at)


@pytest.mark.parametrize("count", [0, 501])
def test_a_batch_holds_some_events_but_not_any_number(count: int) -> None:
    with pytest.raises(ValidationError):
        AppendParams(events=(EVENT,) * count)
