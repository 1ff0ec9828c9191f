"""Configurations of folders inside of what is checked: the nearest one counts for what is reported.

How the engines are run, and the numbers of our own rules, come from the one around everything.
"""

from collections.abc import Callable
from pathlib import Path

from devmentor_analyzers.advice.hinting import SOURCE as ADVICE
from devmentor_analyzers.checking.project_config import ConfigError, ProjectConfig, config_in
from devmentor_analyzers.engines.ruff import NAME as RUFF
from devmentor_analyzers.files import is_excluded, plain
from devmentor_protocol.finding import Finding


class InnerConfigs:
    """Each file is read once. One that cannot be used is told of, and those around it count."""

    def __init__(
        self, folder: Path, around: ProjectConfig, say: Callable[[str], None], checker: str
    ) -> None:
        self._known: dict[Path, ProjectConfig] = {plain(folder): around}
        self._around = around
        self._say = say
        self._checker = checker

    def of(self, path: Path) -> ProjectConfig:
        """The configuration nearest to a file."""
        return self._of_folder(plain(path).parent)

    def wants(self, finding: Finding) -> bool:
        """Tell whether the configuration nearest to a finding lets it be reported."""
        path = Path(finding.path)
        config = self.of(path)
        if finding.code in config.muted:
            return False
        if config is self._around:
            return True
        if finding.source == RUFF and not config.get("lint"):
            return False
        if finding.source == self._checker and not config.get("types"):
            return False
        if finding.source == ADVICE and config.values.get(finding.code) is False:
            return False
        return not (config.excluding and is_excluded(plain(path), config.excluding))

    def _of_folder(self, folder: Path) -> ProjectConfig:
        if folder in self._known:
            return self._known[folder]
        outside = folder.parent == folder
        self._known[folder] = found = (
            self._around if outside else self._own(folder) or self._of_folder(folder.parent)
        )
        return found

    def _own(self, folder: Path) -> ProjectConfig | None:
        try:
            return config_in(folder)
        except ConfigError as error:
            self._say(f"{error} Those around it count.")
            return None
