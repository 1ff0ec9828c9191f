"""An index of a folder, for tests."""

from pathlib import Path

from devmentor_analyzers.index.searching import Hit, search
from devmentor_analyzers.index.store import Store, open_for_writing
from devmentor_analyzers.index.updating import Report, update

MAX_BYTES = 100_000


class Indexed:
    """A folder and its database beside it."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "project"
        self.folder.mkdir()
        self.database = home / "index" / "index.db"
        self.store: Store = open_for_writing(self.database)

    def update(self) -> Report:
        return update(self.store, self.folder, MAX_BYTES)

    def search(self, question: str, limit: int = 10) -> list[Hit]:
        return search(self.store, self.folder, question, limit)

    def found(self, question: str) -> list[str]:
        return [hit.symbol for hit in self.search(question)]
