"""Every request has an id: the caller's, when it is a sensible one, or a new one."""

import re
import uuid
from collections.abc import MutableMapping
from typing import Any, Final

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER: Final = "x-request-id"
_SENSIBLE: Final = re.compile(r"[\w.-]{8,64}", re.ASCII)


def request_id(scope: MutableMapping[str, Any]) -> str:
    """The id of the request in this scope."""
    return scope.get("state", {}).get("request_id", "")


class RequestIdMiddleware:
    """Gives the id to the logs and back to the caller."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        offered = Headers(scope=scope).get(HEADER, "")
        id_ = offered if _SENSIBLE.fullmatch(offered) else uuid.uuid4().hex
        scope.setdefault("state", {})["request_id"] = id_

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = id_
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=id_):
            await self.app(scope, receive, send_with_id)
