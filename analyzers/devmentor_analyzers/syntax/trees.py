"""The trees of the documents at hand, each made from the one before it."""

from collections import OrderedDict

from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.languages import LANGUAGES
from devmentor_analyzers.syntax.parsed import Parsed

_KEPT = 32


class Trees:
    """A small cache by document: the same text is parsed once, a changed one incrementally.

    May be used from several threads: a tree is never changed, only replaced.
    """

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self._kept: OrderedDict[str, Parsed] = OrderedDict()

    def known(self, snapshot: Snapshot) -> Parsed | None:
        """The tree of exactly this text, if it is at hand."""
        kept = self._kept.get(snapshot.uri)
        fits = kept and kept.language == snapshot.language and kept.text == snapshot.text
        return kept if fits else None

    def of(self, snapshot: Snapshot) -> Parsed | None:
        """The tree of a document; None for a language we do not parse, or a text too large."""
        if not self.takes(snapshot):
            return None
        if known := self.known(snapshot):
            return known
        before = self._kept.get(snapshot.uri)
        parsed = Parsed(snapshot.language, snapshot.text, before, snapshot.lines)
        self._kept[snapshot.uri] = parsed
        self._kept.move_to_end(snapshot.uri)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return parsed

    def takes(self, snapshot: Snapshot) -> bool:
        """Tell whether there is anything to parse."""
        return (
            snapshot.language in LANGUAGES
            and len(snapshot.text) <= self.max_bytes
            and "\0" not in snapshot.text
        )

    def forget(self, uri: str) -> None:
        """Let go of a document."""
        self._kept.pop(uri, None)

    def clear(self) -> None:
        """Let go of all documents."""
        self._kept.clear()
