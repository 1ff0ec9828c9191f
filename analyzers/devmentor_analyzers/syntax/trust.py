"""How far a grammar can be believed when it says that a text is wrong.

Measured on public code that compiles, files with an error by the whole grammar (2026-11):

    Java 0 of 400 (gson, commons-lang), Ruby 0 of 170 (Jekyll, Redis), PHP 0 of 227 (Laravel),
    YAML 0 of 369 (TimescaleDB, Snuba, Kubernetes examples), TOML 0 of 202 (Cargo, pytest),
    JSON 0 of 123 (Redis, Cargo), shell 0 of 53 (nvm, TimescaleDB) but 7 of 16 that are zsh
    (oh-my-zsh), CSS 1 of 85 and HTML 12 of 200 (MDN examples), C 199 of 400 (Redis, TimescaleDB),
    C++ 64 of 200 (nlohmann/json), C# 32 of 400 (Newtonsoft.Json, EF Core),
    SQL 230 of 258 (TimescaleDB, pgvector, EF Core).

So macros, preprocessor branches and dialects are beyond the last five. Brackets without a partner
are seen by the lexer alone: outside the texts that `_UNSURE` finds, fewer than 1 in 200 files of
each of the same C, C++, C# and SQL had one. End tags that close nothing: 0 of 282 HTML files (MDN
examples, Jekyll). Rust 62 of 136 (Cargo), all for its macro `str!`. Any text is Markdown, and JSON
with comments is whatever its reader takes.
"""

import re
from enum import Enum, auto

from tree_sitter import Node

from devmentor_analyzers.syntax.parsed import Parsed


class Trust(Enum):
    """What to report of a text that does not parse."""

    ALL = auto()
    BRACKETS = auto()
    TAGS = auto()
    NOTHING = auto()


_BRACKETS = frozenset({"c", "cpp", "csharp", "sql"})
_NOTHING = frozenset({"markdown", "jsonc"})

_OFTEN_TEMPLATES = frozenset({"json", "yaml", "toml", "css", "shellscript"})
_TEMPLATE = re.compile(rb"(?<!\$)\{\{|\{%|<%|\A---\s")
"""Helm, Jinja, Liquid, ERB and cookiecutter write files that are no YAML, JSON … before they ran."""

_UNSURE = re.compile(rb"^[ \t]*#[ \t]*(else|elif)|\\\r?$|^[ \t]*\\[a-z]", re.MULTILINE)
"""Branches and macros of C, commands of psql: brackets need not match in the text."""

_NAMED_LIKE_A_TYPE = re.compile(rb"\b(?:str|char|bool|[iuf](?:8|16|32|64|128|size))!\s*[\[({]")
"""Macros that the grammar of Rust takes for types."""


_SCRIPTS = ("javascript", "javascriptreact", "typescript", "typescriptreact")
_DOUBTFUL = {
    "rust": "token_tree",
    "css": "arguments",
    "shellscript": "expansion",
    **dict.fromkeys(_SCRIPTS, "template_string"),
}
"""Nodes in which errors are not believed."""

_NEWER_CSS = (
    rb"@(?:page[^{;]*:|container\b|scope\b|media[^{;]*[<>=]|import[^;]*\w\(|namespace\b)"
    rb"|\.\d+%\s*[,{]|\[[^\]\n]*\s[isIS]\s*\]|&|--[\w-]+\s*:\s*\{|[{;]\s*;|\*?\|[\w*]"
)
_NEWER_TYPES = rb"\bexport\s+type\s*\*|<[^<>\n]*\b(?:in|out)\s+[A-Z_$]"
_NEWER: dict[str, "re.Pattern[bytes]"] = {
    "css": re.compile(_NEWER_CSS),
    "typescript": re.compile(_NEWER_TYPES),
    "typescriptreact": re.compile(_NEWER_TYPES),
    "json": re.compile(rb"\d[eE]\+\d"),
    "rust": re.compile(rb"\bunsafe\s+extern\b"),
    "java": re.compile(rb"^\s*import\s+module\b", re.MULTILINE),
}
"""What a language has that its grammar does not know: only brackets are believed then."""

_NEWER_HERE: dict[str, "re.Pattern[bytes]"] = {
    "java": re.compile(rb"\b(?:super|this)\s*\([^;]*;"),
    "ruby": re.compile(rb"->\s*\([^()\n]*;[^()\n]*\)"),
    "shellscript": re.compile(rb"<>[ \t]*\S*"),
}
"""The same, where an error that touches it is not believed and the others are."""

_TWO_HEREDOCS = re.compile(rb"<<-?[ \t]*[\"'\\]?\w[^\n]*[^<]<<-?[ \t]*[\"'\\]?\w")


def is_doubtful(parsed: Parsed, fault: Node) -> bool:
    """Tell whether the language allows for more than its grammar does where it sees an error.

    Any token may stand in a macro of Rust, `var(--x,)` falls back to nothing in CSS, and patterns of
    the shell's expansions are quoted in ways of their own, as in `${value/]/%5D}`. A tag of a template
    may read backslashes as it likes.
    """
    if _touches_newer(parsed, fault):
        return True
    wanted = _DOUBTFUL.get(parsed.language)
    around = fault.parent
    while around is not None and around.type != wanted:
        around = around.parent
    if wanted is None or around is None:
        return False
    if wanted == "expansion":
        line = parsed.data[around.start_byte :].split(b"\n", 1)[0]
        return b"}" in line
    if wanted == "template_string":
        return around.parent is not None and around.parent.type == "call_expression"
    return wanted != "arguments" or parsed.data[: around.start_byte].endswith((b"var", b"env"))


def _touches_newer(parsed: Parsed, fault: Node) -> bool:
    newer = _NEWER_HERE.get(parsed.language)
    if newer is None:
        return False
    first = parsed.data.rfind(b"\n", 0, fault.start_byte) + 1
    end = parsed.data.find(b"\n", fault.end_byte)
    found = newer.finditer(parsed.data, first, end if end >= 0 else len(parsed.data))
    return any(each.start() <= fault.end_byte and fault.start_byte < each.end() for each in found)


def trust(parsed: Parsed, path: str) -> Trust:
    """Tell what to believe of the errors that the tree of a document shows."""
    if parsed.language in _NOTHING:
        return Trust.NOTHING
    if parsed.language == "html":
        return Trust.TAGS
    if parsed.language in _BRACKETS:
        return Trust.NOTHING if _UNSURE.search(parsed.data) else Trust.BRACKETS
    if parsed.language == "rust" and _NAMED_LIKE_A_TYPE.search(parsed.data):
        return Trust.NOTHING
    if parsed.language == "shellscript" and (b"zsh" in parsed.data or path.endswith("zsh")):
        return Trust.NOTHING
    if parsed.language == "shellscript" and _TWO_HEREDOCS.search(parsed.data):
        return Trust.NOTHING
    is_yaml = parsed.language == "yaml"  # where `---` begins a document
    if parsed.language in _OFTEN_TEMPLATES:
        found = _TEMPLATE.search(parsed.data, 3 if is_yaml else 0)
        if found:
            return Trust.NOTHING
    newer = _NEWER.get(parsed.language)
    return Trust.BRACKETS if newer and newer.search(parsed.data) else Trust.ALL
