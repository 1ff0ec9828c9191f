"""What the server and its own worker processes say to each other: length-prefixed pickles."""

import pickle
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal

from devmentor_protocol.position import Position

Kind = Literal[
    "complete", "resolve", "hover", "signatures", "definitions", "references", "highlights"
]
_LENGTH: Final = struct.Struct("!I")
HEADER_BYTES: Final = _LENGTH.size


@dataclass(frozen=True, slots=True)
class Question:
    """One question about one text."""

    kind: Kind
    path: Path
    version: int
    text: str
    at: Position
    limit: int = 0
    label: str = ""
    include_declaration: bool = True


@dataclass(frozen=True, slots=True)
class Ready:
    """A worker's first words."""

    detail: str
    """What is wrong with the project's environment; empty when all is well."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to the last question; `error` is for the log, never for people."""

    value: Any
    error: str = ""


def pack(message: Any) -> bytes:
    """Write a message."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(body)) + body


def length_of(header: bytes) -> int:
    """Bytes of the body that follows a header."""
    return _LENGTH.unpack(header)[0]


def unpack(body: bytes) -> Any:
    """Read a message; only ever one that our own process wrote."""
    return pickle.loads(body)


def read(stream: BinaryIO) -> Any | None:
    """Wait for a message; None at the end of input."""
    header = stream.read(HEADER_BYTES)
    if len(header) < HEADER_BYTES:
        return None
    length = length_of(header)
    body = stream.read(length)
    return unpack(body) if len(body) == length else None
