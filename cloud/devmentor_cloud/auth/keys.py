"""The key that signs access tokens: made once, kept in a file only its owner can read."""

import json
import os
from pathlib import Path
from typing import Final

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet

from devmentor_cloud.supervisor import CannotStart

_CURVE: Final = "P-256"


class SigningKeys:
    """The signing key of this tier. Its private half never leaves this object."""

    def __init__(self, key: ECKey) -> None:
        self._key = key
        self._public = KeySet.import_key_set({"keys": [key.as_dict(private=False)]})

    @classmethod
    def load(cls, folder: Path) -> "SigningKeys":
        """Read the key, or make one where there is none. Raises `CannotStart` for a spoilt one."""
        path = folder / "signing-key.json"
        try:
            if not path.exists():
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                _write(path)
            if path.stat().st_mode & 0o077:
                path.chmod(0o600)  # a copy or a backup may have opened it to others
            return cls(_read(path))
        except OSError as error:
            raise CannotStart(f"The signing key {path} cannot be used: {error.strerror}.") from None

    @property
    def signing_key(self) -> ECKey:
        """The private key, for the token service alone."""
        return self._key

    def public_keys(self) -> KeySet:
        """The keys that verify what this one signs."""
        return self._public

    def __repr__(self) -> str:
        return f"SigningKeys(kid={self._key.kid!r})"


def _read(path: Path) -> ECKey:
    try:
        key = ECKey.import_key(json.loads(path.read_bytes()))
    except (ValueError, KeyError, TypeError, JoseError):
        key = None
    if key is None or not key.is_private or key.curve_name != _CURVE:
        raise CannotStart(
            f"{path} holds no signing key. Put it back from a backup, or remove it: a new one is "
            "made, and whoever is signed in signs in again."
        )
    return key


def _write(path: Path) -> None:
    """Write a new key, whole or not at all, never readable by others."""
    key = ECKey.generate_key(_CURVE, {"use": "sig", "alg": "ES256"}, auto_kid=True)
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(key.as_dict(private=True), file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
