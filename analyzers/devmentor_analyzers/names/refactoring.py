"""Refactorings, jedi's and ours, as changes to the texts they were asked about."""

import ast
import re
import warnings
from difflib import SequenceMatcher
from typing import Final

from devmentor_analyzers.extraction.place import NotExtracted
from devmentor_analyzers.extraction.writing import with_function
from devmentor_analyzers.names.jedi_api import Refactoring, RefactoringError, Script, code_before
from devmentor_analyzers.names.wire import Change, Changes, Question

_BYTE_ORDER_MARK: Final = "\ufeff"
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_LINES: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_MOST_COMPARED: Final = 2_000
"""Lines compared one by one, which takes quadratic time; of more, all between the first and the
last that differ are replaced."""


def extract_variable(script: Script, line: int, column: int, question: Question) -> Changes:
    """Give the selected expression the name `question.label`."""
    until_line, until_column = _until(question, line, column)
    try:
        done = script.extract_variable(
            line,
            column,
            new_name=question.label,
            until_line=until_line,
            until_column=until_column,
        )
    except RefactoringError as error:
        return Changes([], str(error))
    return _changes(done)


def extract_function(question: Question) -> Changes:
    """Move the selected expression or statements to a function called `question.label`."""
    until = question.until or (question.line, question.character)
    code = question.text.removeprefix(_BYTE_ORDER_MARK)
    skew = len(question.text) - len(code)
    start, end = (
        (line, character - skew if line == 0 else character)
        for line, character in ((question.line, question.character), until)
    )
    try:
        after = with_function(code, start, end, question.label)
    except NotExtracted as error:
        return Changes([], str(error))
    return _compared(question.path, question.text, after)


def inline(script: Script, line: int, column: int) -> Changes:
    """Put the value of the variable under the cursor where it is used, in any file."""
    try:
        return _changes(script.inline(line, column))
    except RefactoringError as error:
        return Changes([], str(error))


def _until(question: Question, line: int, column: int) -> tuple[int, int]:
    if question.until is None:
        return line, column
    end_line, end_column = question.until
    skew = question.character - column if end_line == 0 else 0  # the byte order mark
    return end_line + 1, end_column - skew


def _changes(done: Refactoring) -> Changes:
    items: list[Change] = []
    for path, file in done.get_changed_files().items():
        found = _compared(str(path), code_before(file), file.get_new_code())
        if found.refusal:
            return found
        items += found.items
    return Changes(items)


def _compared(path: str, before: str, after: str) -> Changes:
    after = _in_style_of(before, after)
    old, new = _texts(before), _texts(after)
    if old is not None and new is None:
        return Changes([], "It cannot be done here without breaking the code")
    if old != new:
        return Changes([], "It cannot be done here without changing what a string says")
    return Changes(different_lines(path, before, after))


def _texts(code: str) -> set[str | bytes] | None:
    """What the strings of a program say; None for what is none.

    The interpreter is asked, which notices an empty block, or a return outside of a function.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(code.lstrip(_BYTE_ORDER_MARK))
            compile(tree, "<text>", "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str | bytes)}


def _in_style_of(before: str, after: str) -> str:
    """jedi ends its new lines with a newline always, and takes a byte order mark for indentation."""
    if before.startswith(_BYTE_ORDER_MARK):
        after = _BYTE_ORDER_MARK + re.sub(f"^{_BYTE_ORDER_MARK}", "", after, flags=re.MULTILINE)
    ends = set(_LINE_END.findall(before))
    return _LINE_END.sub(ends.pop(), after) if len(ends) == 1 else after


def different_lines(path: str, before: str, after: str) -> list[Change]:
    """The lines that differ between two texts, as changes to the first."""
    old, new = _LINES.findall(before), _LINES.findall(after)
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    inner_old, inner_new = old[start : len(old) - end], new[start : len(new) - end]
    if max(len(inner_old), len(inner_new)) > _MOST_COMPARED:
        blocks = [(0, len(inner_old), 0, len(inner_new))]
    else:
        matcher = SequenceMatcher(None, inner_old, inner_new, autojunk=False)
        blocks = [places for tag, *places in matcher.get_opcodes() if tag != "equal"]
    found: list[Change] = []
    for first, last, new_first, new_last in blocks:
        text = "".join(inner_new[new_first:new_last])
        begin, stop = _place(old, start + first), _place(old, start + last)
        found.append(Change(path, (*begin, *stop), text))
    return found


def _place(lines: list[str], number: int) -> tuple[int, int]:
    """Where a line begins; past the last one, where the text ends."""
    if number < len(lines) or not lines or lines[-1].endswith(("\r", "\n")):
        return number, 0
    return number - 1, len(lines[-1])
