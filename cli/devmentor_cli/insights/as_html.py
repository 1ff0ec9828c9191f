"""The report as one page that needs nothing else."""

from collections.abc import Iterable
from html import escape

from devmentor_cli.insights.sections import Section, is_number, titles
from devmentor_cli.shown import shown

_STYLE = """
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
div { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { text-align: left; padding: .2rem 1.2rem .2rem 0; border-bottom: 1px solid #8884; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
"""


def render(title: str, heading: str, sections: Iterable[Section]) -> str:
    """Write the page."""
    body = "".join(_section(section) for section in sections)
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>Insights: {_safe(title)}</title>\n<style>{_STYLE}</style>\n"
        f"<main>\n<h1>{_safe(title)}</h1>\n<p>{_safe(heading)}</p>\n{body}</main>\n</html>\n"
    )


def _section(section: Section) -> str:
    names = "".join(
        f'<th scope="col"{_class(column)}>{_safe(title)}</th>'
        for title, column in zip(titles(section.columns), section.columns, strict=True)
    )
    rows = "".join(f"<tr>{_cells(section.columns, row)}</tr>\n" for row in section.rows)
    return (
        f"<h2>{_safe(section.title)}</h2>\n<p>{_safe(section.meaning)}</p>\n"
        f"<div><table>\n<thead><tr>{names}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n"
    )


def _cells(columns: tuple[str, ...], row: tuple[str, ...]) -> str:
    return "".join(
        f"<td{_class(column)}>{_safe(cell)}</td>" for column, cell in zip(columns, row, strict=True)
    )


def _class(column: str) -> str:
    return ' class="number"' if is_number(column) else ""


def _safe(text: str) -> str:
    return escape(shown(text))
