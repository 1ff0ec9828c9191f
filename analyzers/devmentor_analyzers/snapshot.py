"""A frozen document: what every analyzer is given instead of the live one."""

import re
import tempfile
from dataclasses import InitVar, dataclass, field
from pathlib import Path

from devmentor_analyzers.lines import LineIndex

_NOT_IN_PATHS = re.compile(r"[:\0]")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The text of a document at one version. `path` is absolute; the file need not exist."""

    uri: str
    path: Path
    language: str
    """The LSP language id: `python`, `typescript`, `go`, …"""

    version: int
    text: str
    known_lines: InitVar[LineIndex | None] = None
    """The lines of the text, where somebody has them."""

    lines: LineIndex = field(init=False, compare=False, repr=False)

    def __post_init__(self, known_lines: LineIndex | None) -> None:
        fits = known_lines is not None and known_lines.text is self.text
        object.__setattr__(self, "lines", known_lines if fits else LineIndex(self.text))


def stand_in(uri: str) -> Path:
    """The path of a document that is no file, as `untitled:Untitled-1`: nothing need be there."""
    name = uri.encode("utf-8", "replace").decode()  # JSON can carry halves of characters
    return Path(tempfile.gettempdir(), _NOT_IN_PATHS.sub("/", name).lstrip("/"))
