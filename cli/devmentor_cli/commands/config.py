"""`devmentor config`: what is configured here, and where."""

import json
from pathlib import Path

import click
from rich_click import RichCommand, RichGroup

from devmentor_cli.exit_codes import ExitCode


@click.group(cls=RichGroup)
def command() -> None:
    """Show the project's configuration: devmentor.toml, or [tool.devmentor] in pyproject.toml."""


@command.command(cls=RichCommand)
@click.argument("path", default=Path(), type=click.Path(path_type=Path, exists=True))
@click.option("--resolved", is_flag=True, help="Also the values nobody set: their defaults.")
def show(path: Path, *, resolved: bool) -> None:
    """Print each value that holds for PATH (default: this folder), and where it came from."""
    from devmentor_analyzers.checking.project_config import DEFAULTS, ConfigError, project_config

    try:
        config = project_config(path if path.is_dir() else path.parent)
    except ConfigError as error:
        click.echo(str(error), err=True)
        raise SystemExit(int(ExitCode.USAGE)) from error
    keys = [key for key in DEFAULTS if resolved or key in config.values]
    if not keys:
        click.echo("Nothing is set here; --resolved shows the defaults.", err=True)
    lines = {key: f"{key} = {_toml(config.get(key))}" for key in keys}
    width = max(map(len, lines.values()), default=0)
    for key, line in lines.items():
        source = str(config.file) if key in config.values else "default"
        click.echo(f"{line:{width}}  # {source}")


def _toml(value: object) -> str:
    """A value as TOML writes it, which for ours is JSON; nothing at all is a pair of quotes."""
    return json.dumps("" if value is None else value, ensure_ascii=False)
