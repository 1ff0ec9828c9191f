import sys
from pathlib import Path

import pytest
from tests.analyzers.documents import saved
from tests.conftest import NewChildren

from devmentor_analyzers.checking.check import check
from devmentor_analyzers.checking.check_text import check_text
from devmentor_analyzers.engines import attaching
from devmentor_analyzers.engines.once import EngineFailed
from devmentor_analyzers.settings import CHECKERS, Settings
from devmentor_analyzers.snapshot import Snapshot
from devmentor_protocol.finding import Finding

SAMPLE = """import os
import typing_extensions

x: int = "😀"
print(missing, x)


def f(a=[]):
    unused = "😀"; len(1)
    return
    never = 1


@typing_extensions.deprecated("no")
def g() -> int:
    f(1, 2)
    return ""


g()
"""

CONFIGURED = {
    "pyrefly.toml": 'preset = "strict"\n',
    "pyrightconfig.json": '{"typeCheckingMode": "recommended"}',
}


def snapshot(path: Path, text: str) -> Snapshot:
    return Snapshot(path.as_uri(), path, "python", 0, text)


@pytest.mark.parametrize("checker", CHECKERS)
@pytest.mark.parametrize("settings", [{}, CONFIGURED], ids=["bare", "configured"])
async def test_a_text_and_a_file_have_the_same_findings(
    tmp_path: Path, checker: str, settings: dict[str, str]
) -> None:
    path = tmp_path / "a.py"
    saved(tmp_path / "ruff.toml", 'lint.select = ["ALL"]\n')
    for name, text in settings.items():
        saved(tmp_path / name, text)
    in_editor = await check_text(snapshot(path, SAMPLE), Settings(checker=checker))
    saved(path, SAMPLE)

    report = await check([path], Settings(checker=checker))

    def facts(found: list[Finding]) -> list[tuple[object, ...]]:
        found = sorted(found, key=lambda each: (each.line, each.column, each.code))
        return [(e.range, e.code, e.severity, e.tags, e.source, e.docs_url) for e in found]

    assert checker in {each.source for each in report.findings}
    assert len(report.findings) > 8
    assert facts(report.findings) == facts(in_editor)


async def test_the_files_own_text_does_not_count_and_no_process_is_left(
    tmp_path: Path, new_children: NewChildren
) -> None:
    saved(tmp_path / "a.py", "import os\n")

    assert await check_text(snapshot(tmp_path / "a.py", "x = 1\n"), Settings()) == []
    assert not new_children()


async def test_a_text_that_is_binary_is_told(tmp_path: Path) -> None:
    (finding,) = await check_text(snapshot(tmp_path / "a.py", "\0"), Settings())

    assert finding.code == "binary"


async def test_an_engine_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The place where programs are installed is a fake: it holds none."""

    def nothing(_name: str) -> None: ...

    monkeypatch.setattr(attaching, "binary", nothing)
    (tmp_path / "python3").symlink_to(sys.executable)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)

    with pytest.raises(EngineFailed, match="pip install basedpyright"):
        await check_text(snapshot(tmp_path / "a.py", ""), Settings(checker="basedpyright"))
