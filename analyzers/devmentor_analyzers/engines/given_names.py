"""What IPython gives every notebook, which engines do not know: names, and `await` in a cell."""

import re
from pathlib import PurePath

from devmentor_analyzers.engines.cells_once import is_notebook
from devmentor_analyzers.snapshot import Snapshot
from devmentor_protocol.finding import Finding

_CODES = frozenset({"unresolved-reference", "F821", "unknown-name", "reportUndefinedVariable"})
_GIVEN = re.compile(r"[`\"](?:display|get_ipython|In|Out|_{1,3}|_i{1,3}|_[io]?h|_dh|_i?\d+)[`\"]")
_TEXT_SUFFIX = ".ipynb.py"
"""What a server calls the text of a notebook's cells."""

_AWAITED = re.compile(r"outside (?:of )?an async|allowed only within async")
"""What ty says, and pyright."""

_FUNCTION = re.compile(r"\s*(?:async\s+)?def\b")


def is_given(finding: Finding) -> bool:
    """Tell whether a finding calls such a name undefined."""
    if finding.code not in _CODES or not _is_of_notebook(PurePath(finding.path)):
        return False
    return _GIVEN.search(finding.message) is not None


def waits_in_cell(finding: Finding, snapshot: Snapshot) -> bool:
    """Tell whether a finding refuses to wait where no function is around, which notebooks may."""
    if not _is_of_notebook(snapshot.path) or not _AWAITED.search(finding.message):
        return False
    line = finding.range.start.line
    indent = _indent(snapshot.lines.line(line))
    while indent and line:
        line -= 1
        text = snapshot.lines.line(line)
        if text.strip() and _indent(text) < indent:
            if _FUNCTION.match(text):
                return False
            indent = _indent(text)
    return True


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_of_notebook(path: PurePath) -> bool:
    return is_notebook(path) or path.name.endswith(_TEXT_SUFFIX)
