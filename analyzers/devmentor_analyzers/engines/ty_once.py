"""Types of many files by one run of ty a project."""

import asyncio
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from devmentor_analyzers.engines.cells_once import is_notebook
from devmentor_analyzers.engines.connection import Json
from devmentor_analyzers.engines.once import EngineFailed, run_over
from devmentor_analyzers.engines.reading import path_of
from devmentor_analyzers.engines.ty import NAME
from devmentor_protocol.finding import Finding, Severity, Tag
from devmentor_protocol.position import Range

_CHECK = ("check", "--force-exclude", "--no-progress", "--output-format")
_PLACE = re.compile(rb"(?::cell (\d+):(\d+):(\d+))?: \w+\[[\w-]+\] ")
"""Where ty says in one line that a finding is in a notebook; without a place it is about the file."""

_SEVERITIES = {
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "note": Severity.INFORMATION,
}


class Place(NamedTuple):
    """A place in a notebook, each number from one."""

    cell: int
    row: int
    column: int


async def check_types(
    files: Sequence[Path], project: Path, interpreter: Path | None
) -> list[Finding]:
    """What does not fit in types in the files of one project."""
    if not files:
        return []
    python = ["--python", str(interpreter)] if interpreter else []
    notebooks = [file for file in files if is_notebook(file)]
    output, places = await asyncio.gather(
        run_over(NAME, [*_CHECK, "sarif", "--project", str(project), *python], files),
        _places(notebooks, ["--project", str(project), *python]),
    )
    try:
        run = json.loads(output)["runs"][0]
        urls = {rule["id"]: rule.get("helpUri") for rule in run["tool"]["driver"]["rules"]}
        found = [_finding(item, urls) for item in run["results"] if _has_place(item)]
        return _in_cells(found, places) if notebooks else found
    except (ValueError, LookupError, TypeError) as error:
        raise EngineFailed(f"{NAME} answered with something else than SARIF") from error


async def _places(notebooks: Sequence[Path], arguments: Sequence[str]) -> list[Place | None]:
    """Cell, row and column of each finding: in SARIF rows count as if all cells were one."""
    if not notebooks:
        return []
    output = await run_over(NAME, [*_CHECK, "concise", *arguments], notebooks)
    lines = (_PLACE.search(line) for line in output.splitlines())
    return [Place(*map(int, line.groups())) if line[1] else None for line in lines if line]


def _in_cells(findings: Sequence[Finding], places: Sequence[Place | None]) -> list[Finding]:
    """The same findings, those in notebooks with their cells. ValueError where they do not fit."""
    found = [each for each in findings if not is_notebook(Path(each.path))]
    inside = [each for each in findings if is_notebook(Path(each.path))]
    for each, place in zip(inside, places, strict=True):
        if place is None:
            continue  # about the whole file, which is no notebook: ruff, or we, say why
        if place.column != each.column:
            raise ValueError("the two answers differ in order")
        start, end = each.range.start, each.range.end
        row = place.row - 1
        range_ = Range.of(row, start.character, row + end.line - start.line, end.character)
        found.append(each.model_copy(update={"cell": place.cell, "range": range_}))
    return found


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
