"""`devmentor/remember` and `devmentor/recall`: the tier's memory."""

from typing import TYPE_CHECKING, Any

from devmentor_protocol.methods import RECALL, REMEMBER
from devmentor_server.features.explain import read_params

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the features."""
    server.feature(REMEMBER.lsp_name)(remember)
    server.feature(RECALL.lsp_name)(recall)


async def remember(ls: "DevMentorServer", params: Any) -> Any:
    """Remember a text."""
    result = await ls.connection.call(REMEMBER, read_params(REMEMBER, params))
    return result.model_dump(mode="json")


async def recall(ls: "DevMentorServer", params: Any) -> Any:
    """Find what bears on a query."""
    result = await ls.connection.call(RECALL, read_params(RECALL, params))
    return result.model_dump(mode="json")
