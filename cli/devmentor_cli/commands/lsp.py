"""`devmentor lsp`: the language server, for editors."""

import click
from rich_click import RichCommand


@click.command(cls=RichCommand)
@click.option("--stdio", is_flag=True, help="Speak over standard input and output (the default).")
@click.option("--tcp", metavar="HOST:PORT", help="Listen on a TCP socket instead.")
@click.option("--ws", metavar="HOST:PORT", help="Listen on a WebSocket instead.")
def command(*, stdio: bool, tcp: str | None, ws: str | None) -> None:
    """Run the language server. Editors start it by themselves; see `editors/` for their setup."""
    from devmentor_server import serve

    if tcp and ws:
        raise click.UsageError("Choose one of --tcp and --ws.")
    arguments = ["--tcp", tcp] if tcp else ["--ws", ws] if ws else ["--stdio"] if stdio else []
    raise SystemExit(serve.main(arguments))
