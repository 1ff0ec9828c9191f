"""The chunks of a workspace that answer a question best, and why."""

import os
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from devmentor_analyzers.index.graph import Usage, usages
from devmentor_analyzers.index.ranking import COLUMN_WEIGHTS, Rank, rank
from devmentor_analyzers.index.splitting import terms
from devmentor_analyzers.index.store import Store
from devmentor_analyzers.lines import LineIndex

_MOST_TERMS = 64
_RANKED = 60
"""Chunks that BM25 puts first and that are ranked anew."""

_OPEN, _CLOSE = "\x01", "\x02"
_MATCHED = re.compile(f"{_OPEN}(.*?){_CLOSE}")
_COLUMNS = ("name", "path", "docs", "body")


@dataclass(frozen=True, slots=True)
class Why:
    """What a hit is owed to."""

    terms: dict[str, list[str]]
    """Column (`name`, `path`, `docs`, `body`) → the words of it that matched."""

    usage: Usage
    graph: float
    """What the graph multiplied the score by."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A piece of a file. Lines count from one, both ends are inside."""

    path: Path
    start: int
    end: int
    score: float
    symbol: str
    """Dotted name; empty for what is in no symbol."""

    kind: str
    line: int
    """The line that matches best, and its text; empty when the file is gone."""

    text: str
    why: Why


@dataclass(frozen=True, slots=True)
class _Found:
    chunk: int
    path: bytes
    start: int
    end: int
    symbol: str
    container: str
    kind: str
    rank: Rank
    usage: Usage


def asks_anything(question: str) -> bool:
    """Tell whether a question has a word to look for: not only stop words and punctuation."""
    return bool(terms(question))


def search(store: Store, folder: Path, question: str, limit: int) -> list[Hit]:
    """The best chunks, best first. Every character of the question is text, none an operator.

    `sqlite3.DatabaseError` when the database is damaged.
    """
    asked = list(dict.fromkeys(terms(question)))[:_MOST_TERMS]
    match = " OR ".join(f'"{term}"' for term in asked)
    if not match or limit < 1:
        return []
    store.connection.execute("BEGIN")  # one state of the database, whoever writes meanwhile
    try:
        found = _ranked(store.connection, match, max(limit, _RANKED))[:limit]
        return [_hit(store.connection, folder, match, each) for each in found]
    finally:
        store.connection.rollback()


def _ranked(connection: sqlite3.Connection, match: str, most: int) -> list[_Found]:
    weights = ", ".join(map(str, COLUMN_WEIGHTS))
    rows = connection.execute(
        "SELECT chunks.id, chunks.content, files.path, start, end, symbol, container, kind, name,"
        " bm25 FROM (SELECT terms.rowid AS chunk, files.path AS path,"
        f" -bm25(terms, {weights}) AS bm25, highlight(terms, 0, '{_OPEN}', '{_CLOSE}') AS name"
        " FROM terms JOIN chunks ON chunks.id = terms.rowid"
        " JOIN files ON files.content = chunks.content"
        " WHERE terms MATCH ? ORDER BY bm25 DESC, chunk LIMIT ?) AS best"
        " JOIN chunks ON chunks.id = best.chunk JOIN files ON files.content = chunks.content",
        (match, most),
    ).fetchall()
    names, contents = {row[5] for row in rows if row[5]}, {row[1] for row in rows}
    used = usages(connection, names, contents)
    found: list[_Found] = []
    for chunk, _, path, start, end, symbol, container, kind, name, bm25 in rows:
        usage = used.get(symbol, Usage())
        score = _rank(bm25, kind, name, symbol, usage)
        found.append(_Found(chunk, path, start, end, symbol, container, kind, score, usage))
    return sorted(found, key=lambda each: (-each.rank.score, each.path, each.start))


def _rank(bm25: float, kind: str, name: str, symbol: str, usage: Usage) -> Rank:
    """`name` is the marked column: the container's terms, then the symbol's."""
    own = name.split()[-len(terms(symbol)) :] if symbol else name.split()
    share = sum(_OPEN in term for term in own) / len(own) if own else 0
    return rank(bm25, kind, share, usage)


def _hit(connection: sqlite3.Connection, folder: Path, match: str, found: _Found) -> Hit:
    marked = ", ".join(
        f"highlight(terms, {column}, '{_OPEN}', '{_CLOSE}')" for column in range(len(_COLUMNS))
    )
    row: Sequence[str] = connection.execute(
        f"SELECT {marked} FROM terms WHERE terms MATCH ? AND rowid = ?", (match, found.chunk)
    ).fetchone()
    matched = {
        column: list(dict.fromkeys(_MATCHED.findall(text)))
        for column, text in zip(_COLUMNS, row, strict=True)
    }
    path = folder / os.fsdecode(found.path)
    line, text = _best_line(path, found, {term for each in matched.values() for term in each})
    return Hit(
        path=path,
        start=found.start + 1,
        end=found.end,
        score=found.rank.score,
        symbol=f"{found.container}.{found.symbol}" if found.container else found.symbol,
        kind=found.kind,
        line=line,
        text=text,
        why=Why(
            {column: words for column, words in matched.items() if words},
            found.usage,
            found.rank.graph,
        ),
    )


def _best_line(path: Path, found: _Found, matched: set[str]) -> tuple[int, str]:
    """The line with most of the matched words, the first of several."""
    try:
        lines = LineIndex(path.read_text(encoding="utf-8-sig", errors="replace"))
    except OSError:
        return found.start + 1, ""
    inside = [(number + 1, lines.line(number)) for number in range(found.start, found.end)]
    shared = [(len(matched.intersection(terms(line))), -number, line) for number, line in inside]
    _, number, line = max(shared, default=(0, -found.start - 1, ""))
    return -number, line.strip()
