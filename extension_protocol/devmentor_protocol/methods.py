"""The method table: every method of the contract, once, with its types."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from devmentor_protocol import events, memory, mentor, session, tools
from devmentor_protocol.status import Status
from devmentor_protocol.wire import Nothing, Wire

P = TypeVar("P", bound=Wire)
R = TypeVar("R", bound=Wire)
I = TypeVar("I", bound=Wire)


class Direction(StrEnum):
    """Who calls whom."""

    EDITOR_TO_CLOUD = "editor → cloud"
    CLOUD_TO_EDITOR = "cloud → editor"
    SERVER_TO_EDITOR = "server → editor"


@dataclass(frozen=True, slots=True)
class Method(Generic[P, R, I]):
    """A method: its name on the bridge, its types, who calls it, since which version."""

    name: str
    params: type[P]
    result: type[R]
    item: type[I]
    direction: Direction
    since: int = 1

    @property
    def streams(self) -> bool:
        """Whether answers arrive in pieces before the result."""
        return self.item is not Nothing

    @property
    def in_editor(self) -> bool:
        """Whether the method is also spoken between editor and server."""
        return self.name.partition("/")[0] in _SPOKEN_IN_EDITORS

    @property
    def lsp_name(self) -> str:
        """The same method between editor and server: `mentor/explain` is `devmentor/explain`."""
        return "devmentor/" + self.name.rpartition("/")[2]


_SPOKEN_IN_EDITORS = frozenset({"mentor", "memory", "editor"})
_UP, _DOWN = Direction.EDITOR_TO_CLOUD, Direction.CLOUD_TO_EDITOR

HELLO = Method("session/hello", session.HelloParams, session.HelloResult, Nothing, _UP)
EXPLAIN = Method("mentor/explain", mentor.ExplainParams, mentor.Answer, mentor.Chunk, _UP)
CHAT = Method("mentor/chat", mentor.ChatParams, mentor.Answer, mentor.Chunk, _UP)
REMEMBER = Method("memory/remember", memory.RememberParams, memory.RememberResult, Nothing, _UP)
RECALL = Method("memory/recall", memory.RecallParams, memory.RecallResult, Nothing, _UP)
APPEND = Method("events/append", events.AppendParams, events.AppendResult, Nothing, _UP)
READ = Method("tool/read", tools.ReadParams, tools.ReadResult, Nothing, _DOWN)
DIAGNOSE = Method("tool/diagnose", tools.DiagnoseParams, tools.DiagnoseResult, Nothing, _DOWN)
STATUS = Method("editor/status", Status, Nothing, Nothing, Direction.SERVER_TO_EDITOR)

METHODS: dict[str, Method[Any, Any, Any]] = {
    method.name: method
    for method in (HELLO, EXPLAIN, CHAT, REMEMBER, RECALL, APPEND, READ, DIAGNOSE, STATUS)
}
