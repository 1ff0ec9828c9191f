"""`devmentor check PATHS`: findings for people, scripts and CI."""

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich_click import RichCommand

if TYPE_CHECKING:
    from devmentor_analyzers.check import CheckReport

CLEAN, FINDINGS, ERROR = 0, 1, 2


@click.command(cls=RichCommand)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="What to print on standard output.",
)
@click.option("--types/--no-types", default=True, help="Also check types with ty.")
def command(paths: tuple[Path, ...], *, output: str, types: bool) -> None:
    """Analyse PATHS (default: this folder) with the project's own configuration.

    Files that .gitignore or .devmentorignore exclude are left out. The exit code is 0 when there
    is nothing to report, 1 when there are findings, 2 when something could not be done.
    """
    chosen = paths or (Path(),)
    missing = [str(path) for path in chosen if not path.exists()]
    if missing:
        click.echo(f"No such file or folder: {', '.join(missing)}.", err=True)
        raise SystemExit(ERROR)
    report = asyncio.run(_check(chosen, types=types))
    click.echo(_as_json(report) if output == "json" else _as_text(report), nl=False)
    _summarise(report)
    raise SystemExit(FINDINGS if report.findings else CLEAN)


async def _check(paths: tuple[Path, ...], *, types: bool) -> "CheckReport":
    from devmentor_analyzers.check import check
    from devmentor_analyzers.settings import Settings
    from devmentor_cli.progress import counting

    with counting("Analysing") as advance:
        return await check(paths, Settings(ty=types), on_progress=advance)


def _as_json(report: "CheckReport") -> str:
    findings = [finding.model_dump(mode="json") for finding in report.findings]
    skipped = [{"path": str(skip.path), "reason": skip.reason} for skip in report.skipped]
    body = {"findings": findings, "files": report.files, "skipped": skipped}
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"


def _as_text(report: "CheckReport") -> str:
    colours = {"error": "red", "warning": "yellow", "information": "blue", "hint": "cyan"}
    return "".join(
        f"{click.style(finding.path, bold=True)}:{finding.line}:{finding.column}: "
        f"{click.style(finding.severity.value, fg=colours[finding.severity.value])} "
        f"{finding.message} [{finding.source} {finding.code}]\n"
        for finding in report.findings
    )


def _summarise(report: "CheckReport") -> None:
    """Say on standard error what was done, so that standard output stays data."""
    for skip in report.skipped:
        click.secho(f"skipped {skip.path}: {skip.reason}", err=True, dim=True)
    count, files = len(report.findings), len({finding.path for finding in report.findings})
    if count:
        plural = "finding" if count == 1 else "findings"
        click.echo(f"{count} {plural} in {files} of {report.files} files.", err=True)
    else:
        click.echo(f"Nothing to report in {report.files} files.", err=True)
