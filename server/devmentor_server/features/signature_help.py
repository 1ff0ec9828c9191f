"""`textDocument/signatureHelp`: how the function being called wants to be called."""

from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_analyzers.values import Signature

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the feature."""
    server.feature(types.TEXT_DOCUMENT_SIGNATURE_HELP)(signature_help)


async def signature_help(
    ls: "DevMentorServer", params: types.SignatureHelpParams
) -> types.SignatureHelp | None:
    """Show each signature, with the parameter at the cursor marked."""
    if (place := ls.place(params)) is None:
        return None
    found = await ls.analysis.signatures(*place)
    if found is None or not found.items:
        return None
    return types.SignatureHelp(
        signatures=[_write(signature) for signature in found.items],
        active_signature=found.active,
        active_parameter=found.active_parameter,
    )


def _write(signature: Signature) -> types.SignatureInformation:
    markdown = types.MarkupContent(types.MarkupKind.Markdown, signature.documentation)
    return types.SignatureInformation(
        label=signature.label,
        documentation=markdown if signature.documentation else None,
        parameters=[types.ParameterInformation(label=label) for label in signature.parameters],
    )
