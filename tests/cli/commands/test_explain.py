"""`devmentor explain` without a tier; with one it is tested end to end."""

from pathlib import Path

from tests.cli.conftest import Run


def test_without_a_tier_the_docstring_and_the_rule_explain(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "area.py").write_text(
        'def area(side: float) -> float:\n    """Square the side."""\n    import os\n    return side**2\n'
    )

    shown = devmentor("explain", "area.py:1")

    assert shown.returncode == 0, shown.stderr
    assert "Square the side" in shown.stdout
    assert "F401" in shown.stdout
    assert "offline" in shown.stderr


def test_what_is_no_place_is_refused_with_an_example(devmentor: Run) -> None:
    shown = devmentor("explain", "area.py")

    assert shown.returncode == 2
    assert "src/app.py:42" in shown.stderr


def test_lines_are_counted_as_editors_count_them(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\n\x0c\ndef one():\n    pass\n")

    shown = devmentor("explain", "a.py:5")

    assert shown.returncode == 2
    assert "a.py has 4 lines" in shown.stderr
