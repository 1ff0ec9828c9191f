"""Who uses what: how many texts use or import a name, and how many of the hits at hand do."""

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Usage:
    """Where a symbol's name occurs outside of its own text."""

    users: int = 0
    """Texts that use the name."""

    importers: int = 0
    """Those of them that import it."""

    hits: int = 0
    """Texts of other hits that use it."""

    owners: int = 1
    """Symbols that have this name: nobody knows which of them is meant."""


def usages(
    connection: sqlite3.Connection, names: Collection[str], hits: Collection[int]
) -> dict[str, Usage]:
    """Usage of each name; `hits` are the contents found together."""
    rows = connection.execute(
        "WITH wanted(text) AS (SELECT value FROM json_each(:names)),"
        " found(content) AS (SELECT value FROM json_each(:hits))"
        " SELECT names.text, count(*), sum(imported), sum(uses.content IN found),"
        " (SELECT count(*) FROM symbols WHERE symbols.name = names.text)"
        " FROM wanted JOIN names ON names.text = wanted.text"
        " JOIN uses ON uses.name = names.id GROUP BY names.id",
        {"names": json.dumps(list(names)), "hits": json.dumps(list(hits))},
    )
    return {
        name: Usage(users - 1, importers, max(0, inside - 1), max(1, owners))
        for name, users, importers, inside, owners in rows
        if users > 1
    }
