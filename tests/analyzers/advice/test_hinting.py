from devmentor_analyzers.advice.hinting import hint
from devmentor_protocol.finding import Severity
from devmentor_protocol.position import Range


def test_advice_is_a_hint_of_our_own() -> None:
    found = hint("a.py", Range.of(0, 0, 0, 1), "some-rule", "Something.")

    assert (found.source, found.severity) == ("devmentor", Severity.HINT)
