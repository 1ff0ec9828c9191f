"""`devmentor index [PATH]`: read a workspace into its index."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich_click import RichCommand

if TYPE_CHECKING:
    from devmentor_analyzers.index.running import Ready


@click.command(cls=RichCommand)
@click.argument("path", default=".", type=click.Path(path_type=Path))
@click.option("--idle", is_flag=True, help="Only while the machine has nothing else to do.")
def command(path: Path, *, idle: bool) -> None:
    """Index the folder PATH (default: this one) for `devmentor search`, at low priority.

    Only what changed since the last time is read. It may be stopped, even killed, at any time:
    the next run goes on from there. The index lies in your data folder, not in PATH.
    """
    from devmentor_analyzers.politeness import be_idle, be_nice
    from devmentor_cli import indexing

    (be_idle if idle else be_nice)()
    indexing.run(path, _tell, patient=True)


def _tell(ready: "Ready") -> None:
    from devmentor_cli import indexing

    report = ready.report
    assert report is not None  # who is patient gets one
    click.echo(indexing.summary(report))
    for reason, count in sorted(report.skipped.items()):
        click.secho(f"skipped {count:,}: {reason}", err=True, dim=True)
    if ready.store.path is not None:
        click.secho(f"index: {ready.store.path}", err=True, dim=True)
