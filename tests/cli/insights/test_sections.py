from dataclasses import replace

from tests.cli.insights.reports import NOW, report

from devmentor_cli.insights.sections import heading, is_number, sections, titles


def test_the_heading_says_what_was_looked_at_and_where_it_was_cut() -> None:
    assert heading(report()) == "2 commits by 2 people since 1970-01-01."
    assert heading(report(cut="the clone is shallow")).endswith(
        "Not the whole history: the clone is shallow."
    )


def test_each_table_has_its_rows() -> None:
    rows = {section.title: section.rows for section in sections(report(), 10, NOW)}

    assert rows == {
        "Hotspots": (("a.py", "1,234", "20", "2"), ("b.py", "3", "4", "1")),
        "Who knows what": ((".", "1", "Ada <&>", "75%", "2"),),
        "One person's files": (("a.py", "1", "Ada <&>", "75%", "2"),),
        "Changing together": (("a.py", "b.py", "50%", "5"),),
        "Oldest code": (("a.py", "7 weeks ago", "1970-02-20", "1970-01-01"),),
    }


def test_a_table_has_at_most_so_many_rows() -> None:
    assert len(sections(report(), 1, NOW)[0].rows) == 1


def test_a_table_without_rows_is_left_out() -> None:
    nothing = replace(report(), hotspots=[], files=[], pairs=[], ages=[])

    assert [section.title for section in sections(nothing, 10, NOW)] == ["Who knows what"]


def test_columns_know_whether_they_hold_numbers() -> None:
    assert is_number("share #")
    assert titles(["path", "share #"]) == ["path", "share"]
