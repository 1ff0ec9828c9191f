"""Which files hold made-up things: tests, examples and what belongs to them."""

import re
from pathlib import PurePath

_MADE_UP = re.compile(
    r"(?i)(.*/)?((tests?|testing|testdata|testsuite|__tests__|specs?|fixtures?|mocks?|examples?|samples?"
    r"|demos?|docs?)/.*|conftest\.py|tests?[_.-][^/]*|[^/]*[_.-](tests?|spec|example|sample|fixtures?)\.\w+"
    r"|\.env\.(example|sample|template|dist|tests?|testing))"
)
_NEAR = 4
"""Parts of a path that say what a file is for; what is around them is where the project lies."""


def is_made_up(path: PurePath) -> bool:
    """Tell by its name and the folders next to it."""
    return _MADE_UP.fullmatch("/".join(path.parts[-_NEAR:])) is not None
