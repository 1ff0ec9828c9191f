"""Sources that share one deadline: the late ones are left behind, the question still goes."""

import asyncio
import logging
from collections.abc import Coroutine, Mapping
from typing import Any, TypeVar

_log = logging.getLogger(__name__)
Found = TypeVar("Found")


async def together(
    sources: Mapping[str, Coroutine[Any, Any, Found]], seconds: float
) -> tuple[dict[str, Found], tuple[str, ...]]:
    """Run sources side by side; return what came in time, and the names of what did not."""
    tasks = {asyncio.ensure_future(source): name for name, source in sources.items()}
    if not tasks:
        return {}, ()
    try:
        done, _ = await asyncio.wait(tasks, timeout=seconds)
    finally:
        for task in tasks:
            task.cancel()
    found: dict[str, Found] = {}
    for task in done:
        if (error := task.exception()) is None:
            found[tasks[task]] = task.result()
        else:
            _log.warning("context source %s failed", tasks[task], exc_info=error)
    return found, tuple(name for name in tasks.values() if name not in found)
