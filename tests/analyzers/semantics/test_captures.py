from pathlib import Path

import pytest
from tests.analyzers.documents import document, saved

from devmentor_analyzers.semantics.captures import Captures
from devmentor_analyzers.semantics.own_files import Refused
from devmentor_analyzers.semantics.texts import Texts
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_analyzers.values import Edit
from devmentor_protocol.position import Range

FIRST = Range.of(0, 0, 0, 1)


@pytest.fixture
def captures() -> Captures:
    return Captures(Texts(10**6), Syntax(Settings()))


async def test_names_that_meet_in_a_file_on_disk_are_refused(
    captures: Captures, tmp_path: Path
) -> None:
    asked = document(tmp_path / "a.py", "y = 1\n")
    other = saved(tmp_path / "b.py", "y = x = 1\n")
    edits = [Edit(each.path, FIRST, "x") for each in (asked, other)]

    await captures.check(edits[:1], "y", "x", [asked])
    with pytest.raises(Refused, match=r"b.py, line 1"):
        await captures.check(edits, "y", "x", [asked])


async def test_a_file_that_is_gone_is_no_reason_to_refuse(
    captures: Captures, tmp_path: Path
) -> None:
    asked = document(tmp_path / "a.py", "y = 1\n")

    await captures.check([Edit(tmp_path / "gone.py", FIRST, "x")], "y", "x", [asked])


async def test_a_name_that_is_two_variables_in_one_statement_is_refused(
    captures: Captures, tmp_path: Path
) -> None:
    asked = saved(tmp_path / "a.py", "x = 1\nclass K:\n    x = x\n")
    edits = [
        Edit(asked.path, Range.of(2, 4, 2, 5), "y"),
        Edit(asked.path, Range.of(2, 8, 2, 9), "y"),
    ]

    with pytest.raises(Refused, match=r"two variables there \(a.py, line 3\)"):
        await captures.check(edits, "x", "y", [asked])
