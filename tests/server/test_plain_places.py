from pathlib import Path

from devmentor_analyzers.lines import LineIndex
from devmentor_analyzers.values import Location
from devmentor_protocol.position import Range
from devmentor_server.documents import Documents
from devmentor_server.plain_places import PlainPlaces

FLAG = "\N{REGIONAL INDICATOR SYMBOL LETTER A}"


def test_a_range_is_written_in_the_clients_units() -> None:
    places = PlainPlaces("utf-16", Documents("utf-16", 1000))

    assert places.plain_range(LineIndex(f"{FLAG}ab"), Range.of(0, 1, 0, 2)) == {
        "start": {"line": 0, "character": 2},
        "end": {"line": 0, "character": 3},
    }


async def test_a_place_elsewhere_is_written_against_its_own_file(tmp_path: Path) -> None:
    other = tmp_path / "other.py"
    other.write_text(f"{FLAG}ab", encoding="utf-8")
    places = PlainPlaces("utf-16", Documents("utf-16", 1000))

    [written] = await places.plain_locations([Location(other, Range.of(0, 1, 0, 2))])

    assert written["uri"] == other.as_uri()
    assert written["range"]["start"]["character"] == 2


async def test_a_file_that_is_gone_counts_as_ascii(tmp_path: Path) -> None:
    gone = tmp_path / "gone.py"
    places = PlainPlaces("utf-32", Documents("utf-32", 1000))

    [written] = await places.plain_locations([Location(gone, Range.of(3, 1, 3, 2))])

    assert written["uri"] == gone.as_uri()
