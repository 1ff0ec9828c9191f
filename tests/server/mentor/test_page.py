from pathlib import Path

import pytest

from devmentor_protocol.mentor import Answer
from devmentor_protocol.receipt import Receipt, Rung, SourceRef
from devmentor_server.mentor.page import markdown, receipt_line, write_page

ANSWER = Answer(text="It adds.", receipt=Receipt(rung=Rung.OFFLINE))


def test_a_page_holds_the_answer_and_its_receipt() -> None:
    path = write_page("a.py:3 add()", ANSWER)

    assert path is not None
    assert path.name == "a-py-3-add.md"
    assert path.read_text() == markdown("a.py:3 add()", ANSWER)
    assert "It adds." in path.read_text()


def test_with_a_read_only_home_the_page_is_temporary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    path = write_page("title", ANSWER)

    assert path == tmp_path / "devmentor-answers" / "title.md"


def test_with_nowhere_to_write_there_is_no_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "file"))

    assert write_page("title", ANSWER) is None


def test_old_pages_are_removed() -> None:
    pages = [write_page(f"page {number}", ANSWER) for number in range(60)]
    newest = pages[-1]

    assert newest is not None
    assert len(list(newest.parent.glob("*.md"))) == 50


def test_the_receipt_says_who_answered_from_what() -> None:
    receipt = Receipt(
        rung=Rung.LOCAL,
        model="tiny",
        sources=(SourceRef(path="a.py", start_line=3, end_line=5),),
        stages_ms={"total": 1_500},
        redactions=2,
        notes=("a demonstration",),
    )
    expected = "*tiny (local) · from a.py:3 · 1.5 s · 2 secrets left out · a demonstration*"

    assert receipt_line(receipt) == expected
