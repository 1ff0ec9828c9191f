import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.limits import Limits
from devmentor_protocol.link import (
    Acknowledged,
    Answered,
    Called,
    CancelAsked,
    Link,
    Notified,
    PeerLost,
    Streamed,
)

SMALL = Limits(max_frame_bytes=200, max_unacknowledged_bytes=400, acknowledge_every=4)
CONTROL = {"$/ack", "$/ping", "$/pong"}
FRAMES = st.one_of(
    st.text(max_size=60),
    st.binary(max_size=60),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["jsonrpc", "id", "method", "params", "result", "error", "code", "message"]
                ),
                inner | st.sampled_from(["2.0", "$/ack", "$/stream", "$/cancel", 1]),
                max_size=6,
            )
        ),
        max_leaves=12,
    ).map(json.dumps),
)


def attached(limits: Limits = SMALL) -> Link:
    link = Link(limits)
    link.attach(0, 0.0)
    return link


def frames(link: Link) -> list[dict[str, Any]]:
    """Everything the link wants to write now."""
    found: list[dict[str, Any]] = []
    while (frame := link.next_frame()) is not None:
        found.append(json.loads(frame))
    return found


def answers(link: Link) -> list[dict[str, Any]]:
    """What the link wants to write now, without control frames."""
    return [frame for frame in frames(link) if frame.get("method") not in CONTROL]


def notification(method: str = "live/x", **params: Any) -> str:
    return json.dumps({"jsonrpc": "2.0", "method": method, "params": params})


@dataclass
class End:
    """One end in the stateful test: its link, and what it sent and heard in order."""

    link: Link = field(default_factory=lambda: attached(SMALL))
    wire: deque[str] = field(default_factory=deque[str])
    sent: list[object] = field(default_factory=list[object])
    heard: list[object] = field(default_factory=list[object])
    to_answer: list[int | str] = field(default_factory=list[int | str])
    open_ids: list[int | str] = field(default_factory=list[int | str])

    def hear(self, frame: str, now: float) -> None:
        for event in self.link.receive(frame, now):
            match event:
                case Notified(params=params):
                    self.heard.append(("told", params["n"]))
                case Called(id=id_, params=params):
                    self.heard.append(("called", params["n"]))
                    self.to_answer.append(id_)
                case Streamed(id=id_, item=item):
                    self.heard.append(("item", id_, item["n"]))
                case Answered(id=id_, result=result):
                    self.heard.append(("answer", id_, result))
                    self.open_ids.remove(id_)
                case CancelAsked(id=id_):
                    self.heard.append(("cancel", id_))
                case Acknowledged():
                    pass


