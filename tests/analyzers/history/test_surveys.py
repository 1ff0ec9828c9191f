import asyncio
from pathlib import Path

import pytest
from tests.analyzers.history.worn import worn
from tests.conftest import NewChildren

from devmentor_analyzers.history import surveys as module
from devmentor_analyzers.history.surveys import Surveys


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_CALM_SECONDS", 0)


async def test_what_is_known_is_told_once(tmp_path: Path) -> None:
    root = worn(tmp_path / "shop")
    surveys, news = Surveys([root]), asyncio.Event()
    surveys.on_news = news.set

    assert surveys.of(root) is None
    await news.wait()
    known = surveys.of(root)

    assert known is not None
    assert list(known.hot) == ["hot.py"]
    await surveys.close()


async def test_repositories_of_others_are_left_alone(
    tmp_path: Path, new_children: NewChildren
) -> None:
    surveys = Surveys([tmp_path / "mine"])

    assert surveys.of(worn(tmp_path / "other")) is None
    await asyncio.sleep(0)
    assert not new_children()
    await surveys.close()


async def test_no_process_is_left_when_it_is_closed(
    tmp_path: Path, new_children: NewChildren
) -> None:
    root = worn(tmp_path / "shop")
    surveys = Surveys([root / "inner"])
    surveys.of(root)
    while not new_children():
        await asyncio.sleep(0.01)

    await surveys.close()

    assert not [child for child in new_children() if "python" in child.name()]


async def test_a_repository_that_tells_nothing_is_not_asked_again(tmp_path: Path) -> None:
    surveys = Surveys([tmp_path])
    surveys.of(tmp_path)
    await surveys.close()

    assert surveys.of(tmp_path) is None
    await surveys.close()
