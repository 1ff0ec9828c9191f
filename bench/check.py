"""`devmentor check` beside the engines it runs, run directly, and beside pylint."""

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from bench.peers import Peer, install, project
from bench.results import machine, table, write_section

_BIN = Path(sys.executable).parent
_PYLINT = Peer("pylint", "pylint==4.0.4", "pylint", ("--jobs=0", "--recursive=y", "django"))
_LIMIT = 1.3


def contestants() -> dict[str, list[str]]:
    """Name → command, each run in the project's folder."""
    return {
        "devmentor check": [str(_BIN / "devmentor"), "check", "--format", "concise", "django"],
        "ruff check": [str(_BIN / "ruff"), "check", "--no-cache", "django"],
        "ty check": [str(_BIN / "ty"), "check", "--no-progress", "django"],
        "pylint": install(_PYLINT),
    }


def run(command: list[str], folder: Path) -> tuple[float, float, int]:
    """Seconds of wall clock, seconds of processor, and lines printed."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, processor, done.stdout.count(b"\n")


def main() -> None:
    """Measure in interleaved rounds and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pylint-rounds", type=int, default=1, help="it takes minutes")
    asked = parser.parse_args()
    folder, commands = project(), contestants()
    runs: dict[str, list[tuple[float, float, int]]] = {name: [] for name in commands}
    for number in range(asked.rounds):
        for name, command in commands.items():
            if name != "pylint" or number < asked.pylint_rounds:
                runs[name].append(run(command, folder))
    runs = {name: found for name, found in runs.items() if found}
    wall = {name: median(each[0] for each in found) for name, found in runs.items()}
    engines = wall["ruff check"] + wall["ty check"]
    ratio = wall["devmentor check"] / engines
    rows = [
        [
            name,
            f"{wall[name]:.2f}",
            f"{median(each[1] for each in found):.2f}",
            f"{wall[name] / engines:.2f}x",
        ]
        for name, found in runs.items()
    ]
    files = list((folder / "django").rglob("*.py"))
    lines = sum(file.read_bytes().count(b"\n") for file in files)
    note = (
        f"Medians of {asked.rounds} interleaved rounds (of pylint {asked.pylint_rounds}) on Django 5.2:"
        f" {len(files)} Python files, {lines} lines; {machine()}. The last column is against the "
        f"sum of ruff and ty, which are run one after the other; wanted for `devmentor check`: at "
        f"most {_LIMIT}x, {'met' if ratio <= _LIMIT else 'not met'}."
    )
    head = ["", "seconds", "processor seconds", "against ruff + ty"]
    write_section("check", f"{table(head, rows)}\n\n{note}")


if __name__ == "__main__":
    main()
