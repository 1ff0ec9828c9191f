"""One tier a data folder."""

from pathlib import Path

import pytest

from devmentor_cloud.folder_lock import locked
from devmentor_cloud.supervisor import CannotStart


def test_a_second_tier_is_refused_and_the_first_named(tmp_path: Path) -> None:
    with (
        locked(tmp_path, 4711),
        pytest.raises(CannotStart, match="process 4711"),
        locked(tmp_path, 4712),
    ):
        pass


def test_a_folder_is_free_again_afterwards(tmp_path: Path) -> None:
    for pid in (1, 2):
        with locked(tmp_path, pid):
            pass


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(CannotStart, match="DEVMENTOR_HOME"), locked(tmp_path / "file" / "x", 1):
        pass
