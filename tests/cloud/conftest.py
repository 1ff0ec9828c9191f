"""What tests of the cloud share: settings of their own, and one running tier."""

from collections.abc import Generator
from pathlib import Path

import pytest
from tests.cloud.ports import free_port_base
from tests.cloud.running_tier import RunningTier, start_tier

from devmentor_cloud.config import Settings


@pytest.fixture
def settings(devmentor_home: Path) -> Settings:
    """A tier of this test alone: scratch folder, free ports, no model."""
    return Settings(
        data_dir=devmentor_home,
        port_base=free_port_base(),
        local_model=False,
        detect_models=False,
    )


@pytest.fixture(scope="session")
def running_tier(tmp_path_factory: pytest.TempPathFactory) -> Generator[RunningTier]:
    """A whole tier on embedded stores, without a model, for the run."""
    running = start_tier(tmp_path_factory.mktemp("running-tier"))
    yield running
    assert running.stop() == 0
