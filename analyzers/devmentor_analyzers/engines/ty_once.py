"""Types of many files by one run of ty a project."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from devmentor_analyzers.engines.begun_once import NO_NAMES, Types, begin_types
from devmentor_analyzers.engines.cells_once import is_notebook
from devmentor_analyzers.engines.connection import Json
from devmentor_analyzers.engines.once import EngineFailed
from devmentor_analyzers.engines.reading import path_of
from devmentor_analyzers.engines.surviving import Survived, survive
from devmentor_protocol.finding import Finding, Severity, Tag
from devmentor_protocol.position import Range

NAME = "ty"
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
    files: Sequence[Path],
    project: Path,
    interpreter: Path | None,
    begun: Types | None = None,
    shown: Mapping[str, str] = NO_NAMES,
) -> Survived[Finding]:
    """What does not fit in types in the files of one project. Raises `EngineFailed`.

    A run over them that was `begun` is finished; findings are in files by the names they are `shown` by.
    """
    if not files:
        return Survived()

    async def ask(part: Sequence[Path]) -> list[Finding]:
        return await _found_by(begin_types(part, project, interpreter), shown)

    return await survive(files, _found_by(begun, shown) if begun else ask(files), ask)


async def _found_by(types: Types, shown: Mapping[str, str]) -> list[Finding]:
    try:
        output = await types.findings.answer()
        lines = await types.places.answer() if types.places else None
    finally:
        types.close()
    try:
        run = json.loads(output)["runs"][0]
        urls = {rule["id"]: rule.get("helpUri") for rule in run["tool"]["driver"]["rules"]}
        paths = cache(partial(_path, shown))
        found = [_finding(item, urls, paths) for item in run["results"] if _has_place(item)]
        return found if lines is None else _in_cells(found, _places(lines))
    except (ValueError, LookupError, TypeError) as error:
        raise EngineFailed(f"{NAME} answered with something else than SARIF") from error


def _places(output: bytes) -> list[Place | None]:
    """Cell, row and column of each finding: in SARIF rows count as if all cells were one."""
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


def _path(shown: Mapping[str, str], uri: str) -> str:
    path = str(path_of(uri))
    return shown.get(path, path)


def _has_place(item: Json) -> bool:
    """Tell a finding from a complaint about a whole file, which could not be read."""
    return "region" in item["locations"][0]["physicalLocation"] if item["locations"] else False


def _finding(item: Json, urls: dict[str, str | None], path: Callable[[str], str]) -> Finding:
    """Validated as a whole, which takes half as long as part by part."""
    place = item["locations"][0]["physicalLocation"]
    region, code = place["region"], str(item["ruleId"])
    return Finding.model_validate(
        {
            "path": path(place["artifactLocation"]["uri"]),
            "range": {
                "start": {"line": region["startLine"] - 1, "character": region["startColumn"] - 1},
                "end": {"line": region["endLine"] - 1, "character": region["endColumn"] - 1},
            },
            "code": code,
            "message": str(item["message"]["text"]).split("\n\n", 1)[0].strip(),
            "severity": _SEVERITIES[item["level"]],
            "source": NAME,
            "docs_url": urls.get(code),
            "tags": (Tag.DEPRECATED,) if code == "deprecated" else (),
        }
    )
