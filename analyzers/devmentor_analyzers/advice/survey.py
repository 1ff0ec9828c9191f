"""What is known of all files of the workspace, for advice that needs more than one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from devmentor_analyzers.advice.choices import Choices
from devmentor_analyzers.advice.cycles import cycles
from devmentor_analyzers.advice.imports import IMPORTING, Import, imports
from devmentor_analyzers.advice.modules import Modules
from devmentor_analyzers.files import walk
from devmentor_analyzers.reading import Unreadable, read_snapshot
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.syntax.languages import DATA, language_of
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.finding import Finding

_MOST_FILES = 50_000


@dataclass(frozen=True, slots=True)
class _Facts:
    imports: tuple[Import, ...]


class Survey:
    """Facts by file, kept in memory and small; a file that cannot be read has none."""

    def __init__(self, choices: Choices, max_bytes: int) -> None:
        self._choices = choices
        self._max_bytes = max_bytes
        self._facts: dict[Path, _Facts] = {}
        self._modules = Modules()
        self._edges: dict[Path, list[tuple[Import, Path]]] = {}

    def read_folders(self, folders: Sequence[Path]) -> Iterator[Path]:
        """Read every file, yielding after each so that the caller may pause."""
        if not self._choices.needs_survey:
            return
        for folder in folders:
            for path in walk(folder):
                if path not in self._facts and len(self._facts) < _MOST_FILES:
                    self.read(path)
                    yield path
        for path in list(self._facts):
            self._loads(path)  # now, bit by bit, not all at once for the first question
            yield path

    def read(self, path: Path) -> None:
        """Read a file anew from the disk."""
        if language_of(path) in (None, *DATA) or not self._choices.needs_survey:
            return
        try:
            snapshot = read_snapshot(path, self._max_bytes)
        except Unreadable:
            self.forget(path)
            return
        self.update(path, Parsed(snapshot.language, snapshot.text))

    def update(self, path: Path, parsed: Parsed) -> None:
        """Take the facts of a text, saved or not."""
        facts = _Facts(imports(parsed) if parsed.language in IMPORTING else ())
        if self._facts.get(path) == facts:
            return
        if path not in self._facts and parsed.language in IMPORTING:
            self._modules.add(path)
            self._edges.clear()
        self._edges.pop(path, None)
        self._facts[path] = facts

    def forget(self, path: Path) -> None:
        """A file is gone, or cannot be read any more."""
        if self._facts.pop(path, None) is not None:
            self._modules.remove(path)
            self._edges.clear()

    def advice(self, path: Path) -> Iterator[list[Finding]]:
        """What the others give cause to say of a file; in steps."""
        if self._choices.import_cycle:
            yield cycles(path, self._loads, self._name)

    def _loads(self, path: Path) -> list[tuple[Import, Path]]:
        """What a file imports as soon as it is loaded."""
        if path not in self._edges:
            facts = self._facts.get(path)
            self._edges[path] = [
                (each, target)
                for each in (facts.imports if facts else ())
                if not each.deferred
                for target in self._modules.meant(path, each)
            ]
        return self._edges[path]

    def _name(self, path: Path) -> str:
        return self._modules.name(path) if path.suffix == ".py" else path.name


def advice_together(files: Sequence[Path], settings: Settings) -> list[Finding]:
    """Advice about files that takes all of them; these alone are the workspace."""
    if not settings.advice.needs_survey:
        return []
    survey = Survey(settings.advice, settings.max_file_bytes)
    for path in files:
        survey.read(path)
    return [each for path in files for found in survey.advice(path) for each in found]
