from devmentor_analyzers.engines.connection import Json
from devmentor_analyzers.engines.units import encoding_of, heard, told
from devmentor_analyzers.lines import LineIndex

HERE, THERE = "file:///here", "file:///there"
TEXTS = {HERE: LineIndex("😀x"), THERE: LineIndex("xx")}


def lines(uri: str) -> LineIndex:
    return TEXTS[uri]


def at(character: int) -> Json:
    return {"line": 0, "character": character}


def test_each_position_is_read_against_the_text_it_is_about() -> None:
    said = [
        {"uri": HERE, "range": {"start": at(2), "end": at(3)}},
        {"targetUri": THERE, "targetRange": at(2), "originSelectionRange": at(2)},
    ]

    assert heard(said, HERE, lines, "utf-16") == [
        {"uri": HERE, "range": {"start": at(1), "end": at(2)}},
        {"targetUri": THERE, "targetRange": at(2), "originSelectionRange": at(1)},
    ]


def test_edits_and_calls_belong_to_their_own_files() -> None:
    edits = {"changes": {HERE: [{"range": at(2)}], THERE: [{"range": at(2)}]}}
    calls = [{"from": {"uri": HERE}, "fromRanges": [at(2)]}]

    assert heard(edits, THERE, lines, "utf-16")["changes"] == {
        HERE: [{"range": at(1)}],
        THERE: [{"range": at(2)}],
    }
    assert heard(calls, THERE, lines, "utf-16")[0]["fromRanges"] == [at(1)]


def test_what_we_say_is_written_as_the_engine_counts() -> None:
    said = {"textDocument": {"uri": HERE}, "position": at(1)}

    assert told(said, "", lines, "utf-16")["position"] == at(2)
    assert told(said, "", lines, "utf-8")["position"] == at(4)
    assert told(said, "", lines, "utf-32") is said


def test_an_engine_that_does_not_say_counts_as_lsp_does() -> None:
    assert encoding_of({}) == "utf-16"
    assert encoding_of({"positionEncoding": "utf-8"}) == "utf-8"
    assert encoding_of({"positionEncoding": 7}) == "utf-16"
