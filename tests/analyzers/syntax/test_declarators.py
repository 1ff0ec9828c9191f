import pytest

from devmentor_analyzers.syntax.outline import flat, outline
from devmentor_analyzers.syntax.parsed import Parsed


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("int **f(int x) { int y; return 0; }", ["function f"]),
        ("int f(void), *g(void);", ["function f", "function g"]),
        ("int (*f)(int);", ["variable f"]),
        ("static char a[3] = {1}, *b;", ["variable a", "variable b"]),
        ("typedef void (*run)(int);", ["class run"]),
        ("#ifndef A\nextern int a;\n#endif", ["variable a"]),
        ("struct s { int a[2], (*f)(void); };", ["struct s", "field a", "field f"]),
        ("T &at(int i) { return x; }", ["function at"]),
        ("struct A { operator bool() const; };", ["struct A", "method operator bool() const"]),
        ("struct A { A(int x); };", ["struct A", "constructor A"]),
    ],
)
def test_the_name_is_found_inside_every_declarator(text: str, told: list[str]) -> None:
    symbols = flat(outline(Parsed("cpp", text)))

    assert [f"{symbol.kind} {symbol.name}" for symbol, _ in symbols] == told
