"""The commits behind the lines of a document, remembered as long as they hold."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import Generic, TypeVar

from devmentor_analyzers.git import GitError, git
from devmentor_analyzers.history.blame import blamed
from devmentor_analyzers.history.committed import Committed
from devmentor_analyzers.history.issues import Forge, forge_of
from devmentor_analyzers.history.messages import Message, messages
from devmentor_analyzers.history.repository import Repository, repository_of
from devmentor_analyzers.snapshot import Snapshot

_FRESH_SECONDS = 15.0
"""How long a repository is believed to be where it was: a commit is seen after that."""

_ABSENT_SECONDS = 60.0
"""How long a folder is believed to be in no repository."""

_AROUND = 300
"""Lines asked about beside the wanted ones: it costs the same, and they are asked about next."""

ValueT = TypeVar("ValueT")


class LineHistory:
    """Answers about lines; what is not committed, or not in a repository, has no history."""

    def __init__(self) -> None:
        self._repositories = _Kept[tuple[float, Repository | GitError]](100)
        self._committed = _Kept[Committed | None](32)
        self._lines = _Kept[dict[int, str]](64)
        self._messages = _Kept[Message](1_000)
        self._forges = _Kept[Forge](100)

    async def behind(self, snapshot: Snapshot, first: int, last: int) -> list[Message]:
        """The commits that last touched the lines (from zero, both included), newest first."""
        each = await self.of_each(snapshot, first, last)
        found = dict.fromkeys(each[line] for line in sorted(each))
        return sorted(found, key=lambda message: -message.time)

    async def of_each(self, snapshot: Snapshot, first: int, last: int) -> dict[int, Message]:
        """The commit that last touched each of the lines, as far as they are committed."""
        try:
            repository = await self.repository(snapshot.path.parent)
            commits = await self._commits(repository, snapshot, first, last)
            found = await self._told(repository, dict.fromkeys(commits.values()))
        except GitError:
            return {}
        return {line: found[commit] for line, commit in commits.items() if commit in found}

    async def compared(self, snapshot: Snapshot) -> Committed | None:
        """The document beside its committed text, None without one. Raises `GitError`."""
        repository = await self.repository(snapshot.path.parent)
        name = await asyncio.to_thread(repository.name_of, snapshot.path)
        return await self._compared(repository, snapshot, name) if name else None

    async def repository(self, folder: Path) -> Repository:
        """The repository around a folder. Raises `GitError`."""
        now = time.monotonic()
        known = self._repositories.get(folder)
        if known is None or now > known[0]:
            try:
                known = now + _FRESH_SECONDS, await repository_of(folder)
            except GitError as error:
                known = now + _ABSENT_SECONDS, error
            self._repositories.put(folder, known)
        if isinstance(known[1], GitError):
            raise GitError(*known[1].args)
        return known[1]

    async def forge(self, repository: Repository) -> Forge:
        """The site the repository is kept on."""
        known = self._forges.get(repository.root)
        if known is None:
            known = await forge_of(repository)
            self._forges.put(repository.root, known)
        return known

    async def _commits(
        self, repository: Repository, snapshot: Snapshot, first: int, last: int
    ) -> dict[int, str]:
        """The commit of each of the lines that are committed."""
        name = await asyncio.to_thread(repository.name_of, snapshot.path)
        committed = await self._compared(repository, snapshot, name) if name else None
        if name is None or committed is None:
            return {}
        wanted = {
            line: before
            for line in range(first, last + 1)
            if (before := committed.before(line)) is not None
        }
        lines = await self._blamed(repository, name, wanted.values())
        return {line: lines[before] for line, before in wanted.items() if before in lines}

    async def _compared(
        self, repository: Repository, snapshot: Snapshot, name: str
    ) -> Committed | None:
        """The document beside its committed text; None when there is no such text."""
        key = (repository.head, name, snapshot.uri, snapshot.version, hash(snapshot.text))
        if self._committed.has(key):
            return self._committed.get(key)
        data = await git(repository.root, "cat-file", "blob", f"{repository.head}:{name}")
        before = data.decode("utf-8-sig", "replace")
        found = None
        if "\r" not in snapshot.text.replace("\r\n", "\n"):  # git knows no other line ends
            found = await asyncio.to_thread(Committed, snapshot.text, before)
        self._committed.put(key, found)
        return found

    async def _blamed(
        self, repository: Repository, name: str, wanted: Iterable[int]
    ) -> dict[int, str]:
        key = (repository.head, name)
        known = self._lines.get(key) or {}
        if missing := [line for line in wanted if line not in known]:
            first, last = max(0, min(missing) - _AROUND), max(missing) + _AROUND
            known = known | await blamed(repository, name, first, last)
            self._lines.put(key, known)
            await self._told(repository, dict.fromkeys(known.values()))  # all in one go
        return known

    async def _told(self, repository: Repository, commits: Iterable[str]) -> dict[str, Message]:
        known = {each: self._messages.get(each) for each in commits}
        found = {commit: message for commit, message in known.items() if message is not None}
        new = await messages(repository, known.keys() - found.keys())
        for sha, message in new.items():
            self._messages.put(sha, message)
        return found | new


class _Kept(Generic[ValueT]):
    """The values used last."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, ValueT] = OrderedDict()

    def has(self, key: Hashable) -> bool:
        return key in self._values

    def get(self, key: Hashable) -> ValueT | None:
        if key in self._values:
            self._values.move_to_end(key)
        return self._values.get(key)

    def put(self, key: Hashable, value: ValueT) -> None:
        self._values[key] = value
        self._values.move_to_end(key)
        while len(self._values) > self._most:
            self._values.popitem(last=False)
