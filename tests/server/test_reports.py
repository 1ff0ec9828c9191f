from pathlib import Path

from devmentor_analyzers.snapshot import Snapshot
from devmentor_protocol.finding import Finding, Related, Severity, Tag
from devmentor_protocol.position import Range
from devmentor_server.documents import Documents
from devmentor_server.plain_places import PlainPlaces
from devmentor_server.reports import published, result_id, write_findings

SNAPSHOT = Snapshot("file:///a.py", Path("/a.py"), "python", 1, "x = y\n")
FINDING = Finding(
    path="/a.py",
    range=Range.of(0, 4, 0, 5),
    code="F821",
    message="Undefined name",
    severity=Severity.ERROR,
    source="ruff",
)


async def test_a_finding_is_written_as_lsp_shows_it() -> None:
    related = Related(path="/a.py", range=Range.of(0, 0, 0, 1), message="here")
    finding = FINDING.model_copy(
        update={
            "docs_url": "https://x.example/F821",
            "tags": (Tag.DEPRECATED,),
            "related": (related,),
        }
    )
    documents = Documents("utf-16", 100)
    documents.open(SNAPSHOT.uri, "python", 1, SNAPSHOT.text)

    [written] = await write_findings(PlainPlaces("utf-16", documents), SNAPSHOT, [finding])

    start = {"line": 0, "character": 0}
    assert written == {
        "range": {"start": {"line": 0, "character": 4}, "end": {"line": 0, "character": 5}},
        "message": "Undefined name",
        "severity": 1,
        "code": "F821",
        "source": "ruff",
        "codeDescription": {"href": "https://x.example/F821"},
        "tags": [2],
        "relatedInformation": [
            {
                "location": {
                    "uri": SNAPSHOT.uri,
                    "range": {"start": start, "end": {"line": 0, "character": 1}},
                },
                "message": "here",
            }
        ],
    }


async def test_what_a_finding_does_not_have_is_left_out() -> None:
    places = PlainPlaces("utf-16", Documents("utf-16", 100))

    [written] = await write_findings(places, SNAPSHOT, [FINDING])

    assert set(written) == {"range", "message", "severity", "code", "source"}


def test_a_version_is_named_when_there_is_one() -> None:
    assert published("file:///a.py", 3, [])["version"] == 3
    assert "version" not in published("file:///a.py", None, [])


def test_equal_reports_have_equal_ids() -> None:
    assert result_id(SNAPSHOT, [FINDING]) == result_id(SNAPSHOT, [FINDING])
    assert result_id(SNAPSHOT, [FINDING]) != result_id(SNAPSHOT, [])


async def test_every_severity_and_tag_has_a_number() -> None:
    places = PlainPlaces("utf-16", Documents("utf-16", 100))
    findings = [
        FINDING.model_copy(update={"severity": severity, "tags": tuple(Tag)})
        for severity in Severity
    ]

    written = await write_findings(places, SNAPSHOT, findings)

    assert [each["severity"] for each in written] == [1, 2, 3, 4]
    assert written[0]["tags"] == [1, 2]


async def test_thousands_of_findings_are_written_in_their_order() -> None:
    places = PlainPlaces("utf-16", Documents("utf-16", 100))
    findings = [FINDING.model_copy(update={"code": str(number)}) for number in range(3000)]

    written = await write_findings(places, SNAPSHOT, findings)

    assert [each["code"] for each in written] == [str(number) for number in range(3000)]
