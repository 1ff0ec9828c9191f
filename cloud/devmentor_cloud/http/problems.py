"""Errors as RFC 9457 problems, with a stable `code` and the request's id."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from devmentor_cloud.http.request_id import request_id

MEDIA_TYPE: Final = "application/problem+json"
_CODES: Final = {
    400: "bad_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    409: "conflict",
    413: "too_large",
    422: "invalid",
    429: "too_many_requests",
    500: "internal",
    502: "provider_failed",
    503: "unavailable",
    504: "timed_out",
}


class Problem(Exception):
    """A failure that the caller is told about; `detail` says what was wrong and what to do."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        code: str | None = None,
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.code = code or _CODES.get(status, "error")
        self.headers = dict(headers or {})
        self.more = dict(more or {})

    def body(self, request_id_: str) -> dict[str, Any]:
        """The problem as RFC 9457 writes it."""
        return {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
            "request_id": request_id_,
            **self.more,
        }


DESCRIBED: Final[dict[int | str, dict[str, Any]]] = {
    "default": {
        "description": "A problem, as RFC 9457 writes it.",
        "content": {
            MEDIA_TYPE: {
                "schema": {
                    "type": "object",
                    "required": ["type", "title", "status", "detail", "code", "request_id"],
                    "properties": {
                        "type": {"type": "string"},
                        "title": {"type": "string"},
                        "status": {"type": "integer"},
                        "detail": {"type": "string"},
                        "code": {"type": "string", "description": "Stable; made for programs."},
                        "request_id": {"type": "string"},
                    },
                }
            }
        },
    }
}
"""How OpenAPI describes the errors of every endpoint."""


def unauthorized(detail: str) -> Problem:
    """Refuse a caller who has not shown who they are."""
    return Problem(401, detail, headers={"WWW-Authenticate": "Bearer"})


def problem_response(problem: Problem, request_id_: str) -> JSONResponse:
    """Answer with a problem."""
    return JSONResponse(
        problem.body(request_id_),
        status_code=problem.status,
        headers=problem.headers,
        media_type=MEDIA_TYPE,
    )


def install_problem_handlers(app: FastAPI) -> None:
    """Make every error of an app a problem."""
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(RequestValidationError, _on_invalid)


async def _on_problem(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Problem)
    return problem_response(error, request_id(request.scope))


async def _on_http_exception(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    problem = Problem(error.status_code, str(error.detail), headers=error.headers)
    return problem_response(problem, request_id(request.scope))


async def _on_invalid(request: Request, error: Exception) -> JSONResponse:
    """Say which fields were wrong, without repeating their values."""
    assert isinstance(error, RequestValidationError)
    problems = [{"field": _field(one), "message": str(one["msg"])} for one in error.errors()]
    detail = "; ".join(f"{one['field'] or 'body'}: {one['message']}" for one in problems[:5])
    problem = Problem(422, detail, more={"problems": problems})
    return problem_response(problem, request_id(request.scope))


def _field(invalid: Mapping[str, Any]) -> str:
    """Where it is, in the caller's own terms; the body as a whole when it is not even JSON."""
    if invalid["type"] == "json_invalid":
        return ""
    return ".".join(str(part) for part in invalid["loc"][1:])
