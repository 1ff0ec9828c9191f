"""An engine somebody wants attached: any program that speaks LSP on its standard streams."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, Final, cast

FEATURES: Final = (
    "diagnostics",
    "hover",
    "definition",
    "references",
    "completion",
    "signatures",
    "highlights",
    "symbols",
    "rename",
    "formatting",
    "actions",
)
_KEYS: Final = {
    "command": "a list: the program, then its arguments",
    "languages": "a list of LSP's language ids",
    "rootMarkers": "a list of names of files",
    "features": f"a list out of {', '.join(FEATURES)}",
    "settings": "a table",
    "initializationOptions": "a table",
    "startSeconds": "a number of seconds above 0",
}
_LISTS: Final = ("command", "languages", "rootMarkers", "features")


class AttachmentError(Exception):
    """An engine is not described well enough; the message names the key, to people."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """Equal descriptions are served by one process."""

    name: str
    command: tuple[str, ...]
    languages: tuple[str, ...]
    root_markers: tuple[str, ...] = ()
    """Without any of these files in or above a folder, or right below it, it is not started there."""

    features: tuple[str, ...] = FEATURES
    settings: str = "{}"
    """JSON: what `workspace/configuration` is answered with."""

    options: str = "{}"
    """JSON: LSP's `initializationOptions`."""

    start_seconds: float = 30.0
    pulls: bool = False
    """It answers `textDocument/diagnostic` without saying so."""

    refused: str = ""
    """Why it must not run; empty when it may."""


def _preset(name: str, command: str, languages: str, markers: str = "", **more: Any) -> Attachment:
    words = tuple(command.split())
    return Attachment(name, words, tuple(languages.split()), tuple(markers.split()), **more)


_TYPE_ERRORS: Final = '{"python": {"pyrefly": {"displayTypeErrors": "force-on"}}}'
_STANDARD: Final = '{"basedpyright": {"analysis": {"typeCheckingMode": "standard"}}}'
_SCRIPTS: Final = "javascript javascriptreact typescript typescriptreact"
PRESETS: Final = {
    preset.name: preset
    for preset in (
        _preset("pyrefly", "pyrefly lsp", "python", settings=_TYPE_ERRORS, pulls=True),
        _preset("basedpyright", "basedpyright-langserver --stdio", "python", settings=_STANDARD),
        _preset("gopls", "gopls", "go", "go.work go.mod"),
        _preset("rust-analyzer", "rust-analyzer", "rust", "Cargo.toml rust-project.json"),
        _preset(
            "typescript-language-server",
            "typescript-language-server --stdio",
            _SCRIPTS,
            "tsconfig.json jsconfig.json package.json",
        ),
        _preset("clangd", "clangd", "c cpp", "compile_commands.json .clangd compile_flags.txt"),
    )
}
"""Engines whose names are enough."""


def attachment(name: str, given: Any) -> Attachment:
    """Read a description; what a preset of that name says need not be said. Raises `AttachmentError`."""
    if not isinstance(given, dict):
        raise AttachmentError(f"`{name}` has to be a table, not {given!r}.")
    values = {_camel(key): value for key, value in cast(dict[str, Any], given).items()}
    for key, value in values.items():
        if key not in _KEYS:
            near = get_close_matches(key, _KEYS, n=1, cutoff=0.4)
            hint = f"Did you mean `{near[0]}`?" if near else f"There are: {', '.join(_KEYS)}."
            raise AttachmentError(f"`{name}` has no key `{key}`. {hint}")
        if not _fits(key, value):
            raise AttachmentError(f"`{name}.{key}` has to be {_KEYS[key]}, not {value!r}.")
    known = PRESETS.get(name, Attachment(name, (), ()))
    found = _over(known, values)
    for key, value in (("command", found.command), ("languages", found.languages)):
        if not value:
            raise AttachmentError(f"`{name}` needs the key `{key}`: {_KEYS[key]}.")
    return found


def _over(known: Attachment, values: Mapping[str, Any]) -> Attachment:
    lists = {_snake(key): tuple(values[key]) for key in _LISTS if key in values}
    found = replace(known, **lists)
    if "settings" in values:
        found = replace(found, settings=_json(nested(values["settings"])))
    if "initializationOptions" in values:
        found = replace(found, options=_json(values["initializationOptions"]))
    return replace(found, start_seconds=float(values.get("startSeconds", found.start_seconds)))


def nested(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Settings section in section, however they were written: `{"a.b": 1}` is `{"a": {"b": 1}}`."""
    found: dict[str, Any] = {}
    for name, value in settings.items():
        *path, last = name.split(".")
        inner = found
        for step in path:
            if not isinstance(inner.setdefault(step, {}), dict):
                raise AttachmentError(f"The setting `{name}` is inside of one that is no table.")
            inner = cast(dict[str, Any], inner[step])
        inner[last] = nested(cast(dict[str, Any], value)) if isinstance(value, dict) else value
    return found


def _fits(key: str, value: Any) -> bool:
    if key in _LISTS:
        items = cast(list[Any], value) if isinstance(value, list) else [None]
        allowed = FEATURES if key == "features" else None
        return all(isinstance(i, str) and (allowed is None or i in allowed) for i in items)
    if key == "startSeconds":
        return isinstance(value, int | float) and not isinstance(value, bool) and value > 0
    return isinstance(value, dict)


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)


def _camel(key: str) -> str:
    """TOML writes `root-markers`, editors `rootMarkers`."""
    first, *rest = key.replace("_", "-").split("-")
    return first + "".join(word.capitalize() for word in rest)


def _snake(key: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in key)
