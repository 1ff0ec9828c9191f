from devmentor_analyzers.silence.volume import SCOPES, Volume


def test_by_default_little_is_said() -> None:
    assert (Volume().scope, Volume().hints_per_hour) == ("changed", 10)
    assert Volume().scope in SCOPES
