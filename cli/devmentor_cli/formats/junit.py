"""JUnit XML: a suite a file, a failed case a finding."""

import re
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from devmentor_cli.formats.outcome import Outcome
from devmentor_cli.formats.place import in_file, place
from devmentor_protocol.finding import Finding

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(outcome: Outcome) -> str:
    """Write a document; without findings it has one case, which passed."""
    suites = Element("testsuites", {"name": "devmentor"} | _counts(len(outcome.findings)))
    for path, findings in groupby(outcome.findings, lambda each: each.path):
        cases = list(findings)
        suite = SubElement(suites, "testsuite", {"name": _clean(path)} | _counts(len(cases)))
        for finding in cases:
            _case(suite, finding)
    if not outcome.findings:
        suites.set("tests", "1")
        suite = SubElement(suites, "testsuite", name="devmentor", tests="1", failures="0")
        SubElement(suite, "testcase", name="no findings", classname="devmentor")
    indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(suites, encoding="unicode")}\n'


def _case(suite: Element, finding: Finding) -> None:
    rule = f"{finding.source} {finding.code}"
    case = SubElement(
        suite,
        "testcase",
        name=_clean(f"{rule} at {place(finding)}"),
        classname=_clean(finding.path),
        file=_clean(finding.path),
        line=str(in_file(finding).start.line + 1),
    )
    message = _clean(finding.message)
    failure = SubElement(case, "failure", message=message, type=finding.severity.value)
    failure.text = f"{_clean(finding.path)}:{place(finding)}: {message}"


def _counts(findings: int) -> dict[str, str]:
    return {"tests": str(findings), "failures": str(findings), "errors": "0"}


def _clean(text: str) -> str:
    """Text without what XML cannot hold even escaped."""
    return _NOT_XML.sub("\ufffd", text)
