"""One end of the wire, without socket or clock.

A link numbers requests, keeps what the peer has not acknowledged, answers pings and turns frames
into events; the frames to write wait in `next_frame`. Both ends run the same rules: the bridge in the editor's machine and the gateway in the
cloud. Frames are counted, not numbered (as XEP-0198 does it): every frame but a control frame
(`$/ack`, `$/ping`, `$/pong`) raises the count on both sides, so that after a lost socket "I have
received n" is enough to know what to send again.
"""

from collections import deque
from dataclasses import dataclass
from typing import Any, Final, cast

from devmentor_protocol.envelope import (
    BadFrame,
    ErrorResponse,
    JsonObject,
    Message,
    MessageId,
    Notification,
    Request,
    Response,
    decode,
    encode,
)
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.limits import Limits

ACK: Final = "$/ack"
PING: Final = "$/ping"
PONG: Final = "$/pong"
STREAM: Final = "$/stream"
CANCEL: Final = "$/cancel"
_CONTROL: Final = frozenset({ACK, PING, PONG})
_DEAD_AFTER: Final = 3  # heartbeats without a frame


@dataclass(frozen=True, slots=True)
class Called:
    """The peer wants an answer."""

    id: MessageId
    method: str
    params: JsonObject


@dataclass(frozen=True, slots=True)
class Notified:
    """The peer tells something."""

    method: str
    params: JsonObject


@dataclass(frozen=True, slots=True)
class Answered:
    """A call of ours ended."""

    id: MessageId
    result: Any
    error: RpcError | None


@dataclass(frozen=True, slots=True)
class Streamed:
    """A call of ours has a further item."""

    id: MessageId
    item: JsonObject


