"""A frozen document: what every analyzer is given instead of the live one."""

from dataclasses import dataclass, field
from pathlib import Path

from devmentor_analyzers.lines import LineIndex


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The text of a document at one version. `path` is absolute; the file need not exist."""

    uri: str
    path: Path
    language: str
    """The LSP language id: `python`, `typescript`, `go`, …"""

    version: int
    text: str
    lines: LineIndex = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", LineIndex(self.text))
