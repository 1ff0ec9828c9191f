"""What a check found on standard output, and what was done on standard error."""

from collections.abc import Sequence

import click

from devmentor_analyzers.checking.parsing import Skipped
from devmentor_cli.counted import counted
from devmentor_cli.formats.choice import format_named
from devmentor_cli.formats.outcome import Outcome


def print_outcome(
    outcome: Outcome, output: str, *, statistics: bool, known: int, beside: bool
) -> None:
    """Print in a format of `FORMATS`; `beside` standard output when that holds something else.

    `known` findings were left out because the baseline has them.
    """
    if statistics:
        from devmentor_cli.formats.statistics import render, render_json

        body = render_json(outcome) if output == "json" else render(outcome)
    else:
        body = format_named(output)(outcome)
    click.echo(body, nl=False, err=beside)
    print_skipped(outcome.skipped)
    if known:
        verb = "is" if known == 1 else "are"
        click.echo(f"{counted(known, 'known finding')} {verb} in the baseline.", err=True)
    count, paths = len(outcome.findings), len({finding.path for finding in outcome.findings})
    if count:
        of = f"{paths:,} of {counted(outcome.files, 'file')}"
        click.echo(f"{counted(count, 'finding')} in {of}.", err=True)
    else:
        click.echo(f"Nothing to report in {counted(outcome.files, 'file')}.", err=True)


def print_skipped(skipped: Sequence[Skipped]) -> None:
    """Name what was left alone, and why."""
    for each in skipped:
        click.secho(f"skipped {each.path}: {each.reason}", err=True, dim=True)
