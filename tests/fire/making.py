"""Any message of LSP, made from lsprotocol's own types: right ones, or wrong ones."""

import enum
import random
import types as python_types
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs
from lsprotocol import types

Known = Mapping[str, Callable[[], Any]]
"""Name of a type or of a property → what to put there, when anything better than dice is known."""

_TEXTS = (
    "",
    "x",
    "self",
    "some string 🐍🐜",
    "a.b",
    "\u2028",
    "\x00",
    "%s%n",
    "../../x",
    "é" * 300,
)
_NUMBERS = (0, 1, 2, 7, 2**31 - 1)
_WRONG: tuple[Any, ...] = (
    None,
    True,
    -1,
    2**31,
    2**32 + 1,
    1.5,
    "",
    "wrong",
    [],
    [None],
    {},
    {"uri": 1},
    "\ud800",
)
_DEEPEST = 8
_ABSENT = object()


class Maker:
    """Values of types, by dice: the share `wrong` of them do not fit."""

    def __init__(self, dice: random.Random, known: Known, wrong: float = 0) -> None:
        self._dice = dice
        self._known = known
        self._wrong = wrong

    def params(self, method: str) -> Any:
        """Parameters of a method, as JSON."""
        hint = types.METHOD_TO_TYPES[method][2]
        return None if hint is None else self.value(hint)

    def value(self, hint: Any) -> Any:
        """A value of a type, as JSON."""
        made = self._value(hint, "", 0)
        return None if made is _ABSENT else made

    def _value(self, hint: Any, name: str, depth: int) -> Any:
        if self._dice.random() < self._wrong:
            return self._dice.choice([*_WRONG, _ABSENT])
        known = self._known.get(name) or self._known.get(getattr(hint, "__name__", ""))
        if known is not None:
            return known()
        if isinstance(hint, type) and attrs.has(hint):
            return self._object(hint, depth)
        if isinstance(hint, type) and issubclass(hint, enum.Enum):
            return self._dice.choice(list(hint)).value
        origin = get_origin(hint)
        if origin is not None:
            return self._composed(origin, get_args(hint), name, depth)
        return self._plain(hint)

    def _object(self, hint: type[attrs.AttrsInstance], depth: int) -> dict[str, Any]:
        hints = get_type_hints(hint)
        made: dict[str, Any] = {}
        for field in attrs.fields(hint):
            is_optional = field.default is not attrs.NOTHING
            if is_optional and (depth > _DEEPEST or self._dice.random() < 0.5):
                continue
            value = self._value(hints[field.name], field.name, depth + 1)
            if value is not _ABSENT:
                made[_camel(field.name)] = value
        return made

    def _composed(self, origin: Any, inner: tuple[Any, ...], name: str, depth: int) -> Any:
        if origin is Literal:
            return self._dice.choice(inner)
        if origin in (Union, python_types.UnionType):
            choices = [each for each in inner if each is not type(None)] or [type(None)]
            return self._value(self._dice.choice(choices), name, depth)
        count = 0 if depth > _DEEPEST else self._dice.choice([0, 1, 1, 2, 5])
        if isinstance(origin, type) and issubclass(origin, Mapping):
            values = [self._value(inner[1], "", depth + 1) for _ in range(count)]
            return {f"key {n}": each for n, each in enumerate(values) if each is not _ABSENT}
        if isinstance(origin, type) and issubclass(origin, Sequence):
            each_of = inner if origin is tuple else inner[:1] * count
            values = [self._value(each, "", depth + 1) for each in each_of if each is not ...]
            return [each for each in values if each is not _ABSENT]
        return None

    def _plain(self, hint: Any) -> Any:
        if hint is str:
            return self._dice.choice(_TEXTS)
        if hint is bool:
            return self._dice.random() < 0.5
        if hint is int:
            return self._dice.choice(_NUMBERS)
        return 1.0 if hint is float else None


def methods(kind: Literal["Request", "Notification"]) -> list[str]:
    """What a client may send, by LSP."""
    return [
        method
        for method, (sent, *_) in types.METHOD_TO_TYPES.items()
        if sent.__name__.endswith("Request") == (kind == "Request")
        and types.message_direction(method) != "serverToClient"
    ]


def able(hint: type[attrs.AttrsInstance] = types.ClientCapabilities) -> dict[str, Any]:
    """The capabilities of a client that can do everything that is a yes or a no."""
    made: dict[str, Any] = {}
    for name, inner in get_type_hints(hint).items():
        for each in get_args(inner) or (inner,):
            if each is bool:
                made[_camel(name)] = True
            elif isinstance(each, type) and attrs.has(each):
                made[_camel(name)] = able(each)
    return made


def _camel(name: str) -> str:
    head, *rest = name.rstrip("_").split("_")
    return head + "".join(map(str.capitalize, rest))
