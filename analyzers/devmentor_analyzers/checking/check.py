"""Findings of many files at once: for the command line and CI."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Coroutine, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from devmentor_analyzers.advice.hinting import SOURCE as ADVICE
from devmentor_analyzers.advice.last_run import untested_files
from devmentor_analyzers.advice.survey import advice_together
from devmentor_analyzers.checking.notebooks import faults_of_notebooks
from devmentor_analyzers.checking.parsing import Skipped, faults_of
from devmentor_analyzers.checking.project_root import project_of
from devmentor_analyzers.checking.type_checking import types_of
from devmentor_analyzers.engines.cells_once import is_notebook
from devmentor_analyzers.engines.once import EngineFailed
from devmentor_analyzers.engines.ruff_once import lint_files
from devmentor_analyzers.files import Rules, is_excluded, walk
from devmentor_analyzers.merge import merge_findings
from devmentor_analyzers.reading import has_odd_name
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.syntax.languages import language_of
from devmentor_protocol.finding import Finding, Severity

_COPIES = ".ipynb_checkpoints"
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


async def check(
    paths: Sequence[Path],
    settings: Settings,
    *,
    excluding: Rules = (),
    only: Collection[Path] | None = None,
    select: Collection[str] = (),
    on_progress: Progress | None = None,
) -> CheckReport:
    """Analyse files and folders; `only` are the absolute paths to keep to, when not all.

    The same findings as in the editor, hints aside: the same engines, run once over everything, side
    by side. `select` keeps to the rules that have these names or begin like that, hints included.
    """
    settings = replace(settings, advice=settings.advice.told(select))
    files = await asyncio.to_thread(files_of, paths, excluding)
    shown = {str(path.absolute()): path for path in files}
    if only is not None:
        kept = {str(path) for path in only}
        shown = {name: path for name, path in shown.items() if name in kept}
    python = await asyncio.to_thread(_for_engines, shown, settings.max_file_bytes)
    steps = _Steps(len(shown), len(python), settings, on_progress)
    notebooks = [Path(name) for name in shown if is_notebook(Path(name))]
    others = [Path(name) for name in shown if not is_notebook(Path(name))]
    syntax, broken, lint, types, together, untested = await asyncio.gather(
        faults_of(others, settings, python=not settings.lint),
        asyncio.to_thread(faults_of_notebooks, notebooks, settings.max_file_bytes),
        steps.run("ruff", lint_files(python)) if settings.lint else _nothing(),
        steps.run(settings.checker, types_of(paths, python, settings))
        if settings.ty
        else _nothing(),
        asyncio.to_thread(
            advice_together,
            others,
            list({project_of(path.absolute()) for path in paths}),
            settings,
        ),
        untested_files(others, settings),
    )
    steps.advance(len(shown))
    faults, unread = syntax[0] + broken[0], syntax[1] + broken[1]
    skipped = [Skipped(shown[str(each.path)], each.reason) for each in unread]
    left = set(shown) - {str(each.path) for each in unread}
    findings = selected(_merged(left, [*faults, *together, *untested], lint, types), select)
    return CheckReport(
        [each.model_copy(update={"path": str(shown[each.path])}) for each in findings],
        len(left),
        skipped,
        tuple(steps.failures),
    )


def files_of(paths: Sequence[Path], excluding: Rules = ()) -> list[Path]:
    """Files of the paths, each once: those named, and those of a language we read in folders."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found |= {each: None for each in walk(path, excluding) if _is_ours(each)}
        elif not is_excluded(path, excluding):
            found[path] = None
    return list(found)


def _is_ours(path: Path) -> bool:
    return path.parent.name != _COPIES if is_notebook(path) else language_of(path) is not None


def _for_engines(names: Iterable[str], max_bytes: int) -> list[Path]:
    """The Python files and notebooks that can be shown to engines."""
    paths = [Path(name) for name in names if _is_python(name)]
    return [path for path in paths if not has_odd_name(path) and _is_small(path, max_bytes)]


def _is_small(path: Path, max_bytes: int) -> bool:
    try:
        return path.stat().st_size <= max_bytes
    except OSError:
        return False  # gone since it was listed


def _is_python(name: str) -> bool:
    return language_of(Path(name)) == "python" or is_notebook(Path(name))


class _Steps:
    """Keeps count of what is done, and of who failed."""

    def __init__(
        self, files: int, python: int, settings: Settings, on_progress: Progress | None
    ) -> None:
        self.failures: list[Failure] = []
        self._each = python
        self._total = files + python * (settings.lint + settings.ty)
        self._done = 0
        self._on_progress = on_progress

    async def run(
        self, engine: str, work: Coroutine[None, None, list[Finding]]
    ) -> list[Finding] | None:
        """Await an engine; None when it gave no answer."""
        try:
            found = await work
        except EngineFailed as error:
            self.failures.append(Failure(engine, str(error), error.configuration))
            return None
        self.advance(self._each)
        return found

    def advance(self, files: int) -> None:
        """So many files were looked at by one more."""
        self._done += files
        if self._on_progress is not None and self._total:
            self._on_progress(self._done, self._total)


async def _nothing() -> None:
    return None


def _merged(
    files: set[str],
    faults: Iterable[Finding],
    lint: Iterable[Finding] | None,
    types: Iterable[Finding] | None,
) -> list[Finding]:
    """Everything in order, each thing once."""
    faults_by, lint_by, types_by = (_by_text(found or ()) for found in (faults, lint, types))
    found: list[Finding] = []
    for text in faults_by.keys() | lint_by.keys() | types_by.keys():
        if text[0] not in files:
            continue
        linted = lint_by.get(text, []) if lint is not None and _is_python(text[0]) else None
        # Of a notebook as a whole they say that it is none, which is said better by others.
        typed = None if is_notebook(Path(text[0])) and not text[1] else types_by.get(text)
        ours = faults_by.get(text, [])
        syntax = [each for each in ours if each.source != ADVICE]
        advice = [each for each in ours if each.source == ADVICE]
        found += merge_findings(syntax, linted, typed, advice)
    return sorted(found, key=_in_order)


def _in_order(finding: Finding) -> tuple[str, int, int, int, str, str]:
    place = finding.cell or 0, finding.line, finding.column
    return finding.path, *place, finding.code, finding.source


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
