from devmentor_analyzers.syntax.folding import folds
from devmentor_analyzers.syntax.parsed import Parsed


def told(language: str, text: str) -> list[tuple[int, int, str | None]]:
    return [(fold.start_line, fold.end_line, fold.kind) for fold in folds(Parsed(language, text))]


def test_a_python_block_folds_into_its_first_line() -> None:
    assert told("python", "@a\ndef f():\n    if x:\n        y\n    z\n") == [
        (1, 4, None),
        (2, 3, None),
    ]


def test_neighbouring_imports_and_comments_fold_together() -> None:
    text = "import a\nimport b\n\nfrom c import d\n\n# one\n# two\nx = 1  # not this\n# nor this\n"

    assert told("python", text) == [(0, 3, "imports"), (5, 6, "comment")]


def test_docstrings_and_brackets_fold() -> None:
    assert told("python", '"""One\ntwo\n"""\nx = [\n    1,\n]\n') == [(0, 2, None), (3, 4, None)]


def test_the_closing_brace_stays_in_sight() -> None:
    assert told("go", "package m\nfunc f() {\n\tx()\n}\n") == [(1, 2, None)]
    assert told("typescript", "interface A {\n  b: string\n}\n") == [(0, 1, None)]
    assert told("rust", "fn f() {\n    g();\n}\n") == [(0, 1, None)]
    assert told("javascript", "const a = {\n  b: 1,\n};\n") == [(0, 1, None)]


def test_a_block_comment_folds() -> None:
    assert told("javascript", "/*\n one\n*/\nf()\n") == [(0, 2, "comment")]


def test_lines_that_stand_alone_do_not_fold() -> None:
    assert told("python", "x = 1\n# one\ny = (2)\n") == []
