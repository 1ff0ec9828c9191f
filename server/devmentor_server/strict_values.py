"""Values of a client's messages, as LSP wants them: cattrs by itself makes a text of anything."""

from typing import Any, Union

from cattrs import Converter
from lsprotocol import types


def be_strict(converter: Converter) -> Converter:
    """Refuse what is of another type, with what was wanted; call before anything is read."""
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(int, _integer)
    converter.register_structure_hook(float, _number)
    converter.register_structure_hook(bool, _flag)
    language: Any = Union[types.LanguageKind, str]  # noqa: UP007 - lsprotocol's own spelling is its key
    converter.register_structure_hook(language, _text)
    return converter


def _text(value: Any, wanted: Any) -> str:
    """Or a member of an enumeration of texts: a hook for a class holds for its subclasses."""
    if isinstance(value, str):
        return wanted(value) if isinstance(wanted, type) else value
    raise _wrong("a text", value)


def _integer(value: Any, wanted: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise _wrong("a whole number", value)
    return wanted(int(value))


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
