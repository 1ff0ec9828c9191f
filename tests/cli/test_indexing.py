import sqlite3
from pathlib import Path

import pytest

from devmentor_analyzers.index.running import Ready
from devmentor_analyzers.index.updating import Report
from devmentor_cli import indexing


def test_a_summary_says_what_was_done() -> None:
    report = Report(files=1200, symbols=5, chunks=7, read=3, removed=1, seconds=2.04)

    assert indexing.summary(report) == (
        "1,200 files, 5 symbols, 7 chunks; 3 read and 1 removed in 2.0 s."
    )


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "the next run goes on from there"),
        (sqlite3.OperationalError("disk full"), 2, "disk full"),
    ],
)
def test_a_run_that_ends_early_says_why(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    raised: BaseException,
    code: int,
    said: str,
) -> None:
    """The work is a fake that raises: a full disk cannot be had here."""

    def fail(_ready: Ready) -> None:
        raise raised

    with pytest.raises(SystemExit) as ended:
        indexing.run(tmp_path, fail, patient=True)

    assert ended.value.code == code
    assert said in capsys.readouterr().err


def test_what_is_no_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        indexing.run(tmp_path / "gone", lambda _ready: None, patient=True)

    assert ended.value.code == 2
    assert "is not a folder" in capsys.readouterr().err
