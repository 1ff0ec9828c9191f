"""`devmentor trust`: allow the programs that a project wants started."""

import shlex
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from rich_click import RichCommand

from devmentor_cli.exit_codes import ExitCode


@click.command(cls=RichCommand)
@click.argument("path", default=Path(), type=click.Path(path_type=Path, exists=True))
@click.option("--yes", is_flag=True, help="Do not ask: allow what is listed.")
@click.option("--revoke", is_flag=True, help="Take back what was allowed.")
def command(path: Path, *, yes: bool, revoke: bool) -> None:
    """Show what the project around PATH (default: this folder) wants started, and allow it.

    A project cannot start a program by itself because its folder was opened. What is allowed is
    what its file says now: when that changes, it has to be allowed again.
    """
    from devmentor_analyzers.checking.project_config import ConfigError
    from devmentor_analyzers.engines import consent

    folder = (path if path.is_dir() else path.parent).absolute()
    try:
        wishes = [*_engines(folder), *_interpreters(folder)]
    except ConfigError as error:
        click.echo(str(error), err=True)
        raise SystemExit(int(ExitCode.USAGE)) from error
    if not wishes:
        click.echo("Nothing to allow: this project wants no engines started.")
        return
    if revoke:
        for wish in wishes:
            taken = consent.revoke(wish.of)
            click.echo(f"{wish.of} {'is no longer' if taken else 'was not'} trusted.")
        return
    for wish in wishes:
        click.echo("\n".join(wish.lines))
    new = [wish for wish in wishes if not consent.is_trusted(wish.of, wish.wanted)]
    if not new:
        click.echo(f"Allowed already. Take it back with: devmentor trust --revoke {path}")
    elif _agreed(yes=yes):
        for wish in new:
            consent.trust(wish.of, wish.wanted)
        click.echo("Allowed. Editors start them from the next start of the server.")
    else:
        click.echo("Nothing was allowed.")
        raise SystemExit(int(ExitCode.FINDINGS))


@dataclass(frozen=True)
class _Wish:
    """What a file or an environment of the project wants started."""

    of: Path
    wanted: Mapping[str, Any]
    lines: list[str]


def _engines(folder: Path) -> Iterator[_Wish]:
    from devmentor_analyzers.checking.project_config import project_config

    config = project_config(folder)
    if config.file is not None and (config.starts or str(config.file.resolve()) in _allowed()):
        checker = [f"types are checked by {config.checker}"] if config.checker else []
        engines = [f"{each.name}: {shlex.join(each.command)}" for each in config.attachments]
        lines = [f"{config.file} wants started:", *(f"  {each}" for each in (*engines, *checker))]
        yield _Wish(config.file, config.starts, lines)


def _interpreters(folder: Path) -> Iterator[_Wish]:
    """Environments that came with the project, whose packages may hold code that Python starts."""
    from devmentor_analyzers.checking.project_config import project_config
    from devmentor_analyzers.environments.discovery import candidates
    from devmentor_analyzers.environments.origin import came_along, environment_of, wanted

    configured = project_config(folder).path("interpreter")
    found = (each.program for each in candidates(folder, configured) if each.runs)
    for program in dict.fromkeys(found):
        if program is not None and came_along(program, folder):
            lines = [f"{environment_of(program)} came with the project. It would be run:"]
            yield _Wish(environment_of(program), wanted(program), [*lines, f"  {program}"])


def _allowed() -> Collection[str]:
    from devmentor_analyzers.engines.consent import trusted

    return trusted()


def _agreed(*, yes: bool) -> bool:
    if yes:
        return True
    if not sys.stdin.isatty():
        click.echo("Nobody can be asked here; --yes allows it.", err=True)
        return False
    return click.confirm("Allow this?")
