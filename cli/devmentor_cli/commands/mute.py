"""`devmentor mute RULE`: have a rule not reported any more."""

from pathlib import Path

import click
from rich_click import RichCommand

from devmentor_cli.refusal import Refusal


@click.command(cls=RichCommand)
@click.argument("rule", required=False)
@click.option(
    "--file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="In this file only.",
)
@click.option("--project", is_flag=True, help="For everybody, in the configuration (the default).")
@click.option("--me", is_flag=True, help="For you, in every editor and every project.")
@click.option("--list", "listing", is_flag=True, help="Print what is muted here, and where.")
def command(*, rule: str | None, file: Path | None, project: bool, me: bool, listing: bool) -> None:
    """Have RULE, of whichever engine, not reported: in the project unless said otherwise.

    In the project it is written to devmentor.toml or [tool.devmentor] in pyproject.toml, in a file
    as a comment; editors and `devmentor check` heed both. What you mute for yourself is your
    editors' business only: `devmentor check` reports it still.
    """
    from devmentor_cli import muting

    try:
        if listing:
            click.echo("\n".join(muting.muted()) or "Nothing is muted here.")
            return
        if rule is None:
            raise Refusal("Say which rule to mute, or --list what is muted.")
        if (file is not None) + project + me > 1:
            raise Refusal("--file, --project and --me do not go together: choose one.")
        click.echo(muting.mute(rule, muting.Where(file, me)))
    except Refusal as refusal:
        click.echo(str(refusal), err=True)
        raise SystemExit(int(refusal.code)) from refusal
