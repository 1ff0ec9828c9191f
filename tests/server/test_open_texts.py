from pathlib import Path

from devmentor_analyzers.snapshot import Snapshot
from devmentor_server.open_texts import OpenTexts

PATH = Path("/project/a.py")


def document(text: str, version: int = 1) -> Snapshot:
    return Snapshot(PATH.as_uri(), PATH, "python", version, text)


def test_a_text_counts_once_nobody_types_in_it() -> None:
    texts, first, second = OpenTexts(), document("x = 1\n"), document("x = 2\n", 2)
    same = {PATH: "x = 1\n"}

    assert texts.changed([first], same) == {}
    assert texts.changed([second], same) == {}
    assert texts.changed([second], same) == {PATH: second}
    assert texts.changed([second], same) == {}


def test_a_text_that_is_not_what_is_saved_counts() -> None:
    texts, first = OpenTexts(), document("x = 1\n")
    texts.changed([first], {PATH: ""})

    assert texts.changed([first], {PATH: ""}) == {PATH: first}


def test_what_was_never_looked_at_on_the_disk_is_taken_as_it_is() -> None:
    texts, first = OpenTexts(), document("x = 1\n")
    texts.changed([first], {})

    assert texts.changed([first], {}) == {}


def test_a_document_closed_without_being_saved_counts() -> None:
    texts, first = OpenTexts(), document("x = 1\n")
    for _ in range(2):
        texts.changed([first], {PATH: ""})

    assert texts.changed([], {PATH: ""}) == {PATH: None}
    assert texts.changed([], {PATH: ""}) == {}
