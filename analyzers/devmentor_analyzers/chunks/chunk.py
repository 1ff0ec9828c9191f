"""A piece of a document."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some lines of a file that belong together."""

    path: Path
    symbol: str
    """Dotted name of the innermost piece of the outline it belongs to; empty outside of all."""

    container: str
    """The part of `symbol` that says what it is in; empty at the top."""

    kind: str
    """LSP's word in lower case for what the symbol is; empty outside of all."""

    start_line: int
    """From zero; the comment above the symbol is part of the chunk."""

    end_line: int
    """The last line, inclusive."""

    text: str
    """The lines, without the blank ones around them; cut only in a line beyond any measure."""

    doc: str
    """What the comment above the symbol or its docstring says, without the marks of a comment."""

    @property
    def name(self) -> str:
        """The last part of `symbol`."""
        return self.symbol[len(self.container) + 1 :] if self.container else self.symbol
