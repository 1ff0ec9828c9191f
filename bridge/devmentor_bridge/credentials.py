"""Access tokens of team tiers: in the system's keyring, else in a file only its owner can read."""

import contextlib
import json
import os
from pathlib import Path
from typing import Any, cast

import keyring
from pydantic import SecretStr

from devmentor_protocol.runtime import data_folder

SERVICE = "devmentor"


def changes_path() -> Path:
    """A file that is touched whenever a token is stored or forgotten; it holds nothing."""
    return data_folder() / "credentials.changed"


def load_token(tier_url: str) -> SecretStr | None:
    """The token for a tier, or None when there is none."""
    try:
        found = keyring.get_password(SERVICE, tier_url)
    except Exception:  # noqa: BLE001 - keyrings fail in as many ways as there are desktops
        found = None
    if found is None:
        found = _read_file().get(tier_url)
    return SecretStr(found) if found else None


def save_token(tier_url: str, token: SecretStr) -> str:
    """Keep a token; return where, in words for people. Raises `OSError`."""
    try:
        keyring.set_password(SERVICE, tier_url, token.get_secret_value())
    except Exception:  # noqa: BLE001 - keyrings fail in as many ways as there are desktops
        _write_file({**_read_file(), tier_url: token.get_secret_value()})
        place = f"{_file()}, which only you can read"
    else:
        place = "the system's keyring"
    _tell_of_change()
    return place


def forget_token(tier_url: str) -> None:
    """Remove a token wherever it is kept; harmless when there is none."""
    with contextlib.suppress(Exception):  # no keyring, or nothing in it
        keyring.delete_password(SERVICE, tier_url)
    tokens = _read_file()
    if tokens.pop(tier_url, None) is not None:
        _write_file(tokens)
    _tell_of_change()


def _tell_of_change() -> None:
    path = changes_path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_bytes(b"")


def _file() -> Path:
    return data_folder() / "credentials.json"


def _read_file() -> dict[str, str]:
    try:
        tokens: Any = json.loads(_file().read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(tokens, dict):
        return {}
    return {str(url): str(token) for url, token in cast(dict[Any, Any], tokens).items()}


def _write_file(tokens: dict[str, str]) -> None:
    path = _file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(tokens, file)
    draft.replace(path)
