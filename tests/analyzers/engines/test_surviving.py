from collections.abc import Sequence
from pathlib import Path

import pytest

from devmentor_analyzers.engines.once import EngineFailed
from devmentor_analyzers.engines.surviving import survive

FILES = [Path(str(number)) for number in range(100)]


class Crashing:
    """An engine that ends over some files: a fault."""

    def __init__(self, *bad: int, ended: bool = True) -> None:
        self._bad = {FILES[number] for number in bad}
        self._ended = ended
        self.runs = 0

    async def __call__(self, files: Sequence[Path]) -> list[Path]:
        self.runs += 1
        if self._bad & {*files}:
            raise EngineFailed("It fell.", ended=self._ended)
        return list(files)


@pytest.mark.parametrize("bad", [(), (0,), (99,), (3, 50)])
async def test_all_is_found_but_what_it_ends_over(bad: tuple[int, ...]) -> None:
    ask = Crashing(*bad)

    survived = await survive(FILES, ask(FILES), ask)

    assert sorted([*survived.found, *survived.ended_over]) == sorted(FILES)
    assert sorted(survived.ended_over) == [FILES[number] for number in bad]
    assert ask.runs <= 1 + 14 * len(bad)


async def test_the_only_file_is_asked_about_once() -> None:
    ask = Crashing(0)

    assert (await survive(FILES[:1], ask(FILES[:1]), ask)).ended_over == FILES[:1]
    assert ask.runs == 1


async def test_too_many_and_other_failures_are_failures_of_all() -> None:
    everywhere, refused = Crashing(*range(100)), Crashing(5, ended=False)

    with pytest.raises(EngineFailed):
        await survive(FILES, everywhere(FILES), everywhere)
    with pytest.raises(EngineFailed):
        await survive(FILES, refused(FILES), refused)
    assert refused.runs == 1
