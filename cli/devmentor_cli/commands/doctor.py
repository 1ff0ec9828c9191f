"""`devmentor doctor`: what works here, what does not, and what to do about it."""

import asyncio
import json
import sys
from dataclasses import asdict
from pathlib import Path

import click
from rich_click import RichCommand

from devmentor_cli.doctor.check_up import CheckUp, Health

MARKS = {Health.OK: ("✓", "green"), Health.NOTE: ("!", "yellow"), Health.PROBLEM: ("✗", "red")}


@click.command(cls=RichCommand)
@click.option(
    "--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option(
    "--tier", envvar="DEVMENTOR_TIER_URL", help="The tier to dial; default: this machine's."
)
def command(*, output: str, tier: str | None) -> None:
    """Look at versions, engines, the tier, memory and ports, and say what to do.

    Starts every engine in this folder for a moment. The exit code is 1 when there is a problem.
    """
    from devmentor_cli.progress import waiting

    with waiting("Looking"):
        check_ups = asyncio.run(_look(tier))
    if output == "json":
        click.echo(json.dumps([asdict(check_up) for check_up in check_ups], indent=2))
    else:
        _print(check_ups)
    raise SystemExit(any(check_up.health is Health.PROBLEM for check_up in check_ups))


async def _look(tier: str | None) -> list[CheckUp]:
    from devmentor_cli.doctor.engines import look_at_engines
    from devmentor_cli.doctor.index import look_at_index
    from devmentor_cli.doctor.machine import (
        look_at_credentials,
        look_at_data_folder,
        look_at_ports,
        look_at_versions,
    )
    from devmentor_cli.doctor.silence import look_at_silence
    from devmentor_cli.doctor.tier import look_at_rung, look_at_tier_memory, look_at_weights

    engines, rung = await asyncio.gather(look_at_engines(Path.cwd()), look_at_rung(tier))
    memory = look_at_tier_memory()
    return [
        *look_at_versions(),
        *engines,
        look_at_index(Path.cwd()),
        await look_at_silence(Path.cwd()),
        rung,
        *([memory] if memory else []),
        look_at_weights(),
        *look_at_ports(),
        look_at_data_folder(),
        look_at_credentials(),
    ]


def _print(check_ups: list[CheckUp]) -> None:
    width = max(len(check_up.part) for check_up in check_ups)
    for check_up in check_ups:
        mark, colour = MARKS[check_up.health]
        word = click.style(mark if sys.stdout.isatty() else f"{check_up.health:7}", fg=colour)
        click.echo(f"{word} {check_up.part:{width}}  {check_up.detail}")
        if check_up.fix:
            click.echo(f"{'':{width + 4}}→ {check_up.fix}")
