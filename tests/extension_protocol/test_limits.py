import pytest
from pydantic import ValidationError

from devmentor_protocol.limits import Limits


def test_the_window_holds_several_of_the_largest_frames() -> None:
    limits = Limits()

    assert limits.max_unacknowledged_bytes >= 2 * limits.max_frame_bytes


def test_a_session_outlives_the_time_it_takes_to_notice_a_dead_peer() -> None:
    limits = Limits()

    assert limits.resume_seconds > 3 * limits.heartbeat_seconds


def test_a_limit_of_nothing_is_refused() -> None:
    with pytest.raises(ValidationError):
        Limits(max_frame_bytes=0)
