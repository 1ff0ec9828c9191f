"""The analyzers as a client's settings and the project's configuration want them, folder by folder."""

import contextlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from devmentor_analyzers.advice.choices import Choices
from devmentor_analyzers.checking.project_config import ConfigError, ProjectConfig, project_config
from devmentor_analyzers.engines.attachment import Attachment, AttachmentError, attachment
from devmentor_analyzers.engines.consent import is_trusted
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.workspace import Workspace
from devmentor_server.settings import ServerSettings

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The user's settings: for everything, and for folders that have others."""

    everywhere: ServerSettings
    own: Mapping[Path, ServerSettings] = field(default_factory=dict[Path, ServerSettings])

    def of(self, folder: Path) -> ServerSettings:
        """What holds in a folder."""
        return self.own.get(folder, self.everywhere)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the analyzers work by. Equal when nothing has to change."""

    folders: tuple[Path, ...]
    otherwise: Settings
    """For what is in no folder: as in the first."""

    own: Mapping[Path, Settings]

    @classmethod
    def of(cls, workspace: Workspace) -> "Wanted":
        """What a workspace was made for."""
        settings = workspace.folder_settings
        return cls(tuple(workspace.folders), settings.otherwise, settings.own)


def wanted(folders: Sequence[Path], chosen: Chosen) -> Wanted:
    """What user and projects want. Reads the projects' files: blocks for a moment."""
    own = {folder: _settings(_config(folder), chosen.of(folder)) for folder in folders}
    without = _settings(ProjectConfig(), chosen.everywhere)
    return Wanted(tuple(folders), next(iter(own.values()), without), own)


def new_workspace(folders: Sequence[Path], chosen: ServerSettings) -> Workspace:
    """Build the analyzers of some folders; they do not run yet."""
    found = wanted(folders, Chosen(chosen))
    return Workspace(found.folders, found.otherwise, found.own)


def _settings(config: ProjectConfig, chosen: ServerSettings) -> Settings:
    """What either the user or the project turns off is off; the user's interpreter wins."""
    of_project = config.over(Settings())
    trusted = config.file is None or not config.starts or is_trusted(config.file, config.starts)
    checker = chosen.checker or (config.checker if trusted else None)
    return replace(
        of_project,
        interpreter=chosen.interpreter or of_project.interpreter,
        ty=chosen.types and of_project.ty,
        checker=checker or Settings().checker,
        lint=chosen.lint and of_project.lint,
        silence=chosen.silence,
        history=chosen.history_hints,
        advice=of_project.advice if chosen.advice else Choices.silent(),
        engines=_engines(config, chosen, trusted=trusted),
        max_engine_bytes=chosen.max_engine_bytes,
    )


def _engines(
    config: ProjectConfig, chosen: ServerSettings, *, trusted: bool
) -> tuple[Attachment, ...]:
    """The user's, then those of the project that the user has not spoken of."""
    refusal = f"{config.file} wants it started; allow it with `devmentor trust`."
    projects = {
        each.name: each if trusted else replace(each, refused=refusal)
        for each in config.attachments
        if each.name not in chosen.engines
    }
    users: list[Attachment] = []
    for name, given in chosen.engines.items():
        with contextlib.suppress(AttachmentError):  # told by `setting_faults`
            if given is not False:
                users.append(attachment(name, {} if given is True else given))
    return (*users, *projects.values())


def _config(folder: Path) -> ProjectConfig:
    """The configuration of a folder; one that cannot be used is as good as none here."""
    try:
        return project_config(folder)
    except ConfigError as error:
        _log.warning("%s", error)
        return ProjectConfig()
