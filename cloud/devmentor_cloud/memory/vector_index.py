"""The vectors of memories: written after the rows, searched when they can be, rebuilt when lost.

Rows are the truth. A vector store that is away fails no write and loses no memory: a row says
whether it has a vector, and those without get one when the store is back.
"""

import asyncio
import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

import structlog

from devmentor_cloud.memory import repository
from devmentor_cloud.memory.models import MemoryRecord
from devmentor_cloud.memory.repository import Visible
from devmentor_cloud.stores.database import Database
from devmentor_cloud.stores.embeddings.embedder import Embedder, EmbeddingFailed
from devmentor_cloud.stores.vector_values import Embedded, VectorsUnavailable

if TYPE_CHECKING:
    from devmentor_cloud.stores.vectors import VectorStore

_log = structlog.get_logger(__name__)
_BATCH: Final = 32
_FIELDS: Final = ("organization_id", "owner_id", "project")
_MIN_SIMILARITY: Final = 0.2
"""Below it a memory is about something else; the nearest of nothing is still near to nothing."""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0

OpenStore = Callable[[str], "VectorStore"]
"""Opens the collection of a name. It runs in a thread: the client takes long to import."""


class VectorIndex:
    """One background task writes; searches come as they like.

    `patience` is how many seconds a search may take before the answer goes without it.
    """

    def __init__(
        self, database: Database, embedder: Embedder, open_store: OpenStore, patience: float = 0.4
    ) -> None:
        self._database, self._embedder, self._open = database, embedder, open_store
        self._patience = patience
        self._store: VectorStore | None = None
        self._work = asyncio.Event()
        self._idle = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to write what is missing, and go on for as long as the service lives."""
        self._work.set()
        self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Stop; what is not written now is written at the next start."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self._embedder.close()
        if self._store:
            await self._store.close()

    def wake(self) -> None:
        """Tell that memories were committed or retired."""
        self._idle.clear()
        self._work.set()

    async def idle(self) -> None:
        """Wait until every memory that was committed before has its vector."""
        await self._idle.wait()

    async def search(self, visible: Visible, query: str, limit: int) -> dict[str, float] | None:
        """Similarities by memory id; None when nobody can tell now."""
        if self._store is None:
            return None
        try:
            async with asyncio.timeout(self._patience):
                return await self._search(self._store, visible, query, limit)
        except TimeoutError:
            _log.warning("vector_search_slow", seconds=self._patience)
        except (VectorsUnavailable, EmbeddingFailed) as error:
            _log.warning("vector_search_failed", reason=str(error))
            self._work.set()  # it may have come back empty
        return None

    async def _search(
        self, store: "VectorStore", visible: Visible, query: str, limit: int
    ) -> dict[str, float]:
        (vector,) = await self._embedder.embed([query])
        one_of = {"owner_id": visible.owners, "project": visible.projects}
        found = await store.search(visible.organization_id, vector, one_of, limit)
        return {near.id: near.similarity for near in found if near.similarity >= _MIN_SIMILARITY}

    async def _run(self) -> None:
        pause = _FIRST_PAUSE
        while True:
            await self._work.wait()
            self._work.clear()
            try:
                await self._prepare()
                while await self._step():
                    pass
            except Exception as error:  # noqa: BLE001 - the room's door: whatever it is, try later
                _log.warning("vectors_not_written", reason=str(error) or type(error).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
                self._work.set()
            else:
                pause = _FIRST_PAUSE
                if not self._work.is_set():
                    self._idle.set()

    async def _prepare(self) -> None:
        """Make sure of the collection; a new one has none of the vectors that rows speak of."""
        dimensions = await self._embedder.dimensions()
        if self._store is None:
            store = await asyncio.to_thread(self._open, collection_name(self._embedder.model))
        else:
            store = self._store
        if await store.ensure(dimensions, _FIELDS):
            async with self._database.writing() as session:
                await repository.forget_vectors(session, self._embedder.model)
        if self._store is None:
            await self._embedder.embed(["warm"])  # the first question must not wait for the model
            self._store = store

    async def _step(self) -> bool:
        """Write a batch of vectors and delete one; tell whether there was anything to do."""
        async with self._database.reading() as session:
            missing = await repository.without_vector(session, self._embedder.model, _BATCH)
            needless = await repository.with_needless_vector(session, _BATCH)
        for organization_id, group in _by_organization(missing):
            await self._write(organization_id, group)
        for organization_id, group in _by_organization(needless):
            await self._delete(organization_id, group)
        return bool(missing or needless)

    async def _write(self, organization_id: str, records: Sequence[MemoryRecord]) -> None:
        assert self._store
        vectors = await self._embedder.embed([record.text for record in records])
        embedded = [
            Embedded(record.id, vector, {name: getattr(record, name) for name in _FIELDS})
            for record, vector in zip(records, vectors, strict=True)
        ]
        await self._store.upsert(organization_id, embedded)
        await self._mark(records, self._embedder.model)

    async def _delete(self, organization_id: str, records: Sequence[MemoryRecord]) -> None:
        assert self._store
        await self._store.delete(organization_id, [record.id for record in records])
        await self._mark(records, None)

    async def _mark(self, records: Sequence[MemoryRecord], model: str | None) -> None:
        async with self._database.writing() as session:
            await repository.mark_vectors(session, [record.id for record in records], model)


def collection_name(model: str) -> str:
    """Vectors of two models cannot be compared: each model has a collection of its own."""
    return "memories-" + re.sub(r"[^a-z0-9]+", "-", model.lower()).strip("-")


def _by_organization(
    records: Sequence[MemoryRecord],
) -> list[tuple[str, list[MemoryRecord]]]:
    ordered = sorted(records, key=lambda record: record.organization_id)
    return [(id_, list(group)) for id_, group in groupby(ordered, lambda one: one.organization_id)]
