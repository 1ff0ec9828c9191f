from devmentor_analyzers.lines import LineIndex
from devmentor_server.token_reports import TokenReports, encoded, within

ONE = [0, 0, 1, 8, 0]
TWO = [1, 2, 3, 8, 0]
THREE = [1, 0, 70_000, 2, 1]


def patched(data: list[int], edits: list[dict[str, object]]) -> list[int]:
    for edit in edits:
        start, count, new = edit["start"], edit["deleteCount"], edit["data"]
        assert isinstance(start, int)
        assert isinstance(count, int)
        assert isinstance(new, list)
        data = [*data[:start], *new, *data[start + count :]]
    return data


def test_a_delta_makes_the_new_tokens_of_the_old() -> None:
    reports = TokenReports()
    texts = [[*ONE, *TWO, *THREE], [*ONE, *THREE], [*ONE, *ONE, *THREE], [], [*TWO], [*TWO]]
    known = reports.full("a", texts[0])
    data = texts[0]
    for after in texts[1:]:
        known = reports.since("a", known["resultId"], after)
        data = patched(data, known["edits"])

        assert data == after


def test_nothing_changed_is_no_edit() -> None:
    reports = TokenReports()
    first = reports.full("a", ONE)

    assert reports.since("a", first["resultId"], ONE)["edits"] == []


def test_an_unknown_report_is_answered_with_everything() -> None:
    reports = TokenReports()
    first = reports.full("a", ONE)
    reports.forget("a")

    assert reports.since("a", first["resultId"], TWO)["data"] == TWO


def test_tokens_are_counted_in_the_clients_units() -> None:
    data = [0, 2, 1, 8, 0, 0, 2, 2, 8, 0, 1, 1, 1, 8, 0]
    lines = LineIndex("😀 a 😀b\n c\n")

    assert encoded(data, lines, "utf-16") == [0, 3, 1, 8, 0, 0, 2, 3, 8, 0, 1, 1, 1, 8, 0]
    assert encoded(data, lines, "utf-32") == data


def test_some_lines_have_their_own_first_token() -> None:
    assert within([*ONE, *TWO, *TWO, 0, 4, 1, 8, 0, *THREE], 2, 2) == [
        *(2, 2, 3, 8, 0),
        *(0, 4, 1, 8, 0),
    ]
