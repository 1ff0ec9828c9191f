"""`devmentor check --watch`: again whenever something changed."""

import signal
import sys
from pathlib import Path
from types import FrameType

import click
from watchfiles import Change, DefaultFilter
from watchfiles import watch as changes

from devmentor_analyzers.syntax.languages import language_of
from devmentor_cli.check_beginning import begin_check
from devmentor_cli.check_options import CheckOptions
from devmentor_cli.exit_codes import ExitCode
from devmentor_cli.refusal import Refusal

_TICK_MS = 100
_OTHERS = (".ipynb", ".toml", ".gitignore", ".devmentorignore")
"""Notebooks, and what decides how files are checked."""


def watch(options: CheckOptions) -> ExitCode:
    """Check until interrupted; the exit code is that of the last check."""
    code: ExitCode | None = None
    # Timeouts are told too, so that the first check begins when the watch has begun: what changes
    # while it runs is not lost.
    seen = changes(
        *options.chosen, watch_filter=_Sources(), yield_on_timeout=True, rust_timeout=_TICK_MS
    )
    interruption = _Interruption()
    before = signal.signal(signal.SIGINT, interruption)
    try:
        for changed in seen:
            if changed and sys.stdout.isatty():
                click.clear()
            if changed or code is None:
                code = _once(options)
            if interruption.came:
                break
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGINT, before)
    return code or ExitCode.CLEAN


class _Interruption:
    """Remembers Ctrl-C: what it raises may be lost, as in a callback, and asyncio's handler loses it too."""

    def __init__(self) -> None:
        self.came = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self.came = True
        signal.default_int_handler(number, frame)


def _once(options: CheckOptions) -> ExitCode:
    """One check; what is refused now may be mended while we watch."""
    try:
        code = begin_check(options)
    except Refusal as refusal:
        click.echo(str(refusal), err=True)
        code = refusal.code
    sys.stdout.flush()
    return code


class _Sources(DefaultFilter):
    """Files whose change may change a finding; environments and caches are not among them.

    Nor are folders, but new ones: nobody watches what was in them before they were watched.
    """

    def __call__(self, change: Change, path: str) -> bool:
        if not super().__call__(change, path):
            return False
        if change is Change.added and Path(path).is_dir():
            return True
        return language_of(Path(path)) is not None or path.endswith(_OTHERS)
