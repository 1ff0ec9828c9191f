import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.analyzers.documents import saved
from tests.analyzers.index.indexed import Indexed

from devmentor_analyzers.index.searching import asks_anything

SHOP = '''\
class Basket:
    one = 1

    two = 2

    three = 3

    four = 4

    five = 5

    def totalPrice(self):
        return sum(self.things)

def read_configuration(path):
    """Load settings from the disk."""
    return open(path)
'''


@pytest.fixture
def shop(indexed: Indexed) -> Indexed:
    saved(indexed.folder / "shop.py", SHOP)
    saved(indexed.folder / "other.py", "def unrelated():\n    return 1\n")
    indexed.update()
    return indexed


@pytest.mark.parametrize(
    "question", ["totalPrice", "total_price", "total price", "prices totalled"]
)
def test_a_name_is_found_however_it_is_written(shop: Indexed, question: str) -> None:
    assert shop.found(question)[0] == "Basket.totalPrice"


def test_a_hit_says_where_it_is_and_why(shop: Indexed) -> None:
    (hit,) = shop.search("configuration settings")

    assert (hit.path, hit.start, hit.end) == (shop.folder / "shop.py", 15, 17)
    assert (hit.line, hit.text) == (15, "def read_configuration(path):")
    assert hit.why.terms == {
        "name": ["configuration"],
        "docs": ["settings"],
        "body": ["configuration"],
    }
    assert hit.score > 0


def test_what_is_used_most_comes_first_among_equals(indexed: Indexed) -> None:
    saved(indexed.folder / "a.py", "def parse_alpha():\n    ...\n")
    saved(indexed.folder / "b.py", "def parse_omega():\n    ...\n")
    for number in range(5):
        saved(indexed.folder / f"user{number}.py", "from b import parse_omega\n")
    indexed.update()

    hit = indexed.search("parse")[0]

    assert hit.symbol == "parse_omega"
    assert (hit.why.usage.users, hit.why.usage.importers) == (5, 5)
    assert hit.why.graph > 1


@pytest.mark.parametrize(
    "question",
    [
        '"basket',
        "basket*",
        "NEAR(basket, 2)",
        "(basket",
        "name:basket",
        "-basket",
        "basket AND",
        "^basket",
    ],
)
def test_operators_are_text(shop: Indexed, question: str) -> None:
    assert shop.search(question)[0].symbol.startswith("Basket")


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.text())
def test_any_question_is_answered(shop: Indexed, question: str) -> None:
    assert isinstance(shop.search(question), list)


def test_a_very_long_question_is_answered(shop: Indexed) -> None:
    assert shop.search("basket " + " ".join(f"word{number}" for number in range(20_000)))


@pytest.mark.parametrize("question", ["", "  ", '"*"', "the of", "x"])
def test_a_question_without_words_finds_nothing(shop: Indexed, question: str) -> None:
    assert not asks_anything(question)
    assert shop.search(question) == []


def test_at_most_so_many_hits_as_asked_for(shop: Indexed) -> None:
    assert len(shop.search("return", 1)) <= 1
    assert shop.search("basket", 0) == []


def test_a_file_that_went_away_after_the_update_is_a_hit_without_text(shop: Indexed) -> None:
    (shop.folder / "shop.py").unlink()

    assert {hit.text for hit in shop.search("basket")} == {""}


def test_a_name_that_is_not_utf8_is_found_and_can_be_opened(indexed: Indexed) -> None:
    name = os.fsencode(indexed.folder) + b"/odd \xff\n'name.py"
    with open(name, "wb") as file:
        file.write(b"def odd_one():\n    ...\n")
    indexed.update()

    (hit,) = indexed.search("odd_one")

    assert os.fsencode(hit.path) == name
    assert hit.path.exists()
