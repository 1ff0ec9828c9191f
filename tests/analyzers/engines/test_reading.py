import os
from pathlib import Path

import pytest

from devmentor_analyzers.engines.reading import (
    completions_of,
    edits_of,
    finding_of,
    highlights_of,
    hover_of,
    locations_of,
    path_of,
    range_of,
    signatures_of,
)
from devmentor_analyzers.snapshot import stand_in
from devmentor_protocol.finding import Severity, Tag
from devmentor_protocol.position import Range

RANGE = {"start": {"line": 1, "character": 2}, "end": {"line": 1, "character": 5}}


def test_a_diagnostic_becomes_a_finding_without_the_repeated_help() -> None:
    item = {
        "code": "F401",
        "codeDescription": {"href": "https://example.org/F401"},
        "message": "`os` imported but unused\n\nhelp: Remove it",
        "range": RANGE,
        "severity": 2,
        "tags": [1],
        "relatedInformation": [
            {"location": {"uri": Path("/b.py").as_uri(), "range": RANGE}, "message": "here"}
        ],
    }

    finding = finding_of(item, Path("/a.py"), "ruff")

    assert (finding.line, finding.column, finding.message) == (2, 3, "`os` imported but unused")
    assert (finding.severity, finding.tags) == (Severity.WARNING, (Tag.UNNECESSARY,))
    assert finding.docs_url == "https://example.org/F401"
    assert finding.related[0].message == "here"


def test_a_diagnostic_without_a_code_is_a_note() -> None:
    finding = finding_of({"message": "m", "range": RANGE}, Path("/a.py"), "ty")

    assert (finding.code, finding.severity, finding.docs_url) == ("note", Severity.ERROR, None)


def test_file_names_are_decoded(tmp_path: Path) -> None:
    path = tmp_path / "a b#é.py"

    assert path_of(path.as_uri()) == path


def test_locations_come_as_one_as_many_as_links_or_not_at_all() -> None:
    one = {"uri": Path("/a.py").as_uri(), "range": RANGE}
    link = {"targetUri": Path("/a.py").as_uri(), "targetSelectionRange": RANGE}

    assert locations_of(one) == locations_of([one]) == locations_of([link])
    assert locations_of(None) == []


def test_completions_are_sorted_and_those_that_need_an_import_left_out() -> None:
    items: list[dict[str, object]] = [
        {"label": "b", "kind": 3, "sortText": "2", "documentation": {"value": "text"}},
        {"label": "a", "kind": 6, "sortText": "1"},
        {"label": "c", "sortText": "0", "additionalTextEdits": [{}]},
    ]

    found = completions_of({"items": items}, "ty")

    assert [(each.label, each.kind) for each in found] == [("a", "variable"), ("b", "function")]
    assert found[1].documentation == "text"
    assert completions_of(None, "ty") == []


def test_signatures_cut_their_parameters_out_of_the_label() -> None:
    found = signatures_of(
        {"signatures": [{"label": "f(x, y)", "parameters": [{"label": [2, 3]}, {"label": "y"}]}]}
    )

    assert found is not None
    assert found.items[0].parameters == ("x", "y")
    assert signatures_of({"signatures": []}) is None


def test_hovers_highlights_and_edits_are_read() -> None:
    hover = hover_of({"contents": {"value": "int"}, "range": RANGE})

    assert hover is not None
    assert hover.range == Range.of(1, 2, 1, 5)
    assert hover_of({"contents": {"value": " "}}) is None
    assert [each.write for each in highlights_of([{"range": RANGE, "kind": 3}])] == [True]
    assert edits_of([{"range": RANGE, "newText": "x"}], Path("a.py"))[0].text == "x"


@pytest.mark.parametrize("json", [None, {}, {"start": {}}, {"start": {"line": -1}, "end": {}}])
def test_a_malformed_answer_is_refused(json: object) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        range_of(json)


@pytest.mark.parametrize("name", [b"per%20cent.py", b"new\nline.py", b"caf\xe9.py", b"a b#c?.py"])
def test_a_path_survives_the_way_through_an_engine(tmp_path: Path, name: bytes) -> None:
    path = tmp_path / os.fsdecode(name)

    assert path_of(path.as_uri()) == path


def test_a_document_that_is_no_file_has_the_path_its_snapshot_has() -> None:
    assert path_of("untitled:Untitled-1") == stand_in("untitled:Untitled-1")
