"""The analyzers as a client's settings and the project's configuration want them."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from devmentor_analyzers.advice.choices import Choices
from devmentor_analyzers.checking.project_config import ConfigError, ProjectConfig, project_config
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.workspace import Workspace
from devmentor_server.settings import ServerSettings

_log = logging.getLogger(__name__)


def new_workspace(folders: Sequence[Path], chosen: ServerSettings) -> Workspace:
    """Build the analyzers of some folders; they do not run yet."""
    return Workspace(folders, _settings(folders, chosen))


def _settings(folders: Sequence[Path], chosen: ServerSettings) -> Settings:
    """What either the user or the project turns off is off; the user's interpreter wins."""
    of_project = _config(folders).over(Settings())
    return replace(
        of_project,
        interpreter=chosen.interpreter or of_project.interpreter,
        ty=chosen.types and of_project.ty,
        lint=chosen.lint and of_project.lint,
        silence=chosen.silence,
        history=chosen.history_hints,
        advice=of_project.advice if chosen.advice else Choices.silent(),
    )


def _config(folders: Sequence[Path]) -> ProjectConfig:
    """The configuration of the first folder; one that cannot be used is as good as none here."""
    try:
        return project_config(folders[0]) if folders else ProjectConfig()
    except ConfigError as error:
        _log.warning("%s", error)
        return ProjectConfig()
