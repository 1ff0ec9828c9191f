"""Docstrings as Markdown: plain text, reStructuredText, Google and NumPy styles."""

import inspect
import re
from collections.abc import Iterator
from typing import Final

_MAX_CHARACTERS: Final = 12_000
_FENCE: Final = "```"
_FIELD: Final = re.compile(r":(\w+)(?: +([^:]*))?:(?: +(.*))?$")
_ROLE: Final = re.compile(r":(?:[\w.]+:)?[\w-]+:`([^`]+)`")
_LITERAL: Final = re.compile(r"``(.+?)``")
_DIRECTIVE: Final = re.compile(r"\.\. +([\w-]+):: *(.*)$")
_UNDERLINE: Final = re.compile(r"(=|-|~|\^)\1{2,} *$")
_GOOGLE_HEADING: Final = re.compile(
    r"(Args|Arguments|Attributes|Example|Examples|Note|Notes|Raises|Returns|Return|Yields|See Also"
    r"|Warning|Warnings|Keyword Args|Other Parameters|References|Todo):$"
)
_GOOGLE_ITEM: Final = re.compile(r"(\*{0,2}\w+)(?: *\(([^)]*)\))?: +(.*)$")
_CODE_DIRECTIVES: Final = frozenset({"code", "code-block", "sourcecode", "highlight", "testcode"})
_MEANT: Final = re.compile(
    r"(`[^`]*`|\*\*[^*\s](?:[^*]*[^*\s])?\*\*|\*[^*\s](?:[^*]*[^*\s])?\*(?!\*))"
)
"""Code and emphasis."""

_MARKUP: Final = re.compile(r"([<_*])")
"""What would be read as markup where none is meant: `*args`, `__init__`, `<stdin>`."""

_FIELDS: Final = {
    "param": "Parameter",
    "parameter": "Parameter",
    "arg": "Parameter",
    "type": "Type of",
    "return": "Returns",
    "returns": "Returns",
    "rtype": "Return type",
    "raise": "Raises",
    "raises": "Raises",
}


def code(text: str) -> str:
    """Python source as a fenced block."""
    return f"{_FENCE}python\n{text}\n{_FENCE}"


def prose(docstring: str) -> str:
    """A docstring as Markdown; very long ones end with an ellipsis."""
    text = inspect.cleandoc(docstring).strip()
    if len(text) > _MAX_CHARACTERS:
        text = text[:_MAX_CHARACTERS].rpartition("\n")[0] + "\n\n…"
    return "\n".join(_Reader(text.splitlines()).read()).strip()


class _Reader:
    """Goes through a docstring line by line."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._at = 0
        self._in_google_section = False

    def read(self) -> Iterator[str]:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            following = self._lines[self._at + 1] if self._at + 1 < len(self._lines) else ""
            if line.lstrip().startswith(">>>"):
                yield from self._fenced(self._until_blank())
            elif line.lstrip().startswith(_FENCE):
                yield from self._as_it_is()
            elif line.strip() and _UNDERLINE.match(following) and not line.startswith(" "):
                self._at += 2
                yield from ("", f"**{line.strip()}**", "")
            elif directive := _DIRECTIVE.match(line.strip()):
                yield from self._directive(line, directive[1], directive[2])
            else:
                self._at += 1
                yield from self._line(line)

    def _line(self, line: str) -> Iterator[str]:
        stripped = line.strip()
        if _GOOGLE_HEADING.match(stripped):
            self._in_google_section = True
            yield from ("", f"**{stripped}**", "")
        elif field := _FIELD.match(stripped):
            yield _field(field[1], field[2], field[3])
        elif (
            self._in_google_section
            and line.startswith(" ")
            and (item := _GOOGLE_ITEM.match(stripped))
        ):
            kind = f" (*{_inline(item[2])}*)" if item[2] else ""
            yield f"- `{item[1]}`{kind}: {_inline(item[3])}"
        elif stripped.endswith("::"):
            yield _inline(stripped.removesuffix("::") + ":") if stripped != "::" else ""
            yield from self._fenced(self._indented(line))
        else:
            yield _inline(stripped) if stripped else ""

    def _directive(self, line: str, name: str, rest: str) -> Iterator[str]:
        self._at += 1
        if name in _CODE_DIRECTIVES:
            body = [text for text in self._indented(line) if not text.strip().startswith(":")]
            yield from self._fenced(body, rest or "python")
        else:
            title = name.replace("-", " ").capitalize()
            yield from ("", f"**{title}** {_inline(rest)}".rstrip())

    def _fenced(self, lines: list[str], language: str = "python") -> Iterator[str]:
        body = inspect.cleandoc("\n" + "\n".join(lines)).rstrip()
        if body:
            yield from ("", f"{_FENCE}{language}", body, _FENCE, "")

    def _until_blank(self) -> list[str]:
        start = self._at
        while self._at < len(self._lines) and self._lines[self._at].strip():
            self._at += 1
        return self._lines[start : self._at]

    def _indented(self, head: str) -> list[str]:
        """The lines below that are indented deeper than `head`."""
        depth, start = _depth(head), self._at
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line.strip() and _depth(line) <= depth:
                break
            self._at += 1
        return self._lines[start : self._at]

    def _as_it_is(self) -> Iterator[str]:
        """A block that is fenced already; an open one is closed."""
        yield self._lines[self._at].strip()
        self._at += 1
        while self._at < len(self._lines):
            line = self._lines[self._at]
            self._at += 1
            if line.strip() == _FENCE:
                break
            yield line
        yield _FENCE


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _field(name: str, subject: str | None, text: str | None) -> str:
    title = _FIELDS.get(name, name.capitalize())
    about = f" `{subject.split()[-1]}`" if subject and subject.split() else ""
    return f"- {title}{about}: {_inline(text or '')}".rstrip(": ")


def _inline(text: str) -> str:
    text = _LITERAL.sub(r"`\1`", _ROLE.sub(_role, text))
    return "".join(
        piece if number % 2 else _MARKUP.sub(r"\\\1", piece)
        for number, piece in enumerate(_MEANT.split(text))
    )


def _role(match: re.Match[str]) -> str:
    """`:func:`~a.b`` is `b`; `:ref:`a title <target>`` is its title."""
    target = match[1]
    if " <" in target:
        return target.partition(" <")[0]
    return f"`{target.rpartition('.')[2] if target.startswith('~') else target.lstrip('!.')}`"
