"""The files of a folder that are worth reading."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from pathspec import GitIgnoreSpec

IGNORE_FILES = (".gitignore", ".devmentorignore")
_NEVER = frozenset(
    {
        ".git",
        ".hg",
        ".svn",
        ".venv",
        "venv",
        "node_modules",
        "__pycache__",
        ".tox",
        ".nox",
        ".mypy_cache",
        ".ruff_cache",
        ".pytest_cache",
        "site-packages",
    }
)
"""Folders that hold what others wrote or what programs made."""

_MADE = re.compile(
    r"(package-lock|npm-shrinkwrap)\.json|pnpm-lock\.yaml|.+\.min\.(js|css)|.+\.lock"
)
"""Files that programs make and nobody reads."""

Rules = tuple[tuple[Path, GitIgnoreSpec], ...]


def patterns(folder: Path, lines: Iterable[str]) -> Rules:
    """Rules written as in `.gitignore`, relative to a folder."""
    return ((folder, GitIgnoreSpec.from_lines(lines)),)


def is_excluded(path: Path, rules: Rules) -> bool:
    """Tell whether rules exclude a file or one of the folders it is in."""
    return any(_matches(part, rules, is_folder=part != path) for part in (path, *path.parents))


def walk(
    folder: Path,
    excluding: Rules = (),
    on_unreadable: Callable[[Path], None] = lambda _folder: None,
    on_folder: Callable[[Path], None] = lambda _folder: None,
) -> Iterator[Path]:
    """Yield the files of a folder, in order; ignored ones and environments are left out.

    `excluding` are rules that no `.gitignore` can take back. `on_folder` is told of each folder
    before it is read.
    Symbolic links to folders are not followed, so that the walk ends. A folder that cannot be
    read is passed over, and `on_unreadable` is told.
    """
    above = _rules_above(folder)
    if _ignored(folder, above, is_folder=True):
        above = ()  # asked for all the same: a package inside an environment, for example
    waiting: list[tuple[Path, Rules]] = [(folder, above)]
    while waiting:
        here, rules = waiting.pop()
        on_folder(here)
        entries = _entries(here, on_unreadable)
        names = {entry.name for entry in entries}
        if "pyvenv.cfg" in names and here != folder:
            continue  # a virtual environment by another name
        if not names.isdisjoint(IGNORE_FILES):
            rules = (*rules, *_rules_of(here))
        inner: list[tuple[Path, Rules]] = []
        for entry in entries:
            is_folder = entry.is_dir(follow_symlinks=False)
            path = Path(entry.path)
            if not _is_wanted(entry, path, (rules, excluding), is_folder=is_folder):
                continue
            if is_folder:
                inner.append((path, rules))
            else:
                yield path
        waiting += reversed(inner)


def leaves_out(folder: Path, path: Path) -> bool:
    """Tell whether a walk through the folder passes over a file in it."""
    rules = _rules_above(folder)
    if _ignored(folder, rules, is_folder=True):
        rules = ()
    here = folder
    for part in path.relative_to(folder).parts:
        rules = (*rules, *_rules_of(here))
        here /= part
        is_folder = here != path
        if _ignored(here, rules, is_folder=is_folder):
            return True
        if is_folder and (part in _NEVER or (here / "pyvenv.cfg").exists()):
            return True
    return False


def is_environment(path: Path) -> bool:
    """Tell whether a file is `.env` or a variant of it: of no language we parse, and full of secrets."""
    return path.name == ".env" or path.name.startswith(".env.")


def plain(path: Path) -> Path:
    """The path as others write it: absolute, and without `..`."""
    absolute = path.absolute()
    if ".." not in absolute.parts:
        return absolute
    if absolute.name == "..":
        return Path(os.path.realpath(absolute))
    return _real_folder(absolute.parent) / absolute.name


def real(path: Path) -> Path:
    """The path as git writes it: the folder without links, a file that is a link by its own name."""
    absolute = path.absolute()
    return _real_folder(absolute.parent) / absolute.name


@lru_cache(maxsize=4096)
def _real_folder(folder: Path) -> Path:
    return Path(os.path.realpath(folder))


def is_of_others(path: Path) -> bool:
    """Tell by its path alone whether a file lies where others or programs write."""
    return not _NEVER.isdisjoint(path.parts)


def _is_wanted(
    entry: os.DirEntry[str], path: Path, rules: tuple[Rules, Rules], *, is_folder: bool
) -> bool:
    """Tell by the name, which is quick, then by the rules: a tree has many more files than code."""
    if entry.name in _NEVER if is_folder else _MADE.fullmatch(entry.name) or not _is_file(entry):
        return False
    ignoring, excluding = rules
    return not (
        _ignored(path, ignoring, is_folder=is_folder)
        or _matches(path, excluding, is_folder=is_folder)
    )


def _entries(folder: Path, on_unreadable: Callable[[Path], None]) -> Sequence[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        on_unreadable(folder)
        return []


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link to itself, for example
        return False


def _rules_above(folder: Path) -> Rules:
    """Rules of the folders around this one, up to the root of its repository."""
    around: list[Path] = []
    for parent in (folder, *folder.parents):
        around.append(parent)
        if (parent / ".git").exists():
            return tuple(rule for each in reversed(around[1:]) for rule in _rules_of(each))
    return ()


def _rules_of(folder: Path) -> Rules:
    found: list[tuple[Path, GitIgnoreSpec]] = []
    for name in IGNORE_FILES:
        try:
            lines = (folder / name).read_text(encoding="utf-8", errors="replace").splitlines()
            found.append((folder, GitIgnoreSpec.from_lines(lines)))
        except (OSError, ValueError):
            continue  # no such file, or one that git could not read either
    return tuple(found)


def _ignored(path: Path, rules: Rules, *, is_folder: bool) -> bool:
    """The last rule that says anything about a path decides, the innermost file's last."""
    ignored = False
    for folder, spec in rules:
        name = path.relative_to(folder).as_posix() + ("/" if is_folder else "")
        verdict = spec.check_file(name).include
        if verdict is not None:
            ignored = verdict
    return ignored


def _matches(path: Path, rules: Rules, *, is_folder: bool) -> bool:
    if not rules:
        return False
    absolute = plain(path)
    inside = tuple(rule for rule in rules if rule[0] in absolute.parents)
    return bool(inside) and _ignored(absolute, inside, is_folder=is_folder)
