import json

from tests.cli.formats.sample import finding, outcome

from devmentor_cli.formats.rdjson import render


def test_columns_count_bytes() -> None:
    (diagnostic,) = json.loads(render(outcome(finding())))["diagnostics"]

    assert diagnostic["location"]["range"] == {
        "start": {"line": 1, "column": 17},  # one more than in code points: é takes two bytes
        "end": {"line": 1, "column": 24},
    }


def test_rule_source_and_severity_are_told() -> None:
    body = json.loads(render(outcome(finding())))

    (diagnostic,) = body["diagnostics"]
    assert body["source"]["name"] == "devmentor"
    assert diagnostic["severity"] == "ERROR"
    assert diagnostic["source"] == {"name": "ruff"}
    assert diagnostic["code"] == {"value": "F821", "url": "https://example.org/F821"}
