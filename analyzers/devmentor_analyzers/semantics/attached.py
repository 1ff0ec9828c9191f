"""What the engines a user has attached know: of other languages everything, of Python the rest."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from devmentor_analyzers.engine_status import EngineStatus
from devmentor_analyzers.engines.attaching import recipe, root
from devmentor_analyzers.engines.attachment import Attachment
from devmentor_analyzers.engines.checkers import with_python
from devmentor_analyzers.engines.engine import Engine
from devmentor_analyzers.engines.language_server import LanguageServer, find_symbols
from devmentor_analyzers.folders import FolderSettings
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import WorkspaceSymbol
from devmentor_protocol.finding import Finding

ResultT = TypeVar("ResultT")
_PATIENCE_SECONDS: Final = 1.0
"""How long findings wait for an attached engine; later ones are told when they come."""


@dataclass(frozen=True, slots=True)
class _Attached:
    wanted: Attachment
    server: LanguageServer


class Attached:
    """Asks those that are for a document's folder and language, in their order."""

    def __init__(self, settings: FolderSettings, pythons: Mapping[Path, Path]) -> None:
        self.late: Callable[[Path], None] = lambda _: None
        """Called with a file about which there is more to say than was said in time."""

        self._attached: list[_Attached] = []
        self._absent: list[EngineStatus] = []
        self._last: dict[tuple[str, Path], tuple[Snapshot, list[Finding]]] = {}
        self._looking: dict[tuple[str, Path], tuple[Snapshot, asyncio.Task[None]]] = {}
        self._given_up: set[tuple[str, Path]] = set()
        """What nobody waits for any more: to be told when it comes."""

        self._unanswered: set[tuple[str, Path]] = set()
        """What is to be asked again when the engine is back."""

        self._more: set[tuple[str, Path]] = set()
        """What an engine has sent more of while it was being looked at."""
        self.work_in(settings, pythons)

    def work_in(self, settings: FolderSettings, pythons: Mapping[Path, Path]) -> None:
        """Take other settings; what is wanted as before goes on as it is."""
        places: dict[Attachment, list[Path]] = {}
        for folder, own in settings.own.items():
            for wanted in own.engines:
                places.setdefault(wanted, []).append(folder)
        known = {each.wanted: each for each in self._attached}
        self._attached, self._absent = [], []
        limit = max((each.max_engine_bytes for each in settings.all()), default=0)
        for wanted, folders in places.items():
            roots = {folder: found for folder in folders if (found := _root(folder, wanted))}
            if not roots:
                self._absent.append(_nowhere(wanted, folders))
                continue
            beside = [pythons[folder].parent for folder in folders if folder in pythons]
            each = known.get(wanted)
            if each is None:
                engine = Engine(recipe(wanted, beside, limit), [])
                engine.pushed.news = partial(self._told, engine.recipe.name)
                engine.on_ready = partial(self._back, engine.recipe.name)
                each = _Attached(wanted, LanguageServer(engine))
            others = [f for f in settings.own if f not in roots]
            about = each.server.engine.recipe.settings
            scoped = {
                place: {**about, "python": with_python(about, pythons[folder])}
                for folder, place in roots.items()
                if folder in pythons
            }
            each.server.engine.work_in(list(dict.fromkeys(roots.values())), scoped, others)
            self._attached.append(each)

    @property
    def engines(self) -> Sequence[Engine]:
        """All that have a folder to work in."""
        return [each.server.engine for each in self._attached]

    def statuses(self) -> list[EngineStatus]:
        """Those that were asked for and have nowhere to work."""
        return self._absent

    def takes(self, snapshot: Snapshot) -> bool:
        """Tell whether any of them may be asked about a document."""
        return any(each.server.engine.takes(snapshot) for each in self._attached)

    def has(self, snapshot: Snapshot, feature: str) -> bool:
        """Tell whether any of them may be asked this about a document."""
        return bool(self._for(snapshot, feature))

    async def first(
        self,
        snapshot: Snapshot,
        feature: str,
        ask: Callable[[LanguageServer], Awaitable[ResultT | None]],
    ) -> ResultT | None:
        """The first answer that says something."""
        for server in self._for(snapshot, feature):
            if found := await ask(server):
                return found
        return None

    async def all(
        self,
        snapshot: Snapshot,
        feature: str,
        ask: Callable[[LanguageServer], Awaitable[ResultT | None]],
    ) -> list[ResultT]:
        """Every answer, asked for at once."""
        servers = self._for(snapshot, feature)
        answers = await asyncio.gather(*(ask(server) for server in servers))
        return [answer for answer in answers if answer is not None]

    async def findings(self, snapshot: Snapshot) -> list[list[Finding]]:
        """What each notices; of one that is late, what it said of an older version."""
        servers = self._for(snapshot, "diagnostics")
        return list(await asyncio.gather(*(self._findings(each, snapshot) for each in servers)))

    async def find_symbols(self, query: str) -> list[WorkspaceSymbol]:
        """Symbols that they know, by name."""
        engines = [e.server.engine for e in self._attached if "symbols" in e.wanted.features]
        answers = await asyncio.gather(*(find_symbols(engine, query) for engine in engines))
        return [symbol for answer in answers for symbol in answer]

    def forget(self, path: Path) -> None:
        """A document was closed."""
        for name in {name for name, of in self._last if of == path}:
            del self._last[name, path]
        for keys in (self._given_up, self._unanswered, self._more):
            keys.difference_update([key for key in keys if key[1] == path])

    def close(self) -> None:
        """Stop to wait for what is late."""
        for _, task in self._looking.values():
            task.cancel()

    def _for(self, snapshot: Snapshot, feature: str) -> list[LanguageServer]:
        return [
            each.server
            for each in self._attached
            if feature in each.wanted.features and each.server.engine.takes(snapshot)
        ]

    async def _findings(self, server: LanguageServer, snapshot: Snapshot) -> list[Finding]:
        key = (server.engine.recipe.name, snapshot.path)
        known = self._last.get(key)
        if known is not None and known[0] is snapshot:
            return known[1]
        about, looking = self._looking.get(key, (None, None))
        if looking is None or about is not snapshot:
            if looking is not None:
                looking.cancel()
            looking = asyncio.create_task(self._look(server, snapshot, key))
            self._looking[key] = snapshot, looking
        _, late = await asyncio.wait({looking}, timeout=_PATIENCE_SECONDS)
        if late:
            self._given_up.add(key)
        known = self._last.get(key)
        return known[1] if known else []

    async def _look(
        self, server: LanguageServer, snapshot: Snapshot, key: tuple[str, Path]
    ) -> None:
        try:
            found = await server.findings(snapshot)
            if key in self._more:  # once: there is no end to what some send
                self._more.discard(key)
                found = await server.findings(snapshot)
        finally:
            if self._looking.get(key, (None,))[0] is snapshot:
                del self._looking[key]
        if found is None:
            self._unanswered.add(key)
            return
        self._last[key] = snapshot, found
        if key in self._more:
            del self._last[key]
        if key in self._more | self._given_up:
            self._more.discard(key)
            self._given_up.discard(key)
            self.late(snapshot.path)

    def _told(self, name: str, path: Path) -> None:
        """An engine has sent more, unasked: what was known is out of date."""
        if (name, path) in self._looking:
            self._more.add((name, path))
        else:
            self._last.pop((name, path), None)
            self.late(path)

    def _back(self, name: str) -> None:
        """An engine answers, which it may not have done when it was asked."""
        for key in [key for key in self._unanswered if key[0] == name]:
            self._unanswered.discard(key)
            self.late(key[1])


def _root(folder: Path, wanted: Attachment) -> Path | None:
    return folder if wanted.refused else root(folder, wanted.root_markers)


def _nowhere(wanted: Attachment, folders: Iterable[Path]) -> EngineStatus:
    names = ", ".join(folder.name for folder in folders)
    detail = f"Not started in {names}: there is no {' or '.join(wanted.root_markers)}."
    return EngineStatus(wanted.name, "absent", detail=detail)
