"""What an analyzer noticed."""

from enum import StrEnum

from pydantic import computed_field

from devmentor_protocol.position import Range
from devmentor_protocol.wire import Wire


class Severity(StrEnum):
    """How much a finding matters, as LSP ranks it."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"
    HINT = "hint"


class Tag(StrEnum):
    """How an editor may render a finding."""

    UNNECESSARY = "unnecessary"
    DEPRECATED = "deprecated"


class Related(Wire):
    """Another place that helps to understand a finding."""

    path: str
    range: Range
    message: str


class Finding(Wire):
    """Something an analyzer noticed; `range` counts from zero, `line` and `column` from one.

    In the file of a notebook they count in a cell, `cell` is its number among all cells, from one.
    """

    path: str
    range: Range
    code: str
    message: str
    severity: Severity
    source: str
    docs_url: str | None = None
    tags: tuple[Tag, ...] = ()
    related: tuple[Related, ...] = ()
    cell: int | None = None

    @computed_field
    @property
    def line(self) -> int:
        """First line, counted from one, as people and compilers say it."""
        return self.range.start.line + 1

    @computed_field
    @property
    def column(self) -> int:
        """First column in code points, counted from one."""
        return self.range.start.character + 1
