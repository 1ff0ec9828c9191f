import pytest
from lsprotocol import types

from devmentor_server.notebooks import Notebooks, python_of


@pytest.mark.parametrize(
    ("cell", "python"),
    [
        ("%time f()\nx = 1", "None\nx = 1"),
        ("if x:\n    !ls", "if x:\n    None"),
        ("f?\ng.h??", "None\nNone"),
        ("files = !ls\n?f", "files = []\nNone"),
        ("%%time\nx = 1\r\ny", "None\nx = 1\r\ny"),
        ("%%bash\nls |\nfi", "\n\n"),
        ("x = (7\n  % 2)", "x = (7\n  % 2)"),
        ("x %= 2\ny != 3", "x %= 2\ny != 3"),
        ("def (", "def ("),
        ("", ""),
    ],
)
def test_magics_are_left_out_and_lines_keep_their_numbers(cell: str, python: str) -> None:
    assert python_of(cell) == python


def test_only_cells_of_python_are_in_the_text() -> None:
    notebooks = Notebooks("utf-16")
    kinds = types.NotebookCellKind
    texts = {"a": ("python", "x = 1\r\ny"), "b": ("markdown", "# b"), "c": ("python", "z\n")}
    cells = [
        types.NotebookCell(kind=kinds.Markup if uri == "b" else kinds.Code, document=uri)
        for uri in (*texts, "never-sent")
    ]
    documents = [
        types.TextDocumentItem(uri=uri, language_id=language, version=1, text=text)
        for uri, (language, text) in texts.items()
    ]
    book = notebooks.open(
        types.NotebookDocument(uri="n.ipynb", notebook_type="j", version=1, cells=cells), documents
    )

    assert book.text() == "x = 1\r\ny\nz\n\n"
    assert (book.start("a"), book.start("b"), book.start("c")) == (0, None, 2)
    assert [found[0].uri for line in (0, 1, 2, 3) if (found := book.at(line))] == list("aacc")
    assert notebooks.of_text("n.ipynb.py") is notebooks.holding("c") is book
    assert notebooks.of_text("n.ipynb") is None
