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
            await self._refuse(scope, receive, send)
            return
        seen, begun = 0, False

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.limit:
                raise self._problem()
            return message

        async def answer(message: Message) -> None:
            nonlocal begun
            if seen <= self.limit or begun:
                begun = True
                await send(message)
            elif message["type"] == "http.response.start":
                # FastAPI makes a 400 of whatever reading a body raises: the refusal goes instead.
                await self._refuse(scope, receive, send)

        await self.app(scope, counted, answer)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        await problem_response(self._problem(), request_id(scope))(scope, receive, send)

    def _problem(self) -> Problem:
        return Problem(413, f"A request body may have at most {self.limit} bytes.")
