"""What an engine shows beside and in a text: inlay hints and semantic tokens."""

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

from devmentor_analyzers.engines.connection import Json
from devmentor_analyzers.engines.reading import edits_of, is_object, locations_of
from devmentor_analyzers.lines import LineIndex
from devmentor_analyzers.token_kinds import KINDS, MODIFIERS, WIDTH
from devmentor_analyzers.values import Hint, HintPart
from devmentor_protocol.position import Position

_KINDS = {
    "selfParameter": "parameter",
    "clsParameter": "parameter",
    "builtinConstant": "keyword",
}
"""Kinds of ty's own that no theme knows; words of neither list are plain variables."""

_HINTS = {1: "type", 2: "parameter"}
_UNKNOWN = ("Unknown", "@Todo")
_LENGTH, _KIND, _MODIFIERS = 2, 3, 4
_STRING = KINDS.index("string")


def hints_of(json: Json, path: Path) -> list[Hint]:
    """Inlay hints; those that only say that nothing is known are left out."""
    hints = [_hint(item, path) for item in json or ()]
    return [hint for hint in hints if not any(word in hint.label for word in _UNKNOWN)]


def _hint(item: Json, path: Path) -> Hint:
    label: Json = item["label"]
    at = item["position"]
    return Hint(
        at=Position(line=at["line"], character=at["character"]),
        parts=(HintPart(label),) if isinstance(label, str) else tuple(map(_part, label)),
        kind=_HINTS[item.get("kind") or 1],
        edits=edits_of(item.get("textEdits") or (), path),
    )


def _part(item: Json) -> HintPart:
    place: Json = item.get("location")
    return HintPart(str(item["value"]), locations_of(place)[0] if place else None)


def tokens_of(json: Json, legend: Json, lines: LineIndex) -> list[int]:
    """Semantic tokens, said in our legend instead of the engine's, none longer than its line."""
    data: list[int] = json["data"] if is_object(json) else []
    kinds = [_kind(str(word)) for word in legend["tokenTypes"]]
    modifiers = _modifiers([str(word) for word in legend["tokenModifiers"]])
    told = list(data)
    told[_KIND::WIDTH] = [kinds[kind] for kind in data[_KIND::WIDTH]]
    told[_MODIFIERS::WIDTH] = [
        sum(ours for bit, ours in modifiers if said & bit) if said else 0
        for said in data[_MODIFIERS::WIDTH]
    ]
    _cut(told, lines)
    return _without_empty(told)


def _cut(data: list[int], lines: LineIndex) -> None:
    """ty counts the end of a line among a string that goes on in the next."""
    at = accumulate(data[::WIDTH])
    for index, (line, kind) in enumerate(zip(at, data[_KIND::WIDTH], strict=False)):
        if kind == _STRING:
            first = start = index * WIDTH
            character = data[start + 1]
            while first and not data[first]:
                first -= WIDTH
                character += data[first + 1]
            length = data[start + _LENGTH]
            data[start + _LENGTH] = max(0, min(length, len(lines.line(line)) - character))


def _without_empty(data: list[int]) -> list[int]:
    """Empty lines of such a string leave tokens of no length: the next one starts from what is left."""
    if 0 not in data[_LENGTH::WIDTH]:
        return data
    told: list[int] = []
    lines = characters = 0
    for index in range(0, len(data), WIDTH):
        line, character, length, *rest = data[index : index + WIDTH]
        lines, characters = (lines + line, character) if line else (lines, characters + character)
        if length:
            told += (lines, characters, length, *rest)
            lines = characters = 0
    return told


def _kind(word: str) -> int:
    word = _KINDS.get(word, word)
    return KINDS.index(word if word in KINDS else "variable")


def _modifiers(words: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of the engine's bit and ours."""
    return [(1 << i, 1 << MODIFIERS.index(w)) for i, w in enumerate(words) if w in MODIFIERS]
