"""One run of `devmentor check`: analyse, leave out what is known, print, decide the exit code."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import click

from devmentor_analyzers.checking.baseline import BaselineError, new_findings, write_baseline
from devmentor_analyzers.checking.beginning import Begun
from devmentor_analyzers.checking.changed_cells import ChangedCells, changed_cells
from devmentor_analyzers.checking.changes import EVERYTHING, Changes, Lines, base_at, changes_from
from devmentor_analyzers.checking.check import CheckReport, Failure, check
from devmentor_analyzers.checking.fingerprints import Texts
from devmentor_analyzers.checking.ignored_cells import not_ignored_in_cells
from devmentor_analyzers.checking.inner_configs import InnerConfigs
from devmentor_analyzers.checking.project_config import ProjectConfig
from devmentor_analyzers.files import real
from devmentor_analyzers.git import GitError
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.silence.budget import is_counted
from devmentor_analyzers.silence.checked import not_ignored
from devmentor_analyzers.silence.pieces import Pieces, is_new, pieces
from devmentor_analyzers.syntax.languages import language_of
from devmentor_analyzers.syntax.outline import outline
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_cli.check_beginning import around, folder_of
from devmentor_cli.check_options import CheckOptions
from devmentor_cli.counted import counted
from devmentor_cli.exit_codes import ExitCode
from devmentor_cli.formats.outcome import Outcome, root_of
from devmentor_cli.inner import inner_configs
from devmentor_cli.printing import print_outcome, print_skipped
from devmentor_cli.progress import counting
from devmentor_cli.refusal import Refusal
from devmentor_cli.rule_checks import require_known, say_unknown, say_unknown_layers
from devmentor_protocol.finding import Finding, Severity

_RANKS = (Severity.ERROR, Severity.WARNING, Severity.INFORMATION, Severity.HINT)


def run_check(
    options: CheckOptions, config: ProjectConfig, settings: Settings, begun: Begun | None = None
) -> ExitCode:
    """Do all that was asked for and print it; finish what was begun. Raises `Refusal`."""
    try:
        return asyncio.run(_run(options, config, settings, begun))
    except (BaselineError, GitError) as error:
        raise Refusal(str(error)) from error


async def _run(
    options: CheckOptions, config: ProjectConfig, settings: Settings, begun: Begun | None
) -> ExitCode:
    await require_known(options.selected, settings)
    await say_unknown(config.muted, config.file)
    if begun is not None and config.file and around(options.chosen) == config.file.parent:
        say_unknown_layers(config, begun.files)
    if options.stdin_filename is not None:
        return await _run_stdin(options, options.stdin_filename, config, settings)
    changes: Changes | None = None
    cells: ChangedCells | None = None
    if options.diff_base:
        base = await base_at(around(options.chosen), options.diff_base)
        changes = await changes_from(base)
        cells = await changed_cells(base, changes)
    only = changes.lines.keys() if changes else None
    if options.fix or options.diff:
        from devmentor_cli.fixing import fix_files

        changed = await fix_files(options, config, settings, only)
        if options.diff:
            return _verdict(changed > 0, options)
    with counting("Analysing") as advance:
        report = await check(
            options.chosen,
            settings,
            excluding=config.excluding,
            only=only,
            select=options.selected,
            on_progress=advance,
            begun=begun,
        )
    return _conclude(options, config, report, Texts(), changes, cells)


async def _run_stdin(
    options: CheckOptions, name: Path, config: ProjectConfig, settings: Settings
) -> ExitCode:
    from devmentor_cli.checking_stdin import check_stdin, fix_stdin, read_stdin

    data = read_stdin()
    if options.fix or options.diff:
        fixed = await fix_stdin(options, name, data, config, settings)
        if options.diff:
            return _verdict(fixed != data, options)
        data = fixed
    report, texts = await check_stdin(name, data, config, settings, options.selected)
    return _conclude(options, config, report, texts)


def _on_changed_lines(
    findings: Sequence[Finding], changes: Changes, cells: ChangedCells, texts: Texts
) -> list[Finding]:
    @cache
    def among(name: str) -> Pieces:
        language = language_of(Path(name))
        return pieces(outline(Parsed(language, texts.text(name)))) if language else {}

    def changed(finding: Finding) -> Lines:
        path = real(Path(finding.path))
        if (of_notebook := cells.get(path)) is None:
            return changes.lines.get(path, ())
        return EVERYTHING if finding.cell is None else of_notebook.get(finding.cell, ())

    return [
        each
        for each in findings
        if is_new(each, changed(each), among(each.path) if is_counted(each) else {})
    ]


def _conclude(
    options: CheckOptions,
    config: ProjectConfig,
    report: CheckReport,
    texts: Texts,
    changes: Changes | None = None,
    cells: ChangedCells | None = None,
) -> ExitCode:
    """Print a report, or write the baseline, and say how it went."""
    baseline = options.baseline or config.baseline(folder_of(options))
    inner = inner_configs(options, config)
    found = _left(report, texts, inner)
    if options.write_baseline:
        return _write_baseline(baseline, replace(report, findings=found), texts)
    findings = found if baseline is None else new_findings(baseline, found, texts)
    known = len(found) - len(findings)
    if changes is not None:
        findings = _on_changed_lines(findings, changes, cells or {}, texts)
    outcome = Outcome(findings, report.files, report.skipped, texts, root_of(Path.cwd()))
    print_outcome(
        outcome,
        options.output,
        statistics=options.statistics,
        known=known,
        beside=bool(options.stdin_filename and options.fix),
    )
    if failure := _failure(report.failures):
        return failure
    return _verdict(any(_is_severe(each, options, inner) for each in findings), options)


def _is_severe(finding: Finding, options: CheckOptions, inner: InnerConfigs) -> bool:
    level = options.fail_on or inner.of(Path(finding.path)).get("fail-on")
    return _RANKS.index(finding.severity) <= _RANKS.index(Severity(level))


def _left(report: CheckReport, texts: Texts, inner: InnerConfigs) -> list[Finding]:
    """What nobody asked to ignore. Files are read again only where a comment may ask for it."""
    said = [each for each in report.findings if inner.wants(each)]
    if report.speaking is None:
        return not_ignored(said, texts, ())
    asked = [each for each in said if each.path in report.speaking]
    hidden = {id(each) for each in asked} - {id(each) for each in not_ignored(asked, texts, ())}
    left = [each for each in said if id(each) not in hidden]
    return not_ignored_in_cells(left, texts)


def _verdict(found: bool, options: CheckOptions) -> ExitCode:
    return ExitCode.FINDINGS if found and not options.exit_zero else ExitCode.CLEAN


def _write_baseline(file: Path | None, report: CheckReport, texts: Texts) -> ExitCode:
    if file is None:
        raise Refusal(
            "--write-baseline needs to know where: say --baseline FILE, "
            "or set `baseline` in the configuration."
        )
    print_skipped(report.skipped)
    if failure := _failure(report.failures):
        return failure
    write_baseline(file, report.findings, texts)
    click.echo(f"Wrote {counted(len(report.findings), 'finding')} to {file}.", err=True)
    return ExitCode.CLEAN


def _failure(failures: Sequence[Failure]) -> ExitCode | None:
    """Say which engines gave no answer: without them nothing is known to be clean."""
    for each in failures:
        click.secho(each.message, err=True, fg="red")
    if not failures:
        return None
    refused = all(each.configuration for each in failures)
    return ExitCode.USAGE if refused else ExitCode.INTERNAL
