"""What the project around a file mutes and knows already, read again when its files change."""

import logging
from dataclasses import dataclass
from pathlib import Path

from devmentor_analyzers.checking.baseline import (
    BaselineError,
    Known,
    not_known,
    read_baseline,
)
from devmentor_analyzers.checking.fingerprints import Texts
from devmentor_analyzers.checking.project_config import (
    OWN_FILE,
    SHARED_FILE,
    USUAL_BASELINE,
    ConfigError,
    project_config,
)
from devmentor_analyzers.silence.repository import Stamp, stamps
from devmentor_protocol.finding import Finding

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ProjectRules:
    """What a project leaves out."""

    muted: frozenset[str] = frozenset()
    baseline: Path | None = None
    known: Known = frozenset()

    def left(self, findings: list[Finding], texts: Texts) -> list[Finding]:
        """The findings that the project wants to hear about."""
        heard = [each for each in findings if each.code not in self.muted]
        if self.baseline is None or not self.known:
            return heard
        return not_known(self.known, self.baseline, heard, texts)


class RulesOfPlaces:
    """Project rules by folder. Blocks; may be called from any thread."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[tuple[Path, ...], Stamp, ProjectRules]] = {}

    def of(self, file: Path, root: Path | None) -> ProjectRules:
        """The rules for a file; `root` is the folder of the workspace it is in."""
        folder = file.parent
        if known := self._known.get(folder):
            watched, stamp, rules = known
            if stamps(*watched) == stamp:
                return rules
        watched = _watched(folder, root)
        stamp = stamps(*watched)  # before reading: what changes meanwhile is read again
        rules, baseline = _read(folder, root)
        if baseline is not None and baseline not in watched:
            watched, stamp = (*watched, baseline), (*stamp, *stamps(baseline))
        self._known[folder] = watched, stamp, rules
        return rules


def _watched(folder: Path, root: Path | None) -> tuple[Path, ...]:
    files = [
        parent / name for parent in (folder, *folder.parents) for name in (OWN_FILE, SHARED_FILE)
    ]
    usual = {file.parent / USUAL_BASELINE for file in files if file.exists()}
    return (*files, *sorted(usual), *([root / USUAL_BASELINE] if root else []))


def _read(folder: Path, root: Path | None) -> tuple[ProjectRules, Path | None]:
    try:
        config = project_config(folder)
    except ConfigError as error:
        _log.warning("%s", error)
        return ProjectRules(), None
    file = config.baseline(root or folder)
    try:
        known: Known = read_baseline(file) if file else frozenset()
    except BaselineError as error:
        _log.warning("%s", error)
        known = frozenset()
    return ProjectRules(config.muted, file, known), file
