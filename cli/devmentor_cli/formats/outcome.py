"""What a format is given to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from os.path import relpath
from pathlib import Path, PurePath

from devmentor_analyzers.checking.fingerprints import Texts, fingerprints
from devmentor_analyzers.checking.parsing import Skipped
from devmentor_analyzers.files import plain
from devmentor_protocol.finding import Finding


@dataclass(frozen=True, slots=True)
class Outcome:
    """Findings in the order they are printed, and what they are about."""

    findings: Sequence[Finding]
    files: int
    skipped: Sequence[Skipped]
    texts: Texts
    root: Path
    """The repository's folder, else the current one: what CI counts paths from."""

    def fingerprints(self) -> list[str]:
        """One for each finding: see `devmentor_analyzers.checking.fingerprints`."""
        return fingerprints(self.findings, self.texts)

    def from_root(self, path: str) -> str:
        """A path as seen from the root, with slashes; absolute when it is outside."""
        absolute = plain(Path(path))
        inside = PurePath(relpath(absolute, self.root))
        return absolute.as_posix() if ".." in inside.parts else inside.as_posix()


def root_of(folder: Path) -> Path:
    """The folder of the repository around a folder, else the folder itself."""
    around = (folder, *folder.parents)
    return next((each for each in around if (each / ".git").exists()), folder)
