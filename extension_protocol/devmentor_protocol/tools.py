"""`tool/*`: what the cloud may ask of the editor's machine, where the code is."""

from pydantic import Field

from devmentor_protocol.finding import Finding
from devmentor_protocol.wire import Wire


class ReadParams(Wire):
    """Read lines of a workspace file as the editor sees it, unsaved changes included."""

    path: str = Field(max_length=1_000)
    """Relative to the workspace folder; nothing outside it is read."""

    start_line: int = Field(default=1, ge=1)
    end_line: int | None = Field(default=None, ge=1)


class ReadResult(Wire):
    """The lines, secrets redacted; the text may end early at the frame limit (`end_line` tells)."""

    text: str
    start_line: int
    end_line: int
    total_lines: int
    unsaved: bool
    redactions: int = 0


class DiagnoseParams(Wire):
    """Ask what the analyzers say of a workspace file now."""

    path: str = Field(max_length=1_000)


class DiagnoseResult(Wire):
    """Findings in the order of the text."""

    findings: tuple[Finding, ...]
