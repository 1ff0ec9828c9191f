from collections.abc import Sequence

import pytest

from devmentor_analyzers.syntax.outline import enclosing, flat, outline
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.values import Symbol
from devmentor_protocol.position import Position

PYTHON = """\
LIMIT = 3
first, second = 1, 2

@decorated
class Shop:
    open = True

    def __init__(self):
        self.till = 0

    async def sell(self, what):
        def price():
            return 1
        return price()
"""
CODE = {
    "javascript": "class A { #x = 1; constructor() {} go() {} }\nconst f = () => 1;\nlet y = 2;\n"
    "export default function main() {}\n",
    "typescript": "interface I { a: string; m(): void }\nenum E { One, Two = 2 }\ntype T = string;\n"
    "abstract class B { private p = 1; abstract q(): void }\nnamespace N { function g() {} }\n",
    "typescriptreact": "export const App = () => <div>hi</div>;\n",
    "go": "package m\ntype S struct { X int }\ntype R interface { Read() }\ntype Id int\n"
    "const K = 1\nvar v = 2\nfunc (s *S) Do() {}\nfunc main() {}\n",
    "rust": "struct S { x: i32 }\nenum E { A }\ntrait T { fn f(&self); }\nimpl T for S { fn f(&self) {} }\n"
    "const K: i32 = 1;\nmod m { fn g() {} }\nmacro_rules! mac { () => {} }\n",
}
EXPECTED = {
    "javascript": "class A, field A.#x, constructor A.constructor, method A.go, function f, variable y, "
    "function main",
    "typescript": "interface I, property I.a, method I.m, enum E, enummember E.One, enummember E.Two, "
    "class T, class B, field B.p, method B.q, namespace N, function N.g",
    "typescriptreact": "function App",
    "go": "struct S, field S.X, interface R, method R.Read, class Id, constant K, variable v, "
    "method Do, function main",
    "rust": "struct S, field S.x, enum E, enummember E.A, interface T, method T.f, object S, "
    "method S.f, constant K, module m, function m.g, function mac",
}


def told(symbols: Sequence[Symbol]) -> str:
    return ", ".join(
        f"{symbol.kind} {inside + '.' if inside else ''}{symbol.name}"
        for symbol, inside in flat(symbols)
    )


def test_python_is_outlined_with_what_is_nested() -> None:
    assert told(outline(Parsed("python", PYTHON))) == (
        "constant LIMIT, variable first, variable second, class Shop, field Shop.open, "
        "constructor Shop.__init__, method Shop.sell, function Shop.sell.price"
    )


@pytest.mark.parametrize("language", sorted(CODE))
def test_other_languages_are_outlined(language: str) -> None:
    assert told(outline(Parsed(language, CODE[language]))) == EXPECTED[language]


def test_a_symbol_starts_with_its_decorator_and_selects_its_name() -> None:
    shop = next(each for each in outline(Parsed("python", PYTHON)) if each.name == "Shop")

    assert (shop.range.start.line, shop.selection.start.line) == (3, 4)


def test_details_tell_symbols_of_the_same_name_apart() -> None:
    go = next(s for s, _ in flat(outline(Parsed("go", CODE["go"]))) if s.name == "Do")
    rust = next(s for s, _ in flat(outline(Parsed("rust", CODE["rust"]))) if s.kind == "object")

    assert (go.detail, rust.detail) == ("(s *S)", "T")


@pytest.mark.parametrize(("line", "name"), [(12, "price"), (13, "sell"), (5, "Shop"), (0, None)])
def test_the_innermost_piece_encloses_a_place(line: int, name: str | None) -> None:
    found = enclosing(outline(Parsed("python", PYTHON)), Position(line=line, character=8))

    assert (found.name if found else None) == name


def test_broken_code_still_has_an_outline() -> None:
    broken = "def whole():\n    return 1\n\ndef half(:\n    x = (\n"

    assert "function whole" in told(outline(Parsed("python", broken)))


def test_code_nested_beyond_reason_is_listed_without_recursion() -> None:
    text = "".join(f"{' ' * depth}class C{depth}:\n" for depth in range(90)) + " " * 90 + "pass"

    found = list(flat(outline(Parsed("python", text))))

    assert len(found) == 90
    assert max(inside.count(".") for _, inside in found) < 70
