"""What the server offers this client: plain JSON, so that initialize need not import LSP's types."""

from typing import Any, Final

from devmentor_server.client import Client

EXPLAIN_COMMAND: Final = "devmentor.explain"
STATUS_COMMAND: Final = "devmentor.status"
FIX_ALL_KIND: Final = "source.fixAll.devmentor"


def server_capabilities(client: Client) -> dict[str, Any]:
    """Everything advertised works; what this client cannot use is left out."""
    commands = {EXPLAIN_COMMAND, STATUS_COMMAND} - client.commands
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
        "codeActionProvider": True,
        "executeCommandProvider": {"commands": sorted(commands), "workDoneProgress": True},
        "workspace": {"workspaceFolders": {"supported": True, "changeNotifications": True}},
    }
    if client.action_literals:
        offered["codeActionProvider"] = {"codeActionKinds": ["quickfix", FIX_ALL_KIND]}
    if client.code_lens:
        offered["codeLensProvider"] = {"resolveProvider": False}
    if client.pull_diagnostics:
        offered["diagnosticProvider"] = {
            "identifier": "devmentor",
            "interFileDependencies": True,
            "workspaceDiagnostics": False,
        }
    return offered
