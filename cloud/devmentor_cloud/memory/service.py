"""What can be done with memories: keep, find again, list, retire."""

import asyncio

from devmentor_cloud.http.identity import Identity
from devmentor_cloud.http.problems import Problem
from devmentor_cloud.memory import repository, words
from devmentor_cloud.memory.content import content_hash
from devmentor_cloud.memory.models import MemoryRecord
from devmentor_cloud.memory.ranking import Evidence, rank
from devmentor_cloud.memory.repository import Page, Visible
from devmentor_cloud.memory.schemas import Memories, NewMemory, to_memory
from devmentor_cloud.memory.vector_index import VectorIndex
from devmentor_cloud.stores.database import ReadSession, WriteSession
from devmentor_cloud.stores.records import now
from devmentor_protocol.memory import (
    Memory,
    Recalled,
    RecallParams,
    RecallResult,
    RememberResult,
    Scope,
)

_DENSE_LIMIT = 50
_WORDS_ONLY = "found by words alone: meaning could not be compared now"


async def remember(session: WriteSession, caller: Identity, new: NewMemory) -> RememberResult:
    """Keep a memory. Raises `Problem` (422) without the project it needs, (404) for nothing to
    supersede.
    """
    old = await _find(session, caller, new.supersedes) if new.supersedes else None
    record, is_new = await repository.keep(session, _to_record(caller, new))
    if old is not None and old.id != record.id:
        await repository.retire(session, old, caller.user_id, now(), record.id)
    return RememberResult(memory=to_memory(record), merged=not is_new)


async def recall(
    session: ReadSession, caller: Identity, index: VectorIndex, params: RecallParams
) -> RecallResult:
    """Find memories that bear on a query, best first, among those the caller may see."""
    visible = Visible.to(caller.organization_id, caller.user_id, params.project)
    kinds = tuple(kind.value for kind in params.kinds)
    meaning = await index.search(visible, params.query, _DENSE_LIMIT)
    stems = list(words.terms(params.query))
    path = params.near.path if params.near else None
    candidates = await repository.find_candidates(session, visible, kinds, stems, path)
    by_meaning = await repository.find_by_ids(session, visible, kinds, list(meaning or ()))
    records = {record.id: record for record in (*candidates, *by_meaning)}
    total = await repository.count(session, visible)
    texts = {id_: record.text for id_, record in records.items()}
    matches = await asyncio.to_thread(words.match, params.query, texts, total)
    evidence = Evidence(matches, meaning, params.near)
    ranked = rank(list(records.values()), evidence, now())[: params.limit]
    note = (_WORDS_ONLY,) if meaning is None else ()
    return RecallResult(
        memories=tuple(
            Recalled(
                memory=to_memory(one.record),
                score=round(one.score, 4),
                why="; ".join((*one.reasons, *note)),
            )
            for one in ranked
        )
    )


async def list_memories(
    session: ReadSession, caller: Identity, project: str | None, page: Page
) -> Memories:
    """The memories the caller may see, newest first."""
    visible = Visible.to(caller.organization_id, caller.user_id, project)
    wanted = Page(page.limit + 1, page.kinds, page.after)
    found = await repository.list_page(session, visible, wanted)
    shown = found[: page.limit]
    following = shown[-1].id if len(found) > page.limit else None
    return Memories(memories=tuple(to_memory(record) for record in shown), next=following)


async def get(session: ReadSession, caller: Identity, id_: str) -> Memory:
    """One memory. Raises `Problem` (404)."""
    return to_memory(await _find(session, caller, id_))


async def retire(session: WriteSession, caller: Identity, id_: str) -> None:
    """Take a memory out of sight. Raises `Problem` (404)."""
    await repository.retire(session, await _find(session, caller, id_), caller.user_id, now())


async def _find(session: ReadSession, caller: Identity, id_: str) -> MemoryRecord:
    record = await repository.find(session, caller.organization_id, caller.user_id, id_)
    if record is None:
        raise Problem(404, "There is no such memory, or it is retired.")
    return record


def _to_record(caller: Identity, new: NewMemory) -> MemoryRecord:
    if new.scope is Scope.PROJECT and not new.project:
        raise Problem(422, "project: a memory of a project names its project.")
    shared_by_all = new.scope is Scope.ORGANIZATION
    anchor = new.anchor
    return MemoryRecord(
        organization_id=caller.organization_id,
        scope=new.scope.value,
        owner_id=caller.user_id if new.scope is Scope.USER else "",
        project="" if shared_by_all else new.project or "",
        kind=new.kind.value,
        text=new.text,
        content_hash=content_hash(new.text),
        author_id=caller.user_id,
        author=caller.name,
        anchor_path=anchor.path if anchor else None,
        anchor_symbol=anchor.symbol if anchor else None,
        anchor_syntax_hash=anchor.syntax_hash if anchor else None,
        anchor_commit=anchor.commit if anchor else None,
    )
