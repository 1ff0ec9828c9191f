"""The whole tier in one process. How a person uses it is tested end to end."""

import asyncio
from pathlib import Path

import httpx2
import psutil
from tests.e2e.conftest import free_port_base

from devmentor_cloud import tier
from devmentor_cloud.config import Settings
from devmentor_protocol.runtime import TierRuntime, read_runtime


async def test_it_runs_until_it_is_cancelled_and_leaves_nothing(devmentor_home: Path) -> None:
    port_base = free_port_base()
    settings = Settings(port_base=port_base, local_model=False, detect_models=False)
    ready: asyncio.Future[TierRuntime] = asyncio.get_running_loop().create_future()
    said: list[str] = []
    running = asyncio.create_task(tier.run(settings, announce=said.append, ready=ready.set_result))

    runtime = await asyncio.wait_for(ready, 60)
    async with httpx2.AsyncClient(trust_env=False) as client:
        for url in (runtime.gateway_url, runtime.memory_url):
            answer = await client.get(f"{url}/readyz")
            assert answer.status_code == 200, answer.text
    children = psutil.Process().children(recursive=True)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert runtime.gateway_url in said[-1]
    assert children
    assert not psutil.wait_procs(children, timeout=10)[1]
    assert read_runtime() is None
