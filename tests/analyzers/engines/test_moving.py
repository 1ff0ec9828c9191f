from pathlib import Path

from devmentor_analyzers.engines.moving import events, hears_of_moves, moves, watched

HERE, THERE = Path("/here"), Path("/there")


def test_a_folder_whose_settings_changed_goes_and_comes() -> None:
    added, removed = moves({HERE: {"a": 1}, THERE: None}, {HERE: {"a": 2}, THERE: None})

    assert (added, removed) == ([HERE], [HERE])
    assert [bool(each["removed"]) for each in events(added, removed)] == [True, False]


def test_nothing_is_told_when_nothing_moved() -> None:
    added, removed = moves({HERE: None}, {HERE: None})

    assert list(events(added, removed)) == []


def test_a_folder_that_came_is_named() -> None:
    assert list(events(*moves({}, {HERE: None}))) == [
        {"added": [{"uri": "file:///here", "name": "here"}], "removed": []}
    ]


def test_an_engine_that_says_nothing_does_not_hear_of_moves() -> None:
    folders = {"workspaceFolders": {"changeNotifications": True}}

    assert hears_of_moves({"workspace": folders})
    assert not hears_of_moves({"workspace": {}})
    assert not hears_of_moves({})


def test_files_are_told_as_made_changed_or_gone(tmp_path: Path) -> None:
    made, changed, gone = (tmp_path / name for name in ("made", "changed", "gone"))
    made.touch()
    changed.touch()

    assert [each["type"] for each in watched([made, changed, gone], {made})] == [1, 2, 3]


def test_folders_that_come_or_go_with_their_files_are_told_too(tmp_path: Path) -> None:
    (tmp_path / "main.py").touch()
    package = tmp_path / "package"
    (package / "inner").mkdir(parents=True)
    made = [package / "__init__.py", package / "inner" / "a.py"]
    for path in made:
        path.touch()
    gone = tmp_path / "gone" / "b.py"

    told = {each["uri"]: each["type"] for each in watched([*made, gone], made)}

    assert told[package.as_uri()] == told[(package / "inner").as_uri()] == 1
    assert told[gone.parent.as_uri()] == 3
    assert tmp_path.as_uri() not in told
