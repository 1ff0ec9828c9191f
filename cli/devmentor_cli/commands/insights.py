"""`devmentor insights [PATH]`: what the history of a folder tells."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich_click import RichCommand

from devmentor_cli.exit_codes import ExitCode
from devmentor_cli.since import Since

if TYPE_CHECKING:
    from devmentor_analyzers.history.insights import Insights, Wanted

INTERRUPTED = 130


@click.command(cls=RichCommand)
@click.argument("path", default=".", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="html: one page that needs nothing else.",
)
@click.option("--json", "output", flag_value="json", help="The same as --format json.")
@click.option("--since", type=Since(), help="Only commits since then: 2024-06-30, 90d, 6m, 2y.")
@click.option(
    "-n",
    "limit",
    type=click.IntRange(1, 1000),
    default=10,
    show_default=True,
    help="At most so many rows a table.",
)
@click.option(
    "--commits",
    type=click.IntRange(1, 10_000_000),
    default=20_000,
    show_default=True,
    help="Look at the newest so many commits.",
)
def command(path: Path, *, output: str, since: int | None, limit: int, commits: int) -> None:
    """Look into the git history of PATH (a folder or a file; default: this folder).

    \b
    Hotspots           commits times complexity: where cleaning up pays first
    Who knows what     main authors, and how few people the knowledge hangs on
    Changing together  files that usually change in the same commit
    Oldest code        what nobody has touched for longest

    Merges do not count, renames are followed, people are named by `.mailmap`. The first run on a
    large repository takes some seconds; what was read is kept in your data folder, and the next
    run reads new commits only. Nothing is fetched, and nothing in the repository is run.

    \b
    devmentor insights                     this folder
    devmentor insights src --since 6m      what is hot now, rather than ever
    devmentor insights --json | jq '.hotspots[].path'
    devmentor insights --format html > insights.html

    The exit code is 0 when there is a report, 2 when there cannot be one.
    """
    from devmentor_analyzers.history.insights import Wanted
    from devmentor_analyzers.history.reading import Bounds
    from devmentor_analyzers.politeness import be_nice

    if not path.exists():
        click.echo(f"{path} does not exist; name a folder or a file.", err=True)
        raise SystemExit(int(ExitCode.USAGE))
    be_nice()
    found = _found(path, Wanted(since=since, bounds=Bounds(commits=commits)))
    click.echo(_rendered(found, output, limit), nl=False)


def _found(path: Path, wanted: "Wanted") -> "Insights":
    import asyncio

    from devmentor_analyzers.git import GitError
    from devmentor_analyzers.history.insights import insights
    from devmentor_cli.progress import counting

    try:
        with counting("Reading history") as advance:
            return asyncio.run(insights(path, wanted, advance))
    except GitError as error:
        click.echo(str(error), err=True)
        raise SystemExit(int(ExitCode.USAGE)) from None
    except KeyboardInterrupt:
        click.echo("Stopped. What was read is kept; the next run goes on from there.", err=True)
        raise SystemExit(INTERRUPTED) from None


def _rendered(found: "Insights", output: str, limit: int) -> str:
    import time

    from devmentor_cli.insights import as_html, as_json, as_text
    from devmentor_cli.insights.sections import heading, sections

    if output == "json":
        return as_json.render(found, limit)
    tables = sections(found, limit, int(time.time()))
    if output == "html":
        return as_html.render(found.repository.root.name, heading(found), tables)
    return as_text.render(heading(found), tables)
