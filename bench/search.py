"""Measure how well a docstring finds its function: `python -m bench.search [--queries N]`.

Every function's docstring is cut out of a copy of Django; its first line is the question. The
chunks are the same for all; what differs is how they are ranked.
"""

import argparse
import ast
import hashlib
import os
import re
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.peers import project
from bench.results import machine, table, write_section

from devmentor_analyzers.index.searching import search
from devmentor_analyzers.index.store import Store, open_for_writing
from devmentor_analyzers.index.updating import update
from devmentor_analyzers.lines import LineIndex
from devmentor_analyzers.settings import Settings

BEST = 10
LEAST_WORDS = 4
CHANGED = 50
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Question:
    """A docstring's first line, and the lines (from one) of the function it was cut out of."""

    text: str
    path: str
    name: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Piece:
    """A place that a ranking puts forward, lines from one."""

    path: str
    start: int
    end: int


Ranking = Callable[[str], Sequence[Piece]]


def functions(node: ast.AST, inside: str = "") -> Iterator[tuple[str, Function]]:
    """Every function with its dotted name."""
    for child in ast.iter_child_nodes(node):
        named = isinstance(child, Function | ast.ClassDef)
        name = f"{inside}.{child.name}" if named else inside
        if isinstance(child, Function):
            yield name, child
        yield from functions(child, name)


def cut_docstrings(folder: Path, count: int) -> list[Question]:
    """Cut docstrings out of the files of a folder; a sample of them, the same one every time."""
    questions: list[Question] = []
    for path in sorted(folder.rglob("*.py")):
        questions += _cut(path, path.relative_to(folder).as_posix())
    often = Counter(question.text for question in questions)
    only = [each for each in questions if often[each.text] == 1]
    only.sort(key=lambda each: hashlib.sha256(f"{each.path}{each.name}".encode()).digest())
    return only[:count]


def _cut(path: Path, shown: str) -> list[Question]:
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    found = list(functions(ast.parse(text)))
    once = {name for name, times in Counter(name for name, _ in found).items() if times == 1}
    first: dict[str, str] = {}
    for name, function in found:
        said = (ast.get_docstring(function) or "").strip().splitlines()
        if name in once and said and len(said[0].split()) >= LEAST_WORDS:
            first[name] = said[0]
            doc = function.body[0]
            keeps = f"{' ' * doc.col_offset}...\n" if len(function.body) == 1 else ""
            blank = [""] * ((doc.end_lineno or doc.lineno) - doc.lineno)
            lines[doc.lineno - 1 : doc.end_lineno] = [keeps, *blank]
    text = "".join(lines)
    path.write_text(text, encoding="utf-8")
    return [
        Question(first[name], shown, name, function.lineno, function.end_lineno or function.lineno)
        for name, function in functions(ast.parse(text))
        if name in first
    ]


def by_count(texts: dict[Piece, str]) -> Ranking:
    """As one greps: the chunk with most of the words, then the one that has them most often."""
    lowered = {piece: text.lower() for piece, text in texts.items()}

    def ranked(question: str) -> list[Piece]:
        words = set(re.findall(r"\w+", question.lower()))
        counts = {piece: [text.count(word) for word in words] for piece, text in lowered.items()}
        return sorted(counts, key=lambda each: (-sum(map(bool, counts[each])), -sum(counts[each])))

    return ranked


def by_plain_bm25(texts: dict[Piece, str]) -> Ranking:
    """FTS5's BM25 over the text as it is: names are not split, no column weighs more."""
    pieces = list(texts)
    connection = sqlite3.connect(":memory:")
    connection.execute(
        """CREATE VIRTUAL TABLE plain USING fts5(body, tokenize = "unicode61 tokenchars '_'")"""
    )
    connection.executemany("INSERT INTO plain VALUES (?)", [(texts[each],) for each in pieces])

    def ranked(question: str) -> list[Piece]:
        words = " OR ".join(f'"{word}"' for word in question.replace('"', " ").split())
        found = connection.execute(
            "SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY bm25(plain) LIMIT ?",
            (words, BEST),
        )
        return [pieces[row - 1] for (row,) in found]

    return ranked


def by_index(store: Store, folder: Path) -> Ranking:
    """`devmentor search`."""

    def ranked(question: str) -> list[Piece]:
        hits = search(store, folder, question, BEST)
        return [Piece(hit.path.relative_to(folder).as_posix(), hit.start, hit.end) for hit in hits]

    return ranked


def chunks(store: Store, folder: Path) -> dict[Piece, str]:
    """The text of every chunk of the index."""
    found: dict[Piece, str] = {}
    for name, start, end in store.connection.execute(
        "SELECT path, start, end FROM chunks JOIN files ON files.content = chunks.content"
    ):
        path = os.fsdecode(name)
        lines = LineIndex((folder / path).read_text(encoding="utf-8"))
        text = "\n".join(lines.line(number) for number in range(start, end))
        found[Piece(path, start + 1, end)] = text
    return found


def measured(name: str, ranking: Ranking, questions: Sequence[Question]) -> list[str]:
    """One row: MRR@10, hits in ten, and the time of a query."""
    shares: list[float] = []
    times: list[float] = []
    for question in questions:
        started = time.perf_counter()
        best = ranking(question.text)[:BEST]
        times.append((time.perf_counter() - started) * 1000)
        places = (
            1 / place
            for place, piece in enumerate(best, 1)
            if piece.path == question.path
            and piece.start <= question.end
            and piece.end >= question.start
        )
        shares.append(next(places, 0.0))
    found = sum(map(bool, shares)) / len(shares)
    p50, p95 = statistics.median(times), sorted(times)[int(len(times) * 0.95)]
    return [name, f"{statistics.mean(shares):.3f}", f"{found:.0%}", f"{p50:.0f}", f"{p95:.0f}"]


def measure(folder: Path, database: Path, count: int) -> str:
    """Index a copy of the project, ask, change files, update; the table with a note."""
    questions = cut_docstrings(folder, count)
    store = open_for_writing(database)
    limit = Settings().max_file_bytes
    cold = update(store, folder, limit)
    texts = chunks(store, folder)
    rows = [
        measured("words counted, as with grep", by_count(texts), questions),
        measured("plain BM25", by_plain_bm25(texts), questions),
        measured("devmentor search", by_index(store, folder), questions),
    ]
    for path in sorted(folder.rglob("*.py"))[:CHANGED]:
        path.write_text(path.read_text(encoding="utf-8") + "\nchanged = 1\n", encoding="utf-8")
    changed = update(store, folder, limit)
    store.close()
    lines = sum(text.count("\n") + 1 for text in texts.values())
    head = ["ranking", f"MRR@{BEST}", f"found in {BEST}", "p50 ms", "p95 ms"]
    note = (
        f"{len(questions)} questions, {cold.files} files, {lines:,} lines, {cold.chunks:,} chunks. "
        f"Cold index {cold.seconds:.1f} s, update after {changed.read} changed files "
        f"{changed.seconds:.1f} s, database {database.stat().st_size / 1e6:.0f} MB. {machine()}."
    )
    return f"\n{table(head, rows)}\n\n{note}\n"


def main() -> None:
    """Measure and write the section of RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--queries", type=int, default=400)
    count: int = parser.parse_args().queries
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "django"
        shutil.copytree(
            project() / "django", folder, ignore=shutil.ignore_patterns("*.pyc", "*.po")
        )
        body = measure(folder, Path(scratch) / "index.db", count)
    write_section("search", body)
    print(body)


if __name__ == "__main__":
    main()
