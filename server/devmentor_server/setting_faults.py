"""Settings that cannot be used: they count as not set, and the user is told once."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from lsprotocol import types

from devmentor_analyzers.engines.attachment import PRESETS, AttachmentError, attachment
from devmentor_analyzers.settings import CHECKERS
from devmentor_analyzers.silence.volume import SCOPES

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


@dataclass(frozen=True, slots=True)
class Kind:
    """What a setting may be."""

    wanted: str
    fits: Callable[[Any], bool]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _one_of(*names: str) -> Kind:
    listed = ", ".join(f'"{name}"' for name in names[:-1])
    return Kind(f'{listed} or "{names[-1]}"', names.__contains__)


_FLAG: Final = Kind("true or false", lambda value: isinstance(value, bool))
_TEXT: Final = Kind("a text", lambda value: isinstance(value, str))
_COUNT: Final = Kind(
    "a whole number, 0 or more", lambda v: isinstance(v, int) and _is_number(v) and v >= 0
)
_SIZE: Final = Kind("a number of megabytes above 0", lambda v: _is_number(v) and v > 0)

KINDS: Final[Mapping[str, Kind]] = {
    "tier.url": _TEXT,
    "ai.enabled": _FLAG,
    "python.interpreter": _TEXT,
    "diagnostics.workspace": _FLAG,
    "diagnostics.scope": _one_of(*SCOPES),
    "hints.perHour": _COUNT,
    "codeLens.enabled": _FLAG,
    "codeLens.history": _FLAG,
    "hover.history": _FLAG,
    "history.hints": _FLAG,
    "completion.callSnippets": _FLAG,
    "completion.templates": _FLAG,
    "index.enabled": _FLAG,
    "lint.enabled": _FLAG,
    "types.enabled": _FLAG,
    "types.engine": _one_of(*CHECKERS, "off"),
    "advice.enabled": _FLAG,
    "engines": Kind("a table, or a list of names", lambda value: isinstance(value, dict | list)),
    "memory.engineMegabytes": _SIZE,
    "memory.serverMegabytes": _SIZE,
}
"""Every setting the server reads."""

_OF_EDITORS: Final = ("server.python", "trace.server")
"""Settings of an extension, which sends all it has."""


def faults(said: Mapping[str, Any], *, ours_alone: bool = True) -> Iterator[str]:
    """Say what is wrong with settings, by their names in full; values that are null are not set."""
    for name, value in said.items():
        if value is None or name in _OF_EDITORS:
            continue
        kind = KINDS.get(name)
        if kind is None:
            if ours_alone:
                yield _unknown(name)
        elif not kind.fits(value):
            yield f"devmentor.{name} has to be {kind.wanted}, not {_shown(value)}."
        elif name == "engines":
            yield from _of_engines(value)
        elif name == "python.interpreter" and value.strip():
            yield from _of_interpreter(Path(value.strip()).expanduser())


def _unknown(name: str) -> str:
    near = get_close_matches(name.lower(), [each.lower() for each in KINDS], n=1, cutoff=0.5)
    meant = next((each for each in KINDS if [each.lower()] == near), None)
    hint = f"Did you mean devmentor.{meant}?" if meant else "See docs/configuration.md."
    return f"devmentor.{name} is no setting. {hint}"


def _of_engines(value: Any) -> Iterator[str]:
    given: list[tuple[Any, Any]] = (
        [*cast(dict[Any, Any], value).items()]
        if isinstance(value, dict)
        else [(name, True) for name in cast(list[Any], value)]
    )
    for name, wanted in given:
        if not isinstance(name, str):
            yield f"devmentor.engines: a list holds names of presets, not {_shown(name)}."
            continue
        try:
            if wanted is True and name not in PRESETS:
                yield f"devmentor.engines: `{name}` is no preset: describe it."
            elif not isinstance(wanted, bool):
                attachment(name, wanted)
        except AttachmentError as error:
            yield f"devmentor.engines: {error}"


def _of_interpreter(path: Path) -> Iterator[str]:
    if path.is_absolute() and not path.exists():
        yield (
            f"devmentor.python.interpreter is {path}, and nothing is there:"
            " the project's environment is looked for instead."
        )


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return f'"{value[:40]}"'
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if _is_number(value) else f"a {type(value).__name__}"


class SettingFaults:
    """Tells each fault once a session."""

    def __init__(self, server: "DevMentorServer") -> None:
        self._server = server
        self._told: set[str] = set()

    def tell(self) -> None:
        """Look through the settings as they are now, in the background."""
        self._server.spawn(self._tell())

    async def _tell(self) -> None:
        for fault in await asyncio.to_thread(self._all):
            if fault not in self._told:
                self._told.add(fault)
                message = types.ShowMessageParams(types.MessageType.Warning, f"DevMentor: {fault}")
                self._server.window_show_message(message)

    def _all(self) -> list[str]:
        chosen = self._server.chosen
        every = (chosen.everywhere, *chosen.own.values())
        return [
            fault
            for settings in every
            for fault in faults(settings.said, ours_alone=settings.ours_alone)
        ]
