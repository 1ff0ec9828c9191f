"""Where an environment keeps what can be imported; asked of its own interpreter.

In a process of its own (`python -m devmentor_analyzers.importables.where FOLDER [INTERPRETER]`):
what finds interpreters is not worth keeping in memory.
"""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

_SECONDS = 60.0
_ASK = """
import json, sys, sysconfig
standard = sysconfig.get_paths()["stdlib"]
names = sorted(getattr(sys, "stdlib_module_names", sys.builtin_module_names))
version = ".".join(map(str, sys.version_info[:3]))
print(json.dumps([version, standard, names, sys.path]))
"""


@dataclass(frozen=True, slots=True)
class Where:
    """The interpreter's version, its library with the modules it has, and folders of packages."""

    version: str
    library: str
    modules: tuple[str, ...]
    packages: tuple[str, ...]


def ask_where(folder: Path, interpreter: Path | None) -> Where | None:
    """Find a project's environment; None when nothing can be said about it. Blocks for seconds."""
    command = [sys.executable, "-I", "-m", "devmentor_analyzers.importables.where", str(folder)]
    try:
        done = subprocess.run(
            [*command, *([str(interpreter)] if interpreter else [])],
            check=True,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_SECONDS,
        )
        found = json.loads(done.stdout)
        return Where(
            found["version"], found["library"], tuple(found["modules"]), tuple(found["packages"])
        )
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError):
        return None


def find_where(folder: Path, interpreter: Path | None) -> Where:
    """The same, here and now. Raises what asking an interpreter may raise."""
    from devmentor_analyzers.names.environment import find_environment

    environment = find_environment(folder, interpreter)
    program = str(environment.jedi.executable)
    done = subprocess.run(
        [program, "-I", "-c", _ASK],
        check=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=_SECONDS,
    )
    version, library, modules, paths = json.loads(done.stdout)
    extra = [each for each in environment.extra_paths if Path(each).name != "src"]
    packages = [each for each in (*paths, *extra) if each.endswith("-packages")]
    return Where(version, library, tuple(modules), tuple(dict.fromkeys(packages)))


def main() -> None:
    """Print what was found as JSON."""
    folder, *chosen = sys.argv[1:]
    found = find_where(Path(folder), Path(chosen[0]) if chosen else None)
    print(json.dumps(asdict(found)))


if __name__ == "__main__":
    main()
