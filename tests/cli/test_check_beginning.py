import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from devmentor_cli.check_beginning import around, begin_check, folder_of
from devmentor_cli.check_options import CheckOptions
from devmentor_cli.exit_codes import ExitCode
from devmentor_cli.refusal import Refusal


def test_the_folder_of_all_paths_is_found(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    (tmp_path / "a" / "c.py").touch()

    assert around([tmp_path / "a" / "c.py"]) == tmp_path / "a"
    assert around([tmp_path / "a", tmp_path / "b"]) == tmp_path
    named = CheckOptions(paths=(), stdin_filename=tmp_path / "a" / "c.py")
    assert folder_of(named) == tmp_path / "a"


def test_a_check_is_done_from_its_beginning_to_its_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.py").write_text("import os\n")

    code = begin_check(CheckOptions(paths=(tmp_path,), output="concise"))

    assert code is ExitCode.FINDINGS
    assert "[ruff F401]" in capsys.readouterr().out


def test_a_configuration_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    (tmp_path / "devmentor.toml").write_text("lint = 1\n")

    with pytest.raises(Refusal, match="`lint`"):
        begin_check(CheckOptions(paths=(tmp_path,)))


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_no_engine_outlives_a_check_that_is_told_to_end(tmp_path: Path, name: str) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    for number in range(300):
        (tmp_path / f"m{number}.py").write_text("import os\nx: int = 'a'\n" * 300)
    program = Path(sys.executable).with_name("devmentor")
    checking = subprocess.Popen([program, "check", "."], cwd=tmp_path, stdout=subprocess.DEVNULL)
    started = psutil.Process(checking.pid)
    while not (children := started.children(recursive=True)):
        time.sleep(0.01)

    checking.send_signal(signal.Signals[name])

    assert checking.wait(60) == 128 + signal.Signals[name]
    gone, alive = psutil.wait_procs(children, timeout=20)
    assert gone
    assert not alive
