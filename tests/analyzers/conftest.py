"""What the tests about analyzers share."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def engine_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("engine-cache")


@pytest.fixture(autouse=True)
def cache_home(devmentor_home: Path, engine_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One scratch cache for the run: reading the standard library anew for each test takes seconds."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(engine_cache))
