"""What is known of all files of the workspace, for advice that needs more than one."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from devmentor_analyzers.advice.choices import Choices
from devmentor_analyzers.advice.copying import Copying
from devmentor_analyzers.advice.cycles import cycles
from devmentor_analyzers.advice.dead_names import private_names, unused_names
from devmentor_analyzers.advice.generated import is_generated
from devmentor_analyzers.advice.imports import IMPORTING, Import, imports
from devmentor_analyzers.advice.modules import Modules
from devmentor_analyzers.files import walk
from devmentor_analyzers.reading import Unreadable, has_odd_name, read_snapshot
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.syntax.languages import DATA, language_of
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.finding import Finding

_MOST_FILES = 50_000
_OFTEN = 100
_AT_HAND_AT_ONCE = 300
"""Texts whose tokens are kept when all files are compared: an editor has a few open."""


class Survey:
    """Facts by file, kept in memory and small; a file that cannot be read has none."""

    def __init__(self, choices: Choices, max_bytes: int, at_hand: int = 10) -> None:
        self._choices = choices
        self._max_bytes = max_bytes
        self._imports: dict[Path, tuple[Import, ...]] = {}
        self._modules = Modules()
        self._loaded: dict[Path, list[tuple[Import, Path]]] = {}
        self._names: dict[Path, frozenset[str]] = {}
        self._mentions: Counter[str] = Counter()
        self._is_complete = False
        self._copying = Copying(choices.duplicate, self.parsed, at_hand)

    def read_folders(self, folders: Sequence[Path]) -> Iterator[Path]:
        """Read every file, yielding often so that the caller may pause."""
        if not self._choices.needs_survey:
            return
        for count, path in enumerate(path for folder in folders for path in walk(folder)):
            if len(self._imports) >= _MOST_FILES:
                return  # never complete: what is left may use anything
            if path not in self._imports:
                for _ in self.reading(path):
                    yield path
            if count % _OFTEN == 0:
                yield path
        for path in list(self._imports):
            self._loads(path)  # now, bit by bit, not all at once for the first question
            yield path
        self._is_complete = True

    def reading(self, path: Path) -> Iterator[None]:
        """Read a file anew from the disk, in steps."""
        if not self._choices.needs_survey or language_of(path) in (None, *DATA):
            return
        parsed = self.parsed(path)
        yield
        if parsed is None:
            self._forget(path)
        else:
            yield from self.taking(path, parsed)

    def taking(self, path: Path, parsed: Parsed, *, is_open: bool = False) -> Iterator[None]:
        """Take the facts of a text, saved or not, in steps."""
        found = imports(parsed) if self._choices.import_cycle else ()
        if path not in self._imports and parsed.language in IMPORTING:
            self._modules.add(path)
            self._loaded.clear()
        if self._imports.get(path) != found:
            self._loaded.pop(path, None)
            self._imports[path] = found
        if self._choices.unused:
            self._mention(path, private_names(parsed))
            yield
        if self._choices.duplicate:
            yield from self._copying.take(path, parsed, keep=is_open)

    def advice(self, path: Path, parsed: Parsed) -> Iterator[list[Finding]]:
        """What the others give cause to say of a text that was taken as open; in steps."""
        if self._choices.import_cycle:
            yield cycles(path, self._loads, self._name)
        if self._choices.unused and self._is_complete:
            yield from self._unused(path, parsed)
        if self._choices.duplicate:
            yield from self._copying.advice(path)

    def parsed(self, path: Path) -> Parsed | None:
        """A file of the disk; None when it cannot be read."""
        if has_odd_name(path):
            return None
        try:
            snapshot = read_snapshot(path, self._max_bytes)
        except Unreadable:
            return None
        return Parsed(snapshot.language, snapshot.text)

    def _forget(self, path: Path) -> None:
        self._copying.forget(path)
        self._mention(path, frozenset())
        if self._imports.pop(path, None) is not None:
            self._modules.remove(path)
            self._loaded.clear()

    def _mention(self, path: Path, names: frozenset[str]) -> None:
        self._mentions.subtract(self._names.pop(path, ()))
        self._mentions.update(names)
        if names:
            self._names[path] = frozenset(map(sys.intern, names))

    def _unused(self, path: Path, parsed: Parsed) -> Iterator[list[Finding]]:
        if is_generated(path, parsed.text):
            return
        for each in unused_names(parsed, str(path), lambda name: self._mentions[name] > 1):
            yield [each] if each else []

    def _loads(self, path: Path) -> list[tuple[Import, Path]]:
        """What a file imports as soon as it is loaded."""
        if path not in self._loaded:
            self._loaded[path] = [
                (each, target)
                for each in self._imports.get(path, ())
                if not each.deferred
                for target in self._modules.meant(path, each)
            ]
        return self._loaded[path]

    def _name(self, path: Path) -> str:
        return self._modules.name(path) if path.suffix == ".py" else path.name


def advice_together(
    files: Sequence[Path], folders: Sequence[Path], settings: Settings
) -> list[Finding]:
    """Advice about files that takes all those of the folders they are in."""
    if not settings.advice.needs_survey:
        return []
    survey = Survey(settings.advice, settings.max_file_bytes, _AT_HAND_AT_ONCE)
    for _ in survey.read_folders(folders):
        pass
    found: list[Finding] = []
    for path in files:
        if language_of(path) in (None, *DATA) or (parsed := survey.parsed(path)) is None:
            continue
        list(survey.taking(path, parsed, is_open=True))
        found += [each for step in survey.advice(path, parsed) for each in step]
    return found