@dataclass(frozen=True, slots=True)
class CancelAsked:
    """The peer no longer wants the answer to its call."""

    id: MessageId


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The peer has read on; a waiting sender may try again."""


@dataclass(frozen=True, slots=True)
class PeerLost:
    """Nothing was heard for too long."""

    reason: str


Event = Called | Notified | Answered | Streamed | CancelAsked | Acknowledged


class Link:
    """The state of one session. It outlives its sockets; `now` is any monotonic clock, seconds."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.received = 0
        self._counted = 0
        self._written = 0
        self._unacknowledged: deque[str] = deque()
        self._control_frames: deque[str] = deque()
        self._unacknowledged_bytes = 0
        self._acknowledged_to_peer = 0
        self._next_id = 0
        self._pending: set[MessageId] = set()
        self._heard_at = 0.0
        self._pinged_at = 0.0

    @property
    def writable(self) -> bool:
        """False when the peer reads too slowly: wait for `Acknowledged` before sending more."""
        return self._unacknowledged_bytes < self.limits.max_unacknowledged_bytes

    @property
    def pending(self) -> frozenset[MessageId]:
        """Our calls that have no answer yet."""
        return frozenset(self._pending)

    def next_frame(self) -> str | None:
        """Return the next frame for the socket, or None when there is none to write."""
        if self._control_frames:
            return self._control_frames.popleft()
        if self._written == self._counted:
            return None
        first_kept = self._counted - len(self._unacknowledged)
        frame = self._unacknowledged[self._written - first_kept]
        self._written += 1
        return frame

    def request(self, method: str, params: JsonObject) -> MessageId:
        """Call the peer. Raises `RpcError` (FRAME_TOO_LARGE) and then nothing is sent."""
        self._next_id += 1
        self._queue(Request(self._next_id, method, params))
        self._pending.add(self._next_id)
        return self._next_id

    def notify(self, method: str, params: JsonObject) -> None:
        """Tell the peer something."""
        self._queue(Notification(method, params))

    def respond(self, id_: MessageId, result: Any) -> None:
        """Answer the peer's call; an answer over the frame limit becomes an error answer."""
        try:
            self._queue(Response(id_, result))
        except RpcError as error:
            self.refuse(id_, error)

    def refuse(self, id_: MessageId | None, error: RpcError) -> None:
        """Answer the peer's call with an error."""
        self._queue(ErrorResponse(id_, error))

    def stream(self, id_: MessageId, item: JsonObject) -> None:
        """Send a further item of the answer to the peer's call."""
        self.notify(STREAM, {"id": id_, "item": item})

    def cancel(self, id_: MessageId) -> None:
        """Tell the peer that a call of ours, unless it has ended, is no longer wanted."""
        if id_ in self._pending:
            self.notify(CANCEL, {"id": id_})

    def abandon_pending(self) -> frozenset[MessageId]:
        """Forget every open call, because the session is gone; return which there were."""
        lost = self.pending
        self._pending.clear()
        return lost

    def receive(self, frame: str | bytes, now: float) -> list[Event]:
        """Take one frame from the socket."""
        self._heard_at = now
        size = len(frame) if isinstance(frame, bytes) else len(frame.encode())
        if size > self.limits.max_frame_bytes:
            self.refuse(None, self._too_large(size))
            return self._count_received([])
        try:
            message = decode(frame)
        except BadFrame as error:
            self.refuse(error.id, error)
            return self._count_received([])
        if isinstance(message, Notification) and message.method in _CONTROL:
            return self._control(message)
        return self._count_received(self._message(message))

    def tick(self, now: float) -> PeerLost | None:
        """Acknowledge, ping, or give the peer up, as time asks for. Call about once a second."""
        if self.received > self._acknowledged_to_peer:
            self._acknowledge()
        silence = now - self._heard_at
        if silence > self.limits.heartbeat_seconds * _DEAD_AFTER:
            return PeerLost(f"nothing heard for {silence:.0f} s")
        if silence >= self.limits.heartbeat_seconds <= now - self._pinged_at:
            self._pinged_at = now
            self._control_frames.append(encode(Notification(PING, {})))
        return None

    def attach(self, peer_received: int, now: float) -> None:
        """Start on a new socket: write again what the peer, by its count, has not received.

        Raises `RpcError` (CONNECTION_LOST) when the peer's count cannot be, which means the
        session is not the one this link remembers.
        """
        first_kept = self._counted - len(self._unacknowledged)
        if not first_kept <= peer_received <= self._counted:
            raise RpcError(ErrorCode.CONNECTION_LOST, "The session cannot be resumed.")
        self._forget(peer_received)
        self._written = peer_received
        self._control_frames.clear()
        self._acknowledged_to_peer = self.received
        self._heard_at = self._pinged_at = now

    def _message(self, message: Message) -> list[Event]:
        match message:
            case Request(id=id_, method=method, params=params):
                return [Called(id_, method, params)]
            case Notification(method=method, params=params):
                return self._notification(method, params)
            case Response(id=id_, result=result):
                return self._answered(id_, result, None)
            case ErrorResponse(id=id_, error=error):
                return [] if id_ is None else self._answered(id_, None, error)

    def _answered(self, id_: MessageId, result: Any, error: RpcError | None) -> list[Event]:
        if id_ not in self._pending:
            return []  # answered twice, or the call was abandoned
        self._pending.discard(id_)
        return [Answered(id_, result, error)]

    def _notification(self, method: str, params: JsonObject) -> list[Event]:
        if method not in (STREAM, CANCEL):
            return [Notified(method, params)]
        id_, item = params.get("id"), params.get("item")
        if not isinstance(id_, int | str):
            return []
        if method == CANCEL:
            return [CancelAsked(id_)]
        known = id_ in self._pending and isinstance(item, dict)
        return [Streamed(id_, cast(JsonObject, item))] if known else []

    def _control(self, message: Notification) -> list[Event]:
        if message.method == PING:
            self._control_frames.append(encode(Notification(PONG, {})))
        received = message.params.get("received")
        if message.method != ACK or not isinstance(received, int) or received > self._written:
            return []
        self._forget(received)
        return [Acknowledged()]

    def _count_received(self, events: list[Event]) -> list[Event]:
        self.received += 1
        if self.received - self._acknowledged_to_peer >= self.limits.acknowledge_every:
            self._acknowledge()
        return events

    def _acknowledge(self) -> None:
        self._acknowledged_to_peer = self.received
        self._control_frames.append(encode(Notification(ACK, {"received": self.received})))

    def _queue(self, message: Message) -> None:
        frame = encode(message)
        size = len(frame.encode())
        if size > self.limits.max_frame_bytes:
            raise self._too_large(size)
        self._counted += 1
        self._unacknowledged.append(frame)
        self._unacknowledged_bytes += size

    def _forget(self, peer_received: int) -> None:
        while self._counted - len(self._unacknowledged) < peer_received:
            self._unacknowledged_bytes -= len(self._unacknowledged.popleft().encode())

    def _too_large(self, size: int) -> RpcError:
        limit = self.limits.max_frame_bytes
        return RpcError(
            ErrorCode.FRAME_TOO_LARGE,
            f"The message has {size} bytes; the limit is {limit}. Send less context.",
            {"limit": limit},
        )
