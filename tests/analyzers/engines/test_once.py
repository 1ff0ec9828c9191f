import asyncio
import sys
from pathlib import Path

import pytest
from tests.conftest import NewChildren

from devmentor_analyzers.engines import once
from devmentor_analyzers.engines.once import EngineFailed, run_once, run_over


async def test_an_engine_reads_files_whose_names_no_command_line_could_hold(
    tmp_path: Path,
) -> None:
    files = [tmp_path / f"{number:04} {'x' * 200}.py" for number in range(1000)]
    files[-1].write_text("import os\n")
    for file in files[:-1]:
        file.touch()

    output = await run_over("ruff", ["check", "--no-cache", "--output-format", "concise"], files)

    assert b"F401" in output


async def test_an_engine_reads_a_file_whose_name_is_two_lines(tmp_path: Path) -> None:
    files = [tmp_path / "plain.py", tmp_path / "two\nlines.py"]
    for file in files:
        file.write_text("import os\n")

    output = await run_over("ruff", ["check", "--no-cache", "--output-format", "concise"], files)

    assert output.count(b"F401") == 2


async def test_a_refused_configuration_is_told_from_a_failure(tmp_path: Path) -> None:
    (tmp_path / "ruff.toml").write_text("nonsense = 1\n")
    (tmp_path / "a.py").touch()

    with pytest.raises(EngineFailed, match="nonsense") as raised:
        await run_over("ruff", ["check", "--no-cache"], [tmp_path / "a.py"])

    assert raised.value.configuration


async def test_a_missing_engine_is_told() -> None:
    with pytest.raises(EngineFailed, match="not installed") as raised:
        await run_once("no-such-engine", [])

    assert not raised.value.configuration


async def test_who_does_not_wait_any_more_ends_the_engine_and_what_it_started(
    new_children: NewChildren,
) -> None:
    """The engine is a fake: a script that starts another program, which never ends."""
    child = [sys.executable, "-c", "import time; time.sleep(600)"]
    code = f"import subprocess; subprocess.run({child!r})"
    waiting = asyncio.create_task(run_once("slow", ["-c", code], program=Path(sys.executable)))
    while len(new_children()) < 2:
        await asyncio.sleep(0.05)

    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting

    assert not new_children()


async def test_one_that_does_nothing_is_ended_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine is a fake: it sleeps."""
    monkeypatch.setattr(once, "_STILL_SECONDS", 1.0)

    with pytest.raises(EngineFailed, match=r"slow gave no answer.*hung") as raised:
        await run_once("slow", ["-c", "import time; time.sleep(600)"], program=Path(sys.executable))

    assert not raised.value.ended
