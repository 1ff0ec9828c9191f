from pathlib import Path

from tests.analyzers.documents import document, saved

from devmentor_analyzers.semantics.texts import Texts


async def test_an_open_text_counts_before_its_file(tmp_path: Path) -> None:
    saved(tmp_path / "a.py", "old = 1\n")
    shown = document(tmp_path / "a.py", "new = 1\n")
    texts = Texts(1_000)
    texts.show(shown)

    assert await texts.of(tmp_path / "a.py") == shown

    texts.forget(shown.uri)
    read = await texts.of(tmp_path / "a.py")
    assert read is not None
    assert read.text == "old = 1\n"


async def test_a_file_that_is_gone_or_too_large_has_no_text(tmp_path: Path) -> None:
    large = saved(tmp_path / "a.py", "x" * 2_000)

    assert await Texts(1_000).of(large.path) is None
    assert await Texts(1_000).of(tmp_path / "b.py") is None


def test_a_document_without_a_file_is_noticed(tmp_path: Path) -> None:
    texts = Texts(1_000)
    texts.show(saved(tmp_path / "a.py", ""))
    assert not texts.never_saved()

    texts.show(document(tmp_path / "b.py", ""))

    assert texts.never_saved()
