"""ruff and ty started over files.

Apart from what reads their answers: to import that takes a tenth of their time, in which they can be
at work already.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from os.path import commonpath
from pathlib import Path

from devmentor_analyzers.engines.cells_once import is_notebook
from devmentor_analyzers.engines.once import Running, start_over

# No cache: a check leaves nothing behind in the project.
LINT = ("check", "--no-cache", "--force-exclude", "--quiet", "--output-format", "json")
NO_NAMES: Mapping[str, str] = {}
"""Files are shown by their own names."""

_TYPES = ("check", "--force-exclude", "--no-progress", "--output-format")


@dataclass(frozen=True, slots=True)
class Types:
    """ty at work: it tells all in SARIF, and in lines in which cells of notebooks that is."""

    findings: Running
    places: Running | None

    def close(self) -> None:
        """End it."""
        self.findings.close()
        if self.places is not None:
            self.places.close()


def begin_lint(files: Sequence[Path]) -> Running:
    """Start ruff over one file or more. Raises `EngineFailed`."""
    # Where no file around has a configuration, ruff takes that of the folder it runs in.
    around = Path(commonpath([str(file.parent) for file in files]))
    return start_over("ruff", LINT, files, folder=around)


def begin_types(files: Sequence[Path], project: Path, interpreter: Path | None) -> Types:
    """Start ty over one file or more of a project. Raises `EngineFailed`."""
    arguments = ["--project", str(project)]
    if interpreter is not None:
        arguments += ["--python", str(interpreter)]
    notebooks = [file for file in files if is_notebook(file)]
    findings = start_over("ty", [*_TYPES, "sarif", *arguments], files)
    places = start_over("ty", [*_TYPES, "concise", *arguments], notebooks) if notebooks else None
    return Types(findings, places)
