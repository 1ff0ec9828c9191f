"""`devmentor check --fix` and `--diff`: fixes written, or shown."""

from collections.abc import Collection
from pathlib import Path

import click

from devmentor_analyzers.checking.fixing import Fixed, fixed_files, write_fixed
from devmentor_analyzers.checking.listing import files_of
from devmentor_analyzers.checking.project_config import ProjectConfig
from devmentor_analyzers.engines.once import EngineFailed
from devmentor_analyzers.files import real
from devmentor_analyzers.settings import Settings
from devmentor_cli.check_options import CheckOptions
from devmentor_cli.exit_codes import ExitCode
from devmentor_cli.inner import inner_configs
from devmentor_cli.printing import print_skipped
from devmentor_cli.refusal import Refusal


async def fix_files(
    options: CheckOptions,
    config: ProjectConfig,
    settings: Settings,
    only: Collection[Path] | None,
) -> int:
    """Write or show the fixes of all files, or of those in `only`; return how many have some."""
    files = files_of(options.chosen, config.excluding)
    if only is not None:
        files = [file for file in files if real(file) in only]
    if not settings.lint:
        return 0
    try:
        fixed = await _fixed(files, options, config, settings)
    except EngineFailed as error:
        code = ExitCode.USAGE if error.configuration else ExitCode.INTERNAL
        raise Refusal(str(error), code) from error
    if options.diff:
        _show(fixed)
    else:
        _write(fixed)
    return len(fixed)


async def _fixed(
    files: list[Path], options: CheckOptions, config: ProjectConfig, settings: Settings
) -> list[Fixed]:
    """Fixes of each file, but those of rules that are muted where it lies."""
    inner = inner_configs(options, config)
    groups: dict[frozenset[str], list[Path]] = {}
    for file in files:
        own = inner.of(file)
        if own.get("lint"):
            groups.setdefault(own.muted, []).append(file)
    found: list[Fixed] = []
    for muted, members in groups.items():
        found += await fixed_files(
            members, settings, unsafe=options.unsafe_fixes, muted=muted, select=options.selected
        )
    return found


def _show(fixed: list[Fixed]) -> None:
    for each in fixed:
        click.echo(each.diff(), nl=False)
    plural = "file" if len(fixed) == 1 else "files"
    click.echo(f"{len(fixed)} {plural} would be changed.", err=True)


def _write(fixed: list[Fixed]) -> None:
    left = write_fixed(fixed)
    print_skipped(left)
    if written := len(fixed) - len(left):
        plural = "file" if written == 1 else "files"
        click.echo(f"Fixed {written} {plural}.", err=True)
