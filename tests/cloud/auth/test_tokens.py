"""Access tokens: what is accepted, and what is not."""

import base64
import hmac
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import ECKey

from devmentor_cloud.auth.keys import SigningKeys
from devmentor_cloud.auth.tokens import TokenIssuer
from devmentor_cloud.http.identity import TokenVerifier
from devmentor_cloud.http.problems import Problem

ISSUER = "http://auth"
KEYS = SigningKeys(ECKey.generate_key("P-256", auto_kid=True))


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


def encoded(part: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


def refused(keys: SigningKeys, token: str) -> bool:
    with pytest.raises(Problem) as refusal:
        TokenVerifier(keys, ISSUER).verify(token)
    return refusal.value.status == 401


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
    signed = f"{encoded({'alg': 'HS256'})}.{encoded(claims())}"
    digest = hmac.digest(keys.signing_key.as_pem(private=False), signed.encode(), "sha256")

    assert refused(keys, f"{signed}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}")


def test_a_key_that_a_token_brings_along_is_not_trusted(keys: SigningKeys) -> None:
    own = ECKey.generate_key("P-256", auto_kid=True)
    header = {"alg": "ES256", "kid": own.kid, "jwk": own.as_dict(private=False)}

    assert refused(keys, jwt.encode(header, claims(), own))


@pytest.mark.parametrize(
    "change",
    [
        {"exp": "soon"},
        {"exp": None},
        {"exp": 1e400},
        {"sub": 7},
        {"sub": ""},
        {"org": ["o", "p"]},
        {"org": ""},
        {"scope": {"memory": True}},
        {"aud": []},
        {"nbf": 9_999_999_990},
        {"iat": 9_999_999_990},
    ],
)
def test_claims_of_the_wrong_kind_are_refused(keys: SigningKeys, change: dict[str, object]) -> None:
    header = {"alg": "ES256", "kid": keys.signing_key.kid}

    assert refused(keys, jwt.encode(header, claims(**change), keys.signing_key))


@given(st.text(max_size=200) | st.from_regex(r"[\w-]{0,40}(\.[\w-]{0,40}){0,4}", fullmatch=True))
def test_whatever_is_sent_as_a_token_is_refused_and_never_an_error(token: str) -> None:
    assert refused(KEYS, token)


@given(st.dictionaries(st.text(max_size=8), st.none() | st.integers() | st.text(max_size=8)))
def test_whatever_a_header_says_is_refused_and_never_an_error(header: dict[str, object]) -> None:
    head = encoded({"alg": "ES256", **header})
    body, signature = (
        TokenIssuer(KEYS, ISSUER).issue("u", "o", "A").get_secret_value().split(".")[1:]
    )

    assert refused(KEYS, f"{head}.{body}.{signature}")
