import pytest
from pydantic import ValidationError

from devmentor_protocol.limits import Limits
from devmentor_protocol.session import HelloParams, HelloResult, Resume
from devmentor_protocol.version import PROTOCOL_VERSION


def test_a_hello_states_the_version_this_end_speaks() -> None:
    assert HelloParams(client="test").protocol_version == PROTOCOL_VERSION


def test_a_resume_cannot_have_received_less_than_nothing() -> None:
    with pytest.raises(ValidationError):
        Resume(token="t", received=-1)


def test_a_greeting_comes_back_from_json_as_it_was() -> None:
    hello = HelloResult(
        protocol_version=1,
        server="gateway",
        user="ada",
        methods=("mentor/chat",),
        limits=Limits(heartbeat_seconds=2),
        resume_token="t",
    )

    assert HelloResult.model_validate_json(hello.model_dump_json()) == hello
