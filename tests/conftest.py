"""What every test gets: a home of its own, so that none touches the developer's."""

from pathlib import Path

import pytest

from devmentor_protocol.runtime import HOME_VARIABLE


@pytest.fixture(autouse=True)
def devmentor_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scratch data folder for this test and the processes it starts."""
    home = tmp_path / "devmentor-home"
    monkeypatch.setenv(HOME_VARIABLE, str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    return home
