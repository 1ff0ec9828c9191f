"""Notebooks looked at without an engine: which are none, or not for us, and advice on their cells."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from devmentor_analyzers.advice.alone import advice_at_once
from devmentor_analyzers.advice.choices import Choices
from devmentor_analyzers.checking.parsing import Faults, Skipped
from devmentor_analyzers.engines.cells_once import Cell, NotANotebook, OtherNotebook, cells
from devmentor_analyzers.reading import has_odd_name
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.faults import SOURCE
from devmentor_protocol.finding import Finding, Severity
from devmentor_protocol.position import Range


def faults_of_notebooks(files: Sequence[Path], settings: Settings) -> Faults:
    """Those that are none, those that are left alone, and the settings' advice. Blocks."""
    found, skipped, speaking = Faults([], [], [])
    for file in files:
        try:
            if reason := _obstacle(file, settings.max_file_bytes):
                skipped.append(Skipped(file, reason))
            else:
                found += _advice(file, cells(file.read_bytes()), settings.advice)
        except OSError as error:
            skipped.append(Skipped(file, f"cannot be read: {error.strerror}"))
        except OtherNotebook as error:
            skipped.append(Skipped(file, str(error)))
        except NotANotebook as error:
            found.append(_fault(file, str(error)))
    return Faults(found, skipped, speaking)


def _advice(file: Path, among: Sequence[Cell], choices: Choices) -> Iterator[Finding]:
    for cell in among:
        if cell.is_code:
            snapshot = Snapshot(file.as_uri(), file, "python", 0, cell.text)
            for finding in advice_at_once(snapshot, choices):
                yield finding.model_copy(update={"cell": cell.number})


def _obstacle(file: Path, max_bytes: int) -> str:
    if has_odd_name(file):
        return "its name is not UTF-8; rename it"
    if file.exists() and not file.is_file():
        return "not a file"
    if (size := file.stat().st_size) > max_bytes:
        return f"too large: {size / 1e6:.1f} MB, the limit is {max_bytes / 1e6:.1f} MB"
    return ""


def _fault(file: Path, message: str) -> Finding:
    return Finding(
        path=str(file),
        range=Range.of(0, 0, 0, 0),
        code="syntax-error",
        message=message,
        severity=Severity.ERROR,
        source=SOURCE,
    )
