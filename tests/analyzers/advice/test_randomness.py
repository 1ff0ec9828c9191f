import secrets
import string

import pytest

from devmentor_analyzers.advice.randomness import is_placeholder, looks_random


@pytest.mark.parametrize(
    "letters", [string.hexdigits.lower()[:16], string.ascii_letters + string.digits]
)
def test_most_of_what_is_drawn_by_lot_looks_so(letters: str) -> None:
    drawn = ["".join(secrets.choice(letters) for _ in range(32)) for _ in range(500)]

    assert sum(map(looks_random, drawn)) > 450


@pytest.mark.parametrize(
    "text",
    [
        "correct horse",
        "password123",
        "my-secret-key",
        "oauth2_access_token_v2",
        "https://example.com/a1b2c3d4",
        "${SECRET_A1B2}",
        "{{ secret_a1b2 }}",
        "550e8400-e29b-41d4-a716-446655440000",
        "0123456789abcdef",
        "xxxxxxxxxxxxxxxx1",
        "/run/secrets/db1",
        "django.contrib.auth2",
        "a1",
        "",
    ],
)
def test_what_people_write_does_not(text: str) -> None:
    assert not looks_random(text)


@pytest.mark.parametrize("text", ["AKIAIOSFODNN7EXAMPLE", "ghp_xxxxxxxxxxxx", "AAAAAAAAAAAA"])
def test_examples_are_known_as_such(text: str) -> None:
    assert is_placeholder(text)
