"""The engine that checks types in each folder, and answers first about its names."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from devmentor_analyzers.engines import ty
from devmentor_analyzers.engines.attaching import recipe
from devmentor_analyzers.engines.attachment import PRESETS, nested
from devmentor_analyzers.engines.connection import Json
from devmentor_analyzers.engines.engine import Engine
from devmentor_analyzers.engines.language_server import LanguageServer
from devmentor_analyzers.engines.last_answers import LastAnswers
from devmentor_analyzers.folders import FolderSettings
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Hover
from devmentor_protocol.position import Position


class Checkers(LanguageServer):
    """ty unless the user chose another, or none; each folder may have its own."""

    def __init__(self, settings: FolderSettings, pythons: Mapping[Path, Path]) -> None:
        self._engines: dict[str, Engine] = {}
        self._last = LastAnswers()
        self.work_in(settings, pythons)

    def work_in(self, settings: FolderSettings, pythons: Mapping[Path, Path]) -> None:
        """Take other settings; `pythons` are the interpreters of the folders' projects."""
        self._settings = settings
        wanted = {each.checker: each.max_engine_bytes for each in settings.all() if each.ty}
        kept = {name: self._engines.get(name) for name in wanted}
        self._engines = {
            name: engine or _made(name, list(pythons.values()), wanted[name])
            for name, engine in kept.items()
        }
        for name, engine in self._engines.items():
            own = [f for f, of in settings.own.items() if of.ty and of.checker == name]
            others = [folder for folder in settings.own if folder not in own]
            scoped = {f: _told(name, engine, pythons[f]) for f in own if f in pythons}
            engine.work_in(own, scoped, others)

    @property
    def engines(self) -> Sequence[Engine]:
        """All that are wanted."""
        return list(self._engines.values())

    def engine_for(self, snapshot: Snapshot) -> Engine | None:
        """The one its folder has chosen; None where types are not wanted."""
        settings = self._settings.of(snapshot.path)
        engine = self._engines.get(settings.checker) if settings.ty else None
        return engine if engine and engine.takes(snapshot) else None

    async def has_news(self, snapshot: Snapshot) -> bool | None:
        """Whether there is something else to say of a text than was: others have changed.

        None when there is no answer, as while the engine takes another change.
        """
        before = self._last.about(snapshot)
        if before is None:
            return False
        found = await self.findings(snapshot)
        return None if found is None else found != before

    async def hover(self, snapshot: Snapshot, at: Position) -> Hover | None:
        """Type and documentation; None where the type is not known."""
        return ty.readable(await super().hover(snapshot, at))


def _made(name: str, pythons: Sequence[Path], max_bytes: int) -> Engine:
    if name == ty.NAME:
        return Engine(ty.recipe(max_bytes), [])
    return Engine(recipe(PRESETS[name], [python.parent for python in pythons], max_bytes), [])


def _told(name: str, engine: Engine, python: Path) -> Json:
    """The settings of one folder."""
    if name == ty.NAME:
        return ty.settings(python)
    return nested({**engine.recipe.settings, "python": with_python(engine.recipe.settings, python)})


def with_python(settings: Json, python: Path) -> Json:
    """What pyright, and those who do as it does, ask for in the section `python`."""
    return {**settings.get("python", {}), "pythonPath": str(python)}
