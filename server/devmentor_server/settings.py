"""The user's settings: section `devmentor` of the editor's configuration."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast


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
    workspace_findings: bool = False
    """Report what is wrong in files that are not open, too. Off: most of it nobody asked for."""


def read_settings(value: object) -> ServerSettings:
    """Read settings; a value of the wrong type counts as not set.

    Both spellings that editors send are understood: nested (`{"tier": {"url": …}}`) and dotted
    (`{"tier.url": …}`), with or without the section's name around them.
    """
    settings = _section(value)
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
        types=_flag(settings, "types", "enabled"),
        workspace_findings=_member(settings, "diagnostics", "workspace") is True,
    )


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
