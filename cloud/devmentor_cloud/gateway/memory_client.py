"""The memory service as the gateway calls it: over HTTP, in process or not, one code path."""

from typing import TypeVar

import httpx2
from pydantic import ValidationError

from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.memory import RecallParams, RecallResult, RememberParams, RememberResult
from devmentor_protocol.wire import Wire

_SECONDS = 10.0
_CODES = {
    401: ErrorCode.UNAUTHORIZED,
    403: ErrorCode.FORBIDDEN,
    404: ErrorCode.NOT_FOUND,
    422: ErrorCode.INVALID_PARAMS,
    429: ErrorCode.OVER_QUOTA,
}

R = TypeVar("R", bound=Wire)


class MemoryClient:
    """Calls the memory service with the caller's own token: it decides what they may see."""

    def __init__(self, url: str, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        self._client = httpx2.AsyncClient(
            base_url=url, transport=transport, timeout=_SECONDS, trust_env=False
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def remember(self, params: RememberParams, access_token: str) -> RememberResult:
        """Keep a memory. Raises `RpcError`."""
        return await self._post("/v1/memories", params, RememberResult, access_token)

    async def recall(self, params: RecallParams, access_token: str) -> RecallResult:
        """Find memories. Raises `RpcError`."""
        return await self._post("/v1/memories/recall", params, RecallResult, access_token)

    async def _post(self, path: str, params: Wire, result: type[R], access_token: str) -> R:
        try:
            response = await self._client.post(
                path,
                json=params.model_dump(mode="json"),
                headers={"Authorization": f"Bearer {access_token}"},
            )
        except httpx2.TimeoutException:
            raise RpcError(ErrorCode.TIMED_OUT, "The memory service did not answer.") from None
        except httpx2.HTTPError:
            message = "The memory service cannot be reached. Try again later."
            raise RpcError(ErrorCode.BUSY, message) from None
        if response.is_error:
            raise _refused(response)
        try:
            return result.model_validate_json(response.content)
        except ValidationError:
            message = "The memory service sent an answer of an unknown shape."
            raise RpcError(ErrorCode.INTERNAL_ERROR, message) from None


def _refused(response: httpx2.Response) -> RpcError:
    try:
        detail = str(response.json()["detail"])
    except (ValueError, KeyError, TypeError):
        detail = f"The memory service failed (HTTP {response.status_code}). Try again later."
    code = ErrorCode.BUSY if response.status_code >= 500 else ErrorCode.INVALID_REQUEST
    return RpcError(_CODES.get(response.status_code, code), detail)
