from typing import Any

from tests.server.editor import FULL

from devmentor_server.capabilities import server_capabilities
from devmentor_server.client import Client, read_client
from devmentor_server.features import diagnostics
from devmentor_server.server import FEATURES

ABLE: dict[str, Any] = {**FULL, "textDocument": {**FULL["textDocument"], "diagnostic": {}}}
HANDLED_BY = {
    "completionProvider": "completion",
    "hoverProvider": "hover",
    "signatureHelpProvider": "signature_help",
    "definitionProvider": "definition",
    "declarationProvider": "declaration",
    "typeDefinitionProvider": "type_definition",
    "implementationProvider": "implementation",
    "callHierarchyProvider": "call_hierarchy",
    "typeHierarchyProvider": "type_hierarchy",
    "renameProvider": "rename",
    "referencesProvider": "references",
    "documentHighlightProvider": "document_highlight",
    "documentSymbolProvider": "document_symbol",
    "workspaceSymbolProvider": "workspace_symbol",
    "foldingRangeProvider": "folding_range",
    "selectionRangeProvider": "selection_range",
    "documentLinkProvider": "document_link",
    "inlayHintProvider": "inlay_hint",
    "semanticTokensProvider": "semantic_tokens",
    "documentFormattingProvider": "formatting",
    "documentRangeFormattingProvider": "formatting",
    "codeActionProvider": "code_action",
    "codeLensProvider": "code_lens",
    "executeCommandProvider": "execute_command",
    "diagnosticProvider": "diagnostics",
}


def test_every_offered_provider_has_its_feature() -> None:
    able = read_client({"capabilities": ABLE})
    providers = {name for name in server_capabilities(able) if name.endswith("Provider")}
    features = {module.__name__.rpartition(".")[2] for module in FEATURES}

    assert providers == HANDLED_BY.keys()
    assert set(HANDLED_BY.values()) <= features
    assert diagnostics in FEATURES


def test_a_client_is_not_offered_what_it_cannot_use() -> None:
    offered = server_capabilities(Client())

    assert "codeLensProvider" not in offered
    assert "diagnosticProvider" not in offered
    assert "renameProvider" not in offered
    assert "callHierarchyProvider" not in offered
    assert "fileOperations" not in offered["workspace"]
    assert offered["codeActionProvider"] is True


def test_commands_of_the_client_are_its_own() -> None:
    offered = server_capabilities(Client(commands=frozenset({"devmentor.explain"})))

    assert offered["executeCommandProvider"]["commands"] == ["devmentor.mute", "devmentor.status"]


def test_the_negotiated_encoding_is_stated() -> None:
    assert server_capabilities(Client(encoding="utf-8"))["positionEncoding"] == "utf-8"


def test_a_refactoring_is_resolved_later_only_where_the_client_can() -> None:
    lazy = server_capabilities(Client(action_literals=True, action_resolve=True))
    eager = server_capabilities(Client(action_literals=True))

    assert lazy["codeActionProvider"]["resolveProvider"] is True
    assert "resolveProvider" not in eager["codeActionProvider"]
    assert "refactor.extract" in eager["codeActionProvider"]["codeActionKinds"]


def test_files_that_are_not_open_are_reported_only_when_the_user_wants_it() -> None:
    quiet = server_capabilities(Client(pull_diagnostics=True))
    settings = {"diagnostics": {"workspace": True}}
    wanted = server_capabilities(Client(pull_diagnostics=True, settings=settings))

    assert quiet["diagnosticProvider"]["workspaceDiagnostics"] is False
    assert wanted["diagnosticProvider"]["workspaceDiagnostics"] is True
