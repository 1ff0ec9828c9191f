"""The REST API: paths, methods and answers as Qdrant's own server has them."""

import asyncio
import contextlib
import hmac
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from devmentor_cloud.qdrant_edge import requests
from devmentor_cloud.qdrant_edge.catalogue import Catalogue
from devmentor_cloud.qdrant_edge.description import describe
from devmentor_cloud.qdrant_edge.failures import EdgeError, bad_request

API_VERSION: Final = "1.20.0"
"""The version of Qdrant whose API this speaks a part of; clients compare it with their own."""

_SETTLE_SECONDS: Final = 1.0
_HEALTH: Final = ("/healthz", "/livez", "/readyz")
_OPEN_PATHS: Final = frozenset({"/", *_HEALTH})
_DONE: Final = {"operation_id": 0, "status": "completed"}

BodyT = TypeVar("BodyT", bound=BaseModel)
Handler = Callable[[Catalogue, Request], Awaitable[Any]]


def create_app(catalogue: Catalogue, key: str) -> Starlette:
    """Make the app; without the key, only its health and version may be asked."""

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None]:
        settling = asyncio.create_task(_settle(catalogue))
        yield
        settling.cancel()
        await catalogue.close()

    routes = [
        Route(path, _answer(catalogue, handler), methods=[method])
        for method, path, handler in _ROUTES
    ]
    routes += [Route(path, _alive, methods=["GET"]) for path in _HEALTH]
    routes.append(Route("/", _version, methods=["GET"]))
    return Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[Middleware(_KeyMiddleware, key=key)],
        exception_handlers={
            EdgeError: _on_edge_error,
            404: _on_unknown_path,
            Exception: _on_bug,
        },
    )


async def _settle(catalogue: Catalogue) -> None:
    while True:
        await asyncio.sleep(_SETTLE_SECONDS)
        await catalogue.settle()


class _KeyMiddleware:
    """Refuses whoever does not show the key."""

    def __init__(self, app: ASGIApp, key: str) -> None:
        self._app, self._key = app, key.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] not in _OPEN_PATHS:
            shown = dict(scope["headers"]).get(b"api-key", b"")
            if not hmac.compare_digest(shown, self._key):
                refusal = EdgeError(401, "Must provide an API key: send it as `api-key`.")
                await refusal.response()(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _answer(catalogue: Catalogue, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        started = time.perf_counter()
        result = await handler(catalogue, request)
        taken = time.perf_counter() - started
        return JSONResponse({"result": result, "status": "ok", "time": taken})

    return endpoint


async def _alive(_: Request) -> Response:
    return PlainTextResponse("healthz check passed")


async def _version(_: Request) -> Response:
    return JSONResponse({"title": "DevMentor's embedded Qdrant engine", "version": API_VERSION})


async def _on_edge_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, EdgeError)
    return error.response()


async def _on_bug(_: Request, error: Exception) -> Response:
    return EdgeError(500, f"The vector store failed: {type(error).__name__}.").response()


async def _on_unknown_path(request: Request, _: Exception) -> Response:
    return EdgeError(404, f"Not found: {request.method} {request.url.path}").response()


async def _body(request: Request, model: type[BodyT]) -> BodyT:
    try:
        return model.model_validate_json(await request.body())
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise bad_request(f"{where or 'body'}: {first['msg']}") from None


def _name(request: Request) -> str:
    return request.path_params["name"]


async def _list(catalogue: Catalogue, _: Request) -> Any:
    return {"collections": [{"name": name} for name in catalogue.collections]}


async def _exists(catalogue: Catalogue, request: Request) -> Any:
    return {"exists": _name(request) in catalogue.collections}


async def _describe(catalogue: Catalogue, request: Request) -> Any:
    return await describe(catalogue.get(_name(request)))


async def _create(catalogue: Catalogue, request: Request) -> Any:
    await catalogue.create(_name(request), await _body(request, requests.CreateCollection))
    return True


async def _drop(catalogue: Catalogue, request: Request) -> Any:
    return await catalogue.drop(_name(request))


async def _create_index(catalogue: Catalogue, request: Request) -> Any:
    body = await _body(request, requests.CreateIndex)
    await catalogue.get(_name(request)).create_index(body)
    return _DONE


async def _delete_index(catalogue: Catalogue, request: Request) -> Any:
    await catalogue.get(_name(request)).delete_index(request.path_params["field"])
    return _DONE


async def _upsert(catalogue: Catalogue, request: Request) -> Any:
    await catalogue.get(_name(request)).upsert(await _body(request, requests.Upsert))
    return _DONE


async def _delete(catalogue: Catalogue, request: Request) -> Any:
    await catalogue.get(_name(request)).delete(await _body(request, requests.Delete))
    return _DONE


async def _retrieve(catalogue: Catalogue, request: Request) -> Any:
    return await catalogue.get(_name(request)).retrieve(await _body(request, requests.Retrieve))


async def _query(catalogue: Catalogue, request: Request) -> Any:
    body = await _body(request, requests.Query)
    return {"points": await catalogue.get(_name(request)).query(body)}


async def _scroll(catalogue: Catalogue, request: Request) -> Any:
    return await catalogue.get(_name(request)).scroll(await _body(request, requests.Scroll))


async def _count(catalogue: Catalogue, request: Request) -> Any:
    return {
        "count": await catalogue.get(_name(request)).count(await _body(request, requests.Count))
    }


_ONE: Final = "/collections/{name}"
_ROUTES: Final[list[tuple[str, str, Handler]]] = [
    ("GET", "/collections", _list),
    ("GET", f"{_ONE}/exists", _exists),
    ("GET", _ONE, _describe),
    ("PUT", _ONE, _create),
    ("DELETE", _ONE, _drop),
    ("PUT", f"{_ONE}/index", _create_index),
    ("DELETE", f"{_ONE}/index/{{field}}", _delete_index),
    ("PUT", f"{_ONE}/points", _upsert),
    ("POST", f"{_ONE}/points", _retrieve),
    ("POST", f"{_ONE}/points/delete", _delete),
    ("POST", f"{_ONE}/points/query", _query),
    ("POST", f"{_ONE}/points/scroll", _scroll),
    ("POST", f"{_ONE}/points/count", _count),
]
