"""Muting a rule and taking it back, for `devmentor mute` and `devmentor unmute`."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from devmentor_analyzers.checking.fixing import encoded, text_of
from devmentor_analyzers.checking.project_config import ConfigError, project_config
from devmentor_analyzers.checking.replacing import ChangedMeanwhile, replace_file
from devmentor_analyzers.engines.cells_once import is_notebook
from devmentor_analyzers.reading import Unreadable, read_snapshot
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.silence.commenting import Replacement, heed_in_file, ignore_in_file
from devmentor_analyzers.silence.comments import language_of_comments
from devmentor_analyzers.silence.ignores import ignores
from devmentor_analyzers.silence.memory import Memory, memory_path
from devmentor_analyzers.silence.project_mutes import (
    config_file,
    mute_in_project,
    unmute_in_project,
)
from devmentor_analyzers.silence.rule_names import unknown
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_cli.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Where:
    """For whom: one file, this user, or the project when neither is said."""

    file: Path | None = None
    me: bool = False


def mute(rule: str, where: Where) -> str:
    """Mute a rule; return what was done, for people. Raises `Refusal`."""
    _require_known(rule)
    if where.me:
        Memory(memory_path()).mute(rule)
        if rule not in Memory(memory_path()).muted():
            raise Refusal(f"{memory_path()} cannot be written: nothing is remembered there.")
        return f"{rule} is muted for you in every editor."
    if where.file is not None:
        changed = _rewrite(where.file, rule, ignore_in_file)
        return f"{rule} is muted in {where.file}{'' if changed else ' already'}."
    file, changed = _in_project(rule, mute_in_project)
    return f"{rule} is muted in the project{'' if changed else ' already'}: see {file}."


def unmute(rule: str, where: Where) -> str:
    """Take back that a rule is muted; return what was done. Raises `Refusal`."""
    if where.me:
        changed, place = Memory(memory_path()).unmute(rule), "for you"
    elif where.file is not None:
        changed, place = _rewrite(where.file, rule, heed_in_file), f"in {where.file}"
    else:
        file, changed = _in_project(rule, unmute_in_project)
        place = f"in {file}"
    if changed:
        return f"{rule} is reported again."
    _require_known(rule)
    return f"{rule} is not muted {place}."


def muted() -> list[str]:
    """What is muted here and for this user, a line each. Raises `Refusal`."""
    try:
        config = project_config(Path.cwd())
    except ConfigError as error:
        raise Refusal(str(error)) from error
    mine = Memory(memory_path()).muted()
    return [
        *(f"{rule}  # project: {config.file}" for rule in sorted(config.muted)),
        *(f"{rule}  # you, in every editor" for rule in sorted(mine)),
    ]


def _require_known(rule: str) -> None:
    """Rules of engines that the project attaches are not known."""
    try:
        attaches = bool(project_config(Path.cwd()).starts)
    except ConfigError as error:
        raise Refusal(str(error)) from error
    if rule in (nearest := asyncio.run(unknown([rule], of_any_shape=not attaches))):
        meant = f" Did you mean {nearest[rule]}?" if nearest[rule] else ""
        raise Refusal(f"No rule of DevMentor, ruff or ty is called {rule or None}.{meant}")


def _in_project(rule: str, change: Callable[[Path, str], bool]) -> tuple[Path, bool]:
    try:
        file = config_file(Path.cwd())
        return file, change(file, rule)
    except ConfigError as error:
        raise Refusal(str(error)) from error


def _rewrite(path: Path, rule: str, work: Callable[[Parsed, str], Replacement | None]) -> bool:
    """Write or take away the comment; False when there is nothing to do. Raises `Refusal`."""
    if is_notebook(path):
        raise Refusal(
            f"{path} is a notebook: write `# devmentor: ignore-file[{rule}]` in its cell."
        )
    try:
        read_snapshot(path.absolute(), Settings().max_file_bytes)
        language = language_of_comments(path) or ""
        before = path.read_bytes()
        text = text_of(before)
        parsed = Parsed(language, text)
        is_muted = any(rule.lower() in rules for rules in ignores(parsed).in_file)
        if is_muted == (work is ignore_in_file):
            return False
        found = work(parsed, rule)
        if found is None:
            raise Refusal(f"No comment in {path} can do that.")
        replace_file(path, encoded(found.of(text), like=before), expected=before)
    except (Unreadable, ChangedMeanwhile) as error:
        raise Refusal(f"{path}: {error}") from error
    except OSError as error:
        raise Refusal(f"{path} cannot be written: {error.strerror}.") from error
    return True
