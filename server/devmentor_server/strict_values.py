"""Values of a client's messages, as LSP wants them: cattrs by itself makes a text of anything."""

from collections.abc import Callable
from typing import Any, Union

from cattrs import Converter
from lsprotocol import types


def be_strict(converter: Converter) -> Converter:
    """Refuse what is of another type, with what was wanted; call before anything is read."""
    for kind, read in ((str, _text), (int, _integer), (float, _number), (bool, _flag)):
        _of_exactly(converter, kind, read)
    language: Any = Union[types.LanguageKind, str]  # noqa: UP007 - lsprotocol's own spelling is its key
    converter.register_structure_hook(language, _text)
    return converter


def _of_exactly(converter: Converter, kind: type, read: Callable[[Any, Any], Any]) -> None:
    """A hook for a class holds for its subclasses, too: LSP's enumerations are texts and numbers."""
    converter.register_structure_hook_func(lambda wanted: wanted is kind, read)


def _text(value: Any, _: Any) -> str:
    if isinstance(value, str):
        return value
    raise _wrong("a text", value)


def _integer(value: Any, _: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise _wrong("a whole number", value)
    return int(value)


def _number(value: Any, _: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong("a number", value)
    return float(value)


def _flag(value: Any, _: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise _wrong("true or false", value)


def _wrong(wanted: str, value: Any) -> ValueError:
    return ValueError(f"has to be {wanted}, not {type(value).__name__}")
