from pathlib import Path

import pytest
from tests.analyzers.documents import place, saved

from devmentor_analyzers.semantics.mentions import Mentions
from devmentor_analyzers.semantics.own_files import OwnFiles
from devmentor_analyzers.semantics.sources import Sources
from devmentor_analyzers.semantics.texts import Texts
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_analyzers.values import Edit
from devmentor_analyzers.workspace import Workspace
from devmentor_protocol.position import Range


@pytest.mark.parametrize(
    ("other", "all_known"),
    [("# cup\n'cup'\n", True), ("a.cup\n", False), ("f(cup=1)\n", False), ("mug\n", True)],
)
async def test_what_is_written_in_code_has_to_be_known(
    tmp_path: Path, other: str, all_known: bool
) -> None:
    own = OwnFiles([tmp_path])
    mentions = Mentions(Sources([tmp_path], Texts(1_000), own, 1_000), Syntax(Settings()))
    saved(tmp_path / "b.py", other)
    snapshot = saved(tmp_path / "a.py", "cup = 1\n")
    edits = [Edit(snapshot.path, Range.of(0, 0, 0, 3), "mug")]

    mentioned = await mentions.of("cup", snapshot)

    assert await mentions.are_all_in(edits, "cup", mentioned) is all_known
    assert not await mentions.are_all_in([], "cup", mentioned)


async def test_where_ty_knows_all_of_a_name_jedi_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(tmp_path / "b.py", "from a import Cup\n\nprint(Cup)\n")
    snapshot = saved(tmp_path / "a.py", "class Cup: ...\n")
    workspace = Workspace([tmp_path], Settings(lint=False))
    await workspace.start()
    renaming = workspace.renaming
    monkeypatch.delattr(type(renaming), "_edits_of_other_uses")

    edits = await renaming.rename(snapshot, place(snapshot, "Cup"), "Mug")

    assert len(edits) == 3
    await workspace.close()
