"""How a tier on this machine is found: a 0600 file with its addresses and a short-lived token."""

import os
from pathlib import Path

import platformdirs
from pydantic import SecretStr, ValidationError, field_serializer

from devmentor_protocol.wire import Wire

HOME_VARIABLE = "DEVMENTOR_HOME"


class TierRuntime(Wire):
    """A running local tier. It rewrites the file before `token` expires."""

    pid: int
    gateway_url: str
    auth_url: str
    memory_url: str
    project_url: str
    token: SecretStr
    version: str

    @field_serializer("token", when_used="json")
    def _write_token(self, token: SecretStr) -> str:
        return token.get_secret_value()


def data_folder() -> Path:
    """Where DevMentor keeps what must last: `$DEVMENTOR_HOME`, or the platform's data folder."""
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) if home else Path(platformdirs.user_data_dir("devmentor", appauthor=False))


def runtime_path() -> Path:
    """The runtime file of this user's tier."""
    return data_folder() / "tier.json"


def read_runtime() -> TierRuntime | None:
    """Return the local tier's addresses, or None when the file is absent or unreadable."""
    try:
        return TierRuntime.model_validate_json(runtime_path().read_bytes())
    except (OSError, ValidationError):
        return None


def write_runtime(runtime: TierRuntime) -> None:
    """Replace the runtime file at once, readable by its owner alone."""
    path = runtime_path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{runtime.pid}.tmp")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(runtime.model_dump_json())
    draft.replace(path)


def remove_runtime(pid: int) -> None:
    """Remove the runtime file if it is still the one process `pid` wrote."""
    current = read_runtime()
    if current is not None and current.pid == pid:
        runtime_path().unlink(missing_ok=True)
