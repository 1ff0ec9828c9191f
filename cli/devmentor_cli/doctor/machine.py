"""The machine: versions, the data folder, where credentials are kept, ports."""

import os
import platform
import socket
import sys
from importlib.metadata import version
from pathlib import Path

from devmentor_cli.doctor.check_up import CheckUp, Health
from devmentor_protocol.runtime import HOME_VARIABLE, data_folder, read_runtime

SERVICES = {"gateway": 1, "auth": 2, "memory": 3, "project": 5}


def look_at_versions() -> list[CheckUp]:
    """DevMentor, Python and the system."""
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return [
        CheckUp("devmentor", Health.OK, f"{version('devmentor')} in {sys.prefix}"),
        CheckUp("python", Health.OK, f"{platform.python_version()} on {system}"),
    ]


def look_at_data_folder(folder: Path | None = None) -> CheckUp:
    """Whether what must last can be written."""
    folder = folder or data_folder()
    existing = next(parent for parent in (folder, *folder.parents) if parent.exists())
    if os.access(existing, os.W_OK | os.X_OK) and existing.is_dir():
        return CheckUp("data folder", Health.OK, str(folder))
    return CheckUp(
        "data folder",
        Health.PROBLEM,
        f"{folder} cannot be written",
        f"Make it writable, or set {HOME_VARIABLE} to a folder that is.",
    )


def look_at_ports(port_base: int = 3000) -> list[CheckUp]:
    """Whether the tier's ports are free, or are ours already."""
    runtime = read_runtime()
    ours = (
        {runtime.gateway_url, runtime.auth_url, runtime.memory_url, runtime.project_url}
        if runtime
        else set[str]()
    )
    return [
        _port(name, port_base + offset, any(url.endswith(f":{port_base + offset}") for url in ours))
        for name, offset in SERVICES.items()
    ]


def _port(name: str, port: int, ours: bool) -> CheckUp:
    part = f"port {port}"
    if ours:
        return CheckUp(part, Health.OK, f"{name} of this machine's tier")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            fix = "Stop it, or start the tier elsewhere: devmentor up --port-base 4000"
            return CheckUp(part, Health.NOTE, f"wanted by {name}, used by another program", fix)
    return CheckUp(part, Health.OK, f"free for {name}")


def look_at_credentials() -> CheckUp:
    """Whether the system has a keyring."""
    import keyring
    from keyring.backends.fail import Keyring as NoKeyring

    backend = keyring.get_keyring()
    if isinstance(backend, NoKeyring):
        detail = "no keyring on this system; tokens are kept in files only you can read"
        return CheckUp("credentials", Health.NOTE, detail)
    return CheckUp("credentials", Health.OK, f"kept by {backend.name}")
