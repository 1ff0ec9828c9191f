"""Fixes of what is shown: what somebody asked to ignore stays as it is."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from devmentor_analyzers.checking.fingerprints import Texts
from devmentor_analyzers.compatible import compatible
from devmentor_analyzers.engines.ruff_once import Offer, fixed_texts, offers
from devmentor_analyzers.lines import LineIndex
from devmentor_analyzers.silence.checked import not_ignored

_MOST_ROUNDS = 100
"""As many as ruff itself makes: a fix may bring something else to fix."""


async def fixed_shown(
    texts: Mapping[Path, str],
    *,
    unsafe: bool,
    muted: Collection[str],
    select: Collection[str] = (),
) -> dict[Path, str]:
    """The same texts, with all fixes but those of ignored findings. Raises `EngineFailed`.

    `select` keeps to findings of rules that have these names or begin like that.
    """
    every = not (muted or select)
    plain = {path: text for path, text in texts.items() if every and "devmentor:" not in text}
    found = await fixed_texts(plain, unsafe=unsafe)
    for path in texts.keys() - plain.keys():
        choice = _Choice(unsafe, muted, tuple(select))
        found[path] = await _fixed(path, texts[path], choice)
    return {path: found[path] for path in texts}


@dataclass(frozen=True, slots=True)
class _Choice:
    """Which fixes are made."""

    unsafe: bool
    muted: Collection[str]
    select: tuple[str, ...]

    def takes(self, code: str) -> bool:
        return not self.select or code.startswith(self.select)


async def _fixed(path: Path, text: str, choice: _Choice) -> str:
    for _ in range(_MOST_ROUNDS):
        offered = await offers(path, text, unsafe=choice.unsafe)
        shown = await asyncio.to_thread(_shown, path, text, offered, choice)
        if len(shown) == len(offered) and not choice.select:
            # Nothing to keep ruff from: it fixes all that follows too.
            return (await fixed_texts({path: text}, unsafe=choice.unsafe))[path]
        if not shown:
            break
        text = _applied(text, shown)
    return text


def _shown(path: Path, text: str, offered: list[Offer], choice: _Choice) -> list[Offer]:
    offered = [each for each in offered if choice.takes(each.finding.code)]
    named = [each.finding.model_copy(update={"path": str(path)}) for each in offered]
    left = {id(each) for each in not_ignored(named, Texts({str(path): text}), choice.muted)}
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
