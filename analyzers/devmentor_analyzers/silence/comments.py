"""How each language writes a comment, and which comments are ours."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from devmentor_analyzers.files import is_environment
from devmentor_analyzers.syntax.languages import language_of
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.position import Position

_SLASHES = (
    "javascript javascriptreact typescript typescriptreact go rust java c cpp csharp php jsonc"
)
_HASHES = "python ruby shellscript yaml toml"
STYLES: dict[str, tuple[str, str]] = {
    **dict.fromkeys(_SLASHES.split(), ("// ", "")),
    **dict.fromkeys(_HASHES.split(), ("# ", "")),
    "sql": ("-- ", ""),
    "css": ("/* ", " */"),
    "html": ("<!-- ", " -->"),
    "markdown": ("<!-- ", " -->"),
}
"""What stands before and behind a comment we write. JSON has none: others could not read it."""

_OPENER = r"#|//+|/\*+|--|<!--"
_COMMENT = re.compile(
    rf"(?<![`'\"])(?P<open>{_OPENER})!?[ \t]*"
    r"devmentor:[ \t]*ignore(?P<file>-file)?(?![\w-])"
    r"(?:[ \t]*\[(?P<rules>[^\]\r\n]*)\])?"
)
_ENDS = {"/*": "*/", "<!": "-->"}
_EMPTY = re.compile(rf"\s*(?:[{{}}]?(?:{_OPENER}).*|@.*|\[.*\])?\s*")
"""Lines between a comment and what it is about: blank ones, other comments, decorators."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment that asks to ignore something; places are offsets in the text."""

    line: int
    last_line: int
    start: int
    rules: tuple[tuple[str, int], ...]
    """The rules named, and where; none named means all."""

    rules_end: int
    """Behind the last rule, where another may be added; -1 when none is named."""

    whole_file: bool
    alone: bool
    """Nothing else is on its lines, so that it is about what follows."""


def comments(parsed: Parsed) -> Iterator[Comment]:
    """Find the comments that ask to ignore something, in the order of the text."""
    if "devmentor:" not in parsed.text:
        return
    for match in _COMMENT.finditer(parsed.text):
        at = parsed.lines.position(match.start())
        if _is_comment(parsed, at, match["open"]):
            yield _read(parsed, match, at)


def language_of_comments(path: Path) -> str | None:
    """The language whose comments a file has: those of `.env` are the shell's."""
    return language_of(path) or ("shellscript" if is_environment(path) else None)


def line_after(parsed: Parsed, line: int) -> int:
    """The first line after this one that holds code; it may be past the last one."""
    line += 1
    while line < len(parsed.lines.starts) - 1 and _EMPTY.fullmatch(parsed.lines.line(line)):
        line += 1
    return line


def _is_comment(parsed: Parsed, at: Position, opener: str) -> bool:
    """Ask the tree: the same letters may stand in a string."""
    byte = parsed.byte(at)
    node = parsed.tree.root_node.descendant_for_byte_range(byte, byte + 1)
    for _ in range(2):
        if node is None:
            return False
        if "comment" in node.type or node.type == "marginalia":
            return True
        if opener == "<!--" and node.type in ("html_block", "inline"):
            return True  # Markdown's grammar does not look inside its blocks
        node = node.parent
    return False


def _read(parsed: Parsed, match: re.Match[str], at: Position) -> Comment:
    text, lines = parsed.text, parsed.lines
    closer = _ENDS.get(match["open"][:2])
    end = text.find(closer, match.end()) if closer else -1
    after = lines.position(end + len(closer)) if closer and end >= 0 else None
    before = lines.line(at.line)[: at.character]
    behind = lines.line(after.line)[after.character :] if after else ""
    rules: list[tuple[str, int]] = []
    if match["rules"]:
        start = match.start("rules")
        rules = [
            (each[0], start + each.start()) for each in re.finditer(r"[^\s,]+", match["rules"])
        ]
    return Comment(
        line=at.line,
        last_line=after.line if after else at.line,
        start=match.start(),
        rules=tuple(rules),
        rules_end=rules[-1][1] + len(rules[-1][0]) if rules else -1,
        whole_file=match["file"] is not None,
        alone=not before.strip(" \t{") and not behind.strip(" \t}"),
    )
