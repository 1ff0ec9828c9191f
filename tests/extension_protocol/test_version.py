import pytest

from devmentor_protocol.version import OLDEST_SUPPORTED_VERSION, PROTOCOL_VERSION, negotiate


@pytest.mark.parametrize(
    ("offered", "agreed"),
    [
        pytest.param(OLDEST_SUPPORTED_VERSION - 1, None, id="too old"),
        pytest.param(PROTOCOL_VERSION, PROTOCOL_VERSION, id="ours"),
        pytest.param(PROTOCOL_VERSION + 5, PROTOCOL_VERSION, id="newer"),
    ],
)
def test_the_lower_of_both_versions_is_spoken(offered: int, agreed: int | None) -> None:
    assert negotiate(offered) == agreed
