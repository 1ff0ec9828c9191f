import pytest
from hypothesis import given
from hypothesis import strategies as st

from devmentor_server.framing import Framer, Malformed, frame


def bodies(framer: Framer) -> list[bytes]:
    found: list[bytes] = []
    while (body := framer.next()) is not None:
        found.append(body)
    return found


@given(st.lists(st.binary(max_size=50)), st.integers(min_value=1, max_value=40))
def test_messages_come_out_as_they_went_in_however_they_are_cut(
    messages: list[bytes], size: int
) -> None:
    stream = b"".join(frame(message) for message in messages)
    framer, found = Framer(), list[bytes]()
    for start in range(0, len(stream), size):
        framer.feed(stream[start : start + size])
        found += bodies(framer)

    assert found == messages


def test_header_names_have_no_case_and_other_headers_are_skipped() -> None:
    framer = Framer()
    framer.feed(b"Content-Type: application/vscode-jsonrpc\r\ncontent-length:2\r\n\r\n{}")

    assert framer.next() == b"{}"


@pytest.mark.parametrize(
    "rubbish",
    [b"hello\r\n\r\n", b"Content-Length: x\r\n\r\n", b"Content-Length: 9999999999\r\n\r\n"],
)
def test_rubbish_is_reported_and_the_next_message_still_read(rubbish: bytes) -> None:
    framer = Framer()
    framer.feed(rubbish + frame(b"{}"))

    with pytest.raises(Malformed):
        framer.next()
    assert framer.next() == b"{}"


def test_an_endless_header_is_reported_instead_of_kept() -> None:
    framer = Framer()
    framer.feed(b"x" * 10_000)

    with pytest.raises(Malformed):
        framer.next()
    assert framer.next() is None
