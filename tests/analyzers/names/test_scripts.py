import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from devmentor_analyzers.names import scripts
from devmentor_analyzers.names.scripts import Scripts
from devmentor_analyzers.names.wire import Question


def question(path: Path, text: str, version: int = 1) -> Question:
    return Question("hover", str(path), version, text)


@pytest.fixture
def kept(tmp_path: Path) -> Scripts:
    return Scripts({tmp_path: None}, None)


def test_a_script_is_kept_for_one_version_of_a_text(tmp_path: Path, kept: Scripts) -> None:
    asked = question(tmp_path / "a.py", "x = 1")

    first = kept.get(asked, deep=True)

    assert kept.get(asked, deep=True) is first
    assert kept.get(replace(asked, version=2), deep=True) is not first


def test_the_same_version_with_another_text_is_another_document(
    tmp_path: Path, kept: Scripts
) -> None:
    first = kept.get(question(tmp_path / "a.py", "x = 1"), deep=True)

    assert kept.get(question(tmp_path / "a.py", "x = 2"), deep=True) is not first


def test_unsaved_text_of_one_document_is_seen_from_another(tmp_path: Path, kept: Scripts) -> None:
    (tmp_path / "b.py").write_text("old = 1\n")
    asked = question(tmp_path / "a.py", "import b\nb.")
    assert "old" in [each.name for each in kept.get(asked, deep=False).complete(2, 2)]

    kept.get(question(tmp_path / "b.py", "old = 1\n", 1), deep=False)
    kept.get(question(tmp_path / "b.py", "fresh = 1\n", 2), deep=False)

    assert "fresh" in [each.name for each in kept.get(asked, deep=False).complete(2, 2)]


def test_a_module_changed_on_disk_is_read_again(
    tmp_path: Path, kept: Scripts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scripts, "_BELIEVED_SECONDS", 0.0)
    other = tmp_path / "b.py"
    other.write_text("old = 1\n")
    asked = question(tmp_path / "a.py", "import b\nb.")
    assert "old" in [each.name for each in kept.get(asked, deep=False).complete(2, 2)]

    other.write_text("fresh = 1\n")
    later = time.time() + 10
    os.utime(other, (later, later))

    assert "fresh" in [each.name for each in kept.get(asked, deep=False).complete(2, 2)]


def test_a_folder_that_is_a_package_does_not_hide_the_standard_library(tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "types.py").write_text("ours = 1\n")
    kept = Scripts({package: None}, None)

    script = kept.get(question(package / "a.py", "import types\ntypes.FunctionTy"), deep=False)
    near = kept.get(question(package / "b.py", "from . import types\ntypes.ou"), deep=False)

    assert [each.name for each in script.complete(2, 16)] == ["FunctionType"]
    assert [each.name for each in near.complete(2, 8)] == ["ours"]


def test_a_file_outside_of_every_folder_has_names_too(tmp_path: Path, kept: Scripts) -> None:
    elsewhere = tmp_path.parent / "elsewhere.py"

    script = kept.get(question(elsewhere, "import os\nos.getcw"), deep=False)

    assert "getcwd" in [each.name for each in script.complete(2, 8)]
