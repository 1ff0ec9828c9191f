"""The beginning of `devmentor check`: the engines are at work before the rest is imported."""

import signal
from collections.abc import Sequence
from dataclasses import replace
from os.path import commonpath
from pathlib import Path
from types import FrameType

import click

from devmentor_analyzers.checking.beginning import Begun, begin
from devmentor_analyzers.checking.project_config import ConfigError, ProjectConfig, project_config
from devmentor_analyzers.files import plain
from devmentor_analyzers.settings import Settings
from devmentor_cli.check_options import CheckOptions
from devmentor_cli.exit_codes import ExitCode
from devmentor_cli.refusal import Refusal


def begin_check(options: CheckOptions) -> ExitCode:
    """Do all that was asked for and print it. Raises `Refusal`."""
    _end_orderly()
    config = _config(options)
    settings = _settings(options, config)
    begun = _begun(options, config, settings)
    try:
        from devmentor_cli.checking import run_check

        return run_check(options, config, settings, begun)
    finally:
        if begun is not None:
            begun.close()


def _end_orderly() -> None:
    """Let no engine outlive a check that is told to end: as CI does, or a terminal that is closed."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        if (number := getattr(signal, name, None)) is not None:  # Windows has no SIGHUP
            signal.signal(number, end)


def folder_of(options: CheckOptions) -> Path:
    """The folder that everything is in."""
    return around((options.stdin_filename,) if options.stdin_filename else options.chosen)


def around(paths: Sequence[Path]) -> Path:
    """The folder all paths are in."""
    found = Path(commonpath([plain(path) for path in paths]))
    return found if found.is_dir() else found.parent


def _begun(options: CheckOptions, config: ProjectConfig, settings: Settings) -> Begun | None:
    """None where something comes first: fixes, or git's word on what changed."""
    if options.stdin_filename or options.fix or options.diff or options.diff_base:
        return None
    return begin(options.chosen, settings, config.excluding)


def _config(options: CheckOptions) -> ProjectConfig:
    """The configuration nearest to everything that is looked at."""
    try:
        return project_config(folder_of(options))
    except ConfigError as error:
        raise Refusal(str(error)) from error


def _settings(options: CheckOptions, config: ProjectConfig) -> Settings:
    """What project and command line want; whom the project may not start is told of."""
    settings = config.over(Settings())
    if options.types is not None:
        settings = replace(settings, ty=options.types)
    if not settings.ty or config.file is None or config.checker is None:
        return settings
    from devmentor_analyzers.engines.consent import is_trusted

    if is_trusted(config.file, config.starts):
        return replace(settings, checker=config.checker)
    click.echo(
        f"{config.file} wants types checked by {config.checker}, which `devmentor trust` allows; "
        f"until then {settings.checker} checks them.",
        err=True,
    )
    return settings
