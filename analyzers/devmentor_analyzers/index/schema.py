"""The tables of the index."""

import sqlite3

VERSION = 3
"""Raised with every change of the tables, of the splitting or of the cutting: the index is made anew."""

_APPLICATION = 0x444D4958
"""Marks the file as ours (SQLite's `application_id`): "DMIX"."""

_TABLES = """
-- What a file held. The key is a hash of its path and text, so that a text that comes back
-- (another branch, and back) is known already.
CREATE TABLE contents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key BLOB NOT NULL UNIQUE
);
-- What is on the disk now. `content` is null for a file that was skipped; `skipped` says why.
CREATE TABLE files (
    path BLOB PRIMARY KEY,
    modified INTEGER NOT NULL,
    size INTEGER NOT NULL,
    content INTEGER REFERENCES contents(id),
    skipped TEXT
);
CREATE INDEX files_of_content ON files(content);
CREATE TABLE symbols (
    content INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    container TEXT NOT NULL,
    line INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL
);
CREATE INDEX symbols_of_content ON symbols(content);
CREATE INDEX symbols_by_name ON symbols(name);
CREATE TABLE chunks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    content INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    symbol TEXT NOT NULL,
    container TEXT NOT NULL,
    kind TEXT NOT NULL
);
CREATE INDEX chunks_of_content ON chunks(content);
CREATE VIRTUAL TABLE terms USING fts5(name, path, docs, body, tokenize = 'porter unicode61');
-- The graph: which text uses which name, and whether it imports it.
CREATE TABLE names (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
);
CREATE TABLE uses (
    name INTEGER NOT NULL,
    content INTEGER NOT NULL,
    imported INTEGER NOT NULL,
    PRIMARY KEY (name, content)
) WITHOUT ROWID;
CREATE INDEX uses_of_content ON uses(content);
CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty database, all or none."""
    marks = f"PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {VERSION};"
    connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} {marks} COMMIT;")


def fits(connection: sqlite3.Connection) -> bool:
    """Tell whether a database has the tables of this version."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return (application, version) == (_APPLICATION, VERSION)
