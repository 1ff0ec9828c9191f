"""What every test gets: a home of its own, so that none touches the developer's."""

from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from devmentor_protocol.runtime import HOME_VARIABLE

NewChildren = Callable[[], list[psutil.Process]]


@pytest.fixture
def new_children() -> NewChildren:
    """The processes this test has started; those of fixtures that outlive it do not count."""
    others = set(psutil.Process().children(recursive=True))
    return lambda: list(set(psutil.Process().children(recursive=True)) - others)


@pytest.fixture(autouse=True)
def devmentor_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scratch data folder for this test and the processes it starts."""
    home = tmp_path / "devmentor-home"
    monkeypatch.setenv(HOME_VARIABLE, str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    return home
