"""The terminal against a real tier with the real local model."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.e2e.conftest import Tier

DEVMENTOR = str(Path(sys.executable).with_name("devmentor"))
SOURCE = '''\
"""A shop."""


class Basket:
    """What somebody wants to buy."""

    def __init__(self) -> None:
        self.prices: list[float] = []

    def total(self, discount: float = 0.0) -> float:
        """Sum the prices and take the discount off."""
        return sum(self.prices) * (1 - discount)
'''


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "shop.py").write_text(SOURCE)
    return tmp_path


def devmentor(tier: Tier, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [DEVMENTOR, *arguments],
        cwd=folder,
        env=tier.environment,
        capture_output=True,
        check=False,
        text=True,
        timeout=90,
    )


def test_a_question_is_answered_with_its_receipt(tier: Tier, tmp_path: Path) -> None:
    shown = devmentor(tier, tmp_path, "ask", "What is a Python generator?")

    assert shown.returncode == 0, shown.stderr
    assert len(shown.stdout.strip()) > 20
    assert "SmolLM2" in shown.stderr
    assert "local" in shown.stderr


def test_code_at_a_line_is_explained_from_its_source(tier: Tier, shop: Path) -> None:
    shown = devmentor(tier, shop, "explain", "shop.py:11")

    assert shown.returncode == 0, shown.stderr
    assert len(shown.stdout.strip()) > 20
    assert "shop.py" in shown.stderr


def test_without_a_tier_an_explanation_comes_from_the_code_alone(tier: Tier, shop: Path) -> None:
    import os

    environment = {**os.environ, "DEVMENTOR_HOME": str(shop / "no-tier")}
    shown = subprocess.run(
        [DEVMENTOR, "explain", "shop.py:11"],
        cwd=shop,
        env=environment,
        capture_output=True,
        check=False,
        text=True,
        timeout=90,
    )

    assert shown.returncode == 0, shown.stderr
    assert "take the discount off" in shown.stdout
    assert "offline" in shown.stderr


@pytest.mark.parametrize(
    ("place", "complaint"),
    [("shop.py", "FILE:LINE"), ("missing.py:3", "missing.py"), ("shop.py:900", "12 lines")],
)
def test_a_place_that_is_not_there_is_refused(
    tier: Tier, shop: Path, place: str, complaint: str
) -> None:
    shown = devmentor(tier, shop, "explain", place)

    assert shown.returncode == 2
    assert complaint in shown.stderr


def test_doctor_finds_the_tier_and_its_memory(tier: Tier, tmp_path: Path) -> None:
    shown = devmentor(tier, tmp_path, "doctor", "--format", "json")

    parts = {check_up["part"]: check_up for check_up in json.loads(shown.stdout)}
    assert parts["rung"]["detail"].startswith("local: http://127.0.0.1:")
    assert "MB" in parts["tier memory"]["detail"]
