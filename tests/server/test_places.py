from pathlib import Path

import pytest
from lsprotocol import types

from devmentor_analyzers.lines import Encoding, LineIndex
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Edit, Location
from devmentor_protocol.position import Position, Range
from devmentor_server.documents import Documents
from devmentor_server.places import Places
from devmentor_server.uris import uri_of

TEXT = "s = 'é😀'; t\x0c = 1\nz"


def opened(encoding: Encoding, path: Path) -> tuple[Places, Snapshot]:
    documents = Documents(encoding, 1_000)
    snapshot = documents.open(uri_of(path), "python", 1, TEXT)
    assert isinstance(snapshot, Snapshot)
    return Places(encoding, documents), snapshot


@pytest.mark.parametrize(("encoding", "units"), [("utf-8", 14), ("utf-16", 11), ("utf-32", 10)])
def test_a_place_behind_wide_characters_is_the_same_in_every_encoding(
    tmp_path: Path, encoding: Encoding, units: int
) -> None:
    places, snapshot = opened(encoding, tmp_path / "a.py")
    inner = Position(line=0, character=10)

    assert places.read(snapshot, types.Position(0, units)) == inner
    assert places.write(snapshot.lines, inner) == types.Position(0, units)


def test_a_place_outside_the_text_is_its_end(tmp_path: Path) -> None:
    places, snapshot = opened("utf-16", tmp_path / "a.py")
    backwards = types.Range(types.Position(9, 9), types.Position(0, 0))

    assert places.read_range(snapshot, backwards) == Range.of(0, 0, 1, 1)


async def test_locations_in_closed_files_are_counted_in_their_own_text(tmp_path: Path) -> None:
    other = tmp_path / "other.py"
    other.write_text("😀 name")
    places, _ = opened("utf-16", tmp_path / "a.py")
    [found] = await places.write_locations([Location(other, Range.of(0, 2, 0, 6))])

    assert found.range == types.Range(types.Position(0, 3), types.Position(0, 7))
    assert found.uri == uri_of(other)


async def test_edits_are_grouped_by_document(tmp_path: Path) -> None:
    places, snapshot = opened("utf-8", tmp_path / "a.py")
    edits = [Edit(snapshot.path, Range.of(0, 10, 0, 11), "u")]
    changes = await places.write_edits(edits)
    expected = types.TextEdit(types.Range(types.Position(0, 14), types.Position(0, 15)), "u")

    assert changes == {snapshot.uri: [expected]}


async def test_a_file_that_cannot_be_read_counts_as_ascii(tmp_path: Path) -> None:
    places, _ = opened("utf-16", tmp_path / "a.py")
    lines = await places.lines_of({tmp_path / "gone.py"})

    assert places.write(lines[tmp_path / "gone.py"], Position(line=3, character=4)) == (
        types.Position(3, 4)
    )


def test_code_points_need_no_file_to_be_read() -> None:
    assert Places("utf-32", Documents("utf-32", 10)).write(
        LineIndex(""), Position(line=1, character=2)
    ) == types.Position(1, 2)
