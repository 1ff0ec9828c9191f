from devmentor_analyzers.metrics.values import Driver


def test_a_driver_tells_what_its_nesting_costs() -> None:
    assert Driver(line=3, reason="if", increment=3).nested == 2
