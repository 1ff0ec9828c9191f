"""`devmentor trust`: allow the programs that a project wants started."""

import sys
from pathlib import Path

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
    from devmentor_analyzers.checking.wishes import wishes
    from devmentor_analyzers.engines import consent

    folder = (path if path.is_dir() else path.parent).absolute()
    try:
        found = list(wishes(folder))
    except ConfigError as error:
        click.echo(str(error), err=True)
        raise SystemExit(int(ExitCode.USAGE)) from error
    if not found:
        click.echo("Nothing to allow: this project wants no engines started.")
        return
    if revoke:
        for wish in found:
            taken = consent.revoke(wish.of)
            click.echo(f"{wish.of} {'is no longer' if taken else 'was not'} trusted.")
        return
    for wish in found:
        click.echo("\n".join((wish.reason, *(f"  {each}" for each in wish.programs))))
    new = [wish for wish in found if not wish.granted]
    if not new:
        click.echo(f"Allowed already. Take it back with: devmentor trust --revoke {path}")
    elif _agreed(yes=yes):
        for wish in new:
            consent.trust(wish.of, wish.wanted)
        click.echo("Allowed. Editors start them from the next start of the server.")
    else:
        click.echo("Nothing was allowed.")
        raise SystemExit(int(ExitCode.FINDINGS))


def _agreed(*, yes: bool) -> bool:
    if yes:
        return True
    if not sys.stdin.isatty():
        click.echo("Nobody can be asked here; --yes allows it.", err=True)
        return False
    return click.confirm("Allow this?")
