"""The report on a terminal, as tables."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from devmentor_cli.insights.sections import Section, is_number, titles
from devmentor_cli.shown import shown

_WIDE = 200
"""Columns of a table that no terminal limits."""


def render(heading: str, sections: Iterable[Section]) -> str:
    """Draw the tables as wide as the terminal; in full width when there is none."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_WIDE)
    with console.capture() as captured:
        console.print(Text(shown(heading)))
        for section in sections:
            console.print()
            console.print(Text(section.title, style="bold"))
            console.print(Text(section.meaning, style="dim"))
            console.print(_table(section))
    return captured.get()


def _table(section: Section) -> Table:
    table = Table(box=None, pad_edge=False, header_style="cyan")
    for title, column in zip(titles(section.columns), section.columns, strict=True):
        table.add_column(title, justify="right" if is_number(column) else "left", overflow="fold")
    for row in section.rows:
        table.add_row(*(Text(shown(cell)) for cell in row))
    return table
