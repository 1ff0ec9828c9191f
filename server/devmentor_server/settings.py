"""The user's settings: section `devmentor` of the editor's configuration."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from devmentor_analyzers.settings import CHECKERS, Settings
from devmentor_analyzers.silence.volume import SCOPES, Volume


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What a user may choose."""

    tier_url: str | None = None
    """None: the tier of this machine, found by its runtime file."""

    ai: bool = True
    """False: nothing ever leaves the machine; explanations come from local facts alone."""

    interpreter: Path | None = None
    code_lens: bool = True
    code_lens_history: bool = False
    hover_history: bool = True
    history_hints: bool = True
    call_snippets: bool = False
    """Complete functions with their parentheses."""

    templates: bool = True
    """Complete statements: `def`, `class`, `for`, … with places to fill in."""

    lint: bool = True
    types: bool = True
    advice: bool = True
    checker: str | None = None
    """The engine that checks types, when the user has chosen one."""

    engines: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """Engines to attach by name: described, or true for a preset, or false to leave one out."""

    max_engine_bytes: int = Settings().max_engine_bytes
    max_server_bytes: int = 1_000_000_000
    """Of the server itself, without its engines."""

    index: bool = True
    """Keep the search index up to date in the background."""

    workspace_findings: bool = False
    """Report what is wrong in files that are not open, too. Off: most of it nobody asked for."""

    silence: Volume = field(default_factory=Volume)


def read_settings(value: object) -> ServerSettings:
    """Read settings; a value of the wrong type counts as not set.

    Both spellings that editors send are understood: nested (`{"tier": {"url": …}}`) and dotted
    (`{"tier.url": …}`), with or without the section's name around them.
    """
    settings = _section(value)
    checker, usual = _checker(settings), ServerSettings()
    return ServerSettings(
        tier_url=_text(settings, "tier", "url"),
        ai=_flag(settings, "ai", "enabled"),
        interpreter=_path(_text(settings, "python", "interpreter")),
        code_lens=_flag(settings, "codeLens", "enabled"),
        code_lens_history=_member(settings, "codeLens", "history") is True,
        hover_history=_flag(settings, "hover", "history"),
        history_hints=_flag(settings, "history", "hints"),
        call_snippets=_member(settings, "completion", "callSnippets") is True,
        templates=_flag(settings, "completion", "templates"),
        lint=_flag(settings, "lint", "enabled"),
        types=_flag(settings, "types", "enabled") and checker != "off",
        advice=_flag(settings, "advice", "enabled"),
        checker=checker if checker in CHECKERS else None,
        engines=_engines(settings.get("engines")),
        max_engine_bytes=_bytes(settings, "engineMegabytes", usual.max_engine_bytes),
        max_server_bytes=_bytes(settings, "serverMegabytes", usual.max_server_bytes),
        index=_flag(settings, "index", "enabled"),
        workspace_findings=_member(settings, "diagnostics", "workspace") is True,
        silence=_silence(settings),
    )


def _silence(settings: dict[str, Any]) -> Volume:
    scope, per_hour = (
        _member(settings, "diagnostics", "scope"),
        _member(settings, "hints", "perHour"),
    )
    usual = Volume()
    is_number = isinstance(per_hour, int) and not isinstance(per_hour, bool) and per_hour >= 0
    return Volume(
        scope=scope if scope in SCOPES else usual.scope,
        hints_per_hour=per_hour if is_number else usual.hints_per_hour,
    )


def read_python(value: object) -> Path | None:
    """The interpreter of VS Code's section `python`; None unless it is a path."""
    if not isinstance(value, dict):
        return None
    settings = cast(dict[str, Any], value)
    for name in ("interpreter", "defaultInterpreterPath", "pythonPath"):
        said = settings.get(name)
        if isinstance(said, str) and ("/" in said or "\\" in said) and "${" not in said:
            return _path(said)
    return None


def _checker(settings: dict[str, Any]) -> str | None:
    """`types.engine`, or `types` itself: editors without groups of settings write it so."""
    said = settings.get("types")
    return said if isinstance(said, str) else _text(settings, "types", "engine")


def _engines(value: object) -> dict[str, Any]:
    """By name; a list of names is as good as presets that are turned on."""
    if isinstance(value, list):
        names = cast(list[Any], value)
        return {name: True for name in names if isinstance(name, str)}
    return cast(dict[str, Any], value) if isinstance(value, dict) else {}


def _bytes(settings: dict[str, Any], name: str, usual: int) -> int:
    value = _member(settings, "memory", name)
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        return usual
    return int(value * 1e6)


def _section(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        return {}
    settings = cast(dict[str, Any], value)
    inner = settings.get("devmentor")
    if isinstance(inner, dict):
        return cast(dict[str, Any], inner)
    return {name.removeprefix("devmentor."): member for name, member in settings.items()}


def _member(settings: dict[str, Any], group: str, name: str) -> Any:
    nested = settings.get(group)
    if isinstance(nested, dict) and name in nested:
        return cast(dict[str, Any], nested)[name]
    return settings.get(f"{group}.{name}")


def _text(settings: dict[str, Any], group: str, name: str) -> str | None:
    value = _member(settings, group, name)
    return value.strip() or None if isinstance(value, str) else None


def _flag(settings: dict[str, Any], group: str, name: str) -> bool:
    return _member(settings, group, name) is not False


def _path(text: str | None) -> Path | None:
    return Path(text).expanduser() if text else None
