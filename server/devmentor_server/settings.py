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
    said: Mapping[str, Any] = field(default_factory=dict[str, Any], compare=False, repr=False)
    """The settings as they came, by their whole names."""

    ours_alone: bool = field(default=True, compare=False)
    """Whether nothing else can be among them."""


def read_settings(value: object, *, everybodys: bool = False) -> ServerSettings:
    """Read settings; a value of the wrong type counts as not set.

    `everybodys`: some editors send all that is set, for whomever; ours have their section's name then.

    Both spellings that editors send are understood: nested (`{"tier": {"url": …}}`) and dotted
    (`{"tier.url": …}`), with or without the section's name around them.
    """
    said = flattened(value)
    checker, usual = _text(said, "types.engine"), ServerSettings()
    return ServerSettings(
        tier_url=_text(said, "tier.url"),
        ai=_flag(said, "ai.enabled"),
        interpreter=_path(_text(said, "python.interpreter")),
        code_lens=_flag(said, "codeLens.enabled"),
        code_lens_history=said.get("codeLens.history") is True,
        hover_history=_flag(said, "hover.history"),
        history_hints=_flag(said, "history.hints"),
        call_snippets=said.get("completion.callSnippets") is True,
        templates=_flag(said, "completion.templates"),
        lint=_flag(said, "lint.enabled"),
        types=_flag(said, "types.enabled") and checker != "off",
        advice=_flag(said, "advice.enabled"),
        checker=checker if checker in CHECKERS else None,
        engines=_engines(said.get("engines")),
        max_engine_bytes=_bytes(said, "memory.engineMegabytes", usual.max_engine_bytes),
        max_server_bytes=_bytes(said, "memory.serverMegabytes", usual.max_server_bytes),
        index=_flag(said, "index.enabled"),
        workspace_findings=said.get("diagnostics.workspace") is True,
        silence=_silence(said),
        said=said,
        ours_alone=not everybodys or _is_section(value),
    )


def _silence(said: Mapping[str, Any]) -> Volume:
    scope, per_hour = said.get("diagnostics.scope"), said.get("hints.perHour")
    usual = Volume()
    if isinstance(per_hour, bool) or not isinstance(per_hour, int) or per_hour < 0:
        per_hour = usual.hints_per_hour
    return Volume(scope if scope in SCOPES else usual.scope, per_hour)


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


def _engines(value: object) -> dict[str, Any]:
    """By name; a list of names is as good as presets that are turned on."""
    if isinstance(value, list):
        names = cast(list[Any], value)
        return {name: True for name in names if isinstance(name, str)}
    return cast(dict[str, Any], value) if isinstance(value, dict) else {}


def _bytes(said: Mapping[str, Any], name: str, usual: int) -> int:
    value = said.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        return usual
    return int(value * 1e6)


def flattened(value: object) -> dict[str, Any]:
    """Settings by their whole names, `types.engine`; what `engines` holds stays as it is.

    An editor without groups of settings may write `types` for `types.engine`.
    """
    found: dict[str, Any] = {}
    for name, member in _section(value).items():
        if name == "types" and isinstance(member, str):
            found["types.engine"] = member
        elif isinstance(member, dict) and name != "engines":
            inner = cast(dict[str, Any], member)
            found.update({f"{name}.{each}": said for each, said in inner.items()})
        else:
            found[name] = member
    return found


def _is_section(value: object) -> bool:
    names = cast(dict[str, Any], value) if isinstance(value, dict) else {}
    return "devmentor" in names or any(name.startswith("devmentor.") for name in names)


def _section(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        return {}
    settings = cast(dict[str, Any], value)
    inner = settings.get("devmentor")
    if isinstance(inner, dict):
        return cast(dict[str, Any], inner)
    own = {name: each for name, each in settings.items() if name.startswith("devmentor.")}
    return {name.removeprefix("devmentor."): each for name, each in own.items()} or settings


def _text(said: Mapping[str, Any], name: str) -> str | None:
    value = said.get(name)
    return value.strip() or None if isinstance(value, str) else None


def _flag(said: Mapping[str, Any], name: str) -> bool:
    return said.get(name) is not False


def _path(text: str | None) -> Path | None:
    return Path(text).expanduser() if text else None
