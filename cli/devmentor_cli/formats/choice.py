"""The formats by name, each imported only when it is asked for."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from devmentor_cli.formats.outcome import Outcome

FORMATS = (
    "text",
    "concise",
    "json",
    "jsonl",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "rdjson",
)

Render = Callable[["Outcome"], str]


def format_named(name: str) -> Render:
    """The function that prints in a format of `FORMATS`."""
    return cast(Render, import_module(f"devmentor_cli.formats.{name}").render)
