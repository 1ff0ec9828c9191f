"""Which files are the user's own, so that a refactoring may change them."""

from collections.abc import Sequence
from pathlib import Path

from devmentor_analyzers.files import is_of_others, leaves_out


class Refused(Exception):
    """Something that cannot be done; the message says why, to people."""


class OwnFiles:
    """The files of some folders that git does not ignore and no environment holds."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders

    def why_not(self, path: Path, asked: Path | None = None) -> str | None:
        """Say why a file is left alone; None for one's own. Blocks.

        The document that is `asked` about may lie outside of every folder: people open single files.
        """
        around = [folder for folder in self._folders if path.is_relative_to(folder)]
        if not around and path != asked:
            return f"{path.name} is outside of this workspace"
        if not around:
            return f"{path} belongs to an environment" if is_of_others(path) else None
        if any(leaves_out(folder, path) for folder in around):
            return f"{path.name} is ignored by git, or belongs to an environment"
        return None
