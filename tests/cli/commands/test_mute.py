"""`devmentor mute`."""

from pathlib import Path

from tests.cli.conftest import Run

BAD = "x: int = 'a'\n"


def test_in_the_project_it_holds_for_the_check_too(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(BAD)
    before = devmentor("check").returncode
    said = devmentor("mute", "invalid-assignment")

    assert (before, said.returncode, devmentor("check").returncode) == (1, 0, 0)
    assert str(tmp_path / "devmentor.toml") in said.stdout
    assert "already" in devmentor("mute", "invalid-assignment", "--project").stdout


def test_in_a_file_it_is_a_comment(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(BAD)
    said = devmentor("mute", "invalid-assignment", "--file", "a.py")
    again = devmentor("mute", "invalid-assignment", "--file", "a.py")

    assert (said.returncode, devmentor("check").returncode) == (0, 0)
    assert "already" in again.stdout
    assert (tmp_path / "a.py").read_text().splitlines()[0] == (
        "# devmentor: ignore-file[invalid-assignment]"
    )


def test_for_me_it_is_no_business_of_the_check(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(BAD)
    devmentor("mute", "invalid-assignment", "--me")

    assert devmentor("check").returncode == 1
    assert [each.name for each in tmp_path.glob("*.toml")] == []


def test_what_is_muted_is_listed(devmentor: Run) -> None:
    nothing = devmentor("mute", "--list")
    devmentor("mute", "F401")
    devmentor("mute", "secret", "--me")
    listed = devmentor("mute", "--list").stdout.splitlines()

    assert "Nothing is muted" in nothing.stdout
    assert [line.split()[0] for line in listed] == ["F401", "secret"]
    assert "devmentor.toml" in listed[0] and "every editor" in listed[1]


def test_mistakes_are_named(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    unknown = devmentor("mute", "F4011")
    both = devmentor("mute", "F401", "--me", "--project")
    nothing = devmentor("mute")
    impossible = devmentor("mute", "syntax-error", "--file", "a.json")

    assert {each.returncode for each in (unknown, both, nothing, impossible)} == {2}
    assert "Did you mean F401?" in unknown.stderr
    assert "choose one" in both.stderr
    assert "--list" in nothing.stderr
    assert "No comment" in impossible.stderr
