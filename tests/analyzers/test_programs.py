import asyncio
import sys

import pytest
from tests.conftest import NewChildren

from devmentor_analyzers.programs import output_of


async def test_a_programs_output_is_returned() -> None:
    assert await output_of([sys.executable, "-c", "print('hé')"], timeout=20) == "hé\n"


async def test_a_failed_or_absent_program_has_no_output() -> None:
    assert await output_of([sys.executable, "-c", "raise SystemExit(3)"], timeout=20) is None
    assert await output_of(["no-such-program-anywhere"], timeout=20) is None


async def test_an_exit_code_may_be_declared_good() -> None:
    command = [sys.executable, "-c", "print(1); raise SystemExit(1)"]

    assert await output_of(command, timeout=20, good=(0, 1)) == "1\n"


async def test_a_program_that_takes_too_long_is_ended(new_children: NewChildren) -> None:
    command = [sys.executable, "-c", "import time; time.sleep(600)"]

    assert await output_of(command, timeout=0.5) is None
    assert not new_children()


async def test_a_cancelled_caller_leaves_no_program_behind(new_children: NewChildren) -> None:
    command = [sys.executable, "-c", "import time; time.sleep(600)"]
    running = asyncio.create_task(output_of(command, timeout=100))
    while not new_children():
        await asyncio.sleep(0.01)

    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

    assert not new_children()
