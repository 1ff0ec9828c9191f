"""What a rule means, for explanations without a model."""

import re
from pathlib import Path

from devmentor_analyzers.engines.binaries import binary
from devmentor_analyzers.programs import output_of

_RUFF_CODE = re.compile(r"[A-Z]+[0-9]+")
_TY_RULE = re.compile(r"[a-z]+(-[a-z]+)*")
_known: dict[str, str | None] = {}


async def explain_rule(code: str) -> str | None:
    """Documentation of a rule of ruff (`F401`) or ty (`invalid-assignment`) as Markdown.

    None when there is no such rule.
    """
    if code not in _known:
        _known[code] = await _ask(code)
    return _known[code]


async def _ask(code: str) -> str | None:
    if _RUFF_CODE.fullmatch(code):
        return await _run(binary("ruff"), "rule", code)
    if _TY_RULE.fullmatch(code):
        return await _run(binary("ty"), "explain", "rule", code)
    return None


async def _run(program: Path | None, *arguments: str) -> str | None:
    if program is None:
        return None
    found = await output_of([str(program), *arguments], timeout=10)
    return found.strip() or None if found else None
