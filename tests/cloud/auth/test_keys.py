"""The signing key."""

import json
import stat
from pathlib import Path

import pytest

from devmentor_cloud.auth.keys import SigningKeys
from devmentor_cloud.supervisor import CannotStart


def test_a_key_is_made_once_and_kept(tmp_path: Path) -> None:
    first, again = SigningKeys.load(tmp_path), SigningKeys.load(tmp_path)

    assert first.signing_key.kid == again.signing_key.kid


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    SigningKeys.load(tmp_path)

    [file] = tmp_path.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_is_published_is_not_the_private_half(tmp_path: Path) -> None:
    [published] = SigningKeys.load(tmp_path).public_keys().as_dict(private=False)["keys"]

    assert "d" not in published
    assert published["kid"]


def test_the_private_half_is_not_shown(tmp_path: Path) -> None:
    keys = SigningKeys.load(tmp_path)

    assert str(keys.signing_key.as_dict(private=True)["d"]) not in repr(keys)


def test_a_key_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    SigningKeys.load(tmp_path)
    [file] = tmp_path.iterdir()
    file.chmod(0o644)

    SigningKeys.load(tmp_path)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "spoilt",
    ["", "{", "[]", '{"kty": "oct", "k": "c2VjcmV0"}', '{"kty": "EC"}', "\x00\xff"],
)
def test_a_spoilt_key_is_named_with_what_to_do_and_left_alone(tmp_path: Path, spoilt: str) -> None:
    file = tmp_path / "signing-key.json"
    file.write_text(spoilt)

    with pytest.raises(CannotStart, match=r"signing-key\.json holds no signing key"):
        SigningKeys.load(tmp_path)

    assert file.read_text() == spoilt


def test_a_public_key_is_no_signing_key(tmp_path: Path) -> None:
    keys = SigningKeys.load(tmp_path / "one")
    file = tmp_path / "signing-key.json"
    file.write_text(json.dumps(keys.signing_key.as_dict(private=False)))

    with pytest.raises(CannotStart):
        SigningKeys.load(tmp_path)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("no folder")

    with pytest.raises(CannotStart, match=r"signing-key\.json cannot be used"):
        SigningKeys.load(tmp_path / "keys")
