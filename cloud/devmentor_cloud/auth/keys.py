"""The key that signs access tokens: made once, kept in a file only its owner can read."""

import json
import os
from pathlib import Path

from joserfc.jwk import ECKey, KeySet


class SigningKeys:
    """The signing key of this tier. Its private half never leaves this object."""

    def __init__(self, key: ECKey) -> None:
        self._key = key
        self._public = KeySet.import_key_set({"keys": [key.as_dict(private=False)]})

    @classmethod
    def load(cls, folder: Path) -> "SigningKeys":
        """Read the key, or make one where there is none."""
        path = folder / "signing-key.json"
        try:
            return cls(ECKey.import_key(json.loads(path.read_bytes())))
        except FileNotFoundError:
            pass
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, auto_kid=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(key.as_dict(private=True), file)
        return cls(key)

    @property
    def signing_key(self) -> ECKey:
        """The private key, for the token service alone."""
        return self._key

    def public_keys(self) -> KeySet:
        """The keys that verify what this one signs."""
        return self._public

    def __repr__(self) -> str:
        return f"SigningKeys(kid={self._key.kid!r})"
