"""Typed errors: what went wrong on a wire, in codes both ends understand."""

from enum import IntEnum
from typing import Any


class ErrorCode(IntEnum):
    """JSON-RPC 2.0 and LSP codes, then DevMentor's own from -32050 down."""

    PARSE_ERROR = -32700
    INVALID_REQUEST = -32600
    METHOD_NOT_FOUND = -32601
    INVALID_PARAMS = -32602
    INTERNAL_ERROR = -32603
    REQUEST_CANCELLED = -32800

    UNAUTHORIZED = -32050
    FORBIDDEN = -32051
    TOO_OLD = -32052
    OVER_QUOTA = -32053
    FRAME_TOO_LARGE = -32054
    CONNECTION_LOST = -32055
    TIMED_OUT = -32056
    BUSY = -32057
    PROVIDER_FAILED = -32058
    NOT_FOUND = -32059
    DENIED = -32060
    OFFLINE = -32061


RETRYABLE = frozenset({ErrorCode.CONNECTION_LOST, ErrorCode.TIMED_OUT, ErrorCode.BUSY})
"""Errors that say nothing about the request itself: the same one may succeed later."""


class RpcError(Exception):
    """A failure that crosses a wire.

    `message` is shown to people: it says what was wrong and what to do. It never holds a secret.
    """

    def __init__(self, code: ErrorCode | int, message: str, data: Any = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.data = data

    def __repr__(self) -> str:
        return f"RpcError({self.code!r}, {self.message!r})"
