"""`devmentor unmute RULE`: have a muted rule reported again."""

from pathlib import Path

import click
from rich_click import RichCommand

from devmentor_cli.refusal import Refusal


@click.command(cls=RichCommand)
@click.argument("rule")
@click.option(
    "--file", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="In this file."
)
@click.option("--project", is_flag=True, help="In the configuration (the default).")
@click.option("--me", is_flag=True, help="For you, in every editor.")
def command(*, rule: str, file: Path | None, project: bool, me: bool) -> None:
    """Have RULE reported again where `devmentor mute` muted it."""
    from devmentor_cli import muting

    try:
        if (file is not None) + project + me > 1:
            raise Refusal("--file, --project and --me do not go together: choose one.")
        click.echo(muting.unmute(rule, muting.Where(file, me)))
    except Refusal as refusal:
        click.echo(str(refusal), err=True)
        raise SystemExit(int(refusal.code)) from refusal
