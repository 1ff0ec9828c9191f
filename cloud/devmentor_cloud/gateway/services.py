"""What the gateway's endpoints share, and what each method of the bridge is answered by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from devmentor_cloud.gateway.events import Events
from devmentor_cloud.gateway.memory_client import MemoryClient
from devmentor_cloud.gateway.mentor import Caller, Mentor
from devmentor_cloud.gateway.model_choice import ModelChoice
from devmentor_cloud.gateway.sessions import Session, Sessions
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.events import AppendParams, AppendResult
from devmentor_protocol.limits import Limits
from devmentor_protocol.memory import RecallParams, RecallResult, RememberParams, RememberResult
from devmentor_protocol.mentor import Answer, ChatParams, ExplainParams
from devmentor_protocol.methods import (
    APPEND,
    CHAT,
    DIAGNOSE,
    EXPLAIN,
    READ,
    RECALL,
    REMEMBER,
    I,
    Method,
    P,
    R,
)
from devmentor_protocol.peer import Emit, Handler
from devmentor_protocol.receipt import Rung
from devmentor_protocol.tools import DiagnoseParams, DiagnoseResult, ReadParams, ReadResult

_TOOL_SECONDS = 3.0


class Services:
    """Made once a gateway."""

    method_names = tuple(method.name for method in (EXPLAIN, CHAT, REMEMBER, RECALL, APPEND))

    def __init__(
        self,
        models: ModelChoice,
        memories: MemoryClient,
        events: Events,
        rung: Rung,
        limits: Limits | None = None,
    ) -> None:
        self.models = models
        self.memories = memories
        self.mentor = Mentor(models, memories, rung)
        self._events = events
        self.sessions = Sessions(limits or Limits(), self._handlers)

    async def close(self) -> None:
        """End the sessions first: their calls use everything else."""
        await self.sessions.close()
        await self.models.close()
        await self.memories.close()

    def _handlers(self, session: Callable[[], Session]) -> Mapping[str, Handler]:
        def caller() -> Caller:
            return Caller(session().identity.token, _Tools(session()))

        async def explain(params: ExplainParams, emit: Emit) -> Answer:
            return await self.mentor.explain(params, emit, caller())

        async def chat(params: ChatParams, emit: Emit) -> Answer:
            return await self.mentor.chat(params, emit, caller())

        async def remember(params: RememberParams, _: Emit) -> RememberResult:
            return await self.memories.remember(params, session().identity.token)

        async def recall(params: RecallParams, _: Emit) -> RecallResult:
            return await self.memories.recall(params, session().identity.token)

        async def append(params: AppendParams, _: Emit) -> AppendResult:
            return await self._events.append(params, session().identity)

        return {
            EXPLAIN.name: explain,
            CHAT.name: chat,
            REMEMBER.name: remember,
            RECALL.name: recall,
            APPEND.name: append,
        }


@dataclass(frozen=True, slots=True)
class _Tools:
    """The tools that an editor lends over its session."""

    session: Session

    async def read(self, params: ReadParams) -> ReadResult:
        return await self._call(READ, params)

    async def diagnose(self, params: DiagnoseParams) -> DiagnoseResult:
        return await self._call(DIAGNOSE, params)

    async def _call(self, method: Method[P, R, I], params: P) -> R:
        if method.name not in self.session.tools:
            raise RpcError(ErrorCode.DENIED, f"this editor does not lend {method.name}.")
        return await self.session.peer.call(method, params, timeout=_TOOL_SECONDS)
