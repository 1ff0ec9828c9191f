import pytest

from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.selection import content
from devmentor_protocol.position import Position, Range


def selected(marked: str) -> tuple[str, str] | None:
    """What is between two marks, and its text."""
    start, end = marked.index("«"), marked.index("»") - 1
    text = marked.replace("«", "").replace("»", "")
    parsed = Parsed("python", text)
    lines = [len(line) + 1 for line in text.split("\n")]

    def at(offset: int) -> Position:
        line = 0
        while offset >= lines[line]:
            offset -= lines[line]
            line += 1
        return Position(line=line, character=offset)

    found = content(parsed, Range(start=at(start), end=at(end)))
    if found is None:
        return None
    chosen = found[1]
    data = parsed.data[parsed.byte(chosen.start) : parsed.byte(chosen.end)]
    return found[0], data.decode()


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("x = f(« a + b »)\n", ("expression", "a + b")),
        ("x = «é.b»\n", ("expression", "é.b")),
        ("«f(1)»\n", ("expression", "f(1)")),
        ("def f():\n«    x = 1\n    y = 2\n»    z = 3\n", ("statements", "x = 1\n    y = 2")),
        ("def f():\n    «if a:\n        b()»\n    c()\n", ("statements", "if a:\n        b()")),
        ("«x = 1\ny = 2»\n", ("statements", "x = 1\ny = 2")),
        ("def f():\n«    # why\n    return x\n»", ("statements", "# why\n    return x")),
        ("sum«(a for a in b)»\n", ("deferred", "(a for a in b)")),
        ("x = «a» + b\n", ("expression", "a")),
        ("x = [«f(a)» for b in c]\n", ("deferred", "f(a)")),
        ("while «a < b»:\n    pass\n", ("deferred", "a < b")),
        ("x = a and «b.c»\n", ("deferred", "b.c")),
    ],
)
def test_whole_pieces_are_known_without_the_space_around_them(
    marked: str, found: tuple[str, str]
) -> None:
    assert selected(marked) == found


@pytest.mark.parametrize(
    "marked",
    [
        "x = «a +» b\n",
        "«  »x\n",
        "«x» = 1\n",
        "x.«y»\n",
        "def «f»(a): ...\n",
        "def f(a=«1 + 2»): ...\n",
        "x = [«f(b)» for b in c]\n",
        "x = lambda a: «a + 1»\n",
        "import «os»\n",
        "f'{«a + b»}'\n",
        "@«cached(1)»\ndef f(): ...\n",
        "def f():\n    «x = 1»; g(x)\n",
        "def f():\n    if x: «g = 1»\n",
        "x = (1 + «(»\n",
        "def f():\n    «'Documentation.'»\n    g()\n",
    ],
)
def test_what_cannot_be_moved_is_nothing(marked: str) -> None:
    assert selected(marked) is None
