"""Notebooks for tests, as Jupyter writes them."""

import json
from pathlib import Path


def write(path: Path, *cells: str, language: str = "python", written: int = 4) -> Path:
    """A notebook of these cells; those that begin with `# #` are prose."""
    body = {
        "cells": [_cell(number, text) for number, text in enumerate(cells)],
        "metadata": {"language_info": {"name": language}},
        "nbformat": written,
        "nbformat_minor": 5,
    }
    path.write_text(json.dumps(body, indent=1))
    return path


def _cell(number: int, text: str) -> dict[str, object]:
    source = text.splitlines(keepends=True)
    cell: dict[str, object] = {"id": f"c{number}", "metadata": {}, "source": source}
    if text.startswith("# #"):
        return {"cell_type": "markdown", **cell}
    return {"cell_type": "code", "outputs": [], "execution_count": None, **cell}
