"""The collections in a folder: found at the start, made, dropped."""

import asyncio
import re
import shutil
import sys
import uuid
from collections.abc import Mapping
from pathlib import Path

from devmentor_cloud.qdrant_edge import requests
from devmentor_cloud.qdrant_edge.collection import Collection, make_folder
from devmentor_cloud.qdrant_edge.failures import bad_request, collection_exists, no_collection

_NAME = re.compile(r"[A-Za-z0-9_-]{1,128}")
_PASSING = ".passing-"
"""How the folder of a collection begins while it is made or dropped: it counts as not there."""

_BROKEN = ".broken-"


class FolderInUse(Exception):
    """Another process serves the same folder."""


class Catalogue:
    """Every collection by name. A collection appears whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._collections: dict[str, Collection] = {}
        self._changing = asyncio.Lock()

    @property
    def collections(self) -> Mapping[str, Collection]:
        """The collections that are there now."""
        return self._collections

    def open(self) -> None:
        """Load what the folder holds. Raises `FolderInUse`.

        A collection that cannot be read is set aside: vectors are made from rows and can be again.
        """
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for passing in self._folder.glob(f"{_PASSING}*"):
            shutil.rmtree(passing, ignore_errors=True)
        for folder in sorted(self._folder.iterdir()):
            if folder.is_dir() and _NAME.fullmatch(folder.name):
                self._load(folder)

    def get(self, name: str) -> Collection:
        """The collection of this name. Raises `EdgeError` (404)."""
        try:
            return self._collections[name]
        except KeyError:
            raise no_collection(name) from None

    async def create(self, name: str, request: requests.CreateCollection) -> None:
        """Make a collection. Raises `EdgeError` (409) when there is one of that name."""
        if not _NAME.fullmatch(name):
            raise bad_request("a collection's name has up to 128 letters, digits, `_` and `-`")
        async with self._changing:
            if name in self._collections:
                raise collection_exists(name)
            self._collections[name] = await asyncio.to_thread(self._make, name, request)

    async def drop(self, name: str) -> bool:
        """Remove a collection; tell whether there was one."""
        async with self._changing:
            collection = self._collections.pop(name, None)
            if collection is None:
                return False
            await collection.close()
            passing = self._passing()
            (self._folder / name).rename(passing)
            await asyncio.to_thread(shutil.rmtree, passing, ignore_errors=True)
            return True

    async def settle(self) -> None:
        """Bring everything written to the disk."""
        for collection in list(self._collections.values()):
            await collection.settle()

    async def close(self) -> None:
        """Flush and let go of every collection."""
        async with self._changing:
            for collection in self._collections.values():
                await collection.close()
            self._collections.clear()

    def _load(self, folder: Path) -> None:
        try:
            self._collections[folder.name] = Collection(folder)
        except Exception as error:  # noqa: BLE001 - the engine raises nothing more precise
            if "WouldBlock" in str(error):  # its log is locked
                raise FolderInUse(f"Another process serves {self._folder}.") from None
            aside = self._folder / f"{_BROKEN}{folder.name}-{uuid.uuid4().hex[:8]}"
            folder.rename(aside)
            print(f"{folder.name} cannot be read ({error}): set aside as {aside}.", file=sys.stderr)

    def _make(self, name: str, request: requests.CreateCollection) -> Collection:
        draft = self._passing()
        make_folder(draft, request.named)
        final = self._folder / name
        draft.rename(final)
        return Collection(final)

    def _passing(self) -> Path:
        return self._folder / f"{_PASSING}{uuid.uuid4().hex}"
