"""`devmentor ask` without a tier; with one it is tested end to end."""

from tests.cli.conftest import Run


def test_without_a_tier_it_says_how_to_start_one(devmentor: Run) -> None:
    shown = devmentor("ask", "What", "is", "a", "generator?")

    assert shown.returncode == 2
    assert "devmentor up" in shown.stderr
