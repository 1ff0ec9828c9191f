"""The first exchange with a client: answered before LSP's types are imported."""

from importlib.metadata import version

from devmentor_server.capabilities import server_capabilities
from devmentor_server.client import Client, read_client
from devmentor_server.incoming import (
    INVALID_PARAMS,
    NOT_INITIALIZED,
    Call,
    Notice,
    Unreadable,
    answer,
    is_object,
    read,
    refusal,
)
from devmentor_server.transports import Transport


async def greet(transport: Transport) -> Client | None:
    """Answer messages until `initialize` is; None when the client leaves before that."""
    while (body := await transport.receive()) is not None:
        match read(body):
            case Call(id=id_, method="initialize", params=params) if is_object(params):
                client = read_client(params)
                info = {"name": "devmentor", "version": version("devmentor")}
                result = {"capabilities": server_capabilities(client), "serverInfo": info}
                transport.send(answer(id_, result))
                return client
            case Call(id=id_, method="initialize"):
                transport.send(refusal(id_, INVALID_PARAMS, "initialize needs an object."))
            case Call(id=id_):
                transport.send(refusal(id_, NOT_INITIALIZED, "Send initialize first."))
            case Notice(method="exit"):
                return None
            case Unreadable(id=id_, code=code, message=message):
                transport.send(refusal(id_, code, message))
            case _:
                pass  # a client's notifications and answers mean nothing before initialize
    return None
