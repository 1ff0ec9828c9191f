import asyncio
import subprocess
import sys
from pathlib import Path

from tests.analyzers.advice.test_complexity import WIDE
from tests.analyzers.documents import saved

from devmentor_analyzers.settings import Settings
from devmentor_analyzers.symbols.search import SymbolSearch


async def test_the_process_follows_unsaved_text_and_returns_to_the_file(tmp_path: Path) -> None:
    snapshot = saved(tmp_path / "a.py", "saved = 1\n")
    search = SymbolSearch([tmp_path], Settings())
    search.engine.start()
    try:
        search.engine.opened(saved(tmp_path / "b.py", "other = 1\n"))
        async with search.engine.seeing(snapshot):
            pass
        search.engine.opened(
            snapshot.__class__(snapshot.uri, snapshot.path, "python", 2, "typed = 1\n")
        )
        assert [each.name for each in await search.find("typed", 5)] == ["typed"]

        search.engine.closed(snapshot.uri)
        assert await search.find("typed", 5) == []
    finally:
        await search.engine.close()


def test_the_process_ends_when_its_input_closes() -> None:
    command = [sys.executable, "-I", "-m", "devmentor_analyzers.symbols"]

    ended = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=60
    )

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")


def test_nonsense_on_its_input_ends_the_process_quietly() -> None:
    command = [sys.executable, "-I", "-m", "devmentor_analyzers.symbols"]

    ended = subprocess.run(
        command,
        input=b"Content-Length: 5\r\n\r\n{{{{{",
        capture_output=True,
        check=False,
        timeout=60,
    )

    assert (ended.returncode, ended.stdout) == (0, b"")


async def test_questions_about_one_document_all_get_the_newest_answer(tmp_path: Path) -> None:
    search = SymbolSearch([tmp_path], Settings())
    search.engine.start()
    uri = (tmp_path / "a.py").as_uri()
    try:
        answers = await asyncio.gather(
            *(
                search.engine.ask("devmentor/advice", {"uri": uri, "text": WIDE + "\n" * number})
                for number in range(20)
            )
        )
    finally:
        await search.engine.close()

    assert [[each["code"] for each in answer] for answer in answers] == [["too-complex"]] * 20
