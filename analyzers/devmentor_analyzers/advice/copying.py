"""Duplicates across the workspace: fingerprints of all files, tokens of the few at hand."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from pathlib import Path

from devmentor_analyzers.advice.code_tokens import CodeTokens, code_tokens
from devmentor_analyzers.advice.duplicates import Code, Copy, copies, told
from devmentor_analyzers.advice.fingerprint_index import FingerprintIndex
from devmentor_analyzers.advice.generated import is_generated
from devmentor_analyzers.advice.made_up import is_made_up
from devmentor_analyzers.advice.winnowing import fingerprints
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.finding import Finding

_COMPARED = 8
"""Files a text is compared with: those that share most with it."""


class Copying:
    """Finds in which files pieces of a text stand too. Tests and generated files are left out."""

    def __init__(self, least: int, read: Callable[[Path], Parsed | None], at_hand: int) -> None:
        self._least = least
        self._most = at_hand
        self._read = read
        self._index = FingerprintIndex()
        self._at_hand: OrderedDict[Path, Code] = OrderedDict()

    def take(self, path: Path, parsed: Parsed, *, keep: bool) -> Iterator[None]:
        """Take the fingerprints of a text, in steps, and keep its tokens when they are needed soon."""
        known = self._at_hand.get(path)
        if known is not None and known.parsed.data == parsed.data:
            return
        if is_made_up(path) or is_generated(path, parsed.text):
            self.forget(path)
            return
        tokens = CodeTokens()
        for so_far in code_tokens(parsed):
            tokens = so_far
            yield
        salt = _family(parsed.language).encode()
        code = Code(parsed, tokens, list(fingerprints(tokens.kinds, self._least, salt)))
        self._index.put(path, (hashed for hashed, _ in code.fingerprints))
        self._at_hand.pop(path, None)
        if keep:
            self._at_hand[path] = code
            while len(self._at_hand) > self._most:
                self._at_hand.popitem(last=False)

    def forget(self, path: Path) -> None:
        """A file is gone, or not worth comparing."""
        self._index.remove(path)
        self._at_hand.pop(path, None)

    def advice(self, path: Path) -> Iterator[list[Finding]]:
        """What a text has in common with others and with itself, in steps; the last has it all."""
        code = self._at_hand.get(path)
        if code is None:
            return
        found: list[tuple[str, Code, Copy]] = [
            (str(path), code, copy) for copy in copies(code, code, self._least)
        ]
        yield []
        hashes = [hashed for hashed, _ in code.fingerprints]
        for other in self._index.sharing(path, hashes)[:_COMPARED]:
            if other not in self._at_hand and (parsed := self._read(other)) is not None:
                for _ in self.take(other, parsed, keep=True):
                    yield []
            if (there := self._at_hand.get(other)) is not None:
                found += [(str(other), there, copy) for copy in copies(code, there, self._least)]
                yield []
        yield told(str(path), code, found)


def _family(language: str) -> str:
    """Languages of one grammar share fingerprints."""
    return language.removesuffix("react")
