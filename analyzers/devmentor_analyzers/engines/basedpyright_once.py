"""Types of many files by one run of basedpyright a project."""

import asyncio
import json
import os
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from devmentor_analyzers.engines.cells_once import NotANotebook, OtherNotebook, cells, is_notebook
from devmentor_analyzers.engines.configured_once import configuration
from devmentor_analyzers.engines.connection import Json
from devmentor_analyzers.engines.once import EngineFailed, run_once
from devmentor_analyzers.lines import LineIndex
from devmentor_protocol.finding import Finding, Severity, Tag
from devmentor_protocol.position import Position, Range

NAME = "basedpyright"
_DOCS = "https://docs.basedpyright.com/v{}/configuration/config-files/#{}"
_BASELINE = Path(".basedpyright", "baseline.json")
_MOST_CHARACTERS = 20_000
"""Of names on one command line; systems differ in what they take."""

_SEVERITIES = {
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "information": Severity.INFORMATION,
}
_UNNECESSARY = re.compile("report(Unused(Import|Class|Function|Variable|Parameter)|Unreachable)")
_NOWHERE = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}


async def check_types(
    files: Sequence[Path], project: Path, python: Path, program: Path
) -> list[Finding]:
    """What does not fit in types in the files of one project. `python` may be run."""
    if not files:
        return []
    # Paths from the folder it runs in, which has no link in its name by then.
    names = [f"./{os.path.relpath(file, project)}" for file in files]
    real = os.path.realpath(project)
    given = {os.path.join(real, name[2:]): file for name, file in zip(names, files, strict=True)}
    with tempfile.TemporaryDirectory(prefix="devmentor-") as scratch:
        settings = await asyncio.to_thread(_arguments, project, Path(scratch))
        arguments = ["--outputjson", "--pythonpath", str(python), *settings]
        answers = [
            await run_once(NAME, [*arguments, *told], text=text, folder=project, program=program)
            for told, text in _portions(names)
        ]
    try:
        return [found for each in answers for found in await asyncio.to_thread(_read, each, given)]
    except (ValueError, LookupError, TypeError) as error:
        raise EngineFailed(f"{NAME} answered with something else than its JSON") from error


def _portions(names: Sequence[str]) -> Iterator[tuple[list[str], bytes | None]]:
    """Arguments and standard input that name all files: on its input a space ends a name."""
    plain = [each for each in names if each.split() == [each]]
    if plain:
        yield ["-"], "\n".join(plain).encode()
    told: list[str] = []
    for name in names:
        if name.split() == [name]:
            continue
        if sum(map(len, told)) + len(name) > _MOST_CHARACTERS:
            yield told, None
            told = []
        told.append(name)
    if told:
        yield told, None


def _arguments(project: Path, scratch: Path) -> list[str]:
    """Settings as its server has them from us: where the project says nothing, the standard mode."""
    if configuration(project, ("pyrightconfig.json",), (NAME, "pyright")) is not None:
        return []
    root = {"root": str(project), "extraPaths": [str(project / "src")]}
    settings = {
        "typeCheckingMode": "standard",
        "executionEnvironments": [root],
        "stubPath": str(project / "typings"),
    }
    file = scratch / "pyrightconfig.json"
    file.write_text(json.dumps(settings), encoding="utf-8")
    baseline = project / _BASELINE
    return [
        "--project",
        str(file),
        *(["--baselinefile", str(baseline)] if baseline.exists() else []),
    ]


def _read(output: bytes, given: Mapping[str, Path]) -> list[Finding]:
    answer = json.loads(output)
    by_file: defaultdict[Path, list[Json]] = defaultdict(list)
    for item in answer["generalDiagnostics"]:
        if path := given.get(item["file"]):
            by_file[path].append(item)
    found: list[Finding] = []
    for path, items in by_file.items():
        texts = _texts(path)
        for item in items:
            number = item.get("cell") or 0
            if number < len(texts):
                cell, lines = texts[number]
                found.append(_finding(item, path, lines, answer["version"], cell))
    return found


def _texts(path: Path) -> list[tuple[int | None, LineIndex]]:
    """The text of a file; of a notebook those of its cells with code, which it counts from zero."""
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        if is_notebook(path):
            return [(each.number, LineIndex(each.text)) for each in cells(text) if each.is_code]
    except (OSError, NotANotebook, OtherNotebook):
        return []  # who asked knows why
    return [(None, LineIndex(text))]


def _finding(item: Json, path: Path, lines: LineIndex, version: str, cell: int | None) -> Finding:
    """Its columns count units of UTF-16."""
    rule = item.get("rule")
    place = item.get("range") or _NOWHERE
    start, end = (lines.decode(Position(**place[each]), "utf-16") for each in ("start", "end"))
    return Finding(
        path=str(path),
        range=Range(start=start, end=end),
        code=str(rule or "note"),
        message=str(item["message"]).split("\n\n", 1)[0].strip(),
        severity=_SEVERITIES[item["severity"]],
        source=NAME,
        docs_url=_DOCS.format(version, rule) if rule else None,
        tags=_tags(rule or ""),
        cell=cell,
    )


def _tags(rule: str) -> tuple[Tag, ...]:
    """Those its server gives; its other output does not say."""
    if rule == "reportDeprecated":
        return (Tag.DEPRECATED,)
    return (Tag.UNNECESSARY,) if _UNNECESSARY.fullmatch(rule) else ()
