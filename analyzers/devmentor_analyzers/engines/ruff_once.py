"""Lint and fixes of many files by one run of ruff."""

import asyncio
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from devmentor_analyzers.engines.begun_once import LINT, NO_NAMES, begin_lint
from devmentor_analyzers.engines.connection import Json
from devmentor_analyzers.engines.given_names import is_given
from devmentor_analyzers.engines.once import EngineFailed, Running, run_once
from devmentor_analyzers.engines.ruff import NAME, SYNTAX
from devmentor_analyzers.engines.surviving import Survived, survive
from devmentor_analyzers.values import Edit
from devmentor_protocol.finding import Finding, Severity, Tag
from devmentor_protocol.position import Range

_ERRORS = frozenset({"F821", "E902", SYNTAX})
_UNNECESSARY = frozenset({"F401", "F841", "RUF059", "RUF100", *(f"ARG00{n}" for n in range(1, 6))})
"""What ruff's server ranks and tags so; its other output does not say."""

_FIX = ("check", "--no-cache", "--force-exclude", "--quiet", "--fix-only", "--exit-zero")
_APPLICABLE = {True: frozenset({"safe", "unsafe"}), False: frozenset({"safe"})}
_AT_ONCE = 2 * (os.cpu_count() or 1)


async def lint_files(
    files: Sequence[Path], begun: Running | None = None, shown: Mapping[str, str] = NO_NAMES
) -> Survived[Finding]:
    """What ruff notices, each file with its own project's configuration. Raises `EngineFailed`.

    A run over them that was `begun` is finished; findings are in files by the names they are `shown` by.
    """
    if not files:
        return Survived()

    async def ask(part: Sequence[Path]) -> list[Finding]:
        return await _found_by(begin_lint(part), shown)

    return await survive(files, _found_by(begun, shown) if begun else ask(files), ask)


async def _found_by(lint: Running, shown: Mapping[str, str]) -> list[Finding]:
    found = (_finding(item, shown) for item in _read(await lint.answer()))
    return [each for each in found if not is_given(each)]


async def fixable_files(files: Sequence[Path], *, unsafe: bool) -> list[Path]:
    """The files in which ruff would fix something. Raises `EngineFailed`."""
    if not files:
        return []
    wanted = _APPLICABLE[unsafe]

    async def ask(part: Sequence[Path]) -> list[Path]:
        items = _read(await begin_lint(part).answer())
        return [
            Path(item["filename"])
            for item in items
            if item["fix"] and item["fix"]["applicability"] in wanted
        ]

    return list(dict.fromkeys((await survive(files, ask(files), ask)).found))


async def fixed_texts(texts: dict[Path, str], *, unsafe: bool) -> dict[Path, str]:
    """The same texts with ruff's fixes applied until nothing is left to fix."""
    turn = asyncio.Semaphore(_AT_ONCE)

    async def fixed(path: Path, text: str) -> str:
        fixes = "--unsafe-fixes" if unsafe else "--no-unsafe-fixes"
        arguments = [*_FIX, fixes, "--stdin-filename", str(path), "-"]
        async with turn:
            output = await run_once(NAME, arguments, text=text.encode(), folder=path.parent)
        return output.decode()

    answers = await asyncio.gather(*(fixed(path, text) for path, text in texts.items()))
    return dict(zip(texts, answers, strict=True))


@dataclass(frozen=True, slots=True)
class Offer:
    """A finding and the edits that would settle it."""

    finding: Finding
    edits: tuple[Edit, ...]


async def offers(path: Path, text: str, *, unsafe: bool) -> list[Offer]:
    """The fixes of a text under a file's name, in the order of the text. Raises `EngineFailed`."""
    arguments = [*LINT, "--exit-zero", "--stdin-filename", str(path), "-"]
    output = await run_once(NAME, arguments, text=text.encode(), folder=path.parent)
    wanted = _APPLICABLE[unsafe]
    return [
        Offer(
            _finding(item),
            tuple(Edit(path, _range(edit), str(edit["content"])) for edit in item["fix"]["edits"]),
        )
        for item in _read(output)
        if item["fix"] and item["fix"]["applicability"] in wanted
    ]


def _read(output: bytes) -> list[Json]:
    try:
        return list(json.loads(output))
    except ValueError as error:
        raise EngineFailed(f"{NAME} answered with something else than JSON") from error


def _range(item: Json) -> Range:
    """Rows and columns count from one, columns in code points."""
    start, end = item["location"], item["end_location"]
    return Range.of(start["row"] - 1, start["column"] - 1, end["row"] - 1, end["column"] - 1)


def _finding(item: Json, shown: Mapping[str, str] = NO_NAMES) -> Finding:
    """Validated as a whole, which takes half as long as part by part."""
    code, path = str(item["code"] or SYNTAX), str(item["filename"])
    start, end = item["location"], item["end_location"]
    return Finding.model_validate(
        {
            "path": shown.get(path, path),
            "range": {
                "start": {"line": start["row"] - 1, "character": start["column"] - 1},
                "end": {"line": end["row"] - 1, "character": end["column"] - 1},
            },
            "code": code,
            "message": str(item["message"]).split("\n\n", 1)[0].strip(),
            "severity": Severity.ERROR if code in _ERRORS else Severity.WARNING,
            "source": NAME,
            "docs_url": item["url"],
            "cell": item.get("cell"),
            "tags": (Tag.UNNECESSARY,) if code in _UNNECESSARY else (),
        }
    )
