from pathlib import Path

import pytest

from devmentor_cli.muting import Where, mute, unmute
from devmentor_cli.refusal import Refusal
from devmentor_protocol.runtime import HOME_VARIABLE


def test_a_file_in_no_language_we_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.unknown").write_text("x")

    with pytest.raises(Refusal, match="not in a language"):
        mute("F401", Where(tmp_path / "a.unknown"))


def test_a_file_that_cannot_be_written_is_refused_and_stays(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text("x = 1\n")
    file.chmod(0o444)

    with pytest.raises(Refusal, match="cannot be written"):
        mute("F401", Where(file))
    assert file.read_text() == "x = 1\n"


def test_mark_and_line_ends_of_a_file_stay(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    before = b"\xef\xbb\xbfx = 1\r\ny = 2\r\n"
    file.write_bytes(before)
    mute("F401", Where(file))
    muted = file.read_bytes()
    unmute("F401", Where(file))

    assert muted == b"\xef\xbb\xbf# devmentor: ignore-file[F401]\r\n" + before[3:]
    assert file.read_bytes() == before


def test_a_rule_is_muted_in_a_file_of_variables(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("A=1\n")

    mute("secret", Where(file))

    assert file.read_text() == "# devmentor: ignore-file[secret]\nA=1\n"


@pytest.mark.parametrize("rule", ["NOPE", "f401", "F401,I001", "F", ""])
def test_what_is_no_rule_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: str
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(Refusal, match="No rule of DevMentor, ruff or ty"):
        mute(rule, Where())


def test_what_could_not_be_remembered_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "file" / "home"))

    with pytest.raises(Refusal, match="nothing is remembered"):
        mute("F401", Where(me=True))


def test_a_notebook_is_muted_in_its_cells(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"write `# devmentor: ignore-file\[F821\]`"):
        mute("F821", Where(tmp_path / "a.ipynb"))
