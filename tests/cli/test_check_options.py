from pathlib import Path
from typing import Any

import pytest

from devmentor_cli.check_options import CheckOptions
from devmentor_cli.refusal import Refusal


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"fix": True, "diff": True}, "--fix and --diff do not go together"),
        ({"watch": True, "fix": True}, "--watch"),
        ({"watch": True, "stdin_filename": Path("a.py")}, "--stdin-filename"),
        ({"write_baseline": True, "diff_base": "HEAD"}, "--diff-base"),
        ({"unsafe_fixes": True}, "--unsafe-fixes needs --fix"),
        ({"statistics": True, "output": "sarif"}, "not as sarif"),
        ({"paths": (Path("no such file"),)}, "No such file or folder: no such file"),
    ],
)
def test_what_makes_no_sense_is_refused(options: dict[str, Any], words: str) -> None:
    given: dict[str, Any] = {"paths": (), **options}

    with pytest.raises(Refusal, match=words):
        CheckOptions(**given).validate()


def test_what_makes_sense_is_taken() -> None:
    CheckOptions(paths=(), fix=True, unsafe_fixes=True, diff_base="HEAD").validate()


def test_without_paths_the_folder_is_meant() -> None:
    assert CheckOptions(paths=()).chosen == (Path(),)
