"""What jedi knows: runs inside a worker process, one question at a time."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, cast

from devmentor_analyzers.lines import LineIndex
from devmentor_analyzers.names import completing, describing, finding, refactoring
from devmentor_analyzers.names.candidates import SourceFiles
from devmentor_analyzers.names.jedi_api import Completion, Script, has_unknown_parameter
from devmentor_analyzers.names.leftovers import files_left
from devmentor_analyzers.names.patience import Patience
from devmentor_analyzers.names.scripts import Scripts
from devmentor_analyzers.names.tuning import tune
from devmentor_analyzers.names.unsaved import Unsaved
from devmentor_analyzers.names.wire import (
    About,
    Calls,
    Changes,
    Hovered,
    Kind,
    Occurrence,
    Offers,
    Origin,
    Place,
    Question,
    Ready,
    Setup,
    Span,
)
from devmentor_protocol.position import Position

_WORD_BEFORE: Final = re.compile(r"\w*\Z")
_WORD_AFTER: Final = re.compile(r"\w*")
_BYTE_ORDER_MARK: Final = "\ufeff"
_SEARCH_SECONDS: Final[dict[Kind, float]] = {
    "references": 5.0,
    "highlights": 5.0,
    "inline": 60.0,
    "hover": 0.05,
}
"""How long jedi may look through files, the nearest first; by itself it takes seconds."""

_COMPLETING_SECONDS: Final = 1.2
"""The same where much is known already: what is found by then is waited for."""

_OTHERS_SEARCH_SECONDS: Final = 0.2
_EXHAUSTIVE_SECONDS: Final = 60.0


class Answers:
    """Answers questions about the texts of some folders; raises whatever jedi raises."""

    def __init__(self, setup: Setup, patience: Patience) -> None:
        self._unsaved = Unsaved()
        self._files = SourceFiles(setup.paths, self._unsaved)
        tune(self._files.containing, patience, self._unsaved)
        self._patience = patience
        self._scripts = Scripts(setup.pythons, setup.python)
        self._offered: tuple[Any, dict[str, Completion]] = (None, {})
        """What was offered last, and the script and place it was offered for."""

        self._ways: dict[Kind, Callable[[Question, int, int], Any]] = {
            "complete": self._complete,
            "resolve": self._resolve,
            "hover": self._hover,
            "signatures": self._signatures,
            "definitions": self._definitions,
            "references": self._references,
            "highlights": self._highlights,
            "declarations": self._declarations,
            "types": self._types,
            "origins": self._origins,
            "extract_variable": self._extract_variable,
            "extract_function": self._extract_function,
            "inline": self._inline,
        }

    @property
    def detail(self) -> str:
        """What is wrong with the project's environments."""
        return self._scripts.detail

    def work_in(self, setup: Setup) -> Ready:
        """Take other folders; what is known of those that stay is kept."""
        self._files.work_in(setup.paths)
        self._scripts.work_in(setup.pythons, setup.python)
        return Ready(self.detail)

    def answer(self, number: int, question: Question) -> Any:
        """Answer one question with the values of `wire`; they are numbered from one."""
        self._patience.begin(number, _search_seconds(question))
        self._unsaved.refresh(question.path, question.text)
        self._files.begin_at(Path(question.path).parent)
        if question.others:
            self._unsaved.update(question.others)
            self._scripts.forget()
        if question.setup is not None:
            return self.work_in(question.setup)
        if question.kind == "warm":
            return self._warm(question)
        marked = question.text.startswith(_BYTE_ORDER_MARK)
        skew = 1 if marked and question.line == 0 else 0
        way = self._ways[question.kind]
        value = way(question, question.line + 1, max(0, question.character - skew))
        return _behind_mark(value, question.path) if marked else value

    def _hover(self, question: Question, line: int, column: int) -> Hovered | None:
        return describing.hover(self._script(question), line, column)

    def _signatures(self, question: Question, line: int, column: int) -> Calls | None:
        return describing.calls(self._script(question).get_signatures(line, column))

    def _definitions(self, question: Question, line: int, column: int) -> list[Place]:
        return finding.definitions(self._script(question), line, column)

    def _references(self, question: Question, line: int, column: int) -> list[Place]:
        # Learning parameters from calls found no more uses here, and took three times as long.
        own_too = question.include_declaration
        left = None
        # Before there is a script: to parse a large text takes as long as to look at all the files.
        if question.known is not None and (name := _name_at(question.text, line, column)):
            left = files_left(name, self._files.texts_containing(name), question.known)
            if not left:
                return []
        script = self._scripts.get(question, deep=False)
        if not finding.declarations(script, line, column):
            script = self._script(question)  # unless nothing else tells what the name is
        with self._files.limited_to(left):
            return finding.references(script, line, column, include_declaration=own_too)

    def _highlights(self, question: Question, line: int, column: int) -> list[Occurrence]:
        return finding.highlights(self._scripts.get(question, deep=False), line, column)

    def _declarations(self, question: Question, line: int, column: int) -> list[Place]:
        return finding.declarations(self._script(question), line, column)

    def _types(self, question: Question, line: int, column: int) -> list[Place]:
        return finding.types(self._script(question), line, column)

    def _origins(self, question: Question, line: int, column: int) -> list[Origin]:
        return finding.origins(self._script(question), line, column)

    def _extract_variable(self, question: Question, line: int, column: int) -> Changes:
        script = self._scripts.get(question, deep=False)
        return refactoring.extract_variable(script, line, column, question)

    def _extract_function(self, question: Question, line: int, column: int) -> Changes:
        return refactoring.extract_function(question)

    def _inline(self, question: Question, line: int, column: int) -> Changes:
        return refactoring.inline(self._scripts.get(question, deep=False), line, column)

    def _script(self, question: Question) -> Script:
        return self._scripts.get(question, deep=True)

    def _complete(self, question: Question, line: int, column: int) -> Offers:
        script = self._scripts.get(question, deep=False)
        found = script.complete(line, column)
        if not found and has_unknown_parameter(script):  # its calls may tell what it is
            found = self._script(question).complete(line, column)
        self._offered = (
            (script, line, column),
            {each.name_with_symbols: each for each in reversed(found)},
        )
        text = question.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[line - 1]
        return completing.offers(found, text[: question.character], question.limit)

    def _resolve(self, question: Question, line: int, column: int) -> About | None:
        if self._offered[0] != (self._scripts.get(question, deep=False), line, column):
            self._complete(question, line, column)  # the worker or the text is newer than the list
        known = self._offered[1].get(question.label)
        return completing.about(known) if known else None

    def _warm(self, question: Question) -> None:
        """Read what nearly every question needs, before the first one is asked."""
        self._scripts.passing(question).complete()


def _search_seconds(question: Question) -> float:
    if question.exhaustive:
        return _EXHAUSTIVE_SECONDS
    if question.known is not None:
        return _COMPLETING_SECONDS
    return _SEARCH_SECONDS.get(question.kind, _OTHERS_SEARCH_SECONDS)


def _name_at(text: str, line: int, column: int) -> str:
    """The name that touches a place, its line counted from one; empty when there is none."""
    text = text.removeprefix(_BYTE_ORDER_MARK)
    offset = LineIndex(text).offset(Position(line=line - 1, character=column))
    before, after = _WORD_BEFORE.search(text[:offset]), _WORD_AFTER.match(text[offset:])
    assert before and after
    return before.group() + after.group()


def _behind_mark(value: Any, path: str) -> Any:
    """Move ranges in the first line of this file: jedi does not count the byte order mark."""
    if isinstance(value, list):
        return [_behind_mark(each, path) for each in cast(list[Any], value)]
    span: Span | None = getattr(value, "span", None)
    other_file = isinstance(value, Place) and value.path != path
    if span is None or span[0] > 0 or other_file or not any(span):
        return value
    line, start, last, end = span
    return value._replace(span=(line, start + 1, last, end + 1 if last == 0 else end))
