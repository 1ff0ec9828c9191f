import io

from devmentor_analyzers.names.wire import Place, Question, Reply, pack, read

QUESTION = Question("hover", "/a.py", 3, "x = '\ud800\u2028'", 0, 1)


def test_a_message_arrives_as_it_was_sent() -> None:
    stream = io.BytesIO(pack(QUESTION) + pack(Reply([Place("/a.py", (0, 0, 0, 1))])))

    assert read(stream) == QUESTION
    assert read(stream) == Reply([Place("/a.py", (0, 0, 0, 1))])
    assert read(stream) is None


def test_half_a_message_counts_as_the_end() -> None:
    assert read(io.BytesIO(pack(QUESTION)[:-1])) is None
    assert read(io.BytesIO(b"\0")) is None
