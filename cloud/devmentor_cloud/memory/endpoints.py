"""The memory service's endpoints."""

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, Query, Request

from devmentor_cloud.http.identity import Caller
from devmentor_cloud.memory import service
from devmentor_cloud.memory.repository import Page
from devmentor_cloud.memory.schemas import Memories, NewMemory
from devmentor_cloud.memory.vector_index import VectorIndex
from devmentor_cloud.stores.database import Reader, UnitOfWork
from devmentor_protocol.memory import Kind, Memory, RecallParams, RecallResult, RememberResult

router = APIRouter(prefix="/v1/memories", tags=["memories"])


def _index(request: Request) -> VectorIndex:
    return request.app.state.vector_index


Index = Annotated[VectorIndex, Depends(_index)]


@router.get("")
async def list_memories(
    caller: Caller,
    session: Reader,
    project: Annotated[str | None, Query(max_length=200)] = None,
    kind: Annotated[list[Kind] | None, Query()] = None,
    after: Annotated[str | None, Query(max_length=32)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> Memories:
    """List what the caller may see: shared and their own, of no project and of the one named."""
    page = Page(limit, tuple(one.value for one in kind or ()), after)
    return await service.list_memories(session, caller, project, page)


@router.post("", status_code=201)
async def remember(
    new: NewMemory, caller: Caller, session: UnitOfWork, index: Index, later: BackgroundTasks
) -> RememberResult:
    """Keep a memory; the same text in the same place is kept once."""
    later.add_task(index.wake)  # after the answer, and so after the commit
    return await service.remember(session, caller, new)


@router.post("/recall")
async def recall(
    params: RecallParams, caller: Caller, session: Reader, index: Index
) -> RecallResult:
    """Find memories that bear on a query, best first."""
    return await service.recall(session, caller, index, params)


@router.get("/{memory_id}")
async def get(memory_id: str, caller: Caller, session: Reader) -> Memory:
    """Show one memory."""
    return await service.get(session, caller, memory_id)


@router.delete("/{memory_id}", status_code=204)
async def retire(
    memory_id: str, caller: Caller, session: UnitOfWork, index: Index, later: BackgroundTasks
) -> None:
    """Retire a memory: nobody finds it any more, its row stays."""
    later.add_task(index.wake)
    await service.retire(session, caller, memory_id)
