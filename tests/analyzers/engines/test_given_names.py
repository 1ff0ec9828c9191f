import pytest

from devmentor_analyzers.engines.given_names import is_given
from devmentor_protocol.finding import Finding, Severity
from devmentor_protocol.position import Range


@pytest.mark.parametrize(
    ("path", "code", "message", "given"),
    [
        ("a.ipynb", "unresolved-reference", "Name `display` used when not defined", True),
        ("a.ipynb", "F821", "Undefined name `_`", True),
        ("a.ipynb", "reportUndefinedVariable", '"get_ipython" is not defined', True),
        ("a.ipynb", "F821", "Undefined name `displays`", False),
        ("a.ipynb", "F401", "`display` imported but unused", False),
        ("a.py", "F821", "Undefined name `display`", False),
    ],
)
def test_notebooks_are_given_some_names(path: str, code: str, message: str, given: bool) -> None:
    finding = Finding(
        path=path,
        range=Range.of(0, 0, 0, 1),
        code=code,
        message=message,
        severity=Severity.ERROR,
        source="ruff",
    )

    assert is_given(finding) is given
