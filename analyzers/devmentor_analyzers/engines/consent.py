"""Which programs a project may have started: what the user allowed, remembered on this machine.

A project's own file must not start a program because its folder was opened. Consent is for what a
file says, word by word: when it says something else, it is asked for again.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from devmentor_protocol.runtime import data_folder

_FILE = "trusted.json"
_REFUSED = "not "


def is_trusted(file: Path, wanted: Mapping[str, Any]) -> bool:
    """Tell whether the user has allowed what a configuration file wants started. Blocks."""
    return trusted().get(_key(file)) == _digest(wanted)


def is_refused(file: Path, wanted: Mapping[str, Any]) -> bool:
    """Tell whether the user has said never to ask for this again. Blocks."""
    return trusted().get(_key(file)) == _REFUSED + _digest(wanted)


def is_known(file: Path) -> bool:
    """Tell whether the user was ever asked about a file. Blocks."""
    return _key(file) in trusted()


def refuse(file: Path, wanted: Mapping[str, Any]) -> None:
    """Remember that the user does not want to be asked for this. Raises OSError."""
    _write({**trusted(), _key(file): _REFUSED + _digest(wanted)})


def trust(file: Path, wanted: Mapping[str, Any]) -> None:
    """Remember that the user allows it. Raises OSError."""
    _write({**trusted(), _key(file): _digest(wanted)})


def revoke(file: Path) -> bool:
    """Take it back; false when nothing was allowed. Raises OSError."""
    known = trusted()
    if known.pop(_key(file), None) is None:
        return False
    _write(known)
    return True


def trusted() -> dict[str, str]:
    """Configuration files, and digests of what they may have started, or must not."""
    try:
        known = json.loads((data_folder() / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return cast(dict[str, str], known) if isinstance(known, dict) else {}


def _write(known: Mapping[str, str]) -> None:
    path = data_folder() / _FILE
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(known, file, indent=2)
    draft.replace(path)


def _key(file: Path) -> str:
    return str(file.resolve())


def _digest(wanted: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(wanted, sort_keys=True, default=str).encode()).hexdigest()
