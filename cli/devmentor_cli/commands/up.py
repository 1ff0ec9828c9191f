"""`devmentor up`: the whole tier on this machine."""

import asyncio
from typing import TYPE_CHECKING

import click
from rich_click import RichCommand

if TYPE_CHECKING:
    from devmentor_cloud.config import Settings
    from devmentor_protocol.runtime import TierRuntime

ERROR = 2


@click.command(cls=RichCommand)
@click.option(
    "--port-base",
    type=click.IntRange(1, 65_530),
    envvar="DEVMENTOR_PORT_BASE",
    default=3000,
    show_default=True,
    help="The gateway listens at base + 1, auth at + 2, memory at + 3, project at + 5.",
)
@click.option("--no-dashboard", is_flag=True, help="Run the four services alone.")
@click.option("--no-model", is_flag=True, help="Do not start the local model.")
@click.option("--tour", is_flag=True, help="Then show what works and how to attach an editor.")
def command(*, port_base: int, no_dashboard: bool, no_model: bool, tour: bool) -> None:
    """Run gateway, auth, memory and project in one process on embedded stores.

    Nothing to configure: the stores, a signing key, a local user and a small local model are made
    at the first start. Set DEVMENTOR_DATABASE_URL, DEVMENTOR_REDIS_URL and DEVMENTOR_QDRANT_URL to
    use servers of your own. Ctrl-C stops everything.
    """
    del no_dashboard  # the dashboard is its own program; without one there is nothing to leave out
    settings = _settings(port_base=port_base, no_model=no_model)
    raise SystemExit(asyncio.run(_run(settings, tour=tour)))


def _settings(*, port_base: int, no_model: bool) -> "Settings":
    try:
        from devmentor_cloud.config import ConfigError, load_settings
    except ModuleNotFoundError as missing:
        click.echo(
            f"The tier needs more packages ({missing.name} is missing): "
            "pip install 'devmentor[cloud]'.",
            err=True,
        )
        raise SystemExit(ERROR) from None
    try:
        return load_settings(port_base=port_base, local_model=not no_model)
    except ConfigError as error:
        click.echo(str(error), err=True)
        raise SystemExit(ERROR) from None


async def _run(settings: "Settings", *, tour: bool) -> int:
    from devmentor_cloud import tier

    running: list[asyncio.Task[None]] = []

    def ready(runtime: "TierRuntime") -> None:
        from devmentor_cli.tour.guide import show_tour

        running.append(asyncio.create_task(show_tour(runtime)))

    try:
        await tier.run(settings, announce=click.echo, ready=ready if tour else None)
    except tier.CannotStart as error:
        click.echo(str(error), err=True)
        return ERROR
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
    return 0
