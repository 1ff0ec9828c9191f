"""What every test gets: a home of its own, so that none touches the developer's."""

from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from xdist.remote import Producer  # pyright: ignore[reportMissingTypeStubs] - it has none
from xdist.scheduler import (  # pyright: ignore[reportMissingTypeStubs] - it has none
    LoadScopeScheduling,
)

from devmentor_protocol.runtime import HOME_VARIABLE

END_TO_END = "tests/e2e/"
NewChildren = Callable[[], list[psutil.Process]]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the tests by fire last for as long as it takes, with new dice every time."""
    parser.addoption("--nightly", action="store_true", help="test by fire at full length")


@pytest.fixture(scope="session")
def nightly(pytestconfig: pytest.Config) -> bool:
    """Whether there is a night to test in, rather than minutes."""
    return bool(pytestconfig.getoption("--nightly"))


class OneWorkerForEditors(LoadScopeScheduling):
    """Tests go to whoever is free; the end-to-end tests to one worker, for they share a tier, a
    screen and the folder the extension is packed in. (xdist's own groups do not work with pytest 9.2.)
    """

    def _split_scope(self, nodeid: str) -> str:
        return END_TO_END if nodeid.startswith(END_TO_END) else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> OneWorkerForEditors:
    """Schedule as above, whatever `--dist` says."""
    return OneWorkerForEditors(config, log)


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
