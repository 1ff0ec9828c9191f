from devmentor_protocol.receipt import Rung
from devmentor_protocol.status import Status


def test_a_status_travels_in_camel_case() -> None:
    status = Status(rung=Rung.OFFLINE, detail="No tier is running.", queued_events=2)

    assert status.model_dump(mode="json") == {
        "rung": "offline",
        "detail": "No tier is running.",
        "tier": None,
        "model": None,
        "queuedEvents": 2,
    }
