from pathlib import Path

import pytest

from devmentor_analyzers.chunks.cut import chunks
from devmentor_analyzers.syntax.parsed import Parsed

DOCUMENTED = [
    ("python", "# One.\n# Two.\n@a\ndef f():\n    pass\n", "One.\nTwo."),
    ("python", 'def f():\n    """One.\n\n    Two.\n    """\n', "One.\n\nTwo."),
    ("javascript", "/**\n * One.\n * @param a\n */\nfunction f(a) {\n}\n", "One.\n@param a"),
    ("go", "package m\n\n// One.\nfunc f() {\n}\n", "One."),
    ("rust", "/// One.\n#[inline]\nfn f() {\n}\n", "One."),
    ("java", "/** One. */\n@A\nclass B {\n}\n", "One."),
    ("csharp", "// One.\n[A]\nclass B {\n}\n", "One."),
    ("c", "/* One.\n   Two. */\nint f() {\n}\n", "One.\nTwo."),
    ("cpp", "// One.\ntemplate <class T>\nint f() {\n}\n", "One."),
    ("ruby", "# One.\ndef f\nend\n", "One."),
    ("php", "<?php\n\n/** One. */\nfunction f() {\n}\n", "One."),
    ("shellscript", "#!/bin/sh\n# One.\nf() {\n  a\n}\n", "One."),
    ("sql", "-- One.\nCREATE TABLE a (\n  b INT\n);\n", "One."),
    ("css", "/* One. */\na {\n}\n", "One."),
    ("yaml", "# One.\na:\n  b: 1\n", "One."),
    ("toml", "# One.\n[a]\nb = 1\n", "One."),
]


@pytest.mark.parametrize(("language", "text", "doc"), DOCUMENTED)
def test_the_comment_above_or_the_docstring_belongs_to_what_it_documents(
    language: str, text: str, doc: str
) -> None:
    found = chunks(Parsed(language, text), Path("here"))[-1]

    assert found.symbol
    assert [line.strip() for line in found.doc.split("\n")] == doc.split("\n")


def test_a_comment_with_a_blank_line_below_documents_nothing() -> None:
    found = chunks(Parsed("go", "package m\n\n// One.\n\nfunc f() {\n}\n"), Path("here"))

    assert [(each.symbol, each.doc) for each in found] == [("", ""), ("f", "")]


def test_a_comment_behind_code_documents_nothing_below() -> None:
    found = chunks(Parsed("go", "package m\nvar a = 1 // One.\nfunc f() {\n}\n"), Path("here"))

    assert found[-1].doc == ""
