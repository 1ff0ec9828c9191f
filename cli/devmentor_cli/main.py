"""The `devmentor` command: a table of subcommands, each imported only when it runs."""

import signal
from importlib import import_module
from typing import Any

import click
from rich_click import RichCommand, RichGroup

from devmentor_cli.exit_codes import ExitCode

COMMANDS = {
    "up": "Run the tier on this machine: gateway, auth, memory, project and a local model.",
    "lsp": "Run the language server (an editor starts this).",
    "check": "Analyse files and report findings.",
    "mute": "Have a rule not reported: in a file, in the project, or for you everywhere.",
    "unmute": "Have a muted rule reported again.",
    "config": "Show the project's configuration and where it comes from.",
    "search": "Find the code that answers a question best, by words and names.",
    "index": "Read a workspace into its index, for `devmentor search`.",
    "insights": "Show hotspots, owners and files that change together, from git's history.",
    "explain": "Explain the code at FILE:LINE.",
    "ask": "Ask a question, about the code in this folder or anything else.",
    "trust": "Allow the engines that a project wants started, or take it back.",
    "doctor": "Say what works here, what does not, and what to do about it.",
    "models": "Fetch or list the weights of the local model.",
    "completion": "Print shell completion for bash, zsh or fish.",
}
"""Name → one line of help. The module `devmentor_cli.commands.<name>` holds `command`."""


class LateGroup(RichGroup):
    """A group whose subcommands are imported late: `devmentor check` must not pay for FastAPI."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, help_line in COMMANDS.items():
            self.add_command(RichCommand(name=name, help=help_line))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in the table's order, the most used first."""
        return list(COMMANDS)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what goes wrong inside is ours to mend, and exits with its own code."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise
        except KeyboardInterrupt:
            raise SystemExit(128 + signal.SIGINT) from None
        except Exception as error:
            from traceback import print_exc

            print_exc()
            click.echo(
                f"DevMentor failed: {error or type(error).__name__}. This is a bug; please report "
                "it with the lines above and the output of `devmentor doctor`.",
                err=True,
            )
            raise SystemExit(int(ExitCode.INTERNAL)) from error

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Import the command that is about to run, or whose options are being completed."""
        name, stand_in, rest = super().resolve_command(ctx, args)
        if stand_in is None:
            return name, None, rest
        return name, import_module(f"devmentor_cli.commands.{name}").command, rest


@click.group(cls=LateGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="devmentor", prog_name="devmentor")
def main() -> None:
    """A mentor in your editor: it analyses, explains, proves and remembers.

    Start with `devmentor up`, then attach your editor; `devmentor doctor` tells what is missing.
    """
