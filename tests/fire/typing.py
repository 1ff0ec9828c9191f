"""Somebody types: random edits of a text, and what each does to it by the letter of LSP.

This is the client's side, written apart from the server's: it holds the lines of a text as the
protocol defines them and counts columns by encoding them.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lsprotocol import types

from devmentor_analyzers.lines import Encoding

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z|\Z")
_CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
_SPACES = "\n| |    |\t|\r|\r\n|\n\n|\r\r\n|\n\r|\f|\v|\x85|\u2028|\ufeff|\0"
_LETTERS = "x|_|1|é|e\u0301|ß|漢字|😀|\U0001f469\u200d\U0001f467|\U0001d4b3|\U0010ffff"
_MARKS = '(|)|[|]|{|}|<|>|"|\'|"""|`|${|/*|*/|//|#|<!--|-->|---|<<EOF|\\|\\\n|;|:|,|.|='
_ODD = f"{_SPACES}|{_LETTERS}|{_MARKS}".split("|")
_FAR = 1_000
"""How far past an end a careless client may point."""


@dataclass(frozen=True)
class Edit:
    """Code points `start` up to `end` are replaced."""

    start: int
    end: int
    text: str

    def applied(self, text: str) -> str:
        """The text after this edit."""
        return text[: self.start] + self.text + text[self.end :]


class Typist:
    """Edits at random places: typing, pasting, deleting, undoing, all at most `longest` in the end."""

    def __init__(self, dice: random.Random, sample: str, longest: int = 1_200) -> None:
        self._dice = dice
        self._sample = sample
        self._longest = longest
        self._before: list[str] = []

    def edit(self, text: str) -> Edit:
        """The next edit of a text."""
        self._before = [*self._before[-20:], text]
        roll = self._dice.random()
        if roll < 0.02:  # undo: a text that was there before, as one stretch
            return Edit(0, len(text), self._dice.choice(self._before))
        if roll < 0.22:  # and back to code that is right, where the next edit meets sound trees
            return Edit(0, len(text), self._sample)
        start = self._place(text)
        if len(text) > self._longest or roll < 0.45:
            reach = self._dice.choice([1, 1, 2, 5, 40, len(text)])
            end = min(len(text), start + self._dice.randint(0, reach))
            return Edit(start, _outside(text, end), "")
        end = start if roll < 0.85 else min(len(text), start + self._dice.randint(0, 12))
        return Edit(start, _outside(text, end), self._new())

    def _place(self, text: str) -> int:
        if text and self._dice.random() < 0.3:  # beside something odd, where offsets go wrong
            odd = [each.start() for each in re.finditer(r"[^\x20-\x7e]", text)]
            if odd:
                place = self._dice.choice(odd) + self._dice.randint(0, 1)
                return _outside(text, place)
        return _outside(text, self._dice.randint(0, len(text)))

    def _new(self) -> str:
        roll = self._dice.random()
        if roll < 0.4:
            return self._dice.choice(_ODD)
        if roll < 0.6:
            return self._dice.choice("abcdefgh01_ ()=:.")
        start = self._dice.randint(0, len(self._sample))
        length = self._dice.choice([1, 3, 10, 60, len(self._sample)])
        return self._sample[start : start + length]


def range_of(edit: Edit, text: str, encoding: Encoding, dice: random.Random) -> types.Range:
    """Where an edit is, as a client says it; a careless one points past an end where it means the end."""
    lines = [found.group() for found in _LINE.finditer(text)]
    ends = (edit.start, edit.end)
    return types.Range(*(_position(lines, place, encoding, dice) for place in ends))


def change_of(edit: Edit, range_: types.Range) -> types.TextDocumentContentChangePartial:
    """The same as LSP writes it."""
    return types.TextDocumentContentChangePartial(range=range_, text=edit.text)


def session(
    dice: random.Random, sample: str, most_edits: int = 4
) -> Iterator[tuple[str, list[Edit]]]:
    """Type for ever: the text, and the edits of the next `didChange`, each of the text before it."""
    typist, text = Typist(dice, sample), sample
    while True:
        edits: list[Edit] = []
        after = text
        for _ in range(dice.choice([1, 1, 1, dice.randint(1, most_edits)])):
            edits.append(typist.edit(after))
            after = edits[-1].applied(after)
        yield text, edits
        text = after or sample[: dice.randint(0, 40)]
        if not after:
            yield after, [Edit(0, 0, text)]


def _position(
    lines: list[str], offset: int, encoding: Encoding, dice: random.Random
) -> types.Position:
    codec, width = _CODECS[encoding]
    for number, line in enumerate(lines):
        body = line.rstrip("\r\n")
        if offset <= len(body):
            units = len(line[:offset].encode(codec)) // width
            if offset == len(body) and dice.random() < 0.1:
                if number == len(lines) - 1 and dice.random() < 0.5:
                    number, units = number + dice.randint(1, _FAR), dice.randint(0, _FAR)
                else:
                    units += dice.randint(0, _FAR)
            return types.Position(number, units)
        offset -= len(line)
    raise ValueError("an offset past the text, or inside a line end")


def _outside(text: str, offset: int) -> int:
    r"""No place lies between `\r` and its `\n`."""
    return offset + 1 if text[offset - 1 : offset + 1] == "\r\n" and offset else offset
