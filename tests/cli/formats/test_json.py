import json

from tests.cli.formats.sample import AWKWARD, finding, outcome

from devmentor_cli.formats.json import render


def test_findings_files_and_what_was_skipped_are_told() -> None:
    body = json.loads(render(outcome(finding(message=AWKWARD))))

    assert body["files"] == 3
    assert body["skipped"] == [{"path": "b.py", "reason": "binary"}]
    assert (
        body["findings"][0]
        | {
            "path": "/project/src/a b.py",
            "line": 1,
            "column": 16,
            "code": "F821",
            "message": AWKWARD,
            "severity": "error",
            "source": "ruff",
        }
        == body["findings"][0]
    )
