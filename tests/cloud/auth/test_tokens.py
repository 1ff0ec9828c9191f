"""Access tokens: what is accepted, and what is not."""

from pathlib import Path

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from devmentor_cloud.auth.keys import SigningKeys
from devmentor_cloud.auth.tokens import TokenIssuer
from devmentor_cloud.http.identity import TokenVerifier
from devmentor_cloud.http.problems import Problem

ISSUER = "http://auth"


@pytest.fixture
def keys(tmp_path: Path) -> SigningKeys:
    return SigningKeys.load(tmp_path)


def claims(**changes: object) -> dict[str, object]:
    return {
        "iss": ISSUER,
        "aud": "devmentor",
        "sub": "u",
        "org": "o",
        "exp": 9_999_999_999,
        **changes,
    }


def refused(keys: SigningKeys, token: str) -> bool:
    with pytest.raises(Problem) as refusal:
        TokenVerifier(keys, ISSUER).verify(token)
    return refusal.value.status == 401 and token not in refusal.value.detail


def test_an_issued_token_says_who_it_stands_for(keys: SigningKeys) -> None:
    token = TokenIssuer(keys, ISSUER).issue("u1", "o1", "Ann").get_secret_value()

    found = TokenVerifier(keys, ISSUER).verify(token)

    assert (found.user_id, found.organization_id, found.name) == ("u1", "o1", "Ann")
    assert "memory" in found.scopes


def test_the_token_is_not_shown(keys: SigningKeys) -> None:
    token = TokenIssuer(keys, ISSUER).issue("u1", "o1", "Ann")

    shown = repr(TokenVerifier(keys, ISSUER).verify(token.get_secret_value())) + repr(token)

    assert token.get_secret_value() not in shown


def test_an_expired_token_is_refused(keys: SigningKeys) -> None:
    token = TokenIssuer(keys, ISSUER).issue("u", "o", "Ann", lifetime=-1)

    assert refused(keys, token.get_secret_value())


def test_a_tampered_token_is_refused(keys: SigningKeys) -> None:
    header, body, signature = (
        TokenIssuer(keys, ISSUER).issue("u", "o", "Ann").get_secret_value().split(".")
    )
    other = TokenIssuer(keys, ISSUER).issue("root", "o", "Ann").get_secret_value().split(".")[1]

    assert refused(keys, f"{header}.{other}.{signature}")
    assert refused(keys, f"{header}.{body}.")


def test_another_keys_token_is_refused(keys: SigningKeys, tmp_path: Path) -> None:
    stranger = SigningKeys.load(tmp_path / "stranger")
    token = TokenIssuer(stranger, ISSUER).issue("u", "o", "Ann")

    assert refused(keys, token.get_secret_value())


@pytest.mark.parametrize("change", [{"aud": "other"}, {"iss": "http://other"}, {"sub": None}])
def test_a_token_made_for_something_else_is_refused(
    keys: SigningKeys, change: dict[str, object]
) -> None:
    body = {name: value for name, value in claims(**change).items() if value is not None}
    header = {"alg": "ES256", "kid": keys.signing_key.kid}

    assert refused(keys, jwt.encode(header, body, keys.signing_key))


def test_a_token_without_a_signature_is_refused(keys: SigningKeys) -> None:
    none = "eyJhbGciOiJub25lIn0"  # {"alg":"none"}
    body = TokenIssuer(keys, ISSUER).issue("u", "o", "Ann").get_secret_value().split(".")[1]

    assert refused(keys, f"{none}.{body}.")


def test_a_public_key_is_no_shared_secret(keys: SigningKeys) -> None:
    """The classic confusion: HS256 with the published key as its secret."""
    other = ECKey.generate_key("P-256")

    assert refused(keys, jwt.encode({"alg": "ES256"}, claims(), other))
