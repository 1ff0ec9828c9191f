import json
from pathlib import Path

import pytest
from tests.analyzers.checking.notebook import write

from devmentor_analyzers.engines.cells_once import (
    Cell,
    NotANotebook,
    OtherNotebook,
    cells,
    is_notebook,
)


def test_cells_are_numbered_with_those_of_prose(tmp_path: Path) -> None:
    file = write(tmp_path / "a.ipynb", "# # Title", "a\nb\n")

    assert is_notebook(file) and not is_notebook(tmp_path / "a.py")
    assert cells(file.read_bytes()) == [Cell(1, False, "# # Title"), Cell(2, True, "a\nb\n")]


def test_a_source_may_be_one_text() -> None:
    body = {"nbformat": 4, "cells": [{"cell_type": "code", "source": "a\nb"}]}

    assert [each.text for each in cells(json.dumps(body))] == ["a\nb"]


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "1", "null", "{}", '{"nbformat": 4}', '{"nbformat": "x", "cells": []}'),
        *('{"nbformat": 4, "cells": [1]}', '{"nbformat": 4, "cells": [{"cell_type": "code",'),
        *('{"nbformat": 4, "cells": [], "metadata": 1}', "[" * 100_000),
        *('{"nbformat": 4, "cells": [{"cell_type": "code", "source": [1]}]}', "\xff"),
    ],
)
def test_what_is_no_notebook_is_told_and_nothing_else(text: str) -> None:
    with pytest.raises(NotANotebook):
        cells(text.encode("latin-1"))


def test_notebooks_of_others_are_told_from_what_is_none(tmp_path: Path) -> None:
    old = write(tmp_path / "old.ipynb", "a", written=3)
    other = write(tmp_path / "r.ipynb", "a", language="R")

    with pytest.raises(OtherNotebook, match="format 3"):
        cells(old.read_bytes())
    with pytest.raises(OtherNotebook, match="in R"):
        cells(other.read_bytes())
