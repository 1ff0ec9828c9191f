import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analyzers.documents import saved

from devmentor_analyzers.advice.coverage_files import Reached, newest_coverage, read_coverage

COBERTURA = """\
<?xml version="1.0" ?>
<coverage version="7.6"><sources><source>{source}</source></sources>
<packages><package name="shop"><classes>
<class name="a.py" filename="shop/a.py"><lines>
<line number="1" hits="1"/><line number="3" hits="0"/><line number="4" hits="2"/>
</lines></class>
<class name="b.py" filename="shop/b.py"><lines><line number="1" hits="1"/></lines></class>
</classes></package></packages></coverage>
"""
LCOV = "TN:\nSF:shop/a.py\nDA:1,1\nDA:3,0\nDA:4,2,abc\nend_of_record\nSF:shop/b.py\nDA:1,1\nend_of_record\n"


def own(file: Path, path: Path, lines: list[int], *, arcs: bool = False) -> Path:
    """A database as coverage.py writes it."""
    numbits = bytearray(max(lines, default=0) // 8 + 1)
    for line in lines:
        numbits[line // 8] |= 1 << line % 8
    with closing(sqlite3.connect(file)) as database:
        database.executescript(
            "CREATE TABLE file (id INTEGER PRIMARY KEY, path TEXT);"
            "CREATE TABLE line_bits (file_id INTEGER, context_id INTEGER, numbits BLOB);"
            "CREATE TABLE arc (file_id INTEGER, context_id INTEGER, fromno INTEGER, tono INTEGER);"
        )
        database.execute("INSERT INTO file VALUES (1, ?)", (str(path),))
        if arcs:
            pairs = zip([-1, *lines], [*lines, -1], strict=True)
            database.executemany("INSERT INTO arc VALUES (1, 1, ?, ?)", pairs)
        else:
            database.execute("INSERT INTO line_bits VALUES (1, 1, ?)", (bytes(numbits),))
        database.commit()
    return file


@pytest.mark.parametrize("name", ["coverage.xml", "lcov.info"])
def test_hits_and_misses_of_the_wanted_file_are_read(tmp_path: Path, name: str) -> None:
    text = COBERTURA.format(source=tmp_path) if name == "coverage.xml" else LCOV
    file = saved(tmp_path / name, text).path
    wanted = tmp_path / "shop" / "a.py"

    assert read_coverage(file, [wanted]) == {wanted: Reached({0, 3}, {2})}


@pytest.mark.parametrize("arcs", [False, True])
def test_coverage_pys_own_database_says_what_was_reached(tmp_path: Path, arcs: bool) -> None:
    path = tmp_path / "a.py"
    file = own(tmp_path / ".coverage", path, [1, 9, 16], arcs=arcs)

    assert read_coverage(file, [path]) == {path: Reached({0, 8, 15}, None)}


@given(st.sets(st.integers(1, 300), max_size=40))
def test_every_line_of_the_database_is_read(lines: set[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.py"
        file = own(Path(folder) / ".coverage", path, sorted(lines))
        assert read_coverage(file, [path])[path].hit == {line - 1 for line in lines}


def test_a_file_in_several_parts_was_hit_where_any_part_was(tmp_path: Path) -> None:
    record = "SF:a.py\nDA:1,{}\nDA:2,0\nend_of_record\n"
    file = saved(tmp_path / "lcov.info", record.format(0) + record.format(1)).path

    found = read_coverage(file, [tmp_path / "a.py"])

    assert found == {tmp_path / "a.py": Reached({0}, {1})}


@pytest.mark.parametrize("name", ["coverage.xml", "lcov.info", ".coverage"])
@pytest.mark.parametrize("text", ["", "<coverage><class", "SF:a.py\nDA:x,y\n", "\0\1"])
def test_a_damaged_report_says_nothing(tmp_path: Path, name: str, text: str) -> None:
    file = saved(tmp_path / name, text).path

    assert read_coverage(file, [tmp_path / "a.py"]) == {}


def test_the_newest_report_up_to_the_repository_counts(tmp_path: Path) -> None:
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    outside = saved(tmp_path / "coverage.xml", "").path
    old = saved(tmp_path / "repo" / "coverage.xml", "").path
    new = saved(tmp_path / "repo" / "coverage" / "lcov.info", "").path
    os.utime(old, (1_000, 1_000))
    os.utime(new, (2_000, 2_000))

    assert newest_coverage(tmp_path / "repo" / "shop" / "a.py") == new
    assert newest_coverage(tmp_path / "a.py") == outside


def test_without_a_report_there_is_none(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()

    assert newest_coverage(tmp_path / "a.py") is None
