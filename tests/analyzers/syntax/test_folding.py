import pytest
from tests.analyzers.syntax.samples import SAMPLES

from devmentor_analyzers.syntax.folding import folds
from devmentor_analyzers.syntax.parsed import Parsed

SAMPLES_TOLD = {
    "c": [(0, 1), (11, 13), (16, 18), (24, 31), (26, 29), (27, 28), (34, 35)],
    "cpp": [(0, 1), (3, 37), (7, 9), (13, 33), (19, 26), (21, 24), (22, 23), (40, 41), (44, 46)],
    "csharp": [
        (0, 1),
        (4, 48),
        (10, 11),
        (16, 40),
        (24, 25),
        (30, 39),
        (33, 37),
        (35, 36),
        (44, 45),
    ],
    "css": [(3, 4), (8, 9), (12, 15), (13, 14), (18, 24), (19, 20), (22, 23)],
    "html": [(1, 23), (2, 9), (4, 5), (7, 8), (11, 22), (12, 13), (15, 21), (17, 19)],
    "java": [(2, 3), (6, 32), (14, 15), (18, 19), (24, 31), (26, 29), (27, 28)],
    "json": [(0, 13), (3, 7), (5, 6), (9, 11)],
    "markdown": [(0, 2), (4, 27), (8, 20), (10, 11), (13, 16), (18, 20), (22, 27), (25, 27)],
    "php": [
        (4, 5),
        (10, 12),
        (16, 17),
        (21, 22),
        (27, 48),
        (34, 35),
        (40, 47),
        (42, 45),
        (43, 44),
        (52, 53),
    ],
    "ruby": [
        (0, 1),
        (4, 28),
        (7, 27),
        (10, 11),
        (15, 22),
        (17, 20),
        (18, 19),
        (25, 26),
        (31, 36),
        (32, 35),
    ],
    "shellscript": [(0, 1), (8, 15), (10, 13), (11, 12), (18, 22), (19, 21), (25, 28)],
    "sql": [(1, 5), (9, 12), (14, 16)],
    "toml": [(3, 8), (5, 7), (10, 12), (14, 15), (17, 18)],
    "yaml": [(4, 6), (8, 18), (9, 16), (11, 16), (12, 13), (14, 16), (17, 18)],
}


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


@pytest.mark.parametrize("language", sorted(SAMPLES_TOLD))
def test_the_sample_of_a_language_folds(language: str) -> None:
    folds = told(language, SAMPLES[language])

    assert [(start, end) for start, end, _ in folds] == SAMPLES_TOLD[language]
