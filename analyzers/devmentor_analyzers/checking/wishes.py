"""What a project wants started on this machine, and waits for the user's consent."""

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from devmentor_analyzers.checking.project_config import project_config
from devmentor_analyzers.engines import consent
from devmentor_analyzers.environments.discovery import candidates
from devmentor_analyzers.environments.origin import came_along, environment_of, wanted


@dataclass(frozen=True)
class Wish:
    """Programs that a file or an environment of the project wants started."""

    of: Path
    wanted: Mapping[str, Any]
    reason: str
    programs: tuple[str, ...]

    @property
    def granted(self) -> bool:
        """Whether the user allowed it as it is now. Blocks."""
        return consent.is_trusted(self.of, self.wanted)

    @property
    def refused(self) -> bool:
        """Whether the user does not want to be asked again. Blocks."""
        return consent.is_refused(self.of, self.wanted)


def wishes(folder: Path) -> Iterator[Wish]:
    """All of them, granted or not. Raises `ConfigError`. Blocks: asks git."""
    yield from _engines(folder)
    yield from _interpreters(folder)


def _engines(folder: Path) -> Iterator[Wish]:
    config = project_config(folder)
    if config.file is not None and (config.starts or consent.is_known(config.file)):
        engines = [f"{each.name}: {shlex.join(each.command)}" for each in config.attachments]
        checker = [f"types are checked by {config.checker}"] if config.checker else []
        reason = f"{config.file} wants started:"
        yield Wish(config.file, config.starts, reason, (*engines, *checker))


def _interpreters(folder: Path) -> Iterator[Wish]:
    """Environments that came with the project, whose packages may hold code that Python starts."""
    configured = project_config(folder).path("interpreter")
    found = (each.program for each in candidates(folder, configured) if each.runs)
    for program in dict.fromkeys(found):
        if program is not None and came_along(program, folder):
            home = environment_of(program)
            reason = f"{home} came with the project. It would be run:"
            yield Wish(home, wanted(program), reason, (str(program),))
