"""Where a name that exists can be wanted, by the line up to the cursor."""

import re

_ENDS_LOOP = r"(?:^|[:;])\s*(?:break|continue|pass)\s+\w*"
_NOWHERE = re.compile(rf"(?:[)\]}}]|{_ENDS_LOOP})\Z")
"""Right behind a closing bracket, and behind a statement that is whole, no name can stand."""

_MADE = re.compile(
    r"""(?:
        ^(?:.*[\s)\]}])?as[ ]\s*\w*
      | ^\s*class[ ]\s*\w*
      | ^(?:async[ ]+)?def[ ]\s*\w*
      | .*\blambda(?:\s[^:()\[\]{}]*,|\s)\s*\*{0,2}\w+
      | \s*(?:async[ ]+)?def[ ]+(?!test)\w+\((?:[^()\[\]{}]*,)?\s*\*{0,2}\w+
      | (?:.*[^\w.])?\d\w*
    )\Z""",
    re.VERBOSE,
)
"""Behind `as`, `class` and `def`; parameters, but not a test's, which are fixtures; numbers.

A method (`def` that is indented) may be one that overrides another.
"""

_DEFINES = re.compile(r"\s*(?:async\s+)?def\s")
_DECORATES = ("@", ")")
_LONG = 1_000
"""Characters of a line; in longer ones no name is made by hand."""


def takes_names(line: str, above: str = "") -> bool:
    """Tell whether a name that exists may be typed behind a text, and not a new one made up."""
    return _NOWHERE.search(line[-_LONG:]) is None and not _makes_one(line, above)


def _makes_one(line: str, above: str) -> bool:
    """Parameters of what is decorated may be a fixture's, which are other fixtures."""
    if len(line) > _LONG:
        return False
    if "(" in line and _DEFINES.match(line) and above.lstrip().startswith(_DECORATES):
        return False
    return _MADE.match(line) is not None
