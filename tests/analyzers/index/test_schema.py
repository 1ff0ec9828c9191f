import sqlite3

import pytest

from devmentor_analyzers.index import schema


def test_a_database_with_the_tables_of_this_version_fits() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    assert not schema.fits(connection)

    schema.create(connection)

    assert schema.fits(connection)


def test_a_database_of_another_version_does_not_fit() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.create(connection)

    connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")

    assert not schema.fits(connection)


def test_the_tables_are_made_all_or_none() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("CREATE TABLE names (id)")

    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        schema.create(connection)
    connection.rollback()

    assert connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (1,)
