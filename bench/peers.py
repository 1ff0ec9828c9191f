"""The servers measured, each in an environment of its own, and the project they are given."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CACHE = Path.home() / ".cache" / "devmentor-bench"
PROJECT = "django==5.2.8"


@dataclass(frozen=True)
class Peer:
    """A language server and how to start it."""

    name: str
    requirement: str | None
    """What to install; None for the server of this repository."""

    program: str
    """Its program among the scripts of its environment."""

    arguments: tuple[str, ...] = ()
    types: bool = False
    """Whether it finds what does not fit in types."""

    settings: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """What it is told when it asks for its configuration."""


PEERS = (
    Peer("devmentor", None, "python", ("-I", "-m", "devmentor_server"), types=True),
    Peer("pylsp", "python-lsp-server[all]==1.15.0", "pylsp"),
    Peer("jedi-language-server", "jedi-language-server==0.47.0", "jedi-language-server"),
)

NATIVE_PEERS = (
    Peer("ty", "ty==0.0.105", "ty", ("server",), types=True),
    Peer(
        "pyrefly",
        "pyrefly==1.4.1",
        "pyrefly",
        ("lsp",),
        types=True,
        settings={"python": {"pyrefly": {"displayTypeErrors": "force-on"}}},
    ),
    Peer(
        "basedpyright",
        "basedpyright==1.40.2",
        "basedpyright-langserver",
        ("--stdio",),
        types=True,
    ),
)
"""Servers that are no Python programs: quick, and each knows other things."""

RUFF = Peer("ruff", "ruff==0.17.6", "ruff", ("server",))
"""It knows no names: only some of the questions are for it."""


def install(peer: Peer) -> list[str]:
    """Install a peer, unless it is there, and return the command that starts it."""
    if peer.requirement is None:
        return [str(Path(sys.executable).with_name(peer.program)), *peer.arguments]
    folder = CACHE / peer.name
    if not (folder / ".installed").exists():
        _uv("venv", "--quiet", "--allow-existing", str(folder))
        _uv("pip", "install", "--quiet", "--python", str(folder), peer.requirement)
        (folder / ".installed").touch()
    return [str(folder / "bin" / peer.program), *peer.arguments]


def project() -> Path:
    """Install the project that is analysed, unless it is there, and return its folder."""
    folder = CACHE / "project"
    if not (folder / "django" / "__init__.py").exists():
        _uv("pip", "install", "--quiet", "--no-deps", "--target", str(folder), PROJECT)
    return folder


def _uv(*arguments: str) -> None:
    subprocess.run([str(Path(sys.executable).with_name("uv")), *arguments], check=True)
