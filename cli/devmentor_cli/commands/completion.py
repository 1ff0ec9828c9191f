"""`devmentor completion SHELL`: what a shell needs to complete our commands."""

import click
from click.shell_completion import get_completion_class
from rich_click import RichCommand


@click.command(cls=RichCommand)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print completion for SHELL.

    bash and zsh: `eval "$(devmentor completion bash)"` in the shell's start file; fish:
    `devmentor completion fish > ~/.config/fish/completions/devmentor.fish`.
    """
    from devmentor_cli.main import main

    completion_class = get_completion_class(shell)
    assert completion_class is not None  # the choice above lists only shells click knows
    completion = completion_class(main, {}, "devmentor", "_DEVMENTOR_COMPLETE")
    click.echo(completion.source())
