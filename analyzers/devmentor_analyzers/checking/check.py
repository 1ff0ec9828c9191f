"""Findings of many files at once: for the command line and CI."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from devmentor_analyzers.advice.hinting import SOURCE as ADVICE
from devmentor_analyzers.checking.beginning import Begun, begin
from devmentor_analyzers.checking.listing import is_python
from devmentor_analyzers.checking.notebooks import faults_of_notebooks
from devmentor_analyzers.checking.parsing import Faults, Skipped, faults_of
from devmentor_analyzers.checking.project_root import project_of
from devmentor_analyzers.checking.type_checking import types_of
from devmentor_analyzers.engines.cells_once import is_notebook
from devmentor_analyzers.engines.once import EngineFailed
from devmentor_analyzers.engines.ruff_once import lint_files
from devmentor_analyzers.engines.surviving import Survived
from devmentor_analyzers.files import Rules, plain
from devmentor_analyzers.merge import merge_findings
from devmentor_analyzers.settings import Settings
from devmentor_protocol.finding import Finding, Severity

_SYNTAX = ("invalid-syntax", "syntax-error")

Progress = Callable[[int, int], None]
"""Told how much of how much is done: each file counts once for each who looks at it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An engine that gave no answer; `configuration` when the user's own settings were refused."""

    engine: str
    message: str
    configuration: bool


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found in how many files. Paths are as the caller wrote them."""

    findings: list[Finding] = field(repr=False)  # asyncio.run prints its task's result, unseen
    files: int
    skipped: list[Skipped]
    failures: tuple[Failure, ...] = ()
    speaking: frozenset[str] | None = field(default=None, compare=False)
    """The files in which comments may ask to ignore something; None when that is not known."""


async def check(
    paths: Sequence[Path],
    settings: Settings,
    *,
    excluding: Rules = (),
    only: Collection[Path] | None = None,
    select: Collection[str] = (),
    on_progress: Progress | None = None,
    begun: Begun | None = None,
) -> CheckReport:
    """Analyse files and folders; `only` are the absolute paths to keep to, when not all.

    What was `begun` with the same arguments is finished.

    The same findings as in the editor, hints aside: the same engines, run once over everything, side
    by side. `select` keeps to the rules that have these names or begin like that, hints included.
    """
    settings = replace(settings, advice=settings.advice.told(select))
    begun = begun or await asyncio.to_thread(begin, paths, settings, excluding, only)
    try:
        return await _finished(begun, paths, settings, select, on_progress)
    finally:
        begun.close()


async def _finished(
    begun: Begun,
    paths: Sequence[Path],
    settings: Settings,
    select: Collection[str],
    on_progress: Progress | None,
) -> CheckReport:
    steps = _Steps(begun, settings, on_progress)
    notebooks = [path for path in begun.files if is_notebook(path)]
    others = [path for path in begun.files if not is_notebook(path)]
    syntax, broken, lint, types, together, untested = await asyncio.gather(
        faults_of(others, settings, python=not settings.lint),
        asyncio.to_thread(faults_of_notebooks, notebooks, settings),
        steps.run("ruff", _lint(begun)) if settings.lint else _nothing(),
        steps.run(settings.checker, types_of(begun, settings)) if settings.ty else _nothing(),
        _together(others, paths, settings),
        _untested(others, settings),
    )
    steps.advance(len(begun.files))
    faults = Faults.joined((syntax, broken))
    skipped = [Skipped(path, "the folder cannot be read") for path in begun.unreadable]
    skipped += [Skipped(Path(begun.shown[str(each.path)]), each.reason) for each in faults.skipped]
    without = {str(each.path) for each in faults.skipped}
    left = {shown: name for name, shown in begun.shown.items() if name not in without}
    ours = [_shown(each, begun.shown) for each in (*faults.found, *together, *untested)]
    merged = selected(_merged(left, ours, lint, types), select)
    speaking = frozenset(begun.shown[str(path)] for path in faults.speaking)
    return CheckReport(merged, len(left), skipped, tuple(steps.failures), speaking)


def _shown(finding: Finding, names: Mapping[str, str]) -> Finding:
    return finding.model_copy(update={"path": names.get(finding.path, finding.path)})


async def _together(
    files: Sequence[Path], paths: Sequence[Path], settings: Settings
) -> list[Finding]:
    if not settings.advice.needs_survey:
        return []
    from devmentor_analyzers.advice.survey import advice_together  # seldom needed, slow to import

    folders = list({project_of(plain(path)) for path in paths})
    return await asyncio.to_thread(advice_together, files, folders, settings)


async def _untested(files: Sequence[Path], settings: Settings) -> list[Finding]:
    if not settings.advice.untested_change:
        return []
    from devmentor_analyzers.advice.last_run import untested_files  # as above

    return await untested_files(files, settings)


async def _lint(begun: Begun) -> Survived[Finding]:
    if isinstance(begun.lint, EngineFailed):
        raise begun.lint
    return await lint_files(begun.python, begun.lint, begun.shown)


class _Steps:
    """Keeps count of what is done, and of who failed."""

    def __init__(self, begun: Begun, settings: Settings, on_progress: Progress | None) -> None:
        self.failures: list[Failure] = []
        self._shown = begun.shown
        self._each = len(begun.python)
        self._total = len(begun.files) + self._each * (settings.lint + settings.ty)
        self._done = 0
        self._on_progress = on_progress

    async def run(
        self, engine: str, work: Coroutine[None, None, Survived[Finding]]
    ) -> list[Finding] | None:
        """Await an engine; None when it gave no answer."""
        try:
            survived = await work
        except EngineFailed as error:
            self.failures.append(Failure(engine, str(error), error.configuration))
            return None
        for path in survived.ended_over:
            name = self._shown.get(str(path), str(path))
            message = f"{engine} crashes over {name}: what it would find there is missing."
            self.failures.append(Failure(engine, message, configuration=False))
        self.advance(self._each)
        return survived.found

    def advance(self, files: int) -> None:
        """So many files were looked at by one more."""
        self._done += files
        if self._on_progress is not None and self._total:
            self._on_progress(self._done, self._total)


async def _nothing() -> None:
    return None


def _merged(
    files: Mapping[str, str],
    faults: Iterable[Finding],
    lint: Iterable[Finding] | None,
    types: Iterable[Finding] | None,
) -> list[Finding]:
    """Everything in order, each thing once; `files` are absolute names by those they are shown by."""
    faults_by, lint_by, types_by = (_by_text(found or ()) for found in (faults, lint, types))
    found: list[Finding] = []
    texts = {text for text in (*faults_by, *lint_by, *types_by) if text[0] in files}
    for text in sorted(texts, key=lambda text: (files[text[0]], text[1])):
        path, cell = Path(text[0]), text[1]
        linted = lint_by.get(text, []) if lint is not None and is_python(path) else None
        # Of a notebook as a whole they say that it is none, which is said better by others.
        typed = None if is_notebook(path) and not cell else types_by.get(text)
        ours = faults_by.get(text, [])
        syntax = [each for each in ours if each.source != ADVICE]
        advice = [each for each in ours if each.source == ADVICE]
        found += sorted(merge_findings(syntax, linted, typed, advice), key=_in_order)
    return found


def _in_order(finding: Finding) -> tuple[int, int, str]:
    start = finding.range.start
    return start.line, start.character, finding.code


def selected(findings: Iterable[Finding], select: Collection[str]) -> list[Finding]:
    """Those that were asked for; else all but hints, which are for the eyes of who edits.

    Syntax errors always: where one is, other rules cannot be known.
    """
    if not select:
        return [each for each in findings if each.severity is not Severity.HINT]
    wanted = tuple(select)
    return [each for each in findings if each.code.startswith(wanted) or each.code in _SYNTAX]


def _by_text(findings: Iterable[Finding]) -> dict[tuple[str, int], list[Finding]]:
    """By file, and in notebooks by cell: places in two cells are never the same."""
    found: defaultdict[tuple[str, int], list[Finding]] = defaultdict(list)
    for each in findings:
        found[each.path, each.cell or 0].append(each)
    return found
