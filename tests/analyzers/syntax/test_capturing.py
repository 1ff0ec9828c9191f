import pytest

from devmentor_analyzers.syntax.capturing import captured
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.position import Range


def conflict(marked: str, new: str) -> int | None:
    """The line of what `new` would be mixed up with, once it is written where the marks are."""
    text = marked.replace("«", "").replace("»", "")
    parsed, places = Parsed("python", text), list[Range]()
    old = marked[marked.index("«") + 1 : marked.index("»")]
    for number, line in enumerate(marked.split("\n")):
        plain = 0
        for piece in line.split("«"):
            name, mark, rest = piece.partition("»")
            if mark:
                places.append(Range.of(number, plain, number, plain + len(name)))
            plain += len(name) + len(rest)
    found = captured(parsed, places, old, new)
    return found.start.line if found else None


@pytest.mark.parametrize(
    ("marked", "new", "line"),
    [
        ("def «helper»(a): ...\ndef run(x):\n    return «helper»(x)\n", "x", 2),
        ("x = 1\n«y» = 2\n", "x", 1),
        ("x = 1\ndef f(«y»):\n    return «y» + x\n", "x", 2),
        ("def f(a, «b»):\n    return a + «b»\n", "a", 0),
        ("import os\n«path» = os.name\n", "os", 1),
        ("«y» = 1\nprint([«y» for x in z])\n", "x", 1),
        ("class A:\n    def «run»(self): ...\n    def walk(self): ...\n", "walk", 1),
        ("class A:\n    def f(self):\n        self.«y» = self.x = 1\n", "x", 2),
        ("class A:\n    x = 1\n    def f(self):\n        self.«y» = 1\n", "x", 1),
        ("def f(«n»):\n    return len(«n»)\n", "len", 1),
    ],
)
def test_what_would_mean_something_else_is_found(marked: str, new: str, line: int) -> None:
    assert conflict(marked, new) == line


@pytest.mark.parametrize(
    ("marked", "new"),
    [
        ("def «helper»(a): ...\ndef run(x):\n    return x\n", "x"),
        ("x = 1\ndef f(«y»):\n    return «y»\n", "x"),
        ("def f(«y»):\n    return «y»\ndef g(x):\n    return x\n", "x"),
        ("«y» = 1\nprint(a.x, f(x=«y»))\n", "x"),
        ("class A:\n    x = 1\n    def f(self, «y»):\n        return «y»\n", "x"),
        ("class A:\n    def f(self):\n        self.«y» = other.x\n", "x"),
        ("class A:\n    def f(self):\n        self.«y» = 1\nclass B:\n    x = 1\n", "x"),
        ("«y» = 1\nprint([x for x in «y»])\n", "x"),
        ("def f():\n    global x\n    x = 1\n    «y» = 2\n", "x"),
        ("«y» = 1\nx(\n", "x"),
    ],
)
def test_what_still_means_the_same_may_be_renamed(marked: str, new: str) -> None:
    assert conflict(marked, new) is None
