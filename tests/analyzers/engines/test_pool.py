import asyncio
from pathlib import Path

from tests.analyzers.documents import document

from devmentor_analyzers.engines.pool import Pool
from devmentor_analyzers.engines.ruff import Ruff
from devmentor_analyzers.engines.ty import Ty


async def test_who_comes_later_knows_the_open_documents_and_who_stays_is_not_disturbed(
    tmp_path: Path,
) -> None:
    pool, ruff, ty = Pool(), Ruff([tmp_path]), Ty([tmp_path], None)
    snapshot = document(tmp_path / "a.py", "x: int = ''\n")
    pool.have([ruff.engine])
    pool.start()
    pool.opened(snapshot)
    async with asyncio.timeout(60):
        assert await ruff.engine.started()
        first = pool.statuses()[0].pid
        await pool.keep([ruff.engine, ty.engine])
        found = await ty.findings(snapshot)
        stayed = pool.statuses()[0].pid
        await pool.keep([ty.engine])
    left = ruff.engine.status().pid
    await pool.close()

    assert [each.code for each in found or []] == ["invalid-assignment"]
    assert first == stayed
    assert left is None
