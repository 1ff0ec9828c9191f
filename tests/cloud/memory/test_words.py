import pytest

from devmentor_cloud.memory.words import best_first, match, stem, terms

TEXTS = {
    "retry": "Payments are retried with jitter.",
    "cache": "getUserCache holds users for five minutes.",
    "long": "Payments " + "and many other words about nothing in particular " * 5,
}


@pytest.mark.parametrize(
    ("one", "other"), [("retries", "retry"), ("caching", "cache"), ("hashed", "hash")]
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_identifiers_count_whole_and_in_parts() -> None:
    assert set(terms("getUserCache").values()) == {"get", "user", "cache", "getusercache"}
    assert set(terms("max_body_bytes").values()) == {"max", "body", "bytes"}


def test_words_that_say_little_are_left_out() -> None:
    assert terms("what is the use of this?") == {}


def test_the_text_with_more_and_rarer_words_comes_first() -> None:
    matches = match("payment jitter", TEXTS, total=50)

    assert best_first(matches) == ["retry", "long"]
    assert matches["retry"].words == ("payment", "jitter")


def test_a_text_without_a_word_is_no_match() -> None:
    assert "cache" not in match("payment", TEXTS, total=3)
    assert match("anything", {}, total=0) == {}
