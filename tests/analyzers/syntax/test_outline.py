from collections.abc import Sequence

import pytest
from tests.analyzers.syntax.samples import parsed

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


SAMPLES_TOLD = {
    "c": (
        "constant LIMIT, function DOUBLE, class money, enum mood, enummember mood.OPEN, "
        "enummember mood.CLOSED, struct item, field item.name, field item.price, struct till, "
        "field till.items, field till.count, variable total, function sum, function label"
    ),
    "cpp": (
        "namespace shop, enum shop.Mood, enummember shop.Mood.Open, enummember "
        "shop.Mood.Closed, struct shop.Item, field shop.Item.name, field shop.Item.price, "
        "class shop.Till, constructor shop.Till.Till, method shop.Till.~Till, method "
        "shop.Till.sum, method shop.Till.operator==, method shop.Till.count, field "
        "shop.Till.limit_, class shop.Name, function shop::Till<int>::count, function main"
    ),
    "csharp": (
        "namespace Shop, enum Shop.Mood, enummember Shop.Mood.Open, enummember "
        "Shop.Mood.Closed, class Shop.Item, interface Shop.ISeller, method Shop.ISeller.Sum, "
        "class Shop.Till, field Shop.Till.Limit, property Shop.Till.Name, event "
        "Shop.Till.Sold, constructor Shop.Till.Till, method Shop.Till.Sum, struct Shop.Point, "
        "field Shop.Point.X, interface Shop.Handler"
    ),
    "css": (
        "key :root, variable :root.--main, key body, .till > .item:hover, namespace "
        "(max-width: 600px), key (max-width: 600px).#total, namespace blink"
    ),
    "html": (
        "field top, string top.The shop, field top.items, string top.items.Items, field "
        "top.items.second, field top.items.picture"
    ),
    "java": (
        "class Till, field Till.LIMIT, field Till.prices, enum Till.Mood, enummember "
        "Till.Mood.OPEN, enummember Till.Mood.CLOSED, class Till.Item, interface "
        "Till.Observer, method Till.Observer.sold, constructor Till.Till, method Till.sum, "
        "interface Audited"
    ),
    "json": (
        "property name, property version, module scripts, property scripts.test, module "
        "scripts.build, property scripts.build.target, array files, property files.path, "
        "property private"
    ),
    "markdown": (
        "string The shop, string The shop.Install, string The shop.Install.From source, "
        "string The shop.Use, string Licence"
    ),
    "php": (
        "namespace Shop, constant LIMIT, enum Mood, enummember Mood.Open, enummember "
        "Mood.Closed, interface Observer, method Observer.sold, class Counts, field "
        "Counts.$count, class Till, constant Till.MOST, field Till.$prices, constructor "
        "Till.__construct, method Till.sum, function main"
    ),
    "ruby": (
        "module Shop, constant Shop.LIMIT, class Shop.Till, property Shop.Till.prices, "
        "constructor Shop.Till.initialize, method Shop.Till.sum, method Shop.Till.open, "
        "function main"
    ),
    "shellscript": ("constant LIMIT, variable total, function sum, function label"),
    "sql": (
        "struct item, field item.id, field item.name, field item.price, key item_name, class "
        "dear, function twice"
    ),
    "toml": (
        "property title, module project, property project.name, array project.authors, module "
        "tool.till, property tool.till.limit, property tool.till.nested.key, module item, "
        "property item.name, module item, property item.name"
    ),
    "yaml": (
        "property name, property on, module defaults, property defaults.retries, property "
        "defaults.image, module jobs, module jobs.build, property jobs.build.<<, array "
        "jobs.build.steps, property jobs.build.steps.name, property jobs.build.steps.uses, "
        "property jobs.build.steps.run, module jobs.lint all, property jobs.lint all.runs, "
        "property name"
    ),
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


@pytest.mark.parametrize("language", sorted(SAMPLES_TOLD))
def test_the_sample_of_a_language_is_outlined(language: str) -> None:
    assert told(outline(parsed(language))) == SAMPLES_TOLD[language]


def test_headings_of_both_kinds_nest_by_level() -> None:
    text = "Top\n===\n\nSub\n---\n\n### Deep ###\n\n## Other\n\n# Next\n"

    symbols = outline(Parsed("markdown", text))

    assert told(symbols) == (
        "string Top, string Top.Sub, string Top.Sub.Deep, string Top.Other, string Next"
    )
    assert symbols[0].range.end.line == 8


def test_a_heading_with_an_id_is_one_piece() -> None:
    assert told(outline(Parsed("html", '<h1 id="a">One</h1>\n<h2>Two</h2>\n'))) == (
        "string One, string Two"
    )


def test_long_and_quoted_names_are_told_in_one_short_line() -> None:
    css = outline(Parsed("css", ",\n".join(f".a{number}" for number in range(90)) + " {}\n"))
    yaml = outline(Parsed("yaml", "'a b': 1\n"))

    assert (len(css[0].name), css[0].name[:9], yaml[0].name) == (100, ".a0, .a1,", "a b")


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


def test_of_very_many_pieces_the_first_are_listed() -> None:
    found = outline(Parsed("python", "".join(f"a{number} = 1\n" for number in range(30_000))))

    assert len(found) == 10_000
    assert (found[0].name, found[-1].name) == ("a0", "a9999")
