"""What the editor can do, read once from its capabilities."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from devmentor_server.uris import path_of

PositionEncoding = Literal["utf-8", "utf-16", "utf-32"]
_ENCODINGS: tuple[PositionEncoding, ...] = ("utf-8", "utf-16", "utf-32")


@dataclass(frozen=True, slots=True)
class Client:
    """The capabilities that change what is offered, and what initialize said beside them."""

    name: str | None = None
    process_id: int | None = None
    folders: tuple[Path, ...] = ()
    encoding: PositionEncoding = "utf-16"
    pull_diagnostics: bool = False
    refresh_diagnostics: bool = False
    refresh_lenses: bool = False
    resolves_imports: bool = False
    """Completions may be listed without the edits they make elsewhere."""

    notebooks: bool = False
    snippets: bool = False
    """Completions may hold places to fill in."""

    refresh_hints: bool = False
    refresh_tokens: bool = False
    code_lens: bool = False
    action_literals: bool = False
    action_resolve: bool = False
    """Whether the edit of a code action may be worked out when it is chosen."""

    knows: frozenset[str] = frozenset()
    """Features of documents the client says anything about: `callHierarchy`, `rename`, …"""

    prepare_rename: bool = False
    rename_files: bool = False
    document_changes: bool = False
    """Whether edits may name the version of the text they are meant for."""

    preferred_actions: bool = False
    change_annotations: bool = False
    """Code actions may ask for a confirmation of their edits."""

    symbol_tree: bool = False
    markdown_hover: bool = False
    line_folds_only: bool = False
    show_document: bool = False
    asks: bool = False
    """Questions with answers to choose from can be shown to the user."""

    progress: bool = False
    configuration: bool = False
    watched_files: bool = False
    registers_configuration: bool = False
    registers_diagnostics: bool = False
    """Both can be asked for after `initialize`."""

    commands: frozenset[str] = frozenset()
    """Commands the client carries out itself."""

    wants_status: bool = False
    settings: Any = None


def read_client(params: object) -> Client:
    """Read the parameters of `initialize`; a member of the wrong type counts as absent."""
    options = _at(params, "initializationOptions")
    info = _at(params, "clientInfo", "name")
    process = _at(params, "processId")
    commands = _list(_at(options, "clientCommands"))
    return Client(
        name=info if isinstance(info, str) else None,
        process_id=process if isinstance(process, int) and process > 0 else None,
        folders=_folders(params),
        commands=frozenset(name for name in commands if isinstance(name, str)),
        wants_status=_at(options, "status") is True,
        settings=_at(options, "settings"),
        **_capabilities(_at(params, "capabilities")),
    )


def _capabilities(capabilities: object) -> dict[str, Any]:
    def can(*path: str) -> bool:
        return _at(capabilities, *path) is True

    hover_formats = _list(_at(capabilities, "textDocument", "hover", "contentFormat"))
    resolved = _at(capabilities, "textDocument", "codeAction", "resolveSupport", "properties")
    features = _at(capabilities, "textDocument")
    item = _at(capabilities, "textDocument", "completion", "completionItem")
    literals = _at(capabilities, "textDocument", "codeAction", "codeActionLiteralSupport")
    return {
        "encoding": _encoding(_list(_at(capabilities, "general", "positionEncodings"))),
        "pull_diagnostics": _at(capabilities, "textDocument", "diagnostic") is not None,
        "refresh_diagnostics": can("workspace", "diagnostics", "refreshSupport"),
        "refresh_lenses": can("workspace", "codeLens", "refreshSupport"),
        "resolves_imports": "additionalTextEdits"
        in _list(_at(item, "resolveSupport", "properties")),
        "notebooks": _at(capabilities, "notebookDocument") is not None,
        "snippets": _at(item, "snippetSupport") is True,
        "refresh_hints": can("workspace", "inlayHint", "refreshSupport"),
        "refresh_tokens": can("workspace", "semanticTokens", "refreshSupport"),
        "code_lens": _at(capabilities, "textDocument", "codeLens") is not None,
        "action_literals": literals is not None,
        "action_resolve": can("textDocument", "codeAction", "dataSupport")
        and "edit" in _list(resolved),
        "knows": _names(features),
        "prepare_rename": can("textDocument", "rename", "prepareSupport"),
        "rename_files": can("workspace", "fileOperations", "willRename"),
        "document_changes": can("workspace", "workspaceEdit", "documentChanges"),
        "preferred_actions": can("textDocument", "codeAction", "isPreferredSupport"),
        "change_annotations": (
            can("textDocument", "codeAction", "honorsChangeAnnotations")
            and can("workspace", "workspaceEdit", "documentChanges")
            and _at(capabilities, "workspace", "workspaceEdit", "changeAnnotationSupport")
            is not None
        ),
        "symbol_tree": can("textDocument", "documentSymbol", "hierarchicalDocumentSymbolSupport"),
        "markdown_hover": "markdown" in hover_formats,
        "line_folds_only": can("textDocument", "foldingRange", "lineFoldingOnly"),
        "show_document": can("window", "showDocument", "support"),
        "asks": _at(capabilities, "window", "showMessage") is not None,
        "progress": can("window", "workDoneProgress"),
        "configuration": can("workspace", "configuration"),
        "registers_configuration": can(
            "workspace", "didChangeConfiguration", "dynamicRegistration"
        ),
        "registers_diagnostics": can("textDocument", "diagnostic", "dynamicRegistration"),
        "watched_files": can("workspace", "didChangeWatchedFiles", "dynamicRegistration"),
    }


def _encoding(offered: list[Any]) -> PositionEncoding:
    """Return the one the client likes best."""
    for favourite in offered:
        for encoding in _ENCODINGS:
            if favourite == encoding:
                return encoding
    return "utf-16"


def _folders(params: object) -> tuple[Path, ...]:
    uris = [_at(folder, "uri") for folder in _list(_at(params, "workspaceFolders"))]
    if not uris:
        uris = [_at(params, "rootUri")]
    paths = [path for uri in uris if isinstance(uri, str) and (path := path_of(uri))]
    root = _at(params, "rootPath")
    if not paths and isinstance(root, str) and root:
        paths = [Path(root)]
    return tuple(path for path in paths if path.is_absolute())


def _at(value: object, *path: str) -> Any:
    for name in path:
        if not isinstance(value, dict):
            return None
        value = cast(dict[str, Any], value).get(name)
    return value


def _names(value: object) -> frozenset[str]:
    return frozenset(cast(dict[str, Any], value)) if isinstance(value, dict) else frozenset()


def _list(value: object) -> list[Any]:
    return cast(list[Any], value) if isinstance(value, list) else []
