"""The cells of a notebook's file: engines say which one they mean, people want to see it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, cast

_NOTHING: Any = {}
_SUFFIX = ".ipynb"
_OLDEST = 4
"""Before it cells were in worksheets; Jupyter has written this format since 2015."""


class NotANotebook(Exception):
    """The file cannot be read as a notebook; the message says why."""


class OtherNotebook(Exception):
    """A notebook, but not one of Python as it is written today; the message says what it is."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and its place among all cells, counted from one."""

    number: int
    is_code: bool
    text: str


def is_notebook(path: PurePath) -> bool:
    """Tell by its name whether a file is a notebook."""
    return path.suffix == _SUFFIX


def cells(data: bytes | str) -> list[Cell]:
    """All cells of a notebook of Python. Raises `NotANotebook`, `OtherNotebook`."""
    try:
        body = json.loads(data)
        _refuse_others(body)
        return [_cell(number, item) for number, item in enumerate(body["cells"], 1)]
    except ValueError as error:
        raise NotANotebook(f"This is no notebook, which would be JSON: {error}.") from error
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotANotebook("This is JSON, but no notebook: it has no cells.") from error


def _refuse_others(body: Any) -> None:
    if (written := int(body["nbformat"])) < _OLDEST:
        raise OtherNotebook(f"a notebook of format {written}: open and save it in Jupyter")
    said = body.get("metadata") or _NOTHING
    language = (said.get("language_info") or _NOTHING).get("name")
    language = language or (said.get("kernelspec") or _NOTHING).get("language") or "python"
    if language.lower() not in ("python", "ipython"):
        raise OtherNotebook(f"a notebook in {language}")


def _cell(number: int, item: Any) -> Cell:
    source = item.get("source", "")
    text = source if isinstance(source, str) else "".join(cast(Sequence[str], source))
    return Cell(number, item["cell_type"] == "code", text)
