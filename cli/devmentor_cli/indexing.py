"""The index of a folder for commands: progress, words about it, and how it ends early."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from devmentor_cli.counted import counted

if TYPE_CHECKING:
    from devmentor_analyzers.index.running import Ready
    from devmentor_analyzers.index.updating import Report

ERROR, INTERRUPTED = 2, 130
ResultT = TypeVar("ResultT")


def run(folder: Path, work: "Callable[[Ready], ResultT]", *, patient: bool) -> ResultT:
    """Do work with the index of a folder, brought up to date; ends the program when it cannot."""
    import sqlite3

    from devmentor_analyzers.index.running import Telling, with_index
    from devmentor_analyzers.settings import Settings
    from devmentor_cli.progress import counting

    if not folder.is_dir():
        click.echo(f"{folder} is not a folder; name the folder to index.", err=True)
        raise SystemExit(ERROR)
    try:
        with counting("Indexing") as advance:
            telling = Telling(say=lambda text: click.echo(text, err=True), progress=advance)
            return with_index(folder, Settings(), telling, work, patient=patient)
    except KeyboardInterrupt:
        click.echo("Stopped. What was read is kept; the next run goes on from there.", err=True)
        raise SystemExit(INTERRUPTED) from None
    except sqlite3.Error as error:
        click.echo(f"The index cannot be used: {error}. Is the disk full?", err=True)
        raise SystemExit(ERROR) from None


def summary(report: "Report") -> str:
    """What an update did, in a sentence."""
    return (
        f"{counted(report.files, 'file')}, {counted(report.symbols, 'symbol')}, "
        f"{counted(report.chunks, 'chunk')}; "
        f"{report.read:,} read and {report.removed:,} removed in {report.seconds:.1f} s."
    )
