from dataclasses import asdict

from devmentor_analyzers.index.outcome import Outcome


def test_an_outcome_survives_the_way_through_json() -> None:
    outcome = Outcome("grown", 7, "it took 300 MB")

    assert Outcome(**asdict(outcome)) == outcome
