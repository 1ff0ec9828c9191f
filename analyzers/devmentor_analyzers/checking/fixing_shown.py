"""Fixes of what is shown: what somebody asked to ignore stays as it is."""

import asyncio
from collections.abc import Collection, Mapping
from pathlib import Path

from devmentor_analyzers.checking.fingerprints import Texts
from devmentor_analyzers.compatible import compatible
from devmentor_analyzers.engines.ruff_once import Offer, fixed_texts, offers
from devmentor_analyzers.lines import LineIndex
from devmentor_analyzers.silence.checked import not_ignored

_MOST_ROUNDS = 100
"""As many as ruff itself makes: a fix may bring something else to fix."""


async def fixed_shown(
    texts: Mapping[Path, str], *, unsafe: bool, muted: Collection[str]
) -> dict[Path, str]:
    """The same texts, with all fixes but those of ignored findings. Raises `EngineFailed`."""
    plain = {path: text for path, text in texts.items() if not muted and "devmentor:" not in text}
    found = await fixed_texts(plain, unsafe=unsafe)
    for path in texts.keys() - plain.keys():
        found[path] = await _fixed(path, texts[path], unsafe=unsafe, muted=muted)
    return {path: found[path] for path in texts}


async def _fixed(path: Path, text: str, *, unsafe: bool, muted: Collection[str]) -> str:
    for _ in range(_MOST_ROUNDS):
        offered = await offers(path, text, unsafe=unsafe)
        shown = await asyncio.to_thread(_shown, path, text, offered, muted)
        if len(shown) == len(offered):  # nothing to keep ruff from: it fixes all that follows too
            return (await fixed_texts({path: text}, unsafe=unsafe))[path]
        if not shown:
            break
        text = _applied(text, shown)
    return text


def _shown(path: Path, text: str, offered: list[Offer], muted: Collection[str]) -> list[Offer]:
    named = [each.finding.model_copy(update={"path": str(path)}) for each in offered]
    left = {id(each) for each in not_ignored(named, Texts({str(path): text}), muted)}
    return [offer for offer, each in zip(offered, named, strict=True) if id(each) in left]


def _applied(text: str, offered: list[Offer]) -> str:
    """The text after as many whole fixes as fit beside each other."""
    lines = LineIndex(text)
    made = [
        (lines.offset(edit.range.start), lines.offset(edit.range.end), edit.text)
        for edit in compatible([each.edits for each in offered])
    ]
    for start, end, new in sorted(made, reverse=True):
        text = text[:start] + new + text[end:]
    return text
