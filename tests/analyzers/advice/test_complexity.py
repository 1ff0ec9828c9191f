import pytest
from hypothesis import given
from hypothesis import strategies as st

from devmentor_analyzers.advice.complexity import too_complex
from devmentor_analyzers.metrics.functions import measure
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.finding import Finding

DEEP = """\
def deep(rows):
    for row in rows:
        if row:
            while row:
                if row.a:
                    return row
                elif row.b and row.c:
                    row = row.b
"""
WIDE = "def wide(x):\n" + "".join(f"    if x == {n}:\n        go({n})\n" for n in range(15))
LIKE_DEEP = {
    "javascript": """function deep(rows) {
  for (const row of rows) { if (row) { while (row) {
    if (row.a) { return row } else if (row.b && row.c) { row = row.b } } } } }
""",
    "typescript": """const deep = (rows: any[]) => {
  for (const row of rows) { if (row) { while (row) {
    if (row.a) { return row } else if (row.b && row.c) { row = row.b } } } } }
""",
    "go": """package a
func deep(rows []Row) {
  for _, row := range rows { if row.x { for row.y {
    if row.a { return } else if row.b && row.c { row = row.d } } } } }
""",
    "rust": """fn deep(rows: &[Row]) {
  for row in rows { if row.x { while row.y {
    if row.a { return } else if row.b && row.c { go() } } } } }
""",
    "java": """class A { void deep(List<Row> rows) {
  for (Row row : rows) { if (row.x) { while (row.y) {
    if (row.a) { return; } else if (row.b && row.c) { go(); } } } } } }
""",
    "ruby": """def deep(rows)
  for row in rows do if row.x then while row.y do
    if row.a then return elsif row.b && row.c then go end end end end
end
""",
}


def findings(text: str, language: str = "python", limit: int = 10) -> list[Finding]:
    return [each for each in too_complex(Parsed(language, text), "a", limit) if each]


def test_it_stands_on_the_name_and_says_what_costs_most() -> None:
    (found,) = findings(DEEP)

    assert found.code == "too-complex"
    assert (found.range.start.line, found.range.start.character) == (0, 4)
    assert "its cognitive complexity is 12, the limit is 10" in found.message
    assert "an `if` on line 5 (+4)" in found.message
    assert "return early" in found.message


def test_related_places_are_the_costly_lines_in_the_order_of_the_text() -> None:
    (found,) = findings(DEEP)

    assert [each.range.start.line for each in found.related] == [2, 3, 4]
    assert found.related[2].message == "An `if`, 3 deep: +4"
    assert found.related[2].range.start.character == 16


def test_a_long_row_of_conditions_gets_other_advice() -> None:
    (found,) = findings(WIDE)

    assert "give each a function of its own" in found.message


def test_below_the_limit_nothing_is_said() -> None:
    assert findings(DEEP, limit=13) == []


def test_a_function_around_a_complex_one_is_told_only_for_what_is_its_own() -> None:
    inner = "".join(f"    {line}\n" for line in DEEP.splitlines())

    (found,) = findings(f"def outer(rows):\n    if rows:\n        pass\n{inner}")

    assert "`deep`" in found.message


@pytest.mark.parametrize("language", LIKE_DEEP)
def test_every_language_with_functions_is_measured(language: str) -> None:
    (found,) = findings(LIKE_DEEP[language], language)

    assert "`deep` is hard to follow" in found.message


@pytest.mark.parametrize("language", ["json", "css", "markdown"])
def test_languages_without_functions_have_none(language: str) -> None:
    assert findings("{}\n", language) == []


@given(st.lists(st.sampled_from(["if x:", "for x in y:", "while x:", "pass"]), max_size=12))
def test_a_function_is_told_exactly_when_its_measure_reaches_the_limit(lines: list[str]) -> None:
    body = [f"{' ' * (depth + 1)}{line}" for depth, line in enumerate(_until_pass(lines))]
    text = "\n".join(["def f():", *body, ""])
    (measured,) = measure(Parsed("python", text))

    assert bool(findings(text)) == (measured.cognitive_complexity >= 10)


def _until_pass(lines: list[str]) -> list[str]:
    nested = [line for line in lines if line != "pass"]
    return [*nested, "pass"]


@pytest.mark.parametrize("text", ["def f(:\n if", "((((", "\ud800", "class A:\n def"])
def test_broken_code_never_raises(text: str) -> None:
    findings(text)
