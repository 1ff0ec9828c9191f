"""Git, asked in a repository that may be anybody's: nothing it names is run, nothing is fetched."""

import asyncio
import contextlib
import os
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path

_SAFELY = (
    "--no-pager",
    "--no-replace-objects",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.quotePath=false"),
    *("-c", "log.showSignature=false"),  # it would run whatever `gpg.program` names
)
_ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",  # says the same to a git that does not know the line above
    "LC_ALL": "C",
}
_OF_ANOTHER = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_DIR",
        "GIT_INDEX_FILE",
        "GIT_NAMESPACE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_SHALLOW_FILE",
        "GIT_WORK_TREE",
    }
)
"""Set inside a git hook; they would point git at another repository than the folder's."""

_CHUNK = 1 << 16
_MOST_WORDS = 4_096
_MOST_BYTES = 64 * 2**20


class NoHistory(Exception):
    """Git cannot say; the message says why, for people."""


async def git(
    folder: Path,
    *arguments: str,
    given: bytes = b"",
    timeout: float = 10.0,
    good: Sequence[int] = (0,),
) -> bytes:
    """What git prints in a folder, at most 64 MB. Raises `NoHistory`.

    `good` are the exit codes that count as success. No process is left when this returns.
    """
    found = bytearray()
    async with contextlib.aclosing(
        streamed(folder, *arguments, given=given, timeout=timeout, good=good)
    ) as chunks:
        async for chunk in chunks:
            found += chunk
            if len(found) > _MOST_BYTES:
                raise NoHistory(f"git {arguments[0]} says more than can be kept.")
    return bytes(found)


async def streamed(
    folder: Path,
    *arguments: str,
    given: bytes = b"",
    timeout: float = 10.0,
    good: Sequence[int] = (0,),
) -> AsyncGenerator[bytes]:
    """The same piece by piece, in bounded memory; close it (`aclosing`) and git is gone."""
    process = await _started(folder, arguments)
    assert process.stdin and process.stdout and process.stderr
    feeding = asyncio.ensure_future(_feed(process.stdin, given))
    listening = asyncio.ensure_future(_words(process.stderr))
    deadline = asyncio.get_running_loop().time() + timeout
    try:
        while True:
            async with asyncio.timeout_at(deadline):  # around no `yield`: it would end its reader
                chunk = await process.stdout.read(_CHUNK)
            if not chunk:
                break
            yield chunk
        async with asyncio.timeout_at(deadline):
            code, words = await process.wait(), await listening
    except TimeoutError as error:
        raise NoHistory(f"git {arguments[0]} took longer than {timeout:g} s.") from error
    finally:
        feeding.cancel()
        listening.cancel()
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if code not in good:
        raise NoHistory(_reason(folder, arguments[0], words))


async def _started(folder: Path, arguments: Sequence[str]) -> asyncio.subprocess.Process:
    inherited = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER}
    try:
        return await asyncio.create_subprocess_exec(
            *("git", *_SAFELY, *arguments),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=folder,
            env=inherited | _ENVIRONMENT,
        )
    except OSError as error:
        if not folder.is_dir():
            raise NoHistory(f"{folder} is not a folder.") from error
        raise NoHistory("git is not installed, or not on the PATH.") from error


async def _feed(sink: asyncio.StreamWriter, given: bytes) -> None:
    with contextlib.suppress(OSError):  # git may have had enough
        sink.write(given)
        await sink.drain()
        sink.close()


async def _words(source: asyncio.StreamReader) -> str:
    """The beginning of what git complains about; the rest is read too, lest git waits."""
    kept = bytearray()
    while chunk := await source.read(_CHUNK):
        kept += chunk[: _MOST_WORDS - len(kept)]
    return " ".join(kept.decode("utf-8", "replace").split())


def _reason(folder: Path, command: str, words: str) -> str:
    if "not a git repository" in words:
        return f"{folder} is not in a git repository."
    if "dubious ownership" in words:
        return (
            f"git does not read {folder}, for its repository belongs to another user. If you trust "
            f"it: git config --global --add safe.directory {folder}"
        )
    return f"git {command} failed: {words or 'it did not say why'}"
