from devmentor_analyzers.index.facts import facts

CODE = '''\
import os
from shop.prices import PriceList

class Basket:
    """What a customer carries."""

    one = 1

    two = 2

    three = 3

    four = 4

    def totalPrice(self):
        # Adds up.
        return PriceList.sum(self.things)
'''


def test_words_of_a_chunk_stand_where_they_were_written() -> None:
    read = facts("shop/basket.py", "python", CODE)
    words = {chunk.name: words for chunk, words in read.chunks}

    assert words["totalPrice"].name == "basket totalprice total price"
    assert words["totalPrice"].path == "shop basket py"
    assert words["totalPrice"].docs == "adds up"
    assert "pricelist price list sum" in words["totalPrice"].body
    assert words["Basket"].docs == "customer carries"


def test_symbols_know_what_they_are_in() -> None:
    read = facts("basket.py", "python", CODE)

    assert [(symbol.name, inside) for symbol, inside in read.symbols] == [
        ("Basket", ""),
        ("one", "Basket"),
        ("two", "Basket"),
        ("three", "Basket"),
        ("four", "Basket"),
        ("totalPrice", "Basket"),
    ]


def test_names_are_used_and_some_of_them_imported() -> None:
    uses = facts("basket.py", "python", CODE).uses

    assert (uses["PriceList"], uses["things"]) == (True, False)


def test_a_text_that_cannot_be_parsed_is_still_words() -> None:
    read = facts("bad.py", "python", "def ((( broken basket:\n")

    assert "broken basket" in " ".join(words.body for _, words in read.chunks)
