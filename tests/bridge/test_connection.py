from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from devmentor_bridge.connection import (
    LONGEST_PAUSE_SECONDS,
    PATIENT_PAUSE_SECONDS,
    STABLE_SECONDS,
    Action,
    Address,
    Announce,
    Closed,
    Connection,
    Dial,
    Failed,
    FailPending,
    Greeted,
    Serve,
    TierFound,
    TierGone,
    Woken,
)
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.limits import Limits
from devmentor_protocol.receipt import Rung
from devmentor_protocol.session import HelloResult

LOCAL = Address("http://127.0.0.1:3001", Rung.LOCAL, "1")
TEAM = Address("https://devmentor.example.org", Rung.CONNECTED)
UNREACHABLE = RpcError(ErrorCode.CONNECTION_LOST, "It cannot be reached.")
UNAUTHORIZED = RpcError(ErrorCode.UNAUTHORIZED, "The token was refused.")


def hello(*, resumed: bool = False) -> HelloResult:
    return HelloResult(
        protocol_version=1,
        server="gateway",
        user="ada",
        methods=(),
        limits=Limits(),
        resume_token="t",
        resumed=resumed,
        model="a-model",
    )


def found(address: Address = LOCAL) -> Connection:
    """A connection that dials."""
    connection = Connection(lambda: 0.5)
    connection.receive(TierFound(address), 0.0)
    return connection


def opened(address: Address = LOCAL) -> Connection:
    connection = found(address)
    connection.receive(Greeted(hello()), 0.0)
    return connection


def kinds(actions: list[Action]) -> list[type[Action]]:
    return [type(action) for action in actions]


def test_at_first_there_is_no_tier_and_the_status_says_how_to_start_one() -> None:
    status = Connection(lambda: 0.5).status

    assert status.rung is Rung.OFFLINE
    assert "devmentor up" in status.detail


def test_a_tier_that_appears_is_dialled_at_once() -> None:
    actions = Connection(lambda: 0.5).receive(TierFound(LOCAL), 0.0)

    assert actions == [Dial(LOCAL, resume=False)]


@pytest.mark.parametrize(
    ("address", "words"), [(LOCAL, "on this machine"), (TEAM, "the team's tier")]
)
def test_a_greeting_decides_the_rung(address: Address, words: str) -> None:
    connection = found(address)

    actions = connection.receive(Greeted(hello()), 0.0)

    assert kinds(actions) == [Serve, Announce]
    assert (connection.status.rung, connection.status.tier) == (address.rung, address.url)
    assert words in connection.status.detail
    assert connection.status.model == "a-model"


def test_a_drop_is_followed_by_one_immediate_resume_that_nobody_is_told_of() -> None:
    actions = opened().receive(Closed("lost"), 100.0)

    assert actions == [Dial(LOCAL, resume=True)]


def test_a_session_that_is_resumed_keeps_its_open_calls() -> None:
    connection = opened()
    connection.receive(Closed("lost"), 100.0)

    actions = connection.receive(Greeted(hello(resumed=True)), 100.0)

    assert kinds(actions) == [Serve, Announce]


def test_a_session_that_the_tier_forgot_ends_its_open_calls() -> None:
    connection = opened()
    connection.receive(Closed("lost"), 100.0)

    [lost, *rest] = connection.receive(Greeted(hello(resumed=False)), 100.0)

    assert isinstance(lost, FailPending)
    assert lost.error.code == ErrorCode.CONNECTION_LOST
    assert kinds(rest) == [Serve, Announce]


def test_when_the_immediate_reconnect_fails_open_calls_fail_at_once() -> None:
    connection = opened()
    connection.receive(Closed("lost"), 100.0)

    actions = connection.receive(Failed(UNREACHABLE), 100.0)

    assert kinds(actions) == [FailPending, Announce]
    assert connection.status.rung is Rung.OFFLINE
    assert connection.wake_at is not None


def test_pauses_grow_to_a_limit_and_are_jittered() -> None:
    connection = found()
    connection._random = iter([1.0] * 10 + [0.0]).__next__  # pyright: ignore[reportPrivateUsage] - a script of chance
    pauses: list[float] = []
    now = 0.0
    for _ in range(11):
        connection.receive(Failed(UNREACHABLE), now)
        assert connection.wake_at is not None
        pauses.append(connection.wake_at - now)
        now = connection.wake_at
        assert kinds(connection.receive(Woken(), now)) == [Dial]

    assert pauses == [0.5, 1, 2, 4, 8, 16, 30, 30, 30, 30, 0.0]
    assert max(pauses) == LONGEST_PAUSE_SECONDS


def test_waking_too_early_does_nothing() -> None:
    connection = found()
    connection.receive(Failed(UNREACHABLE), 0.0)

    assert connection.receive(Woken(), 0.1) == []


@pytest.mark.parametrize("code", [ErrorCode.UNAUTHORIZED, ErrorCode.FORBIDDEN])
def test_refused_credentials_are_not_tried_again_until_they_change(code: ErrorCode) -> None:
    connection = found()
    connection.receive(Failed(RpcError(code, "Refused.")), 0.0)

    assert connection.wake_at is None
    assert connection.receive(Woken(), 1e6) == []
    assert connection.receive(TierFound(LOCAL), 1e6) == []
    renewed = replace(LOCAL, generation="2")
    assert connection.receive(TierFound(renewed), 1e6) == [Dial(renewed, resume=False)]


def test_credentials_that_changed_during_a_refused_dial_are_tried_at_once() -> None:
    connection = found()
    renewed = replace(LOCAL, generation="2")
    connection.receive(TierFound(renewed), 0.0)

    assert connection.receive(Failed(UNAUTHORIZED), 0.0) == [Dial(renewed, resume=False)]


