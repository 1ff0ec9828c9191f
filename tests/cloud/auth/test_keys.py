"""The signing key."""

import stat
from pathlib import Path

from devmentor_cloud.auth.keys import SigningKeys


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
