from devmentor_analyzers.history.past import Commit, Past, follow_renames
from devmentor_analyzers.history.store import KeptCommit

NAMES = {1: b"old.py", 2: b"new.py", 3: b"gone.py", 4: b"oldest.py"}


def test_files_go_by_the_names_of_today() -> None:
    kept = [
        KeptCommit(30, 0, ((2, 1),)),
        KeptCommit(20, 0, ((1, 4),)),
        KeptCommit(10, 0, ((4, None),)),
    ]

    found = follow_renames(kept, NAMES, {b"new.py"})

    assert [files for _, _, files, _ in found] == [("new.py",), ("new.py",), ("new.py",)]


def test_two_files_that_exchanged_their_names_are_told_apart() -> None:
    kept = [KeptCommit(20, 0, ((1, 2), (2, 1))), KeptCommit(10, 0, ((1, None),))]

    found = follow_renames(kept, NAMES, {b"old.py", b"new.py"})

    assert found[1][2] == ("new.py",)


def test_files_that_are_gone_count_for_the_size_alone() -> None:
    kept = [KeptCommit(10, 0, ((2, None), (3, None)))]

    assert follow_renames(kept, NAMES, {b"new.py"}) == [(10, 0, ("new.py",), 2)]


def test_a_past_may_begin_later() -> None:
    commits = [Commit(20, 0, (), 0), Commit(10, 0, (), 0)]

    assert Past(commits, ["Ada"], frozenset()).since(15).commits == commits[:1]
