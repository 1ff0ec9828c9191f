"""`textDocument/signatureHelp`: how the function being called wants to be called."""

from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_analyzers.values import Signature
from devmentor_server.incoming import JsonObject, Plain

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the feature."""
    server.feature(types.TEXT_DOCUMENT_SIGNATURE_HELP)(signature_help)


async def signature_help(ls: "DevMentorServer", params: types.SignatureHelpParams) -> Plain | None:
    """Show each signature, with the parameter at the cursor marked."""
    if (place := ls.place(params)) is None:
        return None
    found = await ls.analysis.signatures(*place)
    if found is None or not found.items:
        return None
    # Plain: LSP's types write a null for what is not said, which in 3.18 means that none is active.
    help_: JsonObject = {
        "signatures": [_write(signature) for signature in found.items],
        "activeSignature": found.active,
    }
    if found.active_parameter is not None:
        help_["activeParameter"] = found.active_parameter
    return Plain(help_)


def _write(signature: Signature) -> JsonObject:
    written: JsonObject = {
        "label": signature.label,
        "parameters": [{"label": label} for label in signature.parameters],
    }
    if signature.documentation:
        written["documentation"] = {"kind": "markdown", "value": signature.documentation}
    return written
