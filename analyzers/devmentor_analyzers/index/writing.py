"""Facts into the tables, and out again."""

import sqlite3

from devmentor_analyzers.index.facts import Facts


def add_content(connection: sqlite3.Connection, key: bytes, facts: Facts) -> int:
    """Write what a text holds and return its number."""
    cursor = connection.execute("INSERT INTO contents(key) VALUES (?)", (key,))
    content = cursor.lastrowid
    assert content is not None
    connection.executemany(
        "INSERT INTO symbols VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                content,
                symbol.name,
                symbol.kind,
                container,
                symbol.selection.start.line,
                symbol.selection.start.character,
                symbol.selection.end.character,
            )
            for symbol, container in facts.symbols
        ],
    )
    for chunk, words in facts.chunks:
        row = connection.execute(
            "INSERT INTO chunks(content, start, end, symbol, container, kind)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                content,
                chunk.start_line,
                chunk.end_line + 1,
                chunk.name,
                chunk.container,
                chunk.kind,
            ),
        ).lastrowid
        connection.execute(
            "INSERT INTO terms(rowid, name, path, docs, body) VALUES (?, ?, ?, ?, ?)",
            (row, words.name, words.path, words.docs, words.body),
        )
    _add_uses(connection, content, facts.uses)
    return content


def _add_uses(connection: sqlite3.Connection, content: int, uses: dict[str, bool]) -> None:
    names = [(name,) for name in uses]
    connection.executemany("INSERT OR IGNORE INTO names(text) VALUES (?)", names)
    connection.executemany(
        "INSERT INTO uses SELECT id, ?, ? FROM names WHERE text = ?",
        [(content, imported, name) for name, imported in uses.items()],
    )


def remove_content(connection: sqlite3.Connection, content: int) -> None:
    """Take everything about a text out."""
    rows = connection.execute("SELECT id FROM chunks WHERE content = ?", (content,)).fetchall()
    connection.executemany("DELETE FROM terms WHERE rowid = ?", rows)
    for table in ("chunks", "symbols", "uses"):
        connection.execute(f"DELETE FROM {table} WHERE content = ?", (content,))
    connection.execute("DELETE FROM contents WHERE id = ?", (content,))
