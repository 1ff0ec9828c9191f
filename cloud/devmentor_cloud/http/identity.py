"""Who is calling: the access token, verified here by the published keys."""

from dataclasses import dataclass
from typing import Annotated, Any, Final, Protocol

from fastapi import Depends, Request
from fastapi.security import HTTPBearer
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import JWTClaimsRegistry
from pydantic import BaseModel, ConfigDict, Field

from devmentor_cloud.http.problems import unauthorized

AUDIENCE: Final = "devmentor"
ALGORITHM: Final = "ES256"
_HOW = "Send an access token: `Authorization: Bearer …`."


@dataclass(frozen=True, slots=True)
class Identity:
    """A verified caller. `token` is what they showed, to pass on to another service."""

    user_id: str
    organization_id: str
    name: str
    scopes: frozenset[str]
    token: str

    def __repr__(self) -> str:
        return f"Identity(user_id={self.user_id!r}, organization_id={self.organization_id!r})"


class _Claims(BaseModel):
    """What a verified token says of its user."""

    model_config = ConfigDict(strict=True)

    sub: str = Field(min_length=1)
    org: str = Field(min_length=1)
    name: str = ""
    scope: str = ""


class HasKeys(Protocol):
    """Where the public keys come from."""

    def public_keys(self) -> KeySet:
        """The keys that tokens may be signed with."""
        ...


class TokenVerifier:
    """Verifies access tokens without asking anybody."""

    def __init__(self, keys: HasKeys, issuer: str) -> None:
        self._keys = keys
        self._claims = JWTClaimsRegistry(
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": AUDIENCE},
            exp={"essential": True},
        )

    def verify(self, token: str) -> Identity:
        """Return who a token stands for. Raises `Problem` (401)."""
        try:
            decoded = jwt.decode(token, self._keys.public_keys(), algorithms=[ALGORITHM])
            self._claims.validate(decoded.claims)
            claims = _Claims.model_validate(decoded.claims)
        except (JoseError, ValueError):  # pydantic's ValidationError is a ValueError
            raise unauthorized(f"The access token is invalid or has expired. {_HOW}") from None
        return Identity(
            user_id=claims.sub,
            organization_id=claims.org,
            name=claims.name,
            scopes=frozenset(claims.scope.split()),
            token=token,
        )

    def from_header(self, authorization: str | None) -> Identity:
        """Return who an `Authorization` header stands for. Raises `Problem` (401)."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise unauthorized(f"This needs an access token. {_HOW}")
        return self.verify(token.strip())


_described = HTTPBearer(scheme_name="access token", bearerFormat="JWT", auto_error=False)
"""Tells OpenAPI's readers to send a token; `identity` itself reads and verifies it."""


def identity(request: Request, _: Annotated[Any, Depends(_described)] = None) -> Identity:
    """Verify the caller of a request; a FastAPI dependency."""
    verifier: TokenVerifier = request.app.state.verifier
    return verifier.from_header(request.headers.get("authorization"))


Caller = Annotated[Identity, Depends(identity)]
"""A parameter that makes an endpoint need a verified caller."""
