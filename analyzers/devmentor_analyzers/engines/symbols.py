"""Symbols as engines tell them."""

from devmentor_analyzers.engines.connection import Json
from devmentor_analyzers.engines.reading import is_object, path_of, range_of
from devmentor_analyzers.values import Location, Symbol, WorkspaceSymbol

_KIND_WORDS = (
    "file module namespace package class method property field constructor enum interface "
    "function variable constant string number boolean array object key null enummember struct "
    "event operator typeparameter"
)
KINDS = _KIND_WORDS.split()
"""LSP's SymbolKind, counted from one."""


def symbols_of(json: Json) -> list[Symbol]:
    """The outline of a document: a tree, or a list from engines that know no trees."""
    return [_symbol(item) for item in json or ()]


def _symbol(item: Json) -> Symbol:
    span: Json = item["location"]["range"] if "location" in item else item["range"]
    return Symbol(
        name=str(item["name"]),
        kind=KINDS[int(item["kind"]) - 1],
        range=range_of(span),
        selection=range_of(item.get("selectionRange", span)),
        detail=str(item.get("detail") or ""),
        children=tuple(_symbol(child) for child in item.get("children") or ()),
    )


def workspace_symbols_of(json: Json) -> list[WorkspaceSymbol]:
    """Symbols of a project; those without a range, which would be asked for one by one, are left."""
    items: list[Json] = json or []
    return [_found(item) for item in items if is_object(item["location"].get("range"))]


def _found(item: Json) -> WorkspaceSymbol:
    location = item["location"]
    return WorkspaceSymbol(
        name=str(item["name"]),
        kind=KINDS[int(item["kind"]) - 1],
        location=Location(path_of(location["uri"]), range_of(location["range"])),
        container=item.get("containerName") or None,
    )
