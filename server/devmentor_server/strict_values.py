"""Values of a client's messages, as LSP wants them: cattrs by itself makes a text of anything."""

from collections.abc import Callable, Sequence
from types import NoneType
from typing import Any, Final, Optional, Union

from cattrs import Converter
from lsprotocol import types

_UNIONS: Final[Sequence[tuple[Any, tuple[type, ...], str]]] = (
    (Union[int, str], (int, str), "a whole number or a text"),  # noqa: UP007 - lsprotocol's spelling is its key
    (Union[types.LanguageKind, str], (str,), "a text"),  # noqa: UP007 - as above
    (Union[types.CodeActionKind, str], (str,), "a text"),  # noqa: UP007 - as above
    (Union[types.CompletionItemKind, int], (int,), "a whole number"),  # noqa: UP007 - as above
)
"""Types of which lsprotocol lets any value through: tokens and ids, names, kinds."""


def be_strict(converter: Converter) -> Converter:
    """Refuse what is of another type, with what was wanted; call before anything is read."""
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(int, _integer)
    converter.register_structure_hook(float, _number)
    converter.register_structure_hook(bool, _flag)
    for union, kinds, wanted in _UNIONS:
        converter.register_structure_hook(union, _one_of(kinds, wanted))
        converter.register_structure_hook(Optional[union], _one_of((*kinds, NoneType), wanted))  # noqa: UP045 - as above
    return converter


def _one_of(kinds: tuple[type, ...], wanted: str) -> Callable[[Any, Any], Any]:
    def read(value: Any, _: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, kinds):
            raise _wrong(wanted, value)
        return value

    return read


def _text(value: Any, wanted: Any) -> str:
    """Or a member of an enumeration of texts: a hook for a class holds for its subclasses."""
    if isinstance(value, str):
        return wanted(value)
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
