"""The last door of a service: a failure that nobody expected is logged and answered."""

from typing import Final

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from devmentor_cloud.http.problems import Problem, problem_response
from devmentor_cloud.http.request_id import request_id
from devmentor_cloud.stores.outage import is_outage, is_unstorable

_log = structlog.get_logger(__name__)
_RETRY_SECONDS: Final = "5"


class LastResortMiddleware:
    """Answers 503 while a store is away and 500 for a bug; no answer says how we are made.

    It stands inside the middleware that gives a request its id, so that the log and the answer
    carry the same one; Starlette's own handler stands outside.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception as error:  # a service's door: whatever it is, the caller gets an answer
            problem = _problem(error)
            _log.error("request_failed", path=scope["path"], status=problem.status, exc_info=error)
            if begun:  # too late for an answer: breaking the connection says that it is not whole
                raise
            await problem_response(problem, request_id(scope))(scope, receive, send)


def _problem(error: Exception) -> Problem:
    if is_unstorable(error):
        return Problem(422, "A text has a character that cannot be stored, such as NUL.")
    if is_outage(error):
        detail = "A store of this service does not answer. Try again in a few seconds."
        return Problem(503, detail, headers={"Retry-After": _RETRY_SECONDS})
    return Problem(500, "Something went wrong here; the log has it under this request id.")
