import pytest
from tests.analyzers.history.pasts import past

from devmentor_analyzers.history.age import Age, ages, in_words

DAY = 86_400


def test_a_file_has_a_first_and_a_last_change() -> None:
    found = ages(past((0, ["a.py"]), (0, ["b.py"]), (1, ["a.py"])))

    assert found == {"a.py": Age("a.py", 1, 3), "b.py": Age("b.py", 2, 2)}


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-3, "today"),
        (0, "today"),
        (1, "yesterday"),
        (13, "13 days ago"),
        (20, "2 weeks ago"),
        (61, "2 months ago"),
        (400, "13 months ago"),
        (800, "2 years ago"),
    ],
)
def test_people_say_how_long_ago_something_was(days: int, words: str) -> None:
    assert in_words(days * DAY) == words
