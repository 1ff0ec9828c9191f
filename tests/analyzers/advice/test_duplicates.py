from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analyzers.advice.test_code_tokens import tokens

from devmentor_analyzers.advice.duplicates import Code, copies, lines, told
from devmentor_analyzers.advice.winnowing import fingerprints
from devmentor_analyzers.syntax.parsed import Parsed

LEAST = 40
PIECE = """\
def total(orders, rates):
    result = {}
    for order in orders:
        rate = rates.get(order.country, DEFAULT_RATE)
        if order.cancelled or not order.lines:
            continue
        amount = sum(line.price * line.count for line in order.lines)
        result[order.number] = round(amount * (1 + rate), 2)
    return result
"""
OTHER = """\
class Store:
    def put(self, key, value):
        while self.full:
            self.evict(next(iter(self.items)))
        self.items[key] = value, time.monotonic()
        assert len(self.items) <= self.size
"""
PIECES = {
    "javascript": """\
function total(orders, rates) {
  const result = {};
  for (const order of orders) {
    const rate = rates.get(order.country) || DEFAULT_RATE;
    if (order.cancelled || !order.lines.length) { continue; }
    const amount = order.lines.map((line) => line.price * line.count).reduce(add, 0);
    result[order.number] = round(amount * (1 + rate), 2);
  }
  return result;
}
""",
    "go": """\
func total(orders []Order, rates Rates) map[string]float64 {
	result := map[string]float64{}
	for _, order := range orders {
		rate := rates.Get(order.Country)
		if order.Cancelled || len(order.Lines) == 0 {
			continue
		}
		result[order.Number] = round(order.Amount()*(1+rate), 2)
	}
	return result
}
""",
}


def code(text: str, language: str = "python") -> Code:
    found = tokens(text, language)
    return Code(Parsed(language, text), found, list(fingerprints(found.kinds, LEAST)))


def test_a_copy_is_found_with_the_lines_of_both() -> None:
    one, two = code(OTHER + "\n\n" + PIECE), code("x = 1\n\n\n" + PIECE)

    (copy,) = copies(one, two, LEAST)

    assert lines(one, copy.here, copy.length) == (8, 16)
    assert lines(two, copy.there, copy.length) == (3, 11)


def test_tables_of_numbers_are_no_copies_and_take_no_time() -> None:
    one, two = (
        code("T = (\n" + "".join(f"    {n * start % 9_973},\n" for n in range(20_000)) + ")\n")
        for start in (7, 11)
    )

    assert list(copies(one, two, LEAST)) == list(copies(one, one, LEAST)) == []


def test_a_copy_with_a_few_other_names_is_still_one() -> None:
    changed = PIECE.replace("total", "sums").replace("DEFAULT_RATE", "NO_RATE")

    assert len(list(copies(code(PIECE), code(changed), LEAST))) == 1


def test_what_is_only_written_in_the_same_way_is_none() -> None:
    names = ["orders", "order", "rates", "rate", "amount", "result", "lines", "line", "number"]
    changed = PIECE
    for name in names:
        changed = changed.replace(name, f"{name[::-1]}z")

    assert list(copies(code(PIECE), code(changed), LEAST)) == []


def test_a_copy_further_down_in_the_same_text_is_found_once() -> None:
    one = code(PIECE + OTHER + PIECE)

    (copy,) = copies(one, one, LEAST)

    assert lines(one, copy.here, copy.length) == (0, 8)
    assert lines(one, copy.there, copy.length) == (15, 23)


def test_a_table_is_no_copy_of_itself() -> None:
    one = code("T = [\n" + "".join(f"    ('a', 1, {n}),\n" for n in range(60)) + "]\n")

    assert list(copies(one, one, LEAST)) == []


def test_a_few_long_lines_are_left_alone() -> None:
    line = "x = " + " + ".join(f"value_{n}(other_{n})" for n in range(30)) + "\n"

    assert list(copies(code(line), code(line), LEAST)) == []


@pytest.mark.parametrize("language", PIECES)
def test_other_languages_have_copies_too(language: str) -> None:
    one, two = code(PIECES[language], language), code("\n\n" + PIECES[language], language)

    assert len(list(copies(one, two, LEAST))) == 1


def test_a_stretch_is_told_once_with_all_its_places() -> None:
    one, two, three = code(PIECE), code(PIECE), code(OTHER + PIECE)
    found = [
        (path, other, copy)
        for path, other in (("b.py", two), ("c.py", three))
        for copy in copies(one, other, LEAST)
    ]

    (finding,) = told("a.py", one, found)

    assert finding.code == "duplicate"
    assert "These 9 lines stand in b.py:1 and 1 more too" in finding.message
    assert [(each.path, each.range.start.line) for each in finding.related] == [
        ("b.py", 0),
        ("c.py", 6),
    ]
    assert finding.range.start.line == finding.range.end.line == 0


@given(st.sampled_from([OTHER, "", "x = 1\n" * 9]), st.sampled_from([OTHER, "", "def f(): ...\n"]))
def test_a_copy_is_found_wherever_it_stands(before: str, after: str) -> None:
    one, two = code(PIECE), code(before + PIECE + after)

    assert any(copy.length >= len(one.tokens) for copy in copies(one, two, LEAST))


def test_empty_texts_have_none() -> None:
    empty = Code(Parsed("python", ""), tokens(""), list(fingerprints(array("H"), LEAST)))

    assert list(copies(empty, empty, LEAST)) == []
    assert told("a.py", empty, []) == []
