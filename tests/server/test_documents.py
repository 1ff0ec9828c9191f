from contextvars import copy_context
from pathlib import Path

import pytest
from lsprotocol import types

from devmentor_analyzers.lines import Encoding, LineIndex
from devmentor_analyzers.snapshot import Snapshot
from devmentor_server.documents import Documents, TooLarge, apply, read_text
from devmentor_server.uris import uri_of

ODD = "a = 'é😀'\r\nb\x0c = 1\rc = '\u2028x'\nd\x85 = 2\n"
"""CRLF, lone CR, LF; a form feed, U+2028 and U+0085 inside lines; an astral character."""


def edit(
    line: int, start: int, end_line: int, end: int, text: str
) -> types.TextDocumentContentChangePartial:
    range_ = types.Range(types.Position(line, start), types.Position(end_line, end))
    return types.TextDocumentContentChangePartial(range=range_, text=text)


@pytest.mark.parametrize(("encoding", "after"), [("utf-8", 11), ("utf-16", 8), ("utf-32", 7)])
def test_a_change_behind_an_astral_character_lands_where_the_client_meant(
    encoding: Encoding, after: int
) -> None:
    changed = apply(LineIndex(ODD), edit(0, after, 0, after, "!"), encoding).text

    assert changed.startswith("a = 'é😀!'\r\n")


@pytest.mark.parametrize(
    ("line", "start", "end", "expected"),
    [
        (1, 0, 1, "a = 'é😀'\r\nB\x0c = 1\rc = '\u2028x'\nd\x85 = 2\n"),
        (2, 0, 1, "a = 'é😀'\r\nb\x0c = 1\rB = '\u2028x'\nd\x85 = 2\n"),
        (2, 6, 7, "a = 'é😀'\r\nb\x0c = 1\rc = '\u2028B'\nd\x85 = 2\n"),
        (3, 5, 6, "a = 'é😀'\r\nb\x0c = 1\rc = '\u2028x'\nd\x85 = B\n"),
    ],
)
def test_only_the_line_ends_of_lsp_end_a_line(
    line: int, start: int, end: int, expected: str
) -> None:
    assert apply(LineIndex(ODD), edit(line, start, line, end, "B"), "utf-16").text == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (edit(0, 99, 0, 99, "!"), "ab!\ncd"),
        (edit(9, 0, 9, 0, "!"), "ab\ncd!"),
        (edit(1, 1, 0, 1, "-"), "a-d"),
        (edit(0, 0, 99, 0, ""), ""),
    ],
)
def test_positions_past_an_end_mean_the_end(
    change: types.TextDocumentContentChangePartial, expected: str
) -> None:
    assert apply(LineIndex("ab\ncd"), change, "utf-16").text == expected


def test_each_version_is_a_snapshot_of_its_own(tmp_path: Path) -> None:
    documents, uri = Documents("utf-16", 1_000), uri_of(tmp_path / "a.py")
    first = documents.open(uri, "python", 1, "one")
    second = documents.change(uri, 2, [edit(0, 0, 0, 3, "two"), edit(0, 3, 0, 3, "!")])

    assert isinstance(first, Snapshot)
    assert isinstance(second, Snapshot)
    assert (first.text, first.version) == ("one", 1)
    assert (second.text, second.version) == ("two!", 2)
    assert documents.get(uri) is second


def test_the_same_document_is_found_however_its_uri_is_escaped() -> None:
    documents = Documents("utf-16", 1_000)
    opened = documents.open("file:///c%3A/a%20b.py", "python", 1, "")

    assert documents.get("file:///c:/a b.py") is opened


def test_a_whole_text_replaces_the_document() -> None:
    documents = Documents("utf-16", 1_000)
    documents.open("untitled:1", "python", 1, "one")
    changed = documents.change("untitled:1", 2, [types.TextDocumentContentChangeWholeDocument("2")])

    assert isinstance(changed, Snapshot)
    assert changed.text == "2"


def test_a_change_to_a_document_that_is_not_open_changes_nothing() -> None:
    assert Documents("utf-16", 1_000).change("file:///a.py", 2, []) is None


def test_a_lone_surrogate_becomes_a_character_that_utf_8_can_carry() -> None:
    opened = Documents("utf-16", 1_000).open("file:///a.py", "python", 1, "x\ud800y")

    assert isinstance(opened, Snapshot)
    assert opened.text == "x\ufffdy"


def test_a_large_document_is_not_kept_until_a_save_shows_that_it_shrank(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    documents, uri = Documents("utf-16", 10), uri_of(path)
    opened = documents.open(uri, "python", 1, "x" * 11)
    changed = documents.change(uri, 2, [edit(0, 0, 0, 9, "")])
    path.write_text("small")
    reloaded = documents.reload(uri, 2)

    assert isinstance(opened, TooLarge)
    assert isinstance(changed, TooLarge)
    assert isinstance(reloaded, Snapshot)
    assert reloaded.text == "small"


def test_a_loaded_file_is_the_open_text_where_there_is_one(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("saved")
    documents = Documents("utf-16", 100)
    from_disk = documents.load(path)
    opened = documents.open(uri_of(path), "python", 1, "unsaved")

    assert from_disk is not None
    assert (from_disk.text, from_disk.language) == ("saved", "python")
    assert documents.load(path) is opened
    assert documents.uri_of(path) == uri_of(path)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"x" * 11])
def test_what_is_no_small_text_is_not_read(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(content)

    assert read_text(tmp_path / "a", 10) is None
    assert read_text(tmp_path, 10) is None
    assert read_text(tmp_path / "absent", 10) is None


def test_what_is_done_for_a_request_sees_what_was_open_when_it_arrived() -> None:
    documents = Documents("utf-16", 1_000)
    documents.open("file:///a.py", "python", 1, "one")

    def asking() -> None:
        documents.note_arrival()
        documents.open("file:///a.py", "python", 2, "two")
        documents.open("file:///b.py", "python", 1, "new")
        asked, now = documents.asked("file:///a.py"), documents.get("file:///a.py")

        assert isinstance(asked, Snapshot)
        assert isinstance(now, Snapshot)
        assert (asked.text, now.text) == ("one", "two")
        assert [each.text for each in documents.all_asked()] == ["one"]

    copy_context().run(asking)
    assert [each.text for each in documents.all_asked()] == ["two", "new"]
