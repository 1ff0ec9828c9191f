"""`devmentor ask QUESTION`: a question to the mentor, answered as it is written."""

import asyncio

import click
from rich_click import RichCommand

from devmentor_protocol.errors import RpcError
from devmentor_protocol.mentor import ChatMessage, ChatParams
from devmentor_protocol.receipt import Rung

ERROR = 2


@click.command(cls=RichCommand)
@click.argument("question", nargs=-1, required=True)
@click.option(
    "--tier", envvar="DEVMENTOR_TIER_URL", help="The tier to ask; default: this machine's."
)
def command(question: tuple[str, ...], *, tier: str | None) -> None:
    """Ask QUESTION and print the answer as it is written.

    Needs a tier: start one with `devmentor up`.
    """
    raise SystemExit(asyncio.run(_ask(" ".join(question), tier)))


async def _ask(question: str, tier: str | None) -> int:
    from devmentor_cli.answers import print_stream
    from devmentor_cli.session import connected_bridge
    from devmentor_protocol.methods import CHAT

    async with connected_bridge(tier) as bridge:
        if bridge.status.rung is Rung.OFFLINE:
            click.echo(bridge.status.detail, err=True)
            return ERROR
        params = ChatParams(messages=(ChatMessage(role="user", content=question),))
        try:
            async with bridge.stream(CHAT, params) as stream:
                await print_stream(stream)
        except RpcError as error:
            click.echo(f"\n{error.message}", err=True)
            return ERROR
    return 0
