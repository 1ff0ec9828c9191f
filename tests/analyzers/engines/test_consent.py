import os
import stat
from pathlib import Path

import pytest

from devmentor_analyzers.engines.consent import (
    is_known,
    is_refused,
    is_trusted,
    refuse,
    revoke,
    trust,
    trusted,
)
from devmentor_protocol.runtime import HOME_VARIABLE

WANTED = {"gopls": {"command": ["gopls"]}}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path / "home"


def test_consent_is_for_what_the_file_said(tmp_path: Path) -> None:
    file = tmp_path / "devmentor.toml"

    assert not is_trusted(file, WANTED)
    trust(file, WANTED)
    assert is_trusted(file, WANTED)
    assert not is_trusted(file, {"gopls": {"command": ["something", "else"]}})
    assert not is_trusted(tmp_path / "other.toml", WANTED)


def test_consent_can_be_taken_back(tmp_path: Path) -> None:
    trust(tmp_path / "a.toml", WANTED)

    assert revoke(tmp_path / "a.toml")
    assert not revoke(tmp_path / "a.toml")
    assert not is_trusted(tmp_path / "a.toml", WANTED)


def test_who_refused_is_asked_again_only_when_the_file_says_something_else(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    refuse(file, WANTED)

    assert is_known(file)
    assert is_refused(file, WANTED)
    assert not is_refused(file, {})
    assert not is_trusted(file, WANTED)


def test_only_the_owner_may_read_or_write_it(tmp_path: Path, home: Path) -> None:
    trust(tmp_path / "a.toml", WANTED)

    assert stat.S_IMODE(os.stat(home / "trusted.json").st_mode) == 0o600


@pytest.mark.parametrize("text", ["", "{", "[]", '"x"'])
def test_a_damaged_file_trusts_nobody(home: Path, text: str) -> None:
    home.mkdir()
    (home / "trusted.json").write_text(text)

    assert trusted() == {}
