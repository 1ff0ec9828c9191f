"""One end of the wire, without socket or clock.

A link numbers requests, keeps what the peer has not acknowledged, answers pings and turns frames
into events; the frames to write wait in `next_frame`. Both ends run the same rules: the bridge on
the editor's machine and the gateway in the cloud. Frames are counted, not numbered (as XEP-0198 does it): every frame but a control frame
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
_FLOODED_AT: Final = 4  # windows of unread answers, which no peer that reads ever owes


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
    size: int
    """Bytes it came in: what waits for a reader is bounded by them."""


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
        self._unacknowledged_bytes = 0
        self._due: dict[str, None] = {}  # control frames, each at most once: they cannot pile up
        self._acknowledged_to_peer = 0
        self._bytes_to_acknowledge = 0
        self._holding = False
        self._next_id = 0
        self._pending: set[MessageId] = set()
        self._heard_at = 0.0
        self._pinged_at = 0.0

    @property
    def writable(self) -> bool:
        """False when the peer reads too slowly: wait for `Acknowledged` before sending more."""
        return self._unacknowledged_bytes < self.limits.max_unacknowledged_bytes

    @property
    def flooded(self) -> bool:
        """True when the peer asks and asks and never reads: the socket is to be closed."""
        return self._unacknowledged_bytes > _FLOODED_AT * self.limits.max_unacknowledged_bytes

    @property
    def pending(self) -> frozenset[MessageId]:
        """Our calls that have no answer yet."""
        return frozenset(self._pending)

    def next_frame(self) -> str | None:
        """Return the next frame for the socket, or None when there is none to write."""
        if self._due:
            return self._control_frame()
        if self._written == self._counted:
            return None
        first_kept = self._counted - len(self._unacknowledged)
        frame = self._unacknowledged[self._written - first_kept]
        self._written += 1
        return frame

    def request(self, method: str, params: JsonObject) -> MessageId:
        """Call the peer. Raises `RpcError` (FRAME_TOO_LARGE, INVALID_PARAMS): nothing is sent."""
        self._next_id += 1
        self._queue(Request(self._next_id, method, params))
        self._pending.add(self._next_id)
        return self._next_id

    def notify(self, method: str, params: JsonObject) -> None:
        """Tell the peer something."""
        self._queue(Notification(method, params))

    def respond(self, id_: MessageId, result: Any) -> None:
        """Answer the peer's call; an answer that cannot be sent becomes an error answer."""
        try:
            self._queue(Response(id_, result))
        except RpcError as error:
            self.refuse(id_, error)

    def refuse(self, id_: MessageId | None, error: RpcError) -> None:
        """Answer the peer's call with an error; never fails, so that every call is answered."""
        try:
            self._queue(ErrorResponse(id_, error))
        except RpcError as unsendable:  # what the error tells is too much: its code must do
            self._append(encode(ErrorResponse(id_, RpcError(error.code, unsendable.message))))

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
        size = _size(frame)
        if size > self.limits.max_frame_bytes:
            self.refuse(None, self._too_large(size))
            return self._count_received(size, [])
        try:
            message = decode(frame)
        except BadFrame as error:
            self.refuse(error.id, error)
            return self._count_received(size, [])
        if isinstance(message, Notification) and message.method in _CONTROL:
            return self._control(message)
        return self._count_received(size, self._message(message, size))

    def hold(self, holding: bool) -> None:
        """Stop acknowledging while what was received is not read, so that the peer pauses too."""
        if self._holding and not holding and self.received > self._acknowledged_to_peer:
            self._due[ACK] = None
        self._holding = holding

    def tick(self, now: float) -> PeerLost | None:
        """Acknowledge, ping, or give the peer up, as time asks for. Call about once a second."""
        if self.received > self._acknowledged_to_peer and not self._holding:
            self._due[ACK] = None
        silence = now - self._heard_at
        if silence > self.limits.heartbeat_seconds * _DEAD_AFTER:
            return PeerLost(f"nothing heard for {silence:.0f} s")
        if silence >= self.limits.heartbeat_seconds <= now - self._pinged_at:
            self._pinged_at = now
            self._due[PING] = None
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
        self._due.clear()
        self._acknowledged_to_peer, self._bytes_to_acknowledge = self.received, 0
        self._heard_at = self._pinged_at = now

    def _message(self, message: Message, size: int) -> list[Event]:
        match message:
            case Request(id=id_, method=method, params=params):
                return [Called(id_, method, params)]
            case Notification(method=method, params=params):
                return self._notification(method, params, size)
            case Response(id=id_, result=result):
                return self._answered(id_, result, None)
            case ErrorResponse(id=id_, error=error):
                return [] if id_ is None else self._answered(id_, None, error)

    def _answered(self, id_: MessageId, result: Any, error: RpcError | None) -> list[Event]:
        if id_ not in self._pending:
            return []  # answered twice, or the call was abandoned
        self._pending.discard(id_)
        return [Answered(id_, result, error)]

    def _notification(self, method: str, params: JsonObject, size: int) -> list[Event]:
        if method not in (STREAM, CANCEL):
            return [Notified(method, params)]
        id_, item = params.get("id"), params.get("item")
        if not isinstance(id_, int | str):
            return []  # names no call
        if method == CANCEL:
            return [CancelAsked(id_)]
        known = id_ in self._pending and isinstance(item, dict)
        return [Streamed(id_, cast(JsonObject, item), size)] if known else []

    def _control(self, message: Notification) -> list[Event]:
        if message.method == PING:
            self._due[PONG] = None
        received = message.params.get("received")
        if message.method != ACK or not isinstance(received, int) or received > self._written:
            return []
        self._forget(received)
        return [Acknowledged()]

    def _control_frame(self) -> str:
        method = next(iter(self._due))
        del self._due[method]
        if method != ACK:
            return encode(Notification(method, {}))
        self._acknowledged_to_peer, self._bytes_to_acknowledge = self.received, 0
        return encode(Notification(ACK, {"received": self.received}))

    def _count_received(self, size: int, events: list[Event]) -> list[Event]:
        """Count a frame; acknowledge in good time before the peer's window is full."""
        self.received += 1
        self._bytes_to_acknowledge += size
        frames = self.received - self._acknowledged_to_peer
        many = frames >= self.limits.acknowledge_every
        large = self._bytes_to_acknowledge * 2 >= self.limits.max_unacknowledged_bytes
        if (many or large) and not self._holding:
            self._due[ACK] = None
        return events

    def _queue(self, message: Message) -> None:
        frame = encode(message)
        size = _size(frame)
        if size > self.limits.max_frame_bytes:
            raise self._too_large(size)
        self._append(frame)

    def _append(self, frame: str) -> None:
        self._counted += 1
        self._unacknowledged.append(frame)
        self._unacknowledged_bytes += _size(frame)

    def _forget(self, peer_received: int) -> None:
        while self._counted - len(self._unacknowledged) < peer_received:
            self._unacknowledged_bytes -= _size(self._unacknowledged.popleft())

    def _too_large(self, size: int) -> RpcError:
        limit = self.limits.max_frame_bytes
        return RpcError(
            ErrorCode.FRAME_TOO_LARGE,
            f"The message has {size} bytes; the limit is {limit}. Send less context.",
            {"limit": limit},
        )


def _size(frame: str | bytes) -> int:
    """The bytes of a frame; half of a surrogate pair, which is no frame, must not raise here."""
    if isinstance(frame, bytes) or frame.isascii():
        return len(frame)
    return len(frame.encode(errors="surrogatepass"))
