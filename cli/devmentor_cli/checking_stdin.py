"""`devmentor check --stdin-filename`: a text that is not, or not yet, the file's."""

import sys
from collections.abc import Collection
from pathlib import Path

import click

from devmentor_analyzers.checking.check import CheckReport, Failure
from devmentor_analyzers.checking.check_text import check_text
from devmentor_analyzers.checking.fingerprints import Texts
from devmentor_analyzers.checking.fixing import Fixed, encoded, text_of
from devmentor_analyzers.checking.fixing_shown import fixed_shown
from devmentor_analyzers.checking.project_config import ProjectConfig
from devmentor_analyzers.engines.cells_once import is_notebook
from devmentor_analyzers.engines.once import EngineFailed
from devmentor_analyzers.files import is_excluded, plain
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.languages import language_of
from devmentor_cli.check_options import CheckOptions
from devmentor_cli.exit_codes import ExitCode
from devmentor_cli.refusal import Refusal


def read_stdin() -> bytes:
    """Everything on standard input. Raises `Refusal` when it is not UTF-8."""
    data = sys.stdin.buffer.read()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refusal(f"Standard input is not UTF-8: see line {line}.") from error
    return data


async def check_stdin(
    name: Path,
    data: bytes,
    config: ProjectConfig,
    settings: Settings,
    select: Collection[str] = (),
) -> tuple[CheckReport, Texts]:
    """Findings of a text under a file's name, and the text for who prints them."""
    text, language = text_of(data), _language(name)
    if is_excluded(plain(name), config.excluding):
        return CheckReport([], 0, []), Texts()
    path = plain(name)
    snapshot = Snapshot(path.as_uri(), path, language, 0, text)
    try:
        found = await check_text(snapshot, settings, select)
    except EngineFailed as error:
        failure = Failure(settings.checker, str(error), error.configuration)
        return CheckReport([], 0, [], (failure,)), Texts()
    findings = [each.model_copy(update={"path": str(name)}) for each in found]
    return CheckReport(findings, 1, []), Texts({str(name): text})


async def fix_stdin(
    options: CheckOptions, name: Path, data: bytes, config: ProjectConfig, settings: Settings
) -> bytes:
    """Print the fixed text, or with --diff what would change, and return it."""
    text = fixed = text_of(data)
    wanted = settings.lint and not is_excluded(plain(name), config.excluding)
    if _language(name) == "python" and wanted:
        path = plain(name)
        try:
            texts = await fixed_shown(
                {path: text},
                unsafe=options.unsafe_fixes,
                muted=config.muted,
                select=options.selected,
            )
            fixed = texts[path]
        except EngineFailed as error:
            code = ExitCode.USAGE if error.configuration else ExitCode.INTERNAL
            raise Refusal(str(error), code) from error
    after = encoded(fixed, like=data)
    if options.diff:
        click.echo(Fixed(name, data, after).diff(), nl=False)
    else:
        sys.stdout.buffer.write(after)
        sys.stdout.buffer.flush()
    return after


def _language(name: Path) -> str:
    if is_notebook(name):
        raise Refusal("A notebook is checked as a file: save it, and give its name.")
    language = language_of(name)
    if language is None:
        raise Refusal(f"{name} is not in a language that DevMentor reads.")
    return language
