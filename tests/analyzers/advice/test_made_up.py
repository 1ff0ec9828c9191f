from pathlib import PurePath

import pytest

from devmentor_analyzers.advice.made_up import is_made_up


@pytest.mark.parametrize(
    "path",
    [
        "/p/tests/a.py",
        "/p/test_a.py",
        "/p/a_test.go",
        "/p/a.spec.ts",
        "/p/conftest.py",
        "/p/docs/a/b.md",
    ],
)
def test_tests_and_examples_are_made_up(path: str) -> None:
    assert is_made_up(PurePath(path))


@pytest.mark.parametrize(
    "path",
    ["/p/contest.py", "/p/latest/a.py", "/home/tests/one/two/three/four/a.py", "/p/attest.go"],
)
def test_other_files_are_not(path: str) -> None:
    assert not is_made_up(PurePath(path))
