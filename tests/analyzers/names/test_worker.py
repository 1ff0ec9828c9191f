import os
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import psutil
import pytest

from devmentor_analyzers.names.wire import Question, Ready, Reply, Setup, Stop, pack, read
from devmentor_analyzers.names.worker_process import WORKER

HOVER = Question("hover", "/a.py", 1, "len", 0, 1)


class Worker:
    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.process = process
        self.questions = cast(BinaryIO, process.stdin)
        self.answers = cast(BinaryIO, process.stdout)

    def ask(self, message: object) -> object:
        self.tell(message)
        return read(self.answers)

    def tell(self, message: object) -> None:
        self.questions.write(pack(message))
        self.questions.flush()


@contextmanager
def running(folder: Path) -> Generator[Worker]:
    pipe = subprocess.PIPE
    process = subprocess.Popen(WORKER, stdin=pipe, stdout=pipe, stderr=pipe, cwd=folder)
    with process:
        try:
            yield Worker(process)
        finally:
            process.kill()


def write_many_uses(folder: Path) -> None:
    for number in range(100):
        (folder / f"m{number}.py").write_text("import os\nos.path.join\n" * 50)


def start(worker: Worker, folder: Path) -> None:
    assert worker.ask(Setup((str(folder),), None, patient=True)) == Ready("")


def test_it_answers_until_its_input_ends_and_leaves_no_process(tmp_path: Path) -> None:
    with running(tmp_path) as worker:
        start(worker, tmp_path)
        reply = worker.ask(HOVER)
        children = psutil.Process(worker.process.pid).children(recursive=True)
        worker.questions.close()

        assert isinstance(reply, Reply)
        assert "def len" in reply.value.markdown
        assert worker.process.wait(20) == 0
        assert psutil.wait_procs(children, timeout=20)[1] == []


def test_it_ends_with_its_input_in_the_middle_of_an_answer(tmp_path: Path) -> None:
    write_many_uses(tmp_path)
    with running(tmp_path) as worker:
        start(worker, tmp_path)
        text = "import os\nos.path.join\n"
        worker.tell(Question("references", str(tmp_path / "a.py"), 1, text, 1, 9))
        worker.questions.close()

        assert worker.process.wait(20) == 0


def test_a_stopped_search_is_answered_with_nothing_and_the_next_question_is_not(
    tmp_path: Path,
) -> None:
    write_many_uses(tmp_path)
    with running(tmp_path) as worker:
        start(worker, tmp_path)
        text = "import os\nos.path.join\n"
        worker.tell(Question("references", str(tmp_path / "a.py"), 1, text, 1, 9))
        worker.tell(Stop())

        assert read(worker.answers) == Reply(None)
        reply = worker.ask(HOVER)
        assert isinstance(reply, Reply)
        assert reply.value is not None


def test_what_jedi_raises_is_an_answer_without_a_value(tmp_path: Path) -> None:
    with running(tmp_path) as worker:
        start(worker, tmp_path)

        reply = worker.ask(Question("hover", "/a.py", 1, "x", 99, 0))

        assert isinstance(reply, Reply)
        assert reply.value is None
        assert "ValueError" in reply.error


@pytest.mark.parametrize("kind", ["hover", "complete"])
def test_a_workspace_with_modules_named_like_ours_breaks_nothing(tmp_path: Path, kind: str) -> None:
    for name in ("dataclasses", "jedi", "parso", "pickle", "devmentor_analyzers", "server"):
        (tmp_path / f"{name}.py").write_text(
            "print('mine', flush=True)\nraise SystemExit('mine')\n"
        )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    pipe = subprocess.PIPE
    process = subprocess.Popen(WORKER, stdin=pipe, stdout=pipe, cwd=tmp_path, env=environment)
    with process:
        worker = Worker(process)
        start(worker, tmp_path)

        reply = worker.ask(Question(kind, str(tmp_path / "a.py"), 1, "import json", 0, 9))  # pyright: ignore[reportArgumentType] - pytest passes a plain string
        process.kill()

        assert isinstance(reply, Reply)
        assert reply.value is not None


def test_a_first_message_that_is_no_setup_ends_it(tmp_path: Path) -> None:
    with running(tmp_path) as worker:
        worker.tell(HOVER)

        assert worker.process.wait(20) == 0
