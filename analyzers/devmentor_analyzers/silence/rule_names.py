"""Names of rules: which exist, and which was probably meant."""

import json
import re
from collections.abc import Iterable
from difflib import get_close_matches

from devmentor_analyzers.engines.binaries import binary
from devmentor_analyzers.programs import output_of

OWN = frozenset(
    {
        "binary",
        "changes-together",
        "duplicate",
        "hotspot",
        "import-cycle",
        "layering",
        "secret",
        "syntax-error",
        "too-complex",
        "too-large",
        "too-many",
        "unknown-rule",
        "unreachable",
        "untested-change",
        "unused",
    }
)
"""Our own rules; `docs/rules.md` says what the hints among them mean."""

_SYNTAX = frozenset({"invalid-syntax", "parse-error"})
_SHAPES = {"ruff": re.compile(r"[A-Z]+[0-9]+"), "ty": re.compile(r"[a-z]+(-[a-z]+)*")}
_LISTS = {
    "ruff": ("rule", "--all", "--output-format", "json"),
    "ty": ("explain", "rule", "--output-format", "json"),
}
_KEYS = {"ruff": "code", "ty": "name"}
_SECONDS = 20.0
_lists: dict[str, frozenset[str]] = {}


async def unknown(names: Iterable[str], *, of_any_shape: bool = False) -> dict[str, str | None]:
    """Those of the names that no rule has, each with the nearest that exists.

    A name of a shape that neither ruff's nor ty's rules have may belong to another engine: nothing
    is said about it unless `of_any_shape`, nor about any name of an engine that cannot be asked.
    """
    found: dict[str, str | None] = {}
    for name in names:
        shaped = [each for each, shape in _SHAPES.items() if shape.fullmatch(name)]
        if name in OWN or name in _SYNTAX or not (shaped or of_any_shape):
            continue
        lists = [await _list(engine) for engine in shaped or _SHAPES]
        known = frozenset[str]().union(*lists)
        if all(lists) and name not in known:
            everything = sorted(OWN | known)
            found[name] = next(iter(get_close_matches(name, everything, n=1)), None)
    return found


async def unmatched(beginnings: Iterable[str], engines: Iterable[str]) -> dict[str, str | None]:
    """Those with which no rule begins, of ours or of these engines, each with the nearest name.

    Nothing is said when an engine cannot be asked.
    """
    lists = [await _list(engine) for engine in engines]
    if not all(lists):
        return {}
    every = sorted(OWN.union(_SYNTAX, *lists))
    return {
        each: next(iter(get_close_matches(each, every, n=1)), None)
        for each in beginnings
        if not any(name.startswith(each) for name in every)
    }


async def _list(engine: str) -> frozenset[str]:
    """All rules of an engine, asked until it answers; none when it does not."""
    if engine not in _lists and (found := await _ask(engine)):
        _lists[engine] = found
    return _lists.get(engine, frozenset())


async def _ask(engine: str) -> frozenset[str]:
    program = binary(engine)
    output = await output_of([str(program), *_LISTS[engine]], timeout=_SECONDS) if program else None
    try:
        names = [each[_KEYS[engine]] for each in json.loads(output or "[]")]
        return frozenset(name for name in names if isinstance(name, str))
    except (ValueError, KeyError, TypeError):
        return frozenset()
