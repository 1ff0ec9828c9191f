"""Which lines the last test run reached: Cobertura's XML, lcov's text, coverage.py's own database."""

import os
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

_NAMES = (
    *("coverage.xml", "cobertura.xml", "lcov.info", ".coverage"),
    *("coverage/lcov.info", "coverage/cobertura-coverage.xml", "coverage/coverage.xml"),
)
_CHUNK = 65_536
"""Bytes read at once: between two of them other threads may run."""

_LARGEST = 200_000_000


@dataclass(slots=True)
class Reached:
    """Lines of one file, from zero. `missed` is None when only what was reached is known."""

    hit: set[int] = field(default_factory=set[int])
    missed: set[int] | None = field(default_factory=set[int])

    def count(self, line: int, hits: int) -> None:
        """Take note of a line, counted from one; one that was hit once was hit."""
        if hits > 0:
            self.hit.add(line - 1)
        elif self.missed is not None:
            self.missed.add(line - 1)


Coverage = dict[Path, Reached]


def newest_coverage(path: Path) -> Path | None:
    """The newest coverage file in the folders around a file, up to its repository's root."""
    found: list[tuple[int, Path]] = []
    for folder in path.parents:
        for name in _NAMES:
            try:
                status = (folder / name).stat()
            except OSError:
                continue
            if status.st_size <= _LARGEST:
                found.append((status.st_mtime_ns, folder / name))
        if (folder / ".git").exists():
            break
    return max(found)[1] if found else None


def read_coverage(file: Path, wanted: Collection[Path]) -> Coverage:
    """What a coverage file says of the wanted files; nothing when it is damaged."""
    reader = _cobertura if file.suffix == ".xml" else _lcov if file.suffix == ".info" else _own
    found: Coverage = {}
    try:
        for path, reached in reader(file, frozenset(wanted)):
            if path in found and found[path].missed is not None:  # a file may be in several parts
                found[path].hit |= reached.hit
                found[path].missed = (found[path].missed or set()) | (reached.missed or set())
            else:
                found[path] = reached
    except (OSError, ParseError, ValueError, sqlite3.Error):
        return {}
    for reached in found.values():
        if reached.missed is not None:
            reached.missed -= reached.hit
    return found


_Read = Iterator[tuple[Path, Reached]]


def _cobertura(file: Path, wanted: frozenset[Path]) -> _Read:
    roots = [file.parent]
    for element in _elements(file):
        if element.tag == "source" and element.text:
            roots.append(Path(element.text.strip()))
        elif element.tag == "class":
            path = _located(element.get("filename") or "", roots, wanted)
            if path is not None:
                reached = Reached()
                for line in element.iter("line"):
                    reached.count(int(line.get("number", "0")), int(line.get("hits", "0")))
                yield path, reached
            element.clear()


def _elements(file: Path) -> Iterator[Element]:
    parser: XMLPullParser[Element] = XMLPullParser(["end"])
    with file.open("rb") as source:
        while data := source.read(_CHUNK):
            parser.feed(data)
            for event in parser.read_events():
                if isinstance(element := event[-1], Element):
                    yield element


def _lcov(file: Path, wanted: frozenset[Path]) -> _Read:
    path: Path | None = None
    reached = Reached()
    with file.open(encoding="utf-8", errors="replace") as source:
        for line in source:
            if line.startswith("SF:"):
                path, reached = _located(line[3:].strip(), [file.parent], wanted), Reached()
            elif path is not None and line.startswith("DA:"):
                number, hits = line[3:].split(",")[:2]
                reached.count(int(number), int(hits))
            elif path is not None and line.startswith("end_of_record"):
                yield path, reached
                path = None


def _own(file: Path, wanted: frozenset[Path]) -> _Read:
    """coverage.py's database (its schema 7): bits for lines, or arcs between them."""
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as database:
        for number, name in database.execute("SELECT id, path FROM file").fetchall():
            path = _located(name, [file.parent], wanted)
            if path is None:
                continue
            reached = Reached(missed=None)
            bits = "SELECT numbits FROM line_bits WHERE file_id = ?"
            for (numbits,) in database.execute(bits, (number,)):
                for line in _numbers(numbits):
                    reached.count(line, 1)
            arcs = "SELECT fromno, tono FROM arc WHERE file_id = ?"
            for ends in database.execute(arcs, (number,)):
                for line in ends:
                    if line > 0:
                        reached.count(line, 1)
            yield path, reached


def _numbers(numbits: bytes) -> Iterator[int]:
    for place, byte in enumerate(numbits):
        yield from (place * 8 + bit for bit in range(8) if byte & (1 << bit))


def _located(name: str, roots: Collection[Path], wanted: frozenset[Path]) -> Path | None:
    for root in roots:
        path = Path(os.path.normpath(root / name))
        if path in wanted:
            return path
    return None
