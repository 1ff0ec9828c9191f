"""`devmentor check PATHS`: findings for people, scripts and CI."""

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich_click import RichCommand

from devmentor_cli.formats.choice import FORMATS
from devmentor_cli.refusal import Refusal

if TYPE_CHECKING:
    from devmentor_cli.check_options import CheckOptions


@click.command(cls=RichCommand)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "output",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="What to print on standard output.",
)
@click.option("--statistics", is_flag=True, help="Count findings by rule instead (text or json).")
@click.option(
    "--types/--no-types",
    default=None,
    help="Check types (default: yes), with ty or the engine the configuration names.",
)
@click.option(
    "--select",
    multiple=True,
    metavar="RULES",
    help="Only these rules, hints too: names or beginnings, with commas (F,E5,too-complex).",
)
@click.option("--fix", is_flag=True, help="Write the safe fixes first, then report what is left.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also unsafe fixes.")
@click.option("--diff", is_flag=True, help="Show what --fix would change; write nothing.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
@click.option(
    "--stdin-filename",
    type=click.Path(path_type=Path),
    metavar="NAME",
    help="Check the text on standard input as if it were this file.",
)
@click.option("--diff-base", metavar="REF", help="Only what is on lines changed since this commit.")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Leave out the findings this file knows.",
)
@click.option("--write-baseline", is_flag=True, help="Write all findings of now to the baseline.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "information"]),
    help="The least severity that makes the exit code 1 (default: information).",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 also when there are findings.")
def command(**options: Any) -> None:
    """Analyse PATHS (default: this folder) with the project's own configuration.

    Files that .gitignore or .devmentorignore exclude are left out. The exit code is 0 when there
    is nothing to report, 1 when there are findings, 2 when the call or the configuration is wrong,
    3 when something failed inside.
    """
    from devmentor_cli.check_options import CheckOptions

    chosen = CheckOptions(**options)
    if not chosen.watch:
        gc.disable()  # a tenth of the time, for a process that ends before it would matter
    try:
        chosen.validate()
        code = _run(chosen)
    except Refusal as refusal:
        click.echo(str(refusal), err=True)
        code = refusal.code
    gc.freeze()  # nor at the very end, where all would be looked through once more
    raise SystemExit(int(code))


def _run(options: "CheckOptions") -> int:
    if options.watch:
        from devmentor_cli.watching import watch

        return watch(options)
    from devmentor_cli.check_beginning import begin_check

    return begin_check(options)
