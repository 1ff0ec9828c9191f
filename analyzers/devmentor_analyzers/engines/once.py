"""An engine's program run once over many files, for the command line and CI.

A resident engine answers in milliseconds about the one document an editor shows it; over a whole
repository one run is three times as quick and finds the same.
"""

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from pathlib import Path
from threading import Thread

from devmentor_analyzers.engines.binaries import binary

_BAD_INPUT = 2
_LAST_WORDS = 12
_STILL_SECONDS = 10.0
"""How long one may do nothing at all before it counts as hanging."""


class EngineFailed(Exception):
    """The engine gave no answer; the message says why.

    `configuration`: it refused its own configuration, so that the user can mend it. `ended`: the
    system ended it, as when its stack overflows.
    """

    def __init__(self, message: str, *, configuration: bool = False, ended: bool = False) -> None:
        super().__init__(message)
        self.configuration = configuration
        self.ended = ended


class Running:
    """An engine at work. What it prints is read meanwhile, whatever else is done."""

    def __init__(
        self,
        name: str,
        process: "subprocess.Popen[bytes]",
        text: bytes | None = None,
        scratch: "tempfile.TemporaryDirectory[str] | None" = None,
    ) -> None:
        self._name = name
        self._process = process
        self._scratch = scratch
        self._hung = ""
        self._output = Future[tuple[bytes, bytes]]()
        self._output.set_running_or_notify_cancel()  # who does not wait any more ends the engine
        Thread(target=self._read, args=(text,), daemon=True).start()

    async def answer(self) -> bytes:
        """What it has printed when it is gone. Raises `EngineFailed`."""
        import asyncio  # late: it takes a while, and an engine is at work by now

        from devmentor_analyzers.hanging import Watch

        try:
            with Watch(_STILL_SECONDS, self._end_hanging).during(self._process.pid):
                output, complaints = await asyncio.wrap_future(self._output)
        finally:
            self.close()
        if self._hung:
            raise EngineFailed(f"{self._name} gave no answer. {self._hung}")
        code, words = self._process.returncode, complaints.decode("utf-8", "replace")
        # With an answer, code 2 is about single files: gone meanwhile, or not text.
        if code not in (0, 1) and not (code == _BAD_INPUT and output):
            raise _failure(self._name, code, words)
        if code and not output:  # not even an empty list of what it found
            raise _failure(self._name, _BAD_INPUT, words)
        return output

    def _end_hanging(self, why: str) -> None:
        self._hung = why
        self.close()

    def close(self) -> None:
        """End it, with what it started; nothing to do when it is gone."""
        if self._process.poll() is not None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                self._process.kill()
            else:
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _read(self, text: bytes | None) -> None:
        try:
            self._output.set_result(self._process.communicate(text))
        except OSError as error:
            self._output.set_exception(EngineFailed(f"{self._name} cannot be asked: {error}"))
        finally:
            if self._scratch is not None:
                self._scratch.cleanup()


def start_over(
    name: str,
    arguments: Sequence[str],
    files: Iterable[Path | str],
    *,
    folder: Path | None = None,
    program: Path | None = None,
) -> Running:
    """Start an engine over files, whether it will find something or not. Raises `EngineFailed`.

    The files are handed over in a file of their own: a command line has a limit. It holds a name a
    line, in UTF-8: the few names that cannot stand there go on the command line.
    """
    names = [str(file) for file in files]
    odd = [each for each in names if not _fits_a_line(each)]
    plain = "\n".join(each for each in names if _fits_a_line(each))
    scratch = tempfile.TemporaryDirectory(prefix="devmentor-")
    listed = Path(scratch.name, "files")
    listed.write_text(plain, encoding="utf-8")
    try:
        process = _started(name, [*arguments, f"@{listed}", *odd], folder, program)
    except EngineFailed:
        scratch.cleanup()
        raise
    return Running(name, process, scratch=scratch)


async def run_over(
    name: str,
    arguments: Sequence[str],
    files: Iterable[Path | str],
    *,
    folder: Path | None = None,
    program: Path | None = None,
) -> bytes:
    """Return what an engine prints about files. Raises `EngineFailed`."""
    return await start_over(name, arguments, files, folder=folder, program=program).answer()


async def run_once(
    name: str,
    arguments: Sequence[str],
    *,
    text: bytes | None = None,
    folder: Path | None = None,
    program: Path | None = None,
) -> bytes:
    """Return what an engine prints, given a text on its standard input. It is gone afterwards.

    It is the one installed beside us when no other `program` is given.
    """
    process = _started(name, arguments, folder, program, reads=text is not None)
    return await Running(name, process, text).answer()


def _started(
    name: str,
    arguments: Sequence[str],
    folder: Path | None,
    program: Path | None,
    *,
    reads: bool = False,
) -> "subprocess.Popen[bytes]":
    program = program or binary(name)
    if program is None:
        raise EngineFailed(f"{name} is not installed beside DevMentor; install DevMentor again")
    return subprocess.Popen(
        [str(program), *arguments],
        stdin=subprocess.PIPE if reads else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1"},
        start_new_session=True,  # some are scripts that run the real one: they end together
    )


def _fits_a_line(name: str) -> bool:
    return name.isprintable() or not re.search("[\n\r\ud800-\udfff]", name)


def _failure(name: str, code: int | None, complaints: str) -> EngineFailed:
    words = "\n".join(complaints.strip().splitlines()[-_LAST_WORDS:])
    if code == _BAD_INPUT:
        return EngineFailed(f"{name} refused: {words}", configuration=True)
    ended = code is not None and code < 0
    return EngineFailed(f"{name} stopped with code {code}. {words}".strip(), ended=ended)
