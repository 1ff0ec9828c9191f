import json
import os

from tests.cli.insights.reports import report

from devmentor_cli.insights.as_json import render


def test_scripts_get_everything() -> None:
    found = json.loads(render(report(), 1))

    assert found["root"] == "/shop"
    assert found["cut"] is None
    assert found["hotspots"] == [
        {"path": "a.py", "commits": 1234, "complexity": 20, "authors": 2, "score": 24680}
    ]
    assert found["files"][0]["bus_factor"] == 1
    assert found["folders"][0]["path"] == "."
    assert found["together"][0]["confidence"] == 0.5
    assert found["oldest"] == [{"path": "a.py", "first": 0, "last": 4_320_000}]


def test_names_that_are_not_utf8_survive() -> None:
    found = json.loads(render(report(os.fsdecode(b"a\xff.py")), 1))

    assert os.fsencode(found["hotspots"][0]["path"]) == b"a\xff.py"