@pytest.mark.parametrize("code", [ErrorCode.TOO_OLD, ErrorCode.OVER_QUOTA])
def test_a_tier_that_says_why_it_will_not_serve_is_asked_again_much_later(code: ErrorCode) -> None:
    connection = found()
    connection.receive(Failed(RpcError(code, "Not now.")), 0.0)

    assert connection.status.detail == "Not now."
    assert connection.wake_at is not None
    assert connection.wake_at >= PATIENT_PAUSE_SECONDS


def test_a_connection_that_breaks_again_and_again_is_not_redialled_at_once() -> None:
    connection = opened()
    connection.receive(Closed("lost"), 1.0)
    connection.receive(Greeted(hello(resumed=True)), 1.0)

    actions = connection.receive(Closed("lost"), 1.0 + STABLE_SECONDS / 2)

    assert kinds(actions) == [FailPending, Announce]
    assert connection.wake_at is not None


def test_why_a_connection_was_lost_is_one_sentence() -> None:
    connection = opened()
    connection.receive(Closed("lost"), 1.0)
    connection.receive(Greeted(hello(resumed=True)), 1.0)
    connection.receive(Closed("The token expired."), 1.0)

    assert connection.status.detail.endswith("was lost: The token expired.")


def test_a_session_is_not_taken_to_another_tier() -> None:
    connection = opened()
    moved = Address("http://127.0.0.1:4001", Rung.LOCAL, "2")
    connection.receive(TierFound(moved), 50.0)

    actions = connection.receive(Closed("lost"), 100.0)

    assert kinds(actions) == [FailPending, Announce, Dial]
    assert actions[2] == Dial(moved, resume=False)
    assert connection.status.rung is Rung.OFFLINE


def test_a_tier_that_stops_ends_open_calls_and_is_not_dialled() -> None:
    connection = opened()
    connection.receive(TierGone(), 50.0)

    actions = connection.receive(Closed("stopped"), 50.0)

    assert kinds(actions) == [FailPending, Announce]
    assert connection.wake_at is None
    assert "devmentor up" in connection.status.detail


class Machine(RuleBasedStateMachine):
    """Anything happens in any order that a shell can bring about."""

    @initialize()
    def begin(self) -> None:
        self.connection = Connection(lambda: 0.5)
        self.now = 0.0
        self.dialling: Dial | None = None
        self.socket_open = False
        self.session = False
        self.tier: Address | None = None
        self.refused_at: Address | None = None
        self.told = self.connection.status

    def happens(self, happened: object) -> None:
        for action in self.connection.receive(happened, self.now):  # pyright: ignore[reportArgumentType] - one of the six
            match action:
                case Dial():
                    assert self.dialling is None, "two dials at once"
                    assert not self.socket_open
                    assert action.address == self.tier, "nobody is there"
                    assert action.address != self.refused_at, "the same credentials again"
                    assert action.resume == self.session
                    self.dialling = action
                case Serve():
                    self.socket_open = self.session = True
                case FailPending():
                    assert self.session, "nothing was open"
                    self.session = False
                case Announce(status=status):
                    self.told = status

    @rule(address=st.sampled_from([LOCAL, replace(LOCAL, generation="2"), TEAM]))
    def tier_appears(self, address: Address) -> None:
        if address != self.tier:
            self.refused_at = None
        self.tier = address
        self.happens(TierFound(address))

    @rule()
    def tier_goes(self) -> None:
        self.tier = self.refused_at = None
        self.happens(TierGone())

    @precondition(lambda self: self.dialling is not None)
    @rule(resumed=st.booleans())
    def greeted(self, resumed: bool) -> None:
        asked, self.dialling = self.dialling, None
        self.happens(Greeted(hello(resumed=resumed and asked is not None and asked.resume)))

    @precondition(lambda self: self.dialling is not None)
    @rule(
        code=st.sampled_from([ErrorCode.CONNECTION_LOST, ErrorCode.UNAUTHORIZED, ErrorCode.TOO_OLD])
    )
    def refused(self, code: ErrorCode) -> None:
        asked, self.dialling = self.dialling, None
        if code == ErrorCode.UNAUTHORIZED and asked is not None and asked.address == self.tier:
            self.refused_at = self.tier
        self.happens(Failed(RpcError(code, "Refused.")))

    @precondition(lambda self: self.socket_open)
    @rule()
    def dropped(self) -> None:
        self.socket_open = False
        self.happens(Closed("lost"))

    @rule(seconds=st.floats(0, 400))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds
        if self.connection.wake_at is not None and self.connection.wake_at <= self.now:
            self.happens(Woken())

    @invariant()
    def what_was_told_is_what_is(self) -> None:
        assert self.told == self.connection.status

    @invariant()
    def a_session_lives_only_on_a_socket_or_while_it_is_resumed(self) -> None:
        assert not self.session or self.socket_open or self.dialling is not None

    @invariant()
    def it_wakes_only_to_dial_again(self) -> None:
        busy = self.dialling is not None or self.socket_open or self.tier is None
        assert not busy or self.connection.wake_at is None

    @invariant()
    def it_is_offline_unless_a_session_lives(self) -> None:
        assert (self.told.rung is Rung.OFFLINE) == (not self.session)

    @invariant()
    def with_a_tier_there_is_always_a_way_on(self) -> None:
        idle = self.dialling is None and not self.socket_open and self.connection.wake_at is None
        if idle and self.tier is not None:
            assert self.told.detail == "Refused."


Machine.TestCase.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
TestWhateverHappens = Machine.TestCase
