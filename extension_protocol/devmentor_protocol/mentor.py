"""`mentor/*`: the AI work. Each answer streams as Markdown and ends with a receipt."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from devmentor_protocol.finding import Finding
from devmentor_protocol.position import Position, Range
from devmentor_protocol.receipt import Receipt
from devmentor_protocol.wire import Wire


class Depth(StrEnum):
    """How much a mentor gives away."""

    HINT = "hint"
    WHY = "why"
    PARTIAL = "partial"
    FULL = "full"


class Excerpt(Wire):
    """Some lines of a file, given to a model; `start_line` counts from one."""

    path: str
    language: str
    start_line: int = Field(ge=1)
    text: str
    role: Literal["target", "definition", "caller", "history", "document"]
    symbol: str | None = None


class Context(Wire):
    """What the server gathered about the code in question, within budget and deadline."""

    excerpts: tuple[Excerpt, ...] = ()
    findings: tuple[Finding, ...] = ()
    redactions: int = Field(default=0, ge=0)
    dropped: tuple[str, ...] = ()
    """Sources that were late or did not fit, by name."""


class Target(Wire):
    """The code a question is about."""

    uri: str
    position: Position
    selection: Range | None = None


class ExplainParams(Wire):
    """Explain the code at a place. The server fills `context` before the cloud sees it."""

    target: Target
    depth: Depth = Depth.FULL
    context: Context = Context()
    project: str | None = None


class ChatMessage(Wire):
    """One turn of a conversation."""

    role: Literal["user", "assistant"]
    content: str = Field(max_length=200_000)


class ChatParams(Wire):
    """Go on with a conversation; the last message is the user's."""

    messages: tuple[ChatMessage, ...] = Field(min_length=1, max_length=200)
    target: Target | None = None
    context: Context = Context()
    project: str | None = None


class Chunk(Wire):
    """The next piece of an answer: Markdown text to append."""

    text: str


class Answer(Wire):
    """A whole answer, as its chunks make it."""

    text: str
    receipt: Receipt
