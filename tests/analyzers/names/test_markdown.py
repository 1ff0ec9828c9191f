import pytest

from devmentor_analyzers.names.markdown import code, prose


def test_code_is_fenced() -> None:
    assert code("x = 1") == "```python\nx = 1\n```"


def test_doctests_become_code() -> None:
    text = "Add.\n\n    >>> add(1, 2)\n    3\n\nThat is all."

    assert "```python\n>>> add(1, 2)\n3\n```" in prose(text)


def test_literal_blocks_become_code() -> None:
    assert "Like this:\n\n```python\nx = 1\ny = 2\n```" in prose(
        "Like this::\n\n    x = 1\n    y = 2\n\nand on."
    )


def test_code_directives_become_code_in_their_language() -> None:
    text = ".. code-block:: sql\n   :linenos:\n\n   SELECT 1\n\nafter"

    assert "```sql\nSELECT 1\n```" in prose(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            ":param str name: who\n:returns: a ``str``",
            "- Parameter `name`: who\n- Returns: a `str`",
        ),
        (":raises ValueError: when wrong", "- Raises `ValueError`: when wrong"),
        ("See :meth:`.Session.begin` and :class:`~a.b.C`.", "See `Session.begin` and `C`."),
        ("See :ref:`the guide <session_guide>`.", "See the guide."),
        ("Takes *args and **kwargs_x.", r"Takes \*args and \*\*kwargs\_x."),
        ("This is **not** safe <b>.", r"This is **not** safe \<b>."),
        (".. versionadded:: 2.0", "**Versionadded** 2.0"),
    ],
)
def test_markup_reads_well(text: str, expected: str) -> None:
    assert prose(text) == expected


def test_google_sections_become_lists() -> None:
    text = "Do it.\n\nArgs:\n    name (str): who\n    *rest: the others\n\nReturns:\n    A thing."

    assert "**Args:**" in prose(text)
    assert "- `name` (*str*): who\n- `*rest`: the others" in prose(text)


def test_numpy_headings_are_bold() -> None:
    assert "**Parameters**\n\nx : int" in prose("Sum.\n\nParameters\n----------\nx : int\n    one")


def test_fences_are_kept_and_closed() -> None:
    assert prose("```python\nx = __init__\n") == "```python\nx = __init__\n```"


def test_very_long_text_is_cut_at_a_line() -> None:
    text = prose("a line of words\n" * 5_000)

    assert len(text) < 13_000
    assert text.endswith("words\n\n…")


def test_nothing_is_nothing() -> None:
    assert prose("") == ""
