"""The cases of jedi's own test corpus, and when an answer passes.

Source: `test/completion` of jedi's source distribution; a comment above a line says what is expected
at a place in it: `#? ['name']` completions, `#! ['def f']` a definition, `#< (0,4)` references
(format: `test/run.py` there). Cases about inferred types have no question in LSP and are left out.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

Json = dict[str, Any]
_MARK = re.compile(r"(?:^|(?<=\s))#([?!<])\s*([^\n]*)")
_VERSION = re.compile(r" *# *python *([<>]=?|==) *(\d+)\.(\d+)$")
_COLUMN = re.compile(r"(\d+)\s*(.*)$")
_WORD_END = re.compile(r"\w*$")
_LEFT_OUT = ("django.py", "pytest.py", "conftest.py")
"""They test plugins that need an environment of their own."""


@dataclass(frozen=True)
class Case:
    """One question; `line` and `column` count from zero."""

    kind: str
    """`completion`, `empty completion`, `goto` or `references`."""

    path: Path
    line: int
    column: int
    text: str
    expected: Any


def cases(folder: Path) -> list[Case]:
    """Every case of the corpus that applies to this version of Python."""
    files = sorted(folder.glob("*.py"))
    return [case for path in files if path.name not in _LEFT_OUT for case in _cases_of(path)]


def _cases_of(path: Path) -> Iterator[Case]:
    lines = path.read_text(encoding="utf-8").split("\n")
    applies, mark, wanted = True, "", ""
    for number, line in enumerate(lines):
        if mark:
            column = len(line)
            if given := _COLUMN.match(wanted):
                column, wanted = int(given[1]), given[2]
            if applies and (case := _case(mark, wanted, path, number, column, line)):
                yield case
            mark = ""
        elif version := _VERSION.match(line):
            applies = _applies(version[1], (int(version[2]), int(version[3])))
        elif found := _MARK.search(line):
            mark, wanted = found[1], found[2].strip()


def _case(mark: str, wanted: str, path: Path, line: int, column: int, text: str) -> Case | None:
    if mark == "?" and not wanted.startswith("["):
        return None
    value = ast.literal_eval(wanted or "()")
    if mark == "<":
        flat = [value] if value and not isinstance(value[0], tuple) else list(value)
        return Case("references", path, line, column, text, flat)
    kind = "goto" if mark == "!" else "completion" if value else "empty completion"
    return Case(kind, path, line, column, text, value)


def _applies(comparison: str, version: tuple[int, int]) -> bool:
    ours = sys.version_info[:2]
    return {
        "==": ours == version,
        ">=": ours >= version,
        "<=": ours <= version,
        ">": ours > version,
        "<": ours < version,
    }[comparison]


def passes(case: Case, answer: Any) -> bool:
    """Tell whether a server's answer is what the corpus wants."""
    if "completion" in case.kind:
        return _completed(case, answer)
    found = _locations(answer)
    return _went(case, found) if case.kind == "goto" else _referred(case, found)


def _completed(case: Case, answer: Any) -> bool:
    """Every name that is wanted is offered; where none is, none that fits what is typed.

    A name that comes with an edit elsewhere is not said to be in scope: its import is offered.
    """
    known = [item for item in _items(answer) if not item.get("additionalTextEdits")]
    labels = {str(item["label"]).split("(")[0].strip().rstrip("=") for item in known}
    if case.expected:
        return {name.rstrip("=") for name in case.expected} <= labels
    typed = _WORD_END.search(case.text[: case.column])
    return not any(label.startswith(typed[0] if typed else "") for label in labels)


def _items(answer: Json | list[Json] | None) -> list[Json]:
    """What was answered, whether as a list, as a list in an object, or alone."""
    if isinstance(answer, dict):
        return answer.get("items", [answer])
    return answer or []


def _locations(answer: Any) -> list[tuple[Path, int, int]]:
    found: list[tuple[Path, int, int]] = []
    for item in _items(answer):
        link = "targetUri" in item
        start: Json = item["targetSelectionRange" if link else "range"]["start"]
        uri: str = item["targetUri" if link else "uri"]
        found.append((Path(unquote(urlsplit(uri).path)), start["line"], start["character"]))
    return sorted(set(found))


def _went(case: Case, found: list[tuple[Path, int, int]]) -> bool:
    """Each thing that is wanted is among the places, and each place is one of them."""
    return all(any(_is(place, wanted) for place in found) for wanted in case.expected) and all(
        any(_is(place, wanted) for wanted in case.expected) for place in found
    )


def _is(place: tuple[Path, int, int], wanted: str) -> bool:
    path, line, character = place
    kind, _, name = wanted.partition(" ")
    if kind == "module":
        return name in (path.stem, path.parent.name if path.stem == "__init__" else "")
    text = _line(path, line)
    if kind in {"def", "class"}:
        return re.search(rf"\b{kind}\s+{re.escape(name)}\b", text) is not None
    if kind == "param":
        return text[character:].startswith(re.split("[=:]", name)[0])
    if kind in {"for", "with"}:
        wanted = wanted.rpartition(":")[0]
    return kind == "instance" or "".join(wanted.split()) in "".join(text.split())


def _referred(case: Case, found: list[tuple[Path, int, int]]) -> bool:
    """The places are exactly those that are wanted; `...` and None stand for any line.

    The copy of jedi beside the cases, which some of them import, is not part of what is looked at.
    """
    copy = case.path.parents[2] / "jedi"
    places = [
        (_module(case, path), line + 1, character)
        for path, line, character in found
        if not path.is_relative_to(copy)
    ]
    wanted = [_reference(case, each) for each in case.expected]
    if len(places) != len(wanted):
        return False
    return all(
        any(
            name == module and at == column and line in (None, number)
            for module, number, at in places
        )
        for name, line, column in wanted
    )


def _reference(case: Case, wanted: tuple[Any, ...]) -> tuple[str, int | None, int]:
    if isinstance(wanted[0], str):
        line = wanted[1] if isinstance(wanted[1], int) else None
        return wanted[0].removeprefix("stub:"), line, wanted[2]
    line = None if wanted[0] is None else wanted[0] + case.line + 1
    return case.path.stem, line, wanted[1]


def _module(case: Case, path: Path) -> str:
    folder = case.path.parent
    parts = path.relative_to(folder).with_suffix("").parts if path.is_relative_to(folder) else ()
    parts = parts or (path.parent.name if path.stem == "__init__" else path.stem,)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _line(path: Path, number: int) -> str:
    try:
        return path.read_text(encoding="utf-8").split("\n")[number]
    except (OSError, IndexError, UnicodeDecodeError):
        return ""
