"""What a rule means, for explanations without a model."""

import re
from importlib.resources import files
from pathlib import Path

from devmentor_analyzers.engines.binaries import binary
from devmentor_analyzers.programs import output_of

_RUFF_CODE = re.compile(r"[A-Z]+[0-9]+")
_TY_RULE = re.compile(r"[a-z]+(-[a-z]+)*")
_SOURCES = Path(__file__).parents[2]
_known: dict[str, str | None] = {}


async def explain_rule(code: str) -> str | None:
    """Documentation of a rule of ruff (`F401`), of ty (`invalid-assignment`) or of ours as Markdown.

    None when there is no such rule.
    """
    if code not in _known:
        _known[code] = await _ask(code)
    return _known[code]


async def _ask(code: str) -> str | None:
    if (own := _own(code)) is not None:
        return own
    if _RUFF_CODE.fullmatch(code):
        return await _run(binary("ruff"), "rule", code)
    if _TY_RULE.fullmatch(code):
        return await _run(binary("ty"), "explain", "rule", code)
    return None


def _own(code: str) -> str | None:
    """The rule's section of our page, which a package holds beside its code."""
    for page in (files("devmentor_analyzers") / "rules.md", _SOURCES / "docs" / "rules.md"):
        if page.is_file():
            sections = re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
            found = (each for each in sections[1:] if each.split("\n", 1)[0].strip() == code)
            return next((f"# {each.strip()}" for each in found), None)
    return None


async def _run(program: Path | None, *arguments: str) -> str | None:
    if program is None:
        return None
    found = await output_of([str(program), *arguments], timeout=10)
    return found.strip() or None if found else None
