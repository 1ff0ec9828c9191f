"""All advice about a document, in steps: it is given in the process that reads the workspace."""

from collections import OrderedDict
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import Any

from devmentor_analyzers.advice.alone import advice_alone
from devmentor_analyzers.advice.choices import Choices
from devmentor_analyzers.advice.survey import Survey
from devmentor_analyzers.reading import Unreadable, read_snapshot
from devmentor_analyzers.syntax.languages import language_of
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.finding import Finding

_KEPT = 64
Steps = Generator[None, None, list[Finding]]
"""Work in steps of a few milliseconds, and what it found."""


class Adviser:
    """Gives advice about one document at a time; what did not change is not looked at again."""

    def __init__(self, choices: Choices, max_bytes: int) -> None:
        self._choices = choices
        self._max_bytes = max_bytes
        self._parsed: OrderedDict[Path, Parsed] = OrderedDict()
        self._alone: dict[Path, list[Finding]] = {}
        self._survey = Survey(choices, max_bytes)

    def read_folders(self, folders: Sequence[Path]) -> Iterator[Path]:
        """Take note of all files, yielding after each so that the caller may pause."""
        return self._survey.read_folders(folders)

    def file_changed(self, path: Path) -> None:
        """A file was made, changed or deleted, or its document closed."""
        for _ in self._survey.reading(path):
            pass

    def advice(self, path: Path, text: str | None) -> Generator[None, None, list[Any]]:
        """What is to be said of a text, or of a file on the disk, as JSON."""
        parsed = self._parse(path, text)
        if parsed is None or not self._choices:
            return []
        yield
        if path not in self._alone:
            found = yield from advice_alone(parsed, str(path), self._choices)
            self._alone[path] = found
        found = list(self._alone[path])
        if self._choices.needs_survey:
            yield from self._survey.taking(path, parsed, is_open=True)
            for each in self._survey.advice(path, parsed):
                found += each
                yield
        return [each.model_dump(mode="json") for each in found]

    def _parse(self, path: Path, text: str | None) -> Parsed | None:
        """The tree of a text; one of the same text is at hand, one of an older text helps."""
        if text is None:
            try:
                text = read_snapshot(path, self._max_bytes).text
            except Unreadable:
                return None
        language = language_of(path)
        if language is None or "\0" in text or len(text) > self._max_bytes:
            return None
        known = self._parsed.get(path)
        if known is not None and known.text == text:
            return known
        self._alone.pop(path, None)
        parsed = self._parsed[path] = Parsed(language, text, known)
        self._parsed.move_to_end(path)
        while len(self._parsed) > _KEPT:
            dropped, _ = self._parsed.popitem(last=False)
            self._alone.pop(dropped, None)
        return parsed
