"""What the server and its own worker processes say to each other: length-prefixed pickles.

Ranges are plain tuples here: a worker then needs no pydantic, and thousands of references are
unpacked in a moment.
"""

import pickle
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal, NamedTuple

Kind = Literal[
    "warm",
    "work_in",
    "complete",
    "resolve",
    "hover",
    "signatures",
    "definitions",
    "references",
    "highlights",
    "declarations",
    "types",
    "origins",
    "extract_variable",
    "extract_function",
    "inline",
]

Span = tuple[int, int, int, int]
"""Start line and character, end line and character, from zero in code points."""

_LENGTH: Final = struct.Struct("!I")
HEADER_BYTES: Final = _LENGTH.size


@dataclass(frozen=True, slots=True)
class Setup:
    """The first message to a worker."""

    folders: tuple[str, ...]
    interpreter: str | None
    patient: bool
    """Whether its questions may take long, so that it should yield the processor to others."""

    chosen: Mapping[str, str | None] = field(default_factory=dict[str, str | None])
    """Interpreters of folders that have one of their own."""

    @property
    def paths(self) -> list[Path]:
        """The folders."""
        return [Path(folder) for folder in self.folders]

    @property
    def python(self) -> Path | None:
        """The interpreter of what is in none of them, when one is chosen."""
        return Path(self.interpreter) if self.interpreter else None

    @property
    def pythons(self) -> dict[Path, Path | None]:
        """Each folder's chosen interpreter."""
        chosen = {folder: self.chosen.get(folder, self.interpreter) for folder in self.folders}
        return {Path(folder): Path(said) if said else None for folder, said in chosen.items()}


@dataclass(frozen=True, slots=True)
class Ready:
    """A worker's answer to `Setup`."""

    detail: str
    """What is wrong with the project's environment; empty when all is well."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question about one text."""

    kind: Kind
    path: str = ""
    version: int = 0
    text: str = ""
    line: int = 0
    character: int = 0
    limit: int = 0
    label: str = ""
    include_declaration: bool = True
    until: tuple[int, int] | None = None
    """Line and character of a selection's end."""

    known: "tuple[Place, ...] | None" = None
    """References that were found already: only files where the name stands elsewhere too count."""

    exhaustive: bool = False
    """Whether all files have to be looked at, however long it takes."""

    others: Mapping[str, str | None] = field(default_factory=dict[str, str | None])
    """Open documents whose text has changed since the last question; None when closed."""

    setup: Setup | None = None
    """Other folders to work in from now on."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Nobody waits for the current answer any more: give up at the next occasion."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to the last question; `error` is for the log, never for people."""

    value: Any
    error: str = ""


class Offer(NamedTuple):
    """A completion."""

    label: str
    kind: str
    insert: str
    sort_key: str


class Offers(NamedTuple):
    """Completions, best first."""

    items: list[Offer]
    incomplete: bool


class About(NamedTuple):
    """What is known of a completion."""

    detail: str
    markdown: str


class Hovered(NamedTuple):
    """What is under the cursor."""

    markdown: str
    span: Span | None


class Call(NamedTuple):
    """One way to call; the parameters are pieces of the label."""

    label: str
    parameters: tuple[str, ...]
    markdown: str


class Calls(NamedTuple):
    """The ways to call."""

    items: list[Call]
    active: int
    active_parameter: int | None


class Place(NamedTuple):
    """A range in a file."""

    path: str
    span: Span


class Origin(NamedTuple):
    """Where something that goes by the name under the cursor comes from."""

    path: str
    """Empty for what is compiled into the interpreter."""

    is_module: bool


class Change(NamedTuple):
    """A range of a file and what takes its place."""

    path: str
    span: Span
    text: str


class Changes(NamedTuple):
    """What a refactoring does, or why it cannot be done."""

    items: list[Change]
    refusal: str = ""


class Occurrence(NamedTuple):
    """A range in the file that was asked about."""

    span: Span
    write: bool


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