class LossyChannel(RuleBasedStateMachine):
    """Two links over a channel that delivers in order until it breaks and loses what it carries."""

    @initialize()
    def connect(self) -> None:
        self.ends = (End(), End())
        self.now = 0.0
        self.number = 0

    def next_number(self) -> int:
        self.number += 1
        return self.number

    @rule(side=st.integers(0, 1))
    def tell(self, side: int) -> None:
        n, end = self.next_number(), self.ends[side]
        end.link.notify("live/x", {"n": n})
        end.sent.append(("told", n))

    @rule(side=st.integers(0, 1))
    def call(self, side: int) -> None:
        n, end = self.next_number(), self.ends[side]
        end.open_ids.append(end.link.request("x/y", {"n": n}))
        end.sent.append(("called", n))

    @precondition(lambda self: any(end.to_answer for end in self.ends))
    @rule(data=st.data(), items=st.integers(0, 3))
    def answer(self, data: st.DataObject, items: int) -> None:
        end = data.draw(st.sampled_from([end for end in self.ends if end.to_answer]))
        id_ = end.to_answer.pop(data.draw(st.integers(0, len(end.to_answer) - 1)))
        for _ in range(items):
            n = self.next_number()
            end.link.stream(id_, {"n": n})
            end.sent.append(("item", id_, n))
        end.link.respond(id_, "done")
        end.sent.append(("answer", id_, "done"))

    @precondition(lambda self: any(end.open_ids for end in self.ends))
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        end = data.draw(st.sampled_from([end for end in self.ends if end.open_ids]))
        id_ = data.draw(st.sampled_from(end.open_ids))
        end.link.cancel(id_)
        end.sent.append(("cancel", id_))

    @rule(side=st.integers(0, 1), count=st.integers(1, 8))
    def write(self, side: int, count: int) -> None:
        end = self.ends[side]
        for _ in range(count):
            if (frame := end.link.next_frame()) is not None:
                end.wire.append(frame)

    @rule(side=st.integers(0, 1), count=st.integers(1, 8))
    def carry(self, side: int, count: int) -> None:
        end, other = self.ends[side], self.ends[1 - side]
        for _ in range(min(count, len(end.wire))):
            other.hear(end.wire.popleft(), self.now)

    @rule(seconds=st.floats(0.1, 20))
    def wait(self, seconds: float) -> None:
        self.now += seconds
        for end in self.ends:
            end.link.tick(self.now)

    @rule()
    def drop_and_resume(self) -> None:
        one, two = self.ends
        one.wire.clear()
        two.wire.clear()
        one.link.attach(two.link.received, self.now)
        two.link.attach(one.link.received, self.now)

    @invariant()
    def what_is_heard_is_what_was_sent_in_order(self) -> None:
        one, two = self.ends
        assert two.heard == one.sent[: len(two.heard)]
        assert one.heard == two.sent[: len(one.heard)]

    def teardown(self) -> None:
        if not hasattr(self, "ends"):
            return
        self.drop_and_resume()
        one, two = self.ends
        while any((self.write(side, 8), end.wire)[1] for side, end in enumerate(self.ends)):
            self.carry(0, 8)
            self.carry(1, 8)

        assert two.heard == one.sent
        assert one.heard == two.sent
        assert two.link.received == len(one.sent)
        assert one.link.received == len(two.sent)
        assert one.link.pending == frozenset(one.open_ids)


LossyChannel.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestNothingIsLostAndNothingComesTwice = LossyChannel.TestCase


@given(st.lists(FRAMES, max_size=8))
@settings(max_examples=300, deadline=None)
def test_no_frame_whatever_it_holds_breaks_a_link(garbage: list[str | bytes]) -> None:
    link = attached()
    link.request("x/y", {})

    for frame in garbage:
        link.receive(frame, 1.0)

    assert all(each["jsonrpc"] == "2.0" for each in frames(link))


@given(st.lists(FRAMES, max_size=8))
@settings(max_examples=100, deadline=None)
def test_two_links_do_not_answer_each_others_refusals_for_ever(
    garbage: list[str | bytes],
) -> None:
    one, two = attached(), attached()
    for frame in garbage:
        one.receive(frame, 1.0)

    rounds = 0
    while (found := frames(one) + frames(two)) and rounds < 50:
        rounds += 1
        for frame in found:
            two.receive(json.dumps(frame), 1.0)

    assert rounds < 50


def test_a_malformed_frame_is_answered_with_the_standard_code() -> None:
    link = attached()
    link.receive("{", 0.0)
    link.receive("[]", 0.0)

    codes = [frame["error"]["code"] for frame in frames(link)]
    assert codes == [ErrorCode.PARSE_ERROR, ErrorCode.INVALID_REQUEST]


def test_a_frame_over_the_limit_is_refused_and_the_limit_is_named() -> None:
    link = attached()
    link.receive(notification(text="x" * 300), 0.0)

    [refusal] = answers(link)
    assert refusal["error"]["code"] == ErrorCode.FRAME_TOO_LARGE
    assert refusal["error"]["data"] == {"limit": 200}


def test_a_request_over_the_limit_is_not_sent() -> None:
    link = attached()
    with pytest.raises(RpcError, match="the limit is 200"):
        link.request("x/y", {"text": "x" * 300})

    assert not link.pending
    assert not frames(link)


def test_an_answer_over_the_limit_becomes_an_error_answer() -> None:
    link = attached()
    link.respond(7, "x" * 300)

    [answer] = frames(link)
    assert (answer["id"], answer["error"]["code"]) == (7, ErrorCode.FRAME_TOO_LARGE)


