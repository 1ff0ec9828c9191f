"""Whose settings hold for a file: those of the innermost folder around it."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from devmentor_analyzers.settings import Settings


def innermost(path: Path, folders: Iterable[Path]) -> Path | None:
    """The folder around a file that is in all others around it; None outside of all."""
    around = (folder for folder in folders if path.is_relative_to(folder))
    return max(around, key=lambda folder: len(folder.parts), default=None)


class FolderSettings:
    """Frozen settings for each folder, and others for what is in none."""

    def __init__(self, otherwise: Settings, own: Mapping[Path, Settings]) -> None:
        self.otherwise = otherwise
        self.own = own

    @classmethod
    def given(
        cls, folders: Iterable[Path], otherwise: Settings, own: Mapping[Path, Settings] | None
    ) -> "FolderSettings":
        """Each folder's own settings where it has any."""
        said = {folder.absolute(): each for folder, each in (own or {}).items()}
        return cls(otherwise, {folder: said.get(folder, otherwise) for folder in folders})

    def of(self, path: Path) -> Settings:
        """The settings that hold for a file."""
        folder = innermost(path, self.own)
        return self.otherwise if folder is None else self.own[folder]

    def all(self) -> list[Settings]:
        """Those of every folder; the others where there is no folder."""
        return list(self.own.values()) or [self.otherwise]
