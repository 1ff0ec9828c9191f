"""A limit on what a caller may send."""

from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from devmentor_cloud.http.problems import Problem, problem_response
from devmentor_cloud.http.request_id import request_id

MAX_BODY_BYTES: Final = 4 * 1024 * 1024


class BodyLimitMiddleware:
    """Refuses a body over the limit with 413, declared or not."""

    def __init__(self, app: ASGIApp, limit: int = MAX_BODY_BYTES) -> None:
        self.app, self.limit = app, limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdigit() and int(declared) > self.limit:
            response = problem_response(self._problem(), request_id(scope))
            await response(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.limit:
                raise self._problem()
            return message

        await self.app(scope, counted, send)

    def _problem(self) -> Problem:
        return Problem(413, f"A request body may have at most {self.limit} bytes.")
