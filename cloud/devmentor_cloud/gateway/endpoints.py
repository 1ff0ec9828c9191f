"""The OpenAI-compatible API: `/v1/chat/completions` and `/v1/models`."""

import contextlib
import json
import time
from collections.abc import Mapping
from typing import Any, cast

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import ValidationError

from devmentor_cloud.gateway.disconnect import unless_gone
from devmentor_cloud.gateway.providers.endpoint import Endpoint
from devmentor_cloud.gateway.providers.failures import ProviderFailed
from devmentor_cloud.gateway.providers.provider import Provider
from devmentor_cloud.gateway.providers.reply import Json
from devmentor_cloud.gateway.schemas import ChatRequest, Models, ModelView
from devmentor_cloud.gateway.services import Services
from devmentor_cloud.gateway.sse import EventStream
from devmentor_cloud.http.identity import Caller
from devmentor_cloud.http.problems import Problem

router = APIRouter(prefix="/v1", tags=["OpenAI-compatible"])

OVERHEAD = "x-devmentor-overhead-ms"
"""The header that says how much of the wait was ours and not the provider's."""

DEFAULT_MODEL = "default"
"""The name that asks for whatever model is set up here."""


@router.post(
    "/chat/completions",
    response_class=JSONResponse,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": ChatRequest.model_json_schema()}},
        }
    },
)
async def chat_completions(request: Request, caller: Caller) -> Response:
    """Answer a conversation, whole or as a stream."""
    began = time.perf_counter()
    body, asked = _read(await request.body())
    provider = await _provider(request)
    body["model"] = _model(asked.model, provider.endpoint)
    called = time.perf_counter()
    try:
        answer = await unless_gone(request, _ask(provider, body, stream=asked.stream))
    except ProviderFailed as failed:
        raise _failure(failed) from failed
    answered = time.perf_counter()
    response = answer if isinstance(answer, Response) else JSONResponse(answer)
    ours = called - began + time.perf_counter() - answered
    response.headers[OVERHEAD] = f"{ours * 1000:.2f}"
    return response


@router.get("/models")
async def models(request: Request, caller: Caller) -> Models:
    """List the models that may be asked for, the default first."""
    provider = await _provider(request)
    endpoint = provider.endpoint
    default = ModelView(
        id=endpoint.model,
        owned_by=endpoint.name,
        name=endpoint.display,
        demonstration=endpoint.demonstration,
    )
    offered: list[Json] = []
    if not endpoint.demonstration:
        with contextlib.suppress(ProviderFailed):  # then the default alone is listed
            offered = await provider.models()
    others = [
        ModelView.model_validate({"owned_by": endpoint.name, "name": one["id"], **one})
        for one in offered
        if isinstance(one.get("id"), str) and one["id"] != endpoint.model
    ]
    return Models(data=[default, *others])


def _read(raw: bytes) -> tuple[Json, ChatRequest]:
    """Validate once; the provider gets what the caller wrote."""
    try:
        asked = ChatRequest.model_validate_json(raw)
    except ValidationError as error:
        located = [{**one, "loc": ("body", *one["loc"])} for one in error.errors()]
        raise RequestValidationError(located) from None
    return cast(dict[str, Any], json.loads(raw)), asked


async def _provider(request: Request) -> Provider:
    services: Services = request.app.state.gateway
    try:
        return await services.models.provider()
    except ProviderFailed as failed:
        raise _failure(failed) from failed


def _model(asked: str | None, endpoint: Endpoint) -> str:
    if asked in (None, "", DEFAULT_MODEL, endpoint.model):
        return endpoint.model
    if endpoint.demonstration:  # its server would answer to any name, as if it were that model
        raise _problem(
            404,
            f"There is no model {asked!r} here. Ask for {endpoint.model!r} or {DEFAULT_MODEL!r}; "
            "GET /v1/models lists what there is.",
            "model_not_found",
        )
    return str(asked)


async def _ask(provider: Provider, body: Json, *, stream: bool) -> Response | Json:
    if not stream:
        return await provider.complete(body)
    stack = contextlib.AsyncExitStack()
    reply = await stack.enter_async_context(provider.stream(body))
    return EventStream(reply, stack.aclose)


def _failure(failed: ProviderFailed) -> Problem:
    headers = {"Retry-After": "5"} if failed.retryable else {}
    return _problem(failed.status, failed.message, "provider_failed", headers)


def _problem(
    status: int, detail: str, code: str, headers: Mapping[str, str] | None = None
) -> Problem:
    """A problem that clients of OpenAI understand too: they look for `error.message`."""
    error = {"message": detail, "type": code, "code": code}
    return Problem(status, detail, code=code, headers=headers, more={"error": error})
