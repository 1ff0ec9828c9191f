"""Rules muted for everybody: the key `mute` of the project's configuration, comments around it kept."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Table

from devmentor_analyzers.checking.fixing import encoded, text_of
from devmentor_analyzers.checking.project_config import (
    OWN_FILE,
    SHARED_FILE,
    ConfigError,
    project_config,
)
from devmentor_analyzers.checking.replacing import ChangedMeanwhile, replace_file


def config_file(folder: Path, root: Path | None = None) -> Path:
    """The file that configures a folder, or that would: it need not be there.

    A new one belongs in `root`, else in the folder of the repository. Raises `ConfigError`.
    """
    configured = project_config(folder).file
    if configured is not None:
        return configured
    for parent in (folder.absolute(), *folder.absolute().parents):
        if (parent / SHARED_FILE).is_file():
            return parent / SHARED_FILE
        if parent == root or (parent / ".git").exists():
            return parent / OWN_FILE
    return folder.absolute() / OWN_FILE


def mute_in_project(file: Path, rule: str) -> bool:
    """Mute a rule; tell whether it was not before. Blocks. Raises `ConfigError`."""
    return _change(file, lambda muted: None if rule in muted else [*muted, rule])


def unmute_in_project(file: Path, rule: str) -> bool:
    """Take that back; tell whether it was muted. Blocks. Raises `ConfigError`."""
    if not file.exists():
        return False
    return _change(file, lambda muted: [m for m in muted if m != rule] if rule in muted else None)


def _change(file: Path, change: Callable[[list[str]], list[str] | None]) -> bool:
    try:
        before = file.read_bytes() if file.exists() else b""
        text = text_of(before)
        changed = _changed(text, file.name == OWN_FILE, change)
        if changed is None:
            return False
        replace_file(file, encoded(changed, like=before), expected=before or None)
    except TOMLKitError as error:
        raise ConfigError(f"{file} is not valid TOML: {error}.") from error
    except ChangedMeanwhile as error:
        raise ConfigError(f"{error}: please try again.") from error
    except OSError as error:
        raise ConfigError(f"{file} cannot be written: {error.strerror}.") from error
    return True


def _changed(
    text: str, is_own: bool, change: Callable[[list[str]], list[str] | None]
) -> str | None:
    document = tomlkit.parse(text)
    table, is_new = cast(dict[str, Any], document), False
    if not is_own:
        if "tool" not in table:
            table["tool"] = tomlkit.table(is_super_table=True)
        tools = cast(dict[str, Any], table["tool"])
        if "devmentor" not in tools:
            tools["devmentor"] = tomlkit.table()
            is_new = True
        table = cast(dict[str, Any], tools["devmentor"])
    before = list(cast(list[str], table.get("mute", [])))
    after = change([str(each) for each in before])
    if after is None:
        return None
    _write(table, before, after)
    if is_new:
        cast(Table, table).add(tomlkit.nl())
    written = tomlkit.dumps(document)  # pyright: ignore[reportUnknownMemberType] - untyped parameter
    return written.removesuffix("\n") if is_new and written.endswith("\n\n") else written


def _write(table: dict[str, Any], before: list[str], after: list[str]) -> None:
    """Change the list in place: its comments and line breaks stay."""
    if not after:
        del table["mute"]
    elif "mute" not in table:
        table["mute"] = after
    else:
        for rule in after:
            if rule not in before:
                table["mute"].append(rule)
        for rule in before:
            if rule not in after:
                table["mute"].remove(rule)
