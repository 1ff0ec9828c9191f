"""Git, asked in a repository that may be anybody's: nothing it names is run.

Nothing is fetched either, unless a caller whom the user asked for it wants what a partial clone has
left at its remote.
"""

import asyncio
import contextlib
import os
import subprocess
from collections.abc import AsyncGenerator, Mapping, Sequence
from pathlib import Path

_SAFELY = (
    "--no-pager",
    "--no-replace-objects",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.quotePath=false"),
    *("-c", "log.showSignature=false"),  # it would run whatever `gpg.program` names
)
_ENVIRONMENT = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
_OFFLINE = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",  # says the same to a git that does not know the line above
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

_NOTHING: Mapping[str, str] = {}
_CHUNK = 1 << 16
_MOST_WORDS = 4_096
_MOST_BYTES = 64 * 2**20


class GitError(Exception):
    """Git cannot say; the message says why, for people."""


async def git(
    folder: Path,
    *arguments: str,
    given: bytes = b"",
    timeout: float = 10.0,
    good: Sequence[int] = (0,),
    configured: Mapping[str, str] = _NOTHING,
    may_fetch: bool = False,
) -> bytes:
    """What git prints in a folder, at most 64 MB. Raises `GitError`.

    `good` are the exit codes that count as success, `configured` is configuration for this once. No
    process is left when this returns.
    """
    found = bytearray()
    environment = _environment(configured, may_fetch=may_fetch)
    async with contextlib.aclosing(
        _streamed(folder, arguments, environment, given, timeout, good)
    ) as chunks:
        async for chunk in chunks:
            found += chunk
            if len(found) > _MOST_BYTES:
                raise GitError(f"git {arguments[0]} says more than can be kept.")
    return bytes(found)


def streamed(
    folder: Path,
    *arguments: str,
    given: bytes = b"",
    timeout: float = 10.0,
    good: Sequence[int] = (0,),
) -> AsyncGenerator[bytes]:
    """The same piece by piece, in bounded memory; close it (`aclosing`) and git is gone."""
    return _streamed(folder, arguments, _environment(), given, timeout, good)


def git_at_once(folder: Path, *arguments: str, timeout: float = 10.0) -> bytes:
    """The same where there is no event loop. Blocks; raises `GitError`."""
    try:
        done = subprocess.run(
            ("git", *_SAFELY, *arguments),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            cwd=folder,
            env=_environment(),
            timeout=timeout,
        )
    except OSError as error:
        raise _not_started(folder) from error
    except subprocess.TimeoutExpired as error:
        raise GitError(f"git {arguments[0]} took longer than {timeout:g} s.") from error
    if done.returncode:
        words = done.stderr[:_MOST_WORDS].decode("utf-8", "replace")
        raise GitError(_reason(folder, arguments[0], " ".join(words.split())))
    return done.stdout


async def _streamed(
    folder: Path,
    arguments: Sequence[str],
    environment: Mapping[str, str],
    given: bytes,
    timeout: float,
    good: Sequence[int],
) -> AsyncGenerator[bytes]:
    process = await _started(folder, arguments, environment)
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
        raise GitError(f"git {arguments[0]} took longer than {timeout:g} s.") from error
    finally:
        feeding.cancel()
        listening.cancel()
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if code not in good:
        raise GitError(_reason(folder, arguments[0], words))


async def _started(
    folder: Path, arguments: Sequence[str], environment: Mapping[str, str]
) -> asyncio.subprocess.Process:
    try:
        return await asyncio.create_subprocess_exec(
            *("git", *_SAFELY, *arguments),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=folder,
            env=environment,
        )
    except OSError as error:
        raise _not_started(folder) from error


def _environment(
    configured: Mapping[str, str] = _NOTHING, *, may_fetch: bool = False
) -> dict[str, str]:
    """Configuration goes behind what is there: on the command line a name would end at `=`."""
    inherited = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER}
    found = inherited | _ENVIRONMENT | ({} if may_fetch else _OFFLINE)
    first = int(inherited.get("GIT_CONFIG_COUNT") or 0)
    for number, (name, value) in enumerate(configured.items(), first):
        found |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    return found | {"GIT_CONFIG_COUNT": str(first + len(configured))}


def _not_started(folder: Path) -> GitError:
    if not folder.is_dir():
        return GitError(f"{folder} is not a folder.")
    return GitError("git is not installed, or not on the PATH.")


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
