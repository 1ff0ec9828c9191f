"""The facts analyzers report. Positions count code points from zero."""

from dataclasses import dataclass, field
from pathlib import Path

from devmentor_protocol.finding import Finding
from devmentor_protocol.position import Position, Range


@dataclass(frozen=True, slots=True)
class Location:
    """A range in a file."""

    path: Path
    range: Range


@dataclass(frozen=True, slots=True)
class Symbol:
    """A named piece of a file, with the pieces inside it."""

    name: str
    kind: str
    """LSP's word in lower case: `class`, `method`, `function`, `variable`, …"""

    range: Range
    """The whole piece, from its first decorator to its last line."""

    selection: Range
    """The name itself."""

    detail: str = ""
    children: tuple["Symbol", ...] = ()


@dataclass(frozen=True, slots=True)
class HierarchyItem:
    """A function or class in a hierarchy of calls or types."""

    name: str
    kind: str
    path: Path
    range: Range
    """The whole piece."""

    selection: Range
    """The name itself."""

    detail: str = ""
    engine: str = ""
    """Who made it, and is asked for its neighbours; empty when its document's outline was read."""


@dataclass(frozen=True, slots=True)
class Calls:
    """Another end of calls, and where they are: in the caller's file."""

    item: HierarchyItem
    ranges: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class WorkspaceSymbol:
    """A symbol found by name anywhere in the workspace."""

    name: str
    kind: str
    location: Location
    container: str | None = None


@dataclass(frozen=True, slots=True)
class Completion:
    """A name that may be typed here."""

    label: str
    kind: str
    insert: str
    sort_key: str
    engine: str
    detail: str = ""
    documentation: str | None = None
    """Markdown; None until the completion is resolved."""

    edits: "tuple[Edit, ...]" = ()
    """Made elsewhere in the document when it is chosen: its import."""


@dataclass(frozen=True, slots=True)
class Completions:
    """Completions, best first; `incomplete` when there are more than were asked for."""

    items: tuple[Completion, ...]
    incomplete: bool = False


@dataclass(frozen=True, slots=True)
class Hover:
    """What a symbol is, as Markdown."""

    markdown: str
    range: Range | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to call; `parameters` are the pieces of `label` an editor highlights."""

    label: str
    parameters: tuple[str, ...]
    documentation: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """The ways to call the function around a place."""

    items: tuple[Signature, ...]
    active: int = 0
    active_parameter: int | None = None


@dataclass(frozen=True, slots=True)
class Highlight:
    """An occurrence of the symbol in the same file."""

    range: Range
    write: bool = False


@dataclass(frozen=True, slots=True)
class Fold:
    """Lines that may be folded, both ends counted from zero and inclusive."""

    start_line: int
    end_line: int
    kind: str | None = None
    """`comment`, `imports`, `region` or None."""


@dataclass(frozen=True, slots=True)
class Link:
    """A place in a text that points elsewhere."""

    range: Range
    target: str
    """The URL of a page, or of a file, with `#L12` behind it for a line counted from one."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace a range of a file by a text."""

    path: Path
    range: Range
    text: str


@dataclass(frozen=True, slots=True)
class HintPart:
    """A piece of a hint, and where what it names is defined."""

    text: str
    place: Location | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """Something the code does not say, to be shown in it."""

    at: Position
    parts: tuple[HintPart, ...]
    kind: str
    """`type`, shown behind a name, or `parameter`, shown before an argument."""

    edits: tuple[Edit, ...] = ()
    """Write the hint into the code; none when what it says has no name there."""

    @property
    def label(self) -> str:
        """The whole text."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Indent:
    """How an editor indents."""

    width: int = 4
    spaces: bool = True


@dataclass(frozen=True, slots=True)
class Fix:
    """An edit that settles findings. An unsafe fix may change what the program does."""

    title: str
    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...] = field(default=())
    kind: str = "quickfix"
    """The LSP code action kind."""

    safe: bool = True
    silences: bool = False
    """It hides the findings instead of settling them."""

    preferred: bool = True
    """It is what most would choose."""
