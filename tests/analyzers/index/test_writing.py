from contextlib import closing

from devmentor_analyzers.index.facts import facts
from devmentor_analyzers.index.store import in_memory
from devmentor_analyzers.index.writing import add_content, remove_content

TABLES = ("contents", "symbols", "chunks", "terms", "uses")


def test_what_is_added_is_in_every_table_and_what_is_removed_in_none() -> None:
    with closing(in_memory()) as store:

        def counts() -> list[int]:
            queries = (f"SELECT count(*) FROM {table}" for table in TABLES)
            return [store.connection.execute(query).fetchone()[0] for query in queries]

        kept = facts("a.py", "python", "def one():\n    ...\n")
        add_content(store.connection, b"a", kept)
        before = counts()
        content = add_content(store.connection, b"b", facts("b.py", "python", "import one\n"))
        assert all(more >= less for more, less in zip(counts(), before, strict=True))

        remove_content(store.connection, content)

        assert counts() == before
        assert 0 not in before


def test_numbers_of_chunks_are_never_given_twice() -> None:
    with closing(in_memory()) as store:
        first = add_content(store.connection, b"a", facts("a.py", "python", "x = 1\n"))
        (chunk,) = store.connection.execute("SELECT id FROM chunks").fetchone()
        remove_content(store.connection, first)
        add_content(store.connection, b"a", facts("a.py", "python", "x = 1\n"))

        assert store.connection.execute("SELECT id FROM chunks").fetchone() > (chunk,)
