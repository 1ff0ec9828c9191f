import ast

import pytest

from devmentor_analyzers.extraction.flow import Flow, flow, jumps, swallows


def of(code: str) -> Flow:
    return flow(ast.parse(code).body)


@pytest.mark.parametrize(
    ("code", "read", "sure"),
    [
        ("a = b", "b", "a"),
        ("a = 1\nb = a", "", "ab"),
        ("a += 1", "a", "a"),
        ("a: int = b", "b", "a"),
        ("a: int", "", ""),
        ("if a: b = 1\nelse: b = c", "ac", "b"),
        ("if a: b = 1\nc = b", "ab", "c"),
        ("if a: b = 1\nelse: raise c\nd = b", "ac", "bd"),
        ("for a in b: c = a", "b", ""),
        ("for a in b: pass\nelse: c = 1", "b", "c"),
        ("for a in b: break\nelse: c = 1", "b", ""),
        ("while a: b = c", "ac", ""),
        ("try: a = 1\nexcept b as c: a = c", "b", "a"),
        ("try: a = 1\nexcept b: pass", "b", ""),
        ("try: a = 1\nfinally: b = a", "a", "ab"),
        ("with a as b: c = b", "a", "bc"),
        ("with a.suppress(b): c = 1", "ab", ""),
        ("match a:\n    case [b]: c = b\n    case _: c = 1", "a", "c"),
        ("match a:\n    case [b]: c = b", "a", ""),
        ("a and (b := c)", "ac", ""),
        ("(b := a) and b", "a", "b"),
        ("a if (b := c) else b", "ac", "b"),
        ("[a for a in b if c]", "bc", ""),
        ("{a: d for a in b for c in a}", "bd", ""),
        ("import a.b, c as d", "", "ad"),
        ("def f(a=b): return a + c", "bc", "f"),
        ("assert a, (b := c)", "ac", ""),
        ("a.b = c", "ac", ""),
    ],
)
def test_what_is_read_first_and_what_is_set_for_sure(code: str, read: str, sure: str) -> None:
    found = of(code)

    assert (found.read, found.sure) == ({*read}, {*sure})


def test_what_is_set_perhaps_is_changed() -> None:
    assert of("if a: b = 1\nfor c in d: pass\ndel e").changed == {"b", "c", "e"}


def test_functions_keep_what_they_may_read_later() -> None:
    assert of("def f(): return a\ng = lambda: b\nh = (i for i in c if d)").kept == {"a", "b", "d"}
    assert of("sum(a * b for a in c)").kept == set()


@pytest.mark.parametrize(
    ("code", "ends"),
    [
        ("return a", True),
        ("if a: return b", False),
        ("if a: return b\nelse: raise c", True),
        ("while True: pass", True),
        ("while True: break", False),
        ("for a in b: return a", False),
        ("try: return a\nexcept b: raise", True),
        ("with a: return b", True),
        ("with suppress(a): return b", False),
    ],
)
def test_whether_the_end_is_reached(code: str, ends: bool) -> None:
    assert of(code).ends is ends


def test_jumps_belong_to_the_loop_around_them() -> None:
    [loop] = ast.parse("while a:\n    break\nelse:\n    continue\n").body

    assert [type(each) for each in jumps([loop])] == [ast.Continue]


def test_some_contexts_let_no_exception_out() -> None:
    [kept, raised] = ast.parse("with contextlib.suppress(A): pass\nwith open(a): pass").body

    assert swallows(kept)
    assert not swallows(raised)
