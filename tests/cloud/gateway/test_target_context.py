from devmentor_cloud.gateway.target_context import fill_target
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.finding import Finding, Severity
from devmentor_protocol.mentor import Context, Excerpt, Target
from devmentor_protocol.position import Position, Range
from devmentor_protocol.tools import DiagnoseParams, DiagnoseResult, ReadParams, ReadResult

TARGET = Target(uri="file:///home/me/my%20app/src/area.py", position=Position(line=40, character=0))


def finding(line: int) -> Finding:
    return Finding(
        path="src/area.py",
        range=Range.of(line, 0, line, 4),
        code="F841",
        message=f"unused on line {line + 1}",
        severity=Severity.WARNING,
        source="ruff",
    )


class Workspace:
    """The tools of an editor whose workspace is `/home/me/my app`; it can be told to fail."""

    def __init__(self, failure: RpcError | None = None) -> None:
        self.failure = failure
        self.asked: list[str] = []

    async def read(self, params: ReadParams) -> ReadResult:
        self.asked.append(params.path)
        if params.path != "src/area.py":
            raise RpcError(ErrorCode.NOT_FOUND, f"There is no {params.path!r} in the workspace.")
        assert params.end_line
        return ReadResult(
            text="def area(r): ...",
            start_line=params.start_line,
            end_line=params.end_line,
            total_lines=200,
            unsaved=True,
            redactions=1,
        )

    async def diagnose(self, params: DiagnoseParams) -> DiagnoseResult:
        assert params.path == "src/area.py"
        if self.failure:
            raise self.failure
        return DiagnoseResult(findings=(finding(39), finding(150)))


async def test_missing_code_is_read_around_the_place_with_its_findings() -> None:
    workspace, notes = Workspace(), list[str]()

    filled = await fill_target(TARGET, Context(), workspace, notes.append)

    assert [(one.path, one.start_line, one.role) for one in filled.excerpts] == [
        ("src/area.py", 11, "target")
    ]
    assert [one.line for one in filled.findings] == [40]
    assert filled.redactions == 1
    assert workspace.asked[0] == "home/me/my app/src/area.py"
    assert notes == []


async def test_code_that_was_sent_along_is_not_read_again() -> None:
    sent = Excerpt(path="a.py", language="python", start_line=1, text="x = 1", role="target")
    workspace = Workspace()

    filled = await fill_target(TARGET, Context(excerpts=(sent,)), workspace, list[str]().append)

    assert filled.excerpts == (sent,)
    assert workspace.asked == []


async def test_code_outside_the_workspace_is_noted_and_the_question_goes_on() -> None:
    notes: list[str] = []
    elsewhere = TARGET.model_copy(update={"uri": "file:///etc/passwd"})

    filled = await fill_target(elsewhere, Context(), Workspace(), notes.append)

    assert filled == Context()
    assert "could not be read" in notes[0]


async def test_analyzers_that_fail_cost_the_findings_alone() -> None:
    notes: list[str] = []
    workspace = Workspace(RpcError(ErrorCode.TIMED_OUT, "not answered within 3 s."))

    filled = await fill_target(TARGET, Context(), workspace, notes.append)

    assert filled.excerpts
    assert notes == ["src/area.py could not be analyzed: not answered within 3 s."]
