from pathlib import Path

from tests.analyzers.silence.test_ignores import finding

from devmentor_analyzers.checking.fingerprints import Texts
from devmentor_analyzers.silence.checked import not_ignored


def test_comments_and_the_project_are_heeded(tmp_path: Path) -> None:
    text = "a  # devmentor: ignore[one]\nb\n"
    found = [finding(0, "one"), finding(1, "one"), finding(1, "two")]

    assert not_ignored(found, Texts({"a.py": text}), {"two"}) == [finding(1, "one")]


def test_a_file_that_cannot_be_read_hides_nothing() -> None:
    assert not_ignored([finding(0, "one")], Texts(), ()) == [finding(0, "one")]


def test_comments_in_a_file_of_variables_are_heeded() -> None:
    found = [finding(0, "one").model_copy(update={"path": ".env"})]

    assert not_ignored(found, Texts({".env": "A=1  # devmentor: ignore[one]\n"}), ()) == []
