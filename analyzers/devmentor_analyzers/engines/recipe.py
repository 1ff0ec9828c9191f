"""How to start an engine, and what to tell it first."""

import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from devmentor_analyzers.engines.connection import Json
from devmentor_analyzers.engines.reading import is_object, path_of
from devmentor_analyzers.folders import innermost

GIGABYTE: Final = 1_000_000_000
STILL_SECONDS: Final = 3.0
"""Enough for an engine that waits for nothing but the processor and the disk."""


@dataclass(frozen=True)
class Recipe:
    """An engine as it is installed and wanted here."""

    name: str
    command: Sequence[str] | None
    """None when it is not installed."""

    languages: frozenset[str]
    options: Json = field(default_factory=dict[str, Json])
    """LSP's `initializationOptions`."""

    environment: dict[str, str] = field(default_factory=dict[str, str])
    settings: Json = field(default_factory=dict[str, Json])
    """What `workspace/configuration` is answered with, section in section."""

    start_seconds: float = 15.0
    still_seconds: float = math.inf
    """So long without any work though it is asked, it hangs; one that waits for a network does not."""

    pulls: bool = False
    """It answers `textDocument/diagnostic` without saying so."""

    max_bytes: int = 3 * GIGABYTE
    """Resident memory, children included; beyond it the engine is replaced."""

    max_message_bytes: int = 256 * 2**20
    absent: str = ""
    """Why there is no command."""


def wanted(settings: Json, scoped: Mapping[Path, Json], item: Json) -> Json:
    """The answer to one item of `workspace/configuration`; `scoped` settings hold in folders."""
    uri = item.get("scopeUri")
    folder = innermost(path_of(uri), scoped) if uri else None
    return section(settings if folder is None else scoped[folder], item.get("section"))


def section(settings: Json, path: str | None) -> Json:
    """The part of some settings that `workspace/configuration` asks for; None when there is none."""
    found = settings
    for name in path.split(".") if path else ():
        if not is_object(found) or name not in found:
            return None
        found = found[name]
    return found or None


def greeting(folders: Sequence[Path], options: Json) -> Json:
    """The parameters of `initialize`."""
    return {
        "processId": os.getpid(),
        "rootUri": folders[0].as_uri() if folders else None,
        "workspaceFolders": named(folders),
        "initializationOptions": options,
        "capabilities": {
            # Code points, as everywhere inside; engines that know only UTF-16 are translated.
            "general": {"positionEncodings": ["utf-32", "utf-16"]},
            "workspace": {
                "configuration": True,
                "workspaceFolders": True,
                "didChangeWatchedFiles": {"dynamicRegistration": True},
            },
            "textDocument": _DOCUMENTS,
        },
    }


def named(folders: Sequence[Path]) -> list[Json]:
    """LSP's form of workspace folders."""
    return [{"uri": folder.as_uri(), "name": folder.name} for folder in folders]


_DOCUMENTS: Final[Mapping[str, Json]] = {
    "diagnostic": {"relatedDocumentSupport": False},
    "publishDiagnostics": {
        "relatedInformation": True,
        "versionSupport": True,
        "tagSupport": {"valueSet": [1, 2]},
    },
    "hover": {"contentFormat": ["markdown"]},
    "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
    "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    "signatureHelp": {
        "signatureInformation": {"parameterInformation": {"labelOffsetSupport": True}}
    },
    "codeAction": {
        "codeActionLiteralSupport": {
            "codeActionKind": {"valueSet": ["quickfix", "refactor", "source"]}
        },
        "dataSupport": True,
        "resolveSupport": {"properties": ["edit"]},
    },
    "rename": {"prepareSupport": True},
}
