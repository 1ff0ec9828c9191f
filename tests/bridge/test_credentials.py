import os
import stat
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from pydantic import SecretStr

from devmentor_bridge.credentials import changes_path, forget_token, load_token, save_token
from devmentor_protocol.runtime import data_folder

URL = "https://devmentor.example.org"
TOKEN = SecretStr("the-token-itself")


class Drawer(KeyringBackend):
    """A system keyring, which a machine that runs tests does not have."""

    priority = 1  # pyright: ignore[reportAssignmentType, reportUnannotatedClassAttribute] - as keyring's own backends do

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Locked(Drawer):
    """A keyring whose desktop went away: it fails with an error that is not keyring's own."""

    def get_password(self, service: str, username: str) -> str | None:
        raise OSError("no session bus")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise OSError("no session bus")


@pytest.fixture
def drawer(monkeypatch: pytest.MonkeyPatch) -> Drawer:
    drawer = Drawer()
    monkeypatch.setattr(keyring.core, "_keyring_backend", drawer)
    return drawer


@pytest.fixture
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", Locked())


def token_file() -> Path:
    return data_folder() / "credentials.json"


@pytest.mark.usefixtures("drawer")
def test_a_token_is_kept_in_the_keyring_and_nowhere_else() -> None:
    assert save_token(URL, TOKEN) == "the system's keyring"

    assert load_token(URL) == TOKEN
    assert not token_file().exists()


@pytest.mark.usefixtures("no_keyring")
def test_without_a_keyring_a_token_is_kept_in_a_file_for_its_owner_only() -> None:
    where = save_token(URL, TOKEN)

    assert "only you can read" in where
    assert load_token(URL) == TOKEN
    assert stat.S_IMODE(token_file().stat().st_mode) == 0o600


@pytest.mark.usefixtures("no_keyring")
def test_each_tier_has_its_own_token() -> None:
    save_token(URL, TOKEN)
    save_token("https://other.example.org", SecretStr("another"))

    assert load_token(URL) == TOKEN
    assert load_token("https://third.example.org") is None


def test_a_forgotten_token_is_gone_from_both_places(
    drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_token(URL, TOKEN)
    with monkeypatch.context() as locked:
        locked.setattr(keyring.core, "_keyring_backend", Locked())
        save_token(URL, TOKEN)

    forget_token(URL)

    assert load_token(URL) is None
    assert not drawer.kept
    forget_token(URL)


@pytest.mark.usefixtures("no_keyring")
@pytest.mark.parametrize("content", ["", "[]", "{", "\x00"])
def test_a_damaged_file_means_no_token(content: str) -> None:
    data_folder().mkdir(parents=True)
    token_file().write_text(content)

    assert load_token(URL) is None


@pytest.mark.usefixtures("no_keyring")
def test_a_token_is_not_shown() -> None:
    save_token(URL, TOKEN)

    assert TOKEN.get_secret_value() not in repr(load_token(URL))


@pytest.mark.usefixtures("drawer")
def test_others_can_see_that_a_token_changed() -> None:
    save_token(URL, TOKEN)
    before = changes_path().stat().st_mtime_ns
    os.utime(changes_path(), ns=(0, 0))

    forget_token(URL)

    assert changes_path().stat().st_mtime_ns >= before
    assert changes_path().read_bytes() == b""
