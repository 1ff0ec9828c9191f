"""`devmentor trust`: allow the programs that a project's configuration wants started."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich_click import RichCommand

from devmentor_cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from devmentor_analyzers.checking.project_config import ProjectConfig


@click.command(cls=RichCommand)
@click.argument("path", default=Path(), type=click.Path(path_type=Path, exists=True))
@click.option("--yes", is_flag=True, help="Do not ask: allow what is listed.")
@click.option("--revoke", is_flag=True, help="Take back what was allowed.")
def command(path: Path, *, yes: bool, revoke: bool) -> None:
    """Show what the project around PATH (default: this folder) wants started, and allow it.

    A project cannot start a program by itself because its folder was opened. What is allowed is
    what its file says now: when that changes, it has to be allowed again.
    """
    from devmentor_analyzers.checking.project_config import ConfigError, project_config
    from devmentor_analyzers.engines import consent

    try:
        config = project_config(path if path.is_dir() else path.parent)
    except ConfigError as error:
        click.echo(str(error), err=True)
        raise SystemExit(int(ExitCode.USAGE)) from error
    if config.file is None or not (config.starts or revoke):
        click.echo("Nothing to allow: this project wants no engines started.")
        return
    if revoke:
        taken = consent.revoke(config.file)
        click.echo(f"{config.file} {'is no longer' if taken else 'was not'} trusted.")
        return
    for line in _programs(config):
        click.echo(line)
    if consent.is_trusted(config.file, config.starts):
        click.echo(f"Allowed already. Take it back with: devmentor trust --revoke {path}")
    elif _agreed(yes=yes):
        consent.trust(config.file, config.starts)
        click.echo("Allowed. Editors start them from the next start of the server.")
    else:
        click.echo("Nothing was allowed.")
        raise SystemExit(int(ExitCode.FINDINGS))


def _programs(config: "ProjectConfig") -> list[str]:
    checker = [f"types are checked by {config.checker}"] if config.checker else []
    engines = [f"{each.name}: {shlex.join(each.command)}" for each in config.attachments]
    return [f"{config.file} wants started:", *(f"  {each}" for each in (*engines, *checker))]


def _agreed(*, yes: bool) -> bool:
    if yes:
        return True
    if not sys.stdin.isatty():
        click.echo("Nobody can be asked here; --yes allows it.", err=True)
        return False
    return click.confirm("Allow this?")
