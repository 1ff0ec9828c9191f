"""Types of many files by one run of ty a project."""

import json
from collections.abc import Sequence
from pathlib import Path

from devmentor_analyzers.engines.connection import Json
from devmentor_analyzers.engines.once import EngineFailed, run_over
from devmentor_analyzers.engines.reading import path_of
from devmentor_analyzers.engines.ty import NAME
from devmentor_protocol.finding import Finding, Severity, Tag
from devmentor_protocol.position import Range

_CHECK = ("check", "--force-exclude", "--no-progress", "--output-format", "sarif")
_SEVERITIES = {
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "note": Severity.INFORMATION,
}


async def check_types(
    files: Sequence[Path], project: Path, interpreter: Path | None
) -> list[Finding]:
    """What does not fit in types in the files of one project."""
    if not files:
        return []
    python = ["--python", str(interpreter)] if interpreter else []
    output = await run_over(NAME, [*_CHECK, "--project", str(project), *python], files)
    try:
        run = json.loads(output)["runs"][0]
        urls = {rule["id"]: rule.get("helpUri") for rule in run["tool"]["driver"]["rules"]}
        return [_finding(item, urls) for item in run["results"] if _has_place(item)]
    except (ValueError, LookupError, TypeError) as error:
        raise EngineFailed(f"{NAME} answered with something else than SARIF") from error


def _has_place(item: Json) -> bool:
    """Tell a finding from a complaint about a whole file, which could not be read."""
    return "region" in item["locations"][0]["physicalLocation"] if item["locations"] else False


def _finding(item: Json, urls: dict[str, str | None]) -> Finding:
    place = item["locations"][0]["physicalLocation"]
    region, code = place["region"], str(item["ruleId"])
    return Finding(
        path=str(path_of(place["artifactLocation"]["uri"])),
        range=Range.of(
            region["startLine"] - 1,
            region["startColumn"] - 1,
            region["endLine"] - 1,
            region["endColumn"] - 1,
        ),
        code=code,
        message=str(item["message"]["text"]).split("\n\n", 1)[0].strip(),
        severity=_SEVERITIES[item["level"]],
        source=NAME,
        docs_url=urls.get(code),
        tags=(Tag.DEPRECATED,) if code == "deprecated" else (),
    )
