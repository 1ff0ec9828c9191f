"""Names that IPython gives every notebook, which engines do not know."""

import re
from pathlib import PurePath

from devmentor_analyzers.engines.cells_once import is_notebook
from devmentor_protocol.finding import Finding

_CODES = frozenset({"unresolved-reference", "F821", "unknown-name", "reportUndefinedVariable"})
_GIVEN = re.compile(r"[`\"](?:display|get_ipython|In|Out|_{1,3}|_i{1,3}|_[io]?h|_dh|_i?\d+)[`\"]")


def is_given(finding: Finding) -> bool:
    """Tell whether a finding calls such a name undefined."""
    if finding.code not in _CODES or not is_notebook(PurePath(finding.path)):
        return False
    return _GIVEN.search(finding.message) is not None
