import pytest

from devmentor_analyzers.advice.imports import imports
from devmentor_analyzers.syntax.parsed import Parsed

PYTHON = """\
import a, b.c as d
from . import e
from ..f import (g as h, i)
from typing import TYPE_CHECKING
try:
    import j
except ImportError:
    j = None
class K:
    import l
if TYPE_CHECKING:
    import m
else:
    import n
def o():
    import p
from q import *
"""


def test_python_imports_are_read_where_they_stand() -> None:
    found = imports(Parsed("python", PYTHON))

    assert [(each.module, each.level, each.names, each.deferred) for each in found] == [
        ("a", 0, (), False),
        ("b.c", 0, (), False),
        ("", 1, ("e",), False),
        ("f", 2, ("g", "i"), False),
        ("typing", 0, ("TYPE_CHECKING",), False),
        ("j", 0, (), False),
        ("l", 0, (), False),
        ("m", 0, (), True),
        ("n", 0, (), False),
        ("p", 0, (), True),
        ("q", 0, (), False),
    ]
    assert [each.range.start.line for each in found][:3] == [0, 0, 1]


@pytest.mark.parametrize("language", ["javascript", "typescript"])
def test_scripts_import_their_own_files(language: str) -> None:
    text = (
        "import a from './a'\nimport x from 'x'\nexport { b } from '../b.js'\nexport const c = 1\n"
    )

    found = imports(Parsed(language, text))

    assert [each.module for each in found] == ["./a", "../b.js"]


def test_imports_of_types_are_no_imports_at_run_time() -> None:
    (found,) = imports(Parsed("typescript", "import type { A } from './a'\n"))

    assert found.deferred


@pytest.mark.parametrize(
    "text", ["from", "import", "from . import", "from .. import (", "import ("]
)
def test_half_typed_imports_never_raise(text: str) -> None:
    imports(Parsed("python", text))
    imports(Parsed("javascript", text))


def test_other_languages_have_none() -> None:
    assert imports(Parsed("go", 'package a\nimport "fmt"\n')) == ()
