"""Measure `devmentor index` on a real repository: cold, with nothing to do, and after a branch switch.

`python -m bench.index`. A branch switch is what git makes of it: 50 files change on the disk.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.peers import project
from bench.results import machine, table, write_section

from devmentor_protocol.runtime import HOME_VARIABLE

LINES = 100_000
CHANGED = 50
ROUNDS = 3
DEVMENTOR = Path(sys.executable).with_name("devmentor")


@dataclass(frozen=True)
class Run:
    """One run of the command, from its start to its end."""

    seconds: float
    peak_mb: float
    said: str


def index(folder: Path, home: Path) -> Run:
    """Run the command as people do."""
    started = time.perf_counter()
    with subprocess.Popen(
        [DEVMENTOR, "index", folder],
        env={**os.environ, HOME_VARIABLE: str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout
        said = process.stdout.read()
        _, code, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(code)
    if process.returncode:
        raise RuntimeError(f"devmentor index ended with {process.returncode}")
    return Run(time.perf_counter() - started, usage.ru_maxrss / 1024, said.splitlines()[0])


def copied(source: Path, folder: Path, lines: int) -> int:
    """Copy Python files until there are so many lines; return how many there are."""
    copied_lines = 0
    for path in sorted(source.rglob("*.py")):
        if copied_lines >= lines:
            break
        target = folder / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
        copied_lines += path.read_bytes().count(b"\n")
    return copied_lines


def git(folder: Path, *arguments: str) -> None:
    """Run git as nobody in particular."""
    who = ["-c", "user.name=bench", "-c", "user.email=bench@example.com"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def branch(folder: Path) -> None:
    """Make two branches that differ in a function more in 50 files, spread over the repository."""
    git(folder, "init", "-b", "one")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "one")
    git(folder, "checkout", "-b", "two")
    files = sorted(folder.rglob("*.py"))
    for number, path in enumerate(files[:: max(1, len(files) // CHANGED)][:CHANGED]):
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n\ndef added_{number}():\n    return {number}\n")
    git(folder, "commit", "-am", "two")
    git(folder, "checkout", "one")


def measure(scratch: Path) -> str:
    """The table with a note; the worst of the rounds counts."""
    folder, rows = scratch / "project", dict[str, list[Run]]()
    lines = copied(project() / "django", folder, LINES)
    branch(folder)
    for number in range(ROUNDS):
        home = scratch / f"home{number}"
        rows.setdefault("cold", []).append(index(folder, home))
        rows.setdefault("nothing changed", []).append(index(folder, home))
        git(folder, "checkout", "two")
        rows.setdefault(f"branch switch, {CHANGED} files", []).append(index(folder, home))
        git(folder, "checkout", "one")
        rows.setdefault("and back", []).append(index(folder, home))
    body = table(
        ["devmentor index", "seconds, best", "seconds, worst", "peak memory, MB"],
        [
            [
                name,
                f"{min(run.seconds for run in runs):.1f}",
                f"{max(run.seconds for run in runs):.1f}",
                f"{max(run.peak_mb for run in runs):.0f}",
            ]
            for name, runs in rows.items()
        ],
    )
    said = re.sub(r"; .*", "", rows["cold"][0].said)
    note = (
        f"{lines:,} lines of Django ({said}); {ROUNDS} rounds, each from an empty data folder; the "
        f"whole command, its start included. {machine()}."
    )
    return f"\n{body}\n\n{note}\n"


def main() -> None:
    """Measure and write the section of RESULTS.md."""
    with tempfile.TemporaryDirectory() as scratch:
        body = measure(Path(scratch))
    write_section("index", body)
    print(body)


if __name__ == "__main__":
    main()
