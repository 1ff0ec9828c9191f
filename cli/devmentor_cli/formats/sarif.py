"""SARIF 2.1.0, as code scanning reads it."""

import json
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from devmentor_cli.formats.outcome import Outcome
from devmentor_cli.formats.place import in_file, message
from devmentor_protocol.finding import Finding, Severity
from devmentor_protocol.position import Range

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "note",
    Severity.HINT: "note",
}


def render(outcome: Outcome) -> str:
    """Write one run; paths are relative to the root, fingerprints stay when lines move."""
    rules = _rules(outcome)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    marked = zip(outcome.findings, outcome.fingerprints(), strict=True)
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "DevMentor",
                "semanticVersion": version("devmentor"),
                "rules": rules,
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"uri": f"{outcome.root.as_uri().rstrip('/')}/"}},
        "results": [_result(outcome, finding, mark, index) for finding, mark in marked],
    }
    body = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"


def _rules(outcome: Outcome) -> list[dict[str, Any]]:
    """Each rule once; its first message stands for a description, which engines do not give."""
    found: dict[str, dict[str, Any]] = {}
    for each in outcome.findings:
        rule = found.setdefault(
            _rule_id(each),
            {
                "id": _rule_id(each),
                "name": each.code,
                "shortDescription": {"text": f"{each.source}: {each.code}"},
                "properties": {"tags": [each.source]},
            },
        )
        if each.docs_url:
            rule["helpUri"] = each.docs_url
    return list(found.values())


def _rule_id(finding: Finding) -> str:
    return f"{finding.source}/{finding.code}"


def _result(outcome: Outcome, finding: Finding, mark: str, index: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": _rule_id(finding),
        "ruleIndex": index[_rule_id(finding)],
        "level": _LEVELS[finding.severity],
        "message": {"text": message(finding)},
        "locations": [_location(outcome, finding.path, in_file(finding)) | _cell(finding)],
        "partialFingerprints": {"primaryLocationLineHash": mark},
    }
    if finding.related:
        result["relatedLocations"] = [
            _location(outcome, each.path, each.range) | {"message": {"text": each.message}}
            for each in finding.related
        ]
    return result


def _cell(finding: Finding) -> dict[str, Any]:
    if finding.cell is None:
        return {}
    return {"logicalLocations": [{"name": f"cell {finding.cell}", "kind": "member"}]}


def _location(outcome: Outcome, path: str, range_: Range) -> dict[str, Any]:
    name = outcome.from_root(path)
    place = {"uri": quote(name), "uriBaseId": _ROOT}
    if name.startswith("/") or ":" in name.split("/", 1)[0]:
        place = {"uri": f"file://{quote(name if name.startswith('/') else '/' + name)}"}
    region = {
        "startLine": range_.start.line + 1,
        "startColumn": range_.start.character + 1,
        "endLine": range_.end.line + 1,
        "endColumn": range_.end.character + 1,
    }
    return {"physicalLocation": {"artifactLocation": place, "region": region}}
