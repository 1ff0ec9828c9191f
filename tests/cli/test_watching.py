import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from watchfiles import Change

from devmentor_cli import watching
from devmentor_cli.check_options import CheckOptions
from devmentor_cli.exit_codes import ExitCode


def test_a_change_is_checked_at_once_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text("import os\n")
    made = tmp_path.parent / f"{tmp_path.name}-made"
    made.mkdir()
    (made / "b.py").write_text("import sys\n")
    program = str(Path(sys.executable).with_name("devmentor"))
    command = [program, "check", "--watch", "--format", "concise", "--no-types"]
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "NO_COLOR": "1"},
    ) as watching:
        assert watching.stdout
        first = watching.stdout.readline()
        file.write_text("print(missing)\n")
        while "missing" not in watching.stdout.readline():
            assert watching.poll() is None
        made.rename(tmp_path / "new")  # with all that is in it, of which nobody is told
        while "sys" not in watching.stdout.readline():
            assert watching.poll() is None
        watching.send_signal(signal.SIGINT)
        code = watching.wait(timeout=30)

    assert "F401" in first
    assert code == 1


def test_ctrl_c_counts_where_the_exception_it_raises_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(_: object) -> ExitCode:
        with contextlib.suppress(KeyboardInterrupt):  # as Python does in callbacks of its own
            signal.raise_signal(signal.SIGINT)
        return ExitCode.FINDINGS

    def changes(*_: object, **__: object) -> Iterator[set[tuple[Change, str]]]:
        yield set()
        pytest.fail("it went on")

    monkeypatch.setattr(watching, "begin_check", check)
    monkeypatch.setattr(watching, "changes", changes)
    monkeypatch.chdir(tmp_path)
    before = signal.getsignal(signal.SIGINT)

    assert watching.watch(CheckOptions(paths=(tmp_path,))) is ExitCode.FINDINGS
    assert signal.getsignal(signal.SIGINT) is before