def test_an_error_that_is_too_large_still_answers() -> None:
    link = attached()
    link.refuse(7, RpcError(ErrorCode.DENIED, "x" * 300))

    [answer] = frames(link)
    assert (answer["id"], answer["error"]["code"]) == (7, ErrorCode.DENIED)


def test_an_answer_that_json_cannot_say_becomes_an_error_answer() -> None:
    link = attached()
    link.respond(7, float("nan"))

    [answer] = frames(link)
    assert (answer["id"], answer["error"]["code"]) == (7, ErrorCode.INVALID_PARAMS)


def test_a_sender_waits_once_its_window_is_full_and_goes_on_when_acknowledged() -> None:
    link = attached()
    while link.writable:
        link.notify("live/x", {"text": "x" * 100})
    count = len(frames(link))

    events = link.receive(notification("$/ack", received=count), 0.0)

    assert events == [Acknowledged()]
    assert link.writable


def test_large_frames_are_acknowledged_before_the_window_is_full() -> None:
    link = attached()
    link.receive(notification(text="x" * 110), 0.0)
    link.receive(notification(text="x" * 110), 0.0)

    assert frames(link) == [{"jsonrpc": "2.0", "method": "$/ack", "params": {"received": 2}}]


def test_an_acknowledgement_of_what_was_never_sent_is_ignored() -> None:
    link = attached()
    link.notify("live/x", {})

    assert link.receive(notification("$/ack", received=1), 0.0) == []
    assert len(frames(link)) == 1


def test_acknowledgements_are_held_back_while_nobody_reads() -> None:
    link = attached()
    link.hold(True)
    for _ in range(8):
        link.receive(notification(), 0.0)
    link.tick(1.0)
    held = frames(link)

    link.hold(False)

    assert not held
    assert [frame["params"] for frame in frames(link)] == [{"received": 8}]


def test_pings_are_answered_and_do_not_pile_up() -> None:
    link = attached()
    for _ in range(1_000):
        link.receive(notification("$/ping"), 0.0)

    assert [frame["method"] for frame in frames(link)] == ["$/pong"]
    assert link.received == 0


def test_a_peer_that_asks_and_never_reads_is_noticed() -> None:
    link = attached()
    while not link.flooded:
        link.receive("garbage", 0.0)

    assert not link.writable


def test_silence_brings_a_ping_and_then_the_end() -> None:
    link = attached(Limits(heartbeat_seconds=10))
    assert link.tick(9.0) is None
    assert not frames(link)

    assert link.tick(10.0) is None
    assert [frame["method"] for frame in frames(link)] == ["$/ping"]
    assert isinstance(link.tick(31.0), PeerLost)


def test_any_frame_is_a_sign_of_life() -> None:
    link = attached(Limits(heartbeat_seconds=10))
    link.receive(notification("$/pong"), 29.0)

    assert link.tick(31.0) is None


def test_a_session_whose_counts_do_not_fit_cannot_be_resumed() -> None:
    link = attached()
    link.notify("live/x", {})

    with pytest.raises(RpcError, match="cannot be resumed"):
        link.attach(2, 0.0)


def test_a_stream_item_for_a_call_that_has_ended_is_dropped() -> None:
    link = attached()
    id_ = link.request("x/y", {})
    link.receive(json.dumps({"jsonrpc": "2.0", "id": id_, "result": 1}), 0.0)

    assert link.receive(notification("$/stream", id=id_, item={}), 0.0) == []


def test_a_malformed_error_ends_the_call_it_answers() -> None:
    link = attached()
    id_ = link.request("x/y", {})

    [event] = link.receive(json.dumps({"jsonrpc": "2.0", "id": id_, "error": 3}), 0.0)

    assert isinstance(event, Answered)
    assert event.error is not None
    assert not link.pending


def test_abandoned_calls_are_named_and_forgotten() -> None:
    link = attached()
    id_ = link.request("x/y", {})

    assert link.abandon_pending() == {id_}
    assert not link.pending
    link.cancel(id_)
    assert len(frames(link)) == 1
