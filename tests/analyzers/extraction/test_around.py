import ast

import pytest
from tests.analyzers.extraction.marked import selection

from devmentor_analyzers.extraction.around import Around, around
from devmentor_analyzers.extraction.place import statements_at


def of(body: str) -> Around:
    marked = "def f(a):\n" + "".join(f"    {line}\n" for line in body.split("\n"))
    text, (first, _), (last, _) = selection(marked)
    place = statements_at(ast.parse(text), text.split("\n"), first + 1, last + 1)
    return around(place)


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("b = 1\n«pass»", "ab"),
        ("if b:\n    c = 1\n    «pass»\nelse:\n    d = 1", "ac"),
        ("for b, c in d:\n    «pass»", "abc"),
        ("with b as c:\n    «pass»", "ac"),
        ("try:\n    b = 1\nexcept c as d:\n    «pass»", "ad"),
        ("try:\n    b = 1\nexcept c:\n    pass\nelse:\n    «pass»", "ab"),
        ("while b:\n    c = 1\n«pass»", "a"),
        ("match b:\n    case [c, d]:\n        «pass»", "acd"),
    ],
)
def test_what_is_set_before_for_sure(body: str, names: str) -> None:
    assert of(body).set_before == {*names}


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("«pass»\nreturn b", "b"),
        ("«pass»\nb = 1\nreturn b", ""),
        ("if c:\n    «pass»\n    return b\nreturn d", "b"),
        ("if c:\n    «pass»\n    b = 1\nreturn b, d", "d"),
        ("while c:\n    d = b\n    «pass»", "bc"),
        ("while c:\n    d = b\n    «pass»\n    b = 1", "c"),
        ("for b in c:\n    «pass»\nelse:\n    d()", "d"),
        ("for b in c:\n    d(b)\n    «pass»\n    if b:\n        continue\n    d = 1", "bd"),
        ("try:\n    «pass»\n    return\nexcept b:\n    c()\nfinally:\n    d()", "bcd"),
    ],
)
def test_what_is_read_after(body: str, names: str) -> None:
    assert of(body).read_after == {*names}


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("«pass»\nreturn b", ""),
        ("try:\n    «pass»\nexcept b:\n    raise c\nd()", "bc"),
        ("try:\n    «pass»\nexcept b:\n    pass\nd()", "bd"),
        ("with suppress(b):\n    «pass»\nd()", "d"),
    ],
)
def test_what_is_read_when_it_fails(body: str, names: str) -> None:
    assert of(body).read_when_failed == {*names}


def test_what_may_change_afterwards() -> None:
    assert of("b = 1\nwhile c:\n    d = 1\n    «pass»\ne = 1").changed_after == {"d", "e"}


@pytest.mark.parametrize(
    ("body", "is_last"),
    [
        ("«pass»", True),
        ("«pass»\nreturn", False),
        ("if a:\n    «pass»", True),
        ("for b in a:\n    «pass»", False),
        ("try:\n    «pass»\nfinally:\n    b()", False),
        ("try:\n    «pass»\nexcept c:\n    b()", True),
    ],
)
def test_whether_the_function_ends_there(body: str, is_last: bool) -> None:
    assert of(body).is_last is is_last
