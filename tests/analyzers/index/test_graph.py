from contextlib import closing

from devmentor_analyzers.index.facts import facts
from devmentor_analyzers.index.graph import Usage, usages
from devmentor_analyzers.index.store import in_memory
from devmentor_analyzers.index.writing import add_content


def test_users_importers_hits_and_namesakes_are_counted() -> None:
    with closing(in_memory()) as store:
        texts = [
            "def total(): ...\n",
            "from a import total\ntotal()\n",
            "import a\na.total()\n",
            "class Sum:\n    def total(self): ...\n",
        ]
        owner, importer, *_ = [
            add_content(store.connection, name.encode(), facts(f"{name}.py", "python", text))
            for name, text in zip("abcd", texts, strict=True)
        ]

        used = usages(store.connection, {"total", "Sum", "missing"}, {owner, importer})

    assert used == {"total": Usage(users=3, importers=1, hits=1, owners=2)}
