"""Bridge sessions: they outlive a lost socket for a while, so that nothing sent is lost."""

import asyncio
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from devmentor_cloud.http.identity import Identity
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.limits import Limits
from devmentor_protocol.link import Link
from devmentor_protocol.peer import Handler, Peer, Transport
from devmentor_protocol.session import HelloParams, Resume

RECONNECT: Final = 1012
"""The close code that tells a client to connect again and resume."""


class Socket(Transport, Protocol):
    """A transport that can be closed from this end."""

    @property
    def left_for_good(self) -> bool:
        """Whether the other end said goodbye, so that nobody will resume."""
        ...

    async def close(self, code: int, reason: str) -> None:
        """Close it; harmless when it is closed already."""
        ...


@dataclass(slots=True, eq=False)
class Session:
    """One editor's session. `identity` is renewed with each socket, `socket` is None between."""

    token: str
    identity: Identity
    tools: frozenset[str]
    peer: Peer
    socket: Socket | None = None
    detached: asyncio.Event = field(default_factory=asyncio.Event)
    expiry: asyncio.TimerHandle | None = None


class Sessions:
    """Every open session of this gateway."""

    def __init__(
        self, limits: Limits, handlers: Callable[[Callable[[], Session]], Mapping[str, Handler]]
    ) -> None:
        self.limits = limits
        self._handlers = handlers
        self._open: dict[str, Session] = {}

    def __len__(self) -> int:
        return len(self._open)

    def open(self, identity: Identity, hello: HelloParams) -> Session:
        """Begin a session."""
        token = secrets.token_urlsafe(24)
        peer = Peer(Link(self.limits), self._handlers(lambda: session))
        session = Session(token, identity, frozenset(hello.tools), peer)
        self._open[token] = session
        return session

    async def resume(
        self, identity: Identity, resume: Resume, tools: tuple[str, ...]
    ) -> Session | None:
        """Take a session up again; None when it is gone, someone else's, or out of step.

        A socket that still hangs on the session is closed first: its end may not have noticed.
        """
        session = self._open.get(resume.token)
        if session is None or not _same_person(session.identity, identity):
            return None
        if session.socket is not None:
            await session.socket.close(RECONNECT, "The session goes on in another connection.")
            await session.detached.wait()
        self._stop_waiting(session)
        try:
            session.peer.link.attach(resume.received, asyncio.get_running_loop().time())
        except RpcError:
            self._end(session)
            return None
        session.identity = identity
        session.tools = frozenset(tools)
        return session

    async def serve(self, session: Session, socket: Socket, peer_received: int) -> str:
        """Serve one socket of a session until it closes; return why."""
        session.socket = socket
        session.detached.clear()
        try:
            return await session.peer.run(socket, peer_received=peer_received)
        finally:
            session.socket = None
            session.detached.set()
            wait = 0.0 if socket.left_for_good else self.limits.resume_seconds
            if session.token in self._open:
                loop = asyncio.get_running_loop()
                session.expiry = loop.call_later(wait, self._end, session)

    async def close(self) -> None:
        """End every session and its open calls: the gateway stops."""
        for session in list(self._open.values()):
            self._end(session)
            if session.socket is not None:
                await session.socket.close(RECONNECT, "The gateway is stopping.")

    def _end(self, session: Session) -> None:
        self._stop_waiting(session)
        self._open.pop(session.token, None)
        error = RpcError(ErrorCode.CONNECTION_LOST, "The editor's connection was lost.")
        session.peer.fail_pending(error)

    def _stop_waiting(self, session: Session) -> None:
        if session.expiry is not None:
            session.expiry.cancel()
            session.expiry = None


def _same_person(one: Identity, other: Identity) -> bool:
    return (one.user_id, one.organization_id) == (other.user_id, other.organization_id)
