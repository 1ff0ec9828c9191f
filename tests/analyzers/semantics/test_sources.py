from pathlib import Path

from tests.analyzers.documents import document, saved

from devmentor_analyzers.semantics.own_files import OwnFiles
from devmentor_analyzers.semantics.sources import Sources
from devmentor_analyzers.semantics.texts import Texts


def made(folder: Path, texts: Texts) -> Sources:
    return Sources([folder], texts, OwnFiles([folder]), 1_000)


def test_modules_are_looked_through_as_they_are_in_the_editor(tmp_path: Path) -> None:
    texts = Texts(1_000)
    for name in ("a.py", "b.pyi", "no-module.py", "c.txt"):
        saved(tmp_path / name, "cup\n")
    saved(tmp_path / "large.py", "cup " * 1_000)
    saved(tmp_path / "part.py", "cups\n")
    shown = saved(tmp_path / "d.py", "cup\n")
    texts.show(document(shown.path, "plate\n"))
    texts.show(document(tmp_path.parent / "outside.py", "cup\n"))
    texts.show(document(tmp_path / "notes.md", "cup\n"))
    sources = made(tmp_path, texts)

    found = sources.mentioning("cup", sources.open())

    assert {each.path.name for each in found} == {"a.py", "b.pyi", "outside.py"}


def test_what_git_ignores_is_not_ones_own(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("made/\n")
    saved(tmp_path / "made" / "a.py", "cup\n")
    sources = made(tmp_path, Texts(1_000))

    assert sources.is_own(tmp_path / "a.py")
    assert not sources.is_own(tmp_path / "made" / "a.py")
    assert [*sources.mentioning("cup", {})] == []
