"""An engine's program run once over many files, for the command line and CI.

A resident engine answers in milliseconds about the one document an editor shows it; over a whole
repository one run is three times as quick and finds the same.
"""

import asyncio
import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from devmentor_analyzers.engines.binaries import binary

_BAD_INPUT = 2
_LAST_WORDS = 12


class EngineFailed(Exception):
    """The engine gave no answer; the message says why.

    `configuration`: it refused its own configuration, so that the user can mend it.
    """

    def __init__(self, message: str, *, configuration: bool = False) -> None:
        super().__init__(message)
        self.configuration = configuration


async def run_over(
    name: str,
    arguments: Sequence[str],
    files: Iterable[Path | str],
    *,
    folder: Path | None = None,
    program: Path | None = None,
) -> bytes:
    """Return what an engine prints about files, found something or not.

    The files are handed over in a file of their own: a command line has a limit. It holds a name a
    line, in UTF-8: the few names that cannot stand there go on the command line.
    """
    names = [str(file) for file in files]
    odd = [each for each in names if not _fits_a_line(each)]
    plain = "\n".join(each for each in names if _fits_a_line(each))
    with tempfile.TemporaryDirectory(prefix="devmentor-") as scratch:
        listed = Path(scratch) / "files"
        await asyncio.to_thread(listed.write_text, plain, encoding="utf-8")
        arguments = [*arguments, f"@{listed}", *odd]
        return await run_once(name, arguments, folder=folder, program=program)


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
    program = program or binary(name)
    if program is None:
        raise EngineFailed(f"{name} is not installed beside DevMentor; install DevMentor again")
    process = await asyncio.create_subprocess_exec(
        str(program),
        *arguments,
        stdin=asyncio.subprocess.DEVNULL if text is None else asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1"},
        start_new_session=True,  # some are scripts that run the real one: they end together
    )
    try:
        output, complaints = await process.communicate(text)
    finally:
        if process.returncode is None:
            _kill(process)
            await process.wait()
    # With an answer, code 2 is about single files: gone meanwhile, or not text.
    if process.returncode not in (0, 1) and not (process.returncode == _BAD_INPUT and output):
        raise _failure(name, process.returncode, complaints.decode("utf-8", "replace"))
    if process.returncode and not output:  # not even an empty list of what it found
        raise _failure(name, _BAD_INPUT, complaints.decode("utf-8", "replace"))
    return output


def _kill(process: asyncio.subprocess.Process) -> None:
    from devmentor_analyzers.engines.process import kill

    kill(process)


def _fits_a_line(name: str) -> bool:
    return name.isprintable() or not re.search("[\n\r\ud800-\udfff]", name)


def _failure(name: str, code: int | None, complaints: str) -> EngineFailed:
    words = "\n".join(complaints.strip().splitlines()[-_LAST_WORDS:])
    if code == _BAD_INPUT:
        return EngineFailed(f"{name} refused: {words}", configuration=True)
    return EngineFailed(f"{name} stopped with code {code}. {words}".strip())
