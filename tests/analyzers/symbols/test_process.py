import asyncio
import io
import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests.analyzers.advice.test_complexity import WIDE
from tests.analyzers.documents import saved

from devmentor_analyzers.settings import Settings
from devmentor_analyzers.symbols.index import Index
from devmentor_analyzers.symbols.process import Process
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


def test_what_was_typed_is_read_when_the_typing_pauses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = queue.SimpleQueue[str]()
    update = Index.update

    def noted(index: Index, path: Path, text: str) -> None:
        update(index, path, text)
        read.put(text)

    monkeypatch.setattr(Index, "update", noted)
    document = {"uri": (tmp_path / "a.py").as_uri(), "text": "typed = 1\n"}
    message = {"method": "textDocument/didOpen", "params": {"textDocument": document}}
    body = json.dumps(message).encode()
    incoming, outgoing = os.pipe()
    with open(incoming, "rb") as source, open(outgoing, "wb") as client:
        client.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        client.flush()
        running = threading.Thread(target=Process(source, io.BytesIO()).run)
        running.start()
        text = read.get(timeout=30)  # nobody has asked for a symbol
        client.close()
        running.join(timeout=30)

    assert text == "typed = 1\n"
    assert not running.is_alive()


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
