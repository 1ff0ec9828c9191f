from collections import Counter

from tests.analyzers.history.pasts import past

from devmentor_analyzers.history.hotspots import authors_of
from devmentor_analyzers.history.ownership import Ownership, folders, ownership


def test_who_made_most_commits_owns_a_file() -> None:
    assert ownership("a.py", Counter({0: 3, 1: 1})) == Ownership("a.py", 4, 0, 0.75, 2, 1)


def test_the_bus_factor_is_how_few_made_more_than_half() -> None:
    assert ownership("a.py", Counter({0: 1, 1: 1})).bus_factor == 2
    assert ownership("a.py", Counter({0: 3, 1: 2, 2: 2})).bus_factor == 2
    assert ownership("a.py", Counter(dict.fromkeys(range(10), 1))).bus_factor == 6


def test_folders_come_after_the_one_they_are_in() -> None:
    authors = authors_of(past((0, ["a/x.py", "a/y.py", "b/c/z.py"]), (1, ["b/c/z.py", "top.py"])))

    found = folders(authors, ["a/x.py", "a/y.py", "b/c/z.py", "top.py"], "")

    assert [(each.path, each.commits, each.authors) for each in found] == [
        ("", 5, 2),
        ("a/", 2, 1),
        ("b/", 2, 2),
    ]


def test_only_what_is_in_the_folder_counts() -> None:
    authors = authors_of(past((0, ["a/x.py", "ab/y.py"])))

    found = folders(authors, ["a/x.py", "ab/y.py"], "a/")

    assert [(each.path, each.commits) for each in found] == [("a/", 1)]
