import os

from devmentor_cli.shown import shown


def test_letters_of_all_kinds_are_shown() -> None:
    assert shown("naïve λ.py") == "naïve λ.py"


def test_what_would_steer_a_terminal_is_not() -> None:
    assert shown("a\x1b[31m\n") == "a\ufffd[31m\ufffd"


def test_halves_of_characters_are_not() -> None:
    assert shown(os.fsdecode(b"a\xff")) == "a\ufffd"
