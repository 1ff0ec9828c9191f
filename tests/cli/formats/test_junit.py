from xml.etree.ElementTree import Element, fromstring

from tests.cli.formats.sample import AWKWARD, finding, outcome

from devmentor_cli.formats.junit import render


def document(*messages: str) -> Element:
    findings = [finding(message=message) for message in messages]
    return fromstring(render(outcome(*findings, *findings[:0])).encode())


def test_suites_and_their_counts_add_up() -> None:
    given = outcome(finding(), finding(1), finding(path="/project/b.py"))
    root = fromstring(render(given).encode())

    suites = root.findall("testsuite")
    assert (root.tag, root.get("tests"), root.get("failures")) == ("testsuites", "3", "3")
    assert [suite.get("tests") for suite in suites] == ["2", "1"]
    assert all(len(suite.findall("testcase/failure")) == len(suite) for suite in suites)


def test_a_failure_says_where_and_what() -> None:
    (case,) = document("no such name").iter("testcase")

    assert (case.get("file"), case.get("line")) == ("/project/src/a b.py", "1")
    failure = case.find("failure")
    assert failure is not None
    assert (failure.get("message"), failure.get("type")) == ("no such name", "error")


def test_what_xml_cannot_hold_is_replaced() -> None:
    failure = document(AWKWARD).find(".//failure")

    assert failure is not None
    assert failure.text and "<a> & 'b',\nthen\ufffd" in failure.text


def test_without_findings_one_case_passed() -> None:
    root = document()

    assert (root.get("tests"), root.get("failures")) == ("1", "0")
    assert [len(case) for case in root.iter("testcase")] == [0]
