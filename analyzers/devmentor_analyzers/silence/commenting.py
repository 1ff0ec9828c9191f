"""Comments written into a text, so that a rule is ignored there; each is tried before it is offered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from devmentor_analyzers.silence.comments import STYLES
from devmentor_analyzers.silence.ignores import covered, ignores
from devmentor_analyzers.syntax.parsed import Parsed

_WIDTH = 100
"""Lines that a comment would make longer than this get it above them."""

_JSX = ("javascript", "javascriptreact", "typescript", "typescriptreact")
_FIRST = re.compile(
    r"#!.*|#.*coding[:=].*|<\?php\b[^\n]*|<\?xml.*|<!doctype.*|@charset.*|%.*", re.IGNORECASE
)
"""Lines that have to stay the first ones of their file."""

_MATTER = re.compile(r"---[ \t]*\r?\n.*?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_MOST_FAULTS = 50


@dataclass(frozen=True, slots=True)
class Replacement:
    """A piece of a text, by offsets, and what stands there afterwards."""

    start: int
    end: int
    new: str

    def of(self, text: str) -> str:
        """The text afterwards."""
        return text[: self.start] + self.new + text[self.end :]


def ignore_on_line(parsed: Parsed, line: int, rule: str) -> Replacement | None:
    """Have a rule ignored on one line; None where no comment can do that."""
    before = _faults(parsed)
    for each in _for_line(parsed, line, rule):
        after = Parsed(parsed.language, each.of(parsed.text), parsed)
        moved = line + each.new.count("\n") if each.start <= parsed.lines.starts[line] else line
        heeded = ignores(after)
        if _faults(after) <= before and _has(heeded.on_lines.get(moved, ()), rule):
            return each
    return None


def ignore_in_file(parsed: Parsed, rule: str) -> Replacement | None:
    """Have a rule ignored in a whole file; None where no comment can do that."""
    before = _faults(parsed)
    for each in _for_file(parsed, rule):
        after = Parsed(parsed.language, each.of(parsed.text), parsed)
        if _faults(after) <= before and _has(ignores(after).in_file, rule):
            return each
    return None


def heed_in_file(parsed: Parsed, rule: str) -> Replacement | None:
    """Take back that a rule is ignored in a whole file; None when no comment names it."""
    for each in ignores(parsed).comments:
        places = {name.lower(): at for name, at in each.rules}
        if not each.whole_file or (start := places.get(rule.lower())) is None:
            continue
        end = start + len(rule)
        if len(each.rules) > 1:
            gap = re.compile(r"[\s,]*")
            last = end == each.rules_end
            behind = gap.match(parsed.text, end)
            ahead = len(parsed.text[:start].rstrip(" \t,"))
            return Replacement(
                ahead if last else start, end if last or not behind else behind.end(), ""
            )
        if each.alone:
            starts = [*parsed.lines.starts, len(parsed.text)]
            return Replacement(starts[each.line], starts[each.last_line + 1], "")
    return None


def _for_line(parsed: Parsed, line: int, rule: str) -> Iterator[Replacement]:
    for comment in ignores(parsed).comments:
        if not comment.whole_file and comment.rules and line in covered(parsed, comment):
            yield Replacement(comment.rules_end, comment.rules_end, f", {rule}")
    if parsed.language not in STYLES:
        return
    words = _words(parsed.language, f"devmentor: ignore[{rule}]")
    text = parsed.lines.line(line)
    start = parsed.lines.starts[line]
    behind = Replacement(start + len(text), start + len(text), f"  {words}")
    indent = text[: len(text) - len(text.lstrip())]
    above = Replacement(start, start, f"{indent}{words}{_end(parsed.text)}")
    fits = len(text) + len(words) + 2 <= _WIDTH
    may_follow = [] if text.endswith("\\") else [behind]
    may_precede = [] if line and parsed.lines.line(line - 1).endswith("\\") else [above]
    yield from may_follow + may_precede if fits else may_precede + may_follow
    if parsed.language in _JSX:
        braced = f"{indent}{{/* {words.removeprefix('// ')} */}}{_end(parsed.text)}"
        yield Replacement(start, start, braced)


def _for_file(parsed: Parsed, rule: str) -> Iterator[Replacement]:
    for comment in ignores(parsed).comments:
        if comment.whole_file and comment.rules:
            yield Replacement(comment.rules_end, comment.rules_end, f", {rule}")
    if parsed.language not in STYLES:
        return
    words = _words(parsed.language, f"devmentor: ignore-file[{rule}]")
    text, end = parsed.text, _end(parsed.text)
    top = _top(parsed)
    gap = "" if not top or text[top - 1] in "\r\n" else end
    yield Replacement(top, top, f"{gap}{words}{end}")
    gap = "" if not text or text[-1] in "\r\n" else end
    yield Replacement(len(text), len(text), f"{gap}{words}{end}")


def _top(parsed: Parsed) -> int:
    """Where the first comment may stand."""
    if matter := _MATTER.match(parsed.text) if parsed.language == "markdown" else None:
        return matter.end()
    starts = parsed.lines.starts
    count = len(starts)
    line = next((n for n in range(count) if not _FIRST.fullmatch(parsed.lines.line(n))), count)
    return starts[line] if line < count else len(parsed.text)


def _words(language: str, words: str) -> str:
    before, after = STYLES[language]
    return f"{before}{words}{after}"


def _end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _faults(parsed: Parsed) -> int:
    return sum(1 for _ in islice(parsed.faulty(), _MOST_FAULTS))


def _has(asked: tuple[frozenset[str], ...], rule: str) -> bool:
    return any(rule.lower() in rules for rules in asked)
