"""When to dial, greet, resume, wait and give up: decided here, without socket, clock or sleep.

`receive` takes what happened and the time, and returns what to do. After a drop there is one
immediate reconnect that may resume the session; when it does not, every open call fails at once.
After that the pauses between dials grow exponentially, with full jitter, so that the clients of a
tier that restarts do not all come back in the same moment.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.receipt import Rung
from devmentor_protocol.session import HelloResult
from devmentor_protocol.status import Status

FIRST_PAUSE_SECONDS: Final = 0.5
LONGEST_PAUSE_SECONDS: Final = 30.0
PATIENT_PAUSE_SECONDS: Final = 300.0
"""Between dials to a tier that said why it will not serve us yet: too old, or over quota."""

STABLE_SECONDS: Final = 5.0
"""A connection that lasted less is not resumed at once: the tier may be failing over and over."""

NO_TIER: Final = (
    "No tier is running: analysis works without one. Start one on this machine with `devmentor up`."
)
_FINAL: Final = frozenset({ErrorCode.UNAUTHORIZED, ErrorCode.FORBIDDEN})
_PATIENT: Final = frozenset({ErrorCode.TOO_OLD, ErrorCode.OVER_QUOTA})


@dataclass(frozen=True, slots=True)
class Address:
    """Where a tier is. Two addresses differ when the tier's credentials do."""

    url: str
    rung: Rung
    generation: str = ""


@dataclass(frozen=True, slots=True)
class TierFound:
    """A tier is there, or has changed."""

    address: Address


@dataclass(frozen=True, slots=True)
class TierGone:
    """No tier is known any more."""


@dataclass(frozen=True, slots=True)
class Greeted:
    """The tier took our hello."""

    result: HelloResult


@dataclass(frozen=True, slots=True)
class Failed:
    """Dialling or greeting failed; `error.code` says how."""

    error: RpcError


@dataclass(frozen=True, slots=True)
class Closed:
    """An open connection is gone."""

    reason: str


@dataclass(frozen=True, slots=True)
class Woken:
    """The time in `wake_at` has come."""


Happened = TierFound | TierGone | Greeted | Failed | Closed | Woken


@dataclass(frozen=True, slots=True)
class Dial:
    """Connect and say hello; `resume` asks for the session we had."""

    address: Address
    resume: bool


@dataclass(frozen=True, slots=True)
class Serve:
    """Run the session over the socket that was greeted."""

    result: HelloResult


@dataclass(frozen=True, slots=True)
class FailPending:
    """End every open call, and forget the session."""

    error: RpcError


@dataclass(frozen=True, slots=True)
class Announce:
    """Tell which rung we are on."""

    status: Status


Action = Dial | Serve | FailPending | Announce


class _State(Enum):
    IDLE = auto()
    DIALLING = auto()
    OPEN = auto()
    WAITING = auto()
    REFUSED = auto()


class Connection:
    """The state of the way to a tier. `random` returns a number from 0 up to 1."""

    def __init__(self, random: Callable[[], float]) -> None:
        self.wake_at: float | None = None
        """When to send `Woken`; None: not before something happens."""

        self.status = Status(rung=Rung.OFFLINE, detail=NO_TIER)
        self._random = random
        self._state = _State.IDLE
        self._address: Address | None = None
        self._dialled: Address | None = None
        self._resumable = False
        self._failures = 0
        self._opened_at = 0.0

    def receive(self, happened: Happened, now: float) -> list[Action]:
        """Take what happened; return what to do, in order."""
        match happened:
            case TierFound(address=address):
                return self._found(address)
            case TierGone():
                return self._gone()
            case Greeted(result=result):
                return self._greeted(result, now)
            case Failed(error=error):
                return self._failed(error, now)
            case Closed(reason=reason):
                return self._closed(reason, now)
            case Woken():
                return self._woken(now)

    def _found(self, address: Address) -> list[Action]:
        if address == self._address:
            return []
        self._address = address
        if self._state in (_State.OPEN, _State.DIALLING):
            return []  # a socket that is being used tells by itself when it is gone
        self._failures = 0
        return self._dial()

    def _gone(self) -> list[Action]:
        self._address = None
        if self._state in (_State.OPEN, _State.DIALLING):
            return []
        return self._idle()

    def _greeted(self, result: HelloResult, now: float) -> list[Action]:
        if self._state is not _State.DIALLING or self._dialled is None:
            return []
        self._state, self._opened_at, self.wake_at = _State.OPEN, now, None
        lost = [] if result.resumed else self._forget("The tier no longer knows this session.")
        self._resumable = True
        local = self._dialled.rung is Rung.LOCAL
        name = "the tier on this machine" if local else "the team's tier"
        self.status = Status(
            rung=self._dialled.rung,
            detail=f"Connected to {name}.",
            tier=self._dialled.url,
            model=result.model,
        )
        return [*lost, Serve(result), Announce(self.status)]

    def _failed(self, error: RpcError, now: float) -> list[Action]:
        if self._state is not _State.DIALLING:
            return []
        if self._address is None:
            return self._idle()
        if self._address != self._dialled:  # the tier or its credentials changed meanwhile
            return [*self._lose(error.message), *self._dial()]
        if error.code in _FINAL:
            self._state, self.wake_at = _State.REFUSED, None
        else:
            self._wait(now, patient=error.code in _PATIENT)
        return [*self._forget(error.message), *self._announce(error.message)]

    def _closed(self, reason: str, now: float) -> list[Action]:
        if self._state is not _State.OPEN:
            return []
        if self._address is None:
            return self._idle()
        if now - self._opened_at >= STABLE_SECONDS:
            self._failures = 0
        if self._failures == 0:
            self._failures = 1  # the immediate reconnect counts, so that a second one waits
            return self._dial()
        self._wait(now)
        detail = f"The connection to {self._address.url} was lost: {reason.rstrip('.')}."
        return [*self._forget(detail), *self._announce(detail)]

    def _woken(self, now: float) -> list[Action]:
        if self._state is not _State.WAITING or self.wake_at is None or now < self.wake_at:
            return []
        return self._dial()

    def _idle(self) -> list[Action]:
        self._state, self.wake_at = _State.IDLE, None
        return [*self._forget("The tier has stopped."), *self._announce(NO_TIER)]

    def _dial(self) -> list[Action]:
        assert self._address is not None  # only states that have one come here
        moved = self._dialled is not None and self._dialled.url != self._address.url
        lost = self._lose("The tier has moved; connecting to where it is now.") if moved else []
        self._state, self.wake_at, self._dialled = _State.DIALLING, None, self._address
        return [*lost, Dial(self._address, resume=self._resumable)]

    def _wait(self, now: float, *, patient: bool = False) -> None:
        """Full jitter: any pause up to the longest of this turn is as likely as any other."""
        longest = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2.0 ** min(self._failures, 16))
        self._failures += 1
        pause = longest * self._random()
        if patient:
            pause += PATIENT_PAUSE_SECONDS
        self._state, self.wake_at = _State.WAITING, now + pause

    def _forget(self, why: str) -> list[Action]:
        if not self._resumable:
            return []
        self._resumable = False
        return [FailPending(RpcError(ErrorCode.CONNECTION_LOST, why))]

    def _lose(self, why: str) -> list[Action]:
        """Forget the session while another is sought: what is called meanwhile must not wait."""
        lost = self._forget(why)
        return [*lost, *self._announce(why)] if lost else []

    def _announce(self, detail: str) -> list[Action]:
        tier = self._address.url if self._address else None
        self.status = Status(rung=Rung.OFFLINE, detail=detail, tier=tier)
        return [Announce(self.status)]
