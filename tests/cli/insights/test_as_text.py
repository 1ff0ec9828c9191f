from tests.cli.insights.reports import NOW, report

from devmentor_cli.insights.as_text import render
from devmentor_cli.insights.sections import sections


def test_tables_have_titles_and_aligned_columns() -> None:
    lines = render("Two commits.", sections(report(), 10, NOW)).splitlines()

    assert lines[:2] == ["Two commits.", ""]
    assert lines[2] == "Hotspots"
    assert lines[4].split() == ["file", "commits", "complexity", "authors"]
    assert lines[5].split() == ["a.py", "1,234", "20", "2"]
    assert lines[5].index("1,234") + 4 == lines[6].index("3")


def test_a_terminal_is_not_steered_by_names() -> None:
    assert "\x1b" not in render("", sections(report("\x1b[31m[red].py"), 10, NOW))
    assert "[red].py" in render("", sections(report("[red].py"), 10, NOW))
