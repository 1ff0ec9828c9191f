"""What the index keeps of one text: its symbols, its chunks with their words, and the names it uses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from devmentor_analyzers.chunks.chunk import Chunk
from devmentor_analyzers.chunks.cut import chunks
from devmentor_analyzers.index.splitting import terms
from devmentor_analyzers.syntax.outline import flat, outline
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.values import Symbol

_NAME = re.compile(r"(?<![\w$])[^\W\d]\w{2,63}(?!\w)")
_IMPORTS = ("import", "use_declaration", "using_directive", "preproc_include")
"""Parts of the types of nodes that import, in all grammars."""

_MOST_NAMES = 20_000
"""Names kept of one file: generated tables of data have no more that matter."""


@dataclass(frozen=True, slots=True)
class Words:
    """The terms of a chunk by where they stand, each a text with spaces between."""

    name: str
    path: str
    docs: str
    body: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything about one text."""

    symbols: Sequence[tuple[Symbol, str]]
    """Each with the dotted name of what it is in."""

    chunks: Sequence[tuple[Chunk, Words]]
    uses: dict[str, bool]
    """Names that occur in the text → whether it imports them."""


def facts(path: str, language: str, text: str) -> Facts:
    """Read one text; one that cannot be parsed has fewer symbols and larger chunks."""
    parsed = Parsed(language, text)
    symbols = outline(parsed)
    listed = list(flat(symbols))
    found = chunks(parsed, Path(path), symbols)
    return Facts(listed, _with_words(path, found, listed), _uses(parsed))


def _with_words(
    path: str, chunks: Sequence[Chunk], symbols: Sequence[tuple[Symbol, str]]
) -> list[tuple[Chunk, Words]]:
    names: dict[int, list[str]] = {}
    for symbol, container in symbols:
        names.setdefault(symbol.selection.start.line, []).append(f"{container} {symbol.name}")
    where = " ".join(terms(path))
    found: list[tuple[Chunk, Words]] = []
    for chunk in chunks:
        lines = range(chunk.start_line, chunk.end_line + 1)
        inside = (name for line in lines for name in names.get(line, ()))
        name = chunk.symbol or " ".join(inside)
        docs, code = _docs_and_code(chunk.text.split("\n"))
        words = (" ".join(terms(each)) for each in (name, docs, code))
        named, documented, body = words
        found.append((chunk, Words(named, where, documented, body)))
    return found


def _docs_and_code(lines: Sequence[str]) -> tuple[str, str]:
    docs: list[str] = []
    code: list[str] = []
    quote = ""
    for line in lines:
        text = line.strip()
        if quote:
            docs.append(text)
            if quote in text:
                quote = ""
            continue
        opened = text.lstrip("rRbBuU")[:3]
        if opened in ('"""', "'''"):
            docs.append(text)
            if text.count(opened) % 2:
                quote = opened
            continue
        (docs if text.startswith(("#", "//", "/*", "*")) else code).append(text)
    return "\n".join(docs), "\n".join(code)


def _uses(parsed: Parsed) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for name in _names(parsed.text):
        found[name] = False
        if len(found) >= _MOST_NAMES:
            break
    for node in parsed.tree.root_node.children:
        if any(part in node.type for part in _IMPORTS):
            found.update({name: True for name in _names(parsed.name(node)) if name in found})
    return found


def _names(text: str) -> Iterator[str]:
    return (match.group() for match in _NAME.finditer(text))
