"""What the server offers this client: plain JSON, so that initialize need not import LSP's types."""

from typing import Any, Final

from devmentor_analyzers.token_kinds import KINDS, MODIFIERS
from devmentor_server.client import Client
from devmentor_server.settings import read_settings

EXPLAIN_COMMAND: Final = "devmentor.explain"
STATUS_COMMAND: Final = "devmentor.status"
MUTE_COMMAND: Final = "devmentor.mute"
QUICK_FIX_KIND: Final = "quickfix"
ORGANIZE_IMPORTS_KIND: Final = "source.organizeImports.devmentor"
FIX_ALL_KIND: Final = "source.fixAll.devmentor"
REFACTOR_KINDS: Final = {
    "extract_variable": "refactor.extract",
    "extract_function": "refactor.extract",
    "inline": "refactor.inline",
}
"""LSP's kind of each refactoring."""

_IF_KNOWN: Final = frozenset(
    {"declaration", "typeDefinition", "implementation", "rename", "callHierarchy", "typeHierarchy"}
)
_MODULES: Final = [
    {"scheme": "file", "pattern": {"glob": "**/*.{py,pyi}", "matches": "file"}},
    {"scheme": "file", "pattern": {"glob": "**/*", "matches": "folder"}},
]


def server_capabilities(client: Client) -> dict[str, Any]:
    """Everything advertised works; what this client cannot use is left out."""
    commands = {EXPLAIN_COMMAND, STATUS_COMMAND, MUTE_COMMAND} - client.commands
    offered: dict[str, Any] = {
        "positionEncoding": client.encoding,
        "textDocumentSync": {"openClose": True, "change": 2, "save": {"includeText": False}},
        "completionProvider": {"triggerCharacters": ["."], "resolveProvider": True},
        "hoverProvider": True,
        "signatureHelpProvider": {"triggerCharacters": ["(", ","], "retriggerCharacters": [")"]},
        "definitionProvider": True,
        "referencesProvider": {"workDoneProgress": True},
        "documentHighlightProvider": True,
        "documentSymbolProvider": True,
        "workspaceSymbolProvider": {"workDoneProgress": True},
        "foldingRangeProvider": True,
        "selectionRangeProvider": True,
        "documentLinkProvider": {"resolveProvider": False},
        "inlayHintProvider": {"resolveProvider": False},
        "semanticTokensProvider": {
            "legend": {"tokenTypes": KINDS, "tokenModifiers": MODIFIERS},
            "full": {"delta": True},
            "range": True,
        },
        "documentFormattingProvider": True,
        "documentRangeFormattingProvider": True,
        "codeActionProvider": True,
        "executeCommandProvider": {"commands": sorted(commands), "workDoneProgress": True},
        "workspace": {"workspaceFolders": {"supported": True, "changeNotifications": True}},
    }
    if client.action_literals:
        refactorings = sorted(set(REFACTOR_KINDS.values()))
        kinds = [QUICK_FIX_KIND, FIX_ALL_KIND, ORGANIZE_IMPORTS_KIND, *refactorings]
        resolved = {"resolveProvider": True} if client.action_resolve else {}
        offered["codeActionProvider"] = {"codeActionKinds": kinds, **resolved}
    for feature in _IF_KNOWN & client.knows:
        offered[f"{feature}Provider"] = True
    if client.notebooks:
        selector = {"notebook": "*", "cells": [{"language": "python"}]}
        offered["notebookDocumentSync"] = {"notebookSelector": [selector]}
    if client.prepare_rename:
        offered["renameProvider"] = {"prepareProvider": True}
    if client.rename_files:
        offered["workspace"]["fileOperations"] = {"willRename": {"filters": _MODULES}}
    if client.code_lens:
        offered["codeLensProvider"] = {"resolveProvider": False}
    if client.pull_diagnostics:
        offered["diagnosticProvider"] = {
            "identifier": "devmentor",
            "interFileDependencies": True,
            "workspaceDiagnostics": read_settings(client.settings).workspace_findings,
        }
    return offered
