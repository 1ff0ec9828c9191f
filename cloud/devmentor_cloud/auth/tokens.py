"""Access tokens: signed, short-lived, verified by anybody who has the public keys."""

import time
import uuid
from typing import Final

from joserfc import jwt
from pydantic import SecretStr

from devmentor_cloud.auth.keys import SigningKeys
from devmentor_cloud.http.identity import ALGORITHM, AUDIENCE

LIFETIME_SECONDS: Final = 15 * 60
LOCAL_SCOPES: Final = "ai memory project"


class TokenIssuer:
    """Makes access tokens for verified users."""

    def __init__(self, keys: SigningKeys, issuer: str) -> None:
        self._keys, self._issuer = keys, issuer

    def issue(
        self,
        user_id: str,
        organization_id: str,
        name: str,
        scope: str = LOCAL_SCOPES,
        *,
        lifetime: int = LIFETIME_SECONDS,
    ) -> SecretStr:
        """Sign a token that lives `lifetime` seconds."""
        issued = int(time.time())
        claims = {
            "iss": self._issuer,
            "aud": AUDIENCE,
            "sub": user_id,
            "org": organization_id,
            "name": name,
            "scope": scope,
            "iat": issued,
            "exp": issued + lifetime,
            "jti": uuid.uuid4().hex,
        }
        key = self._keys.signing_key
        header = {"alg": ALGORITHM, "kid": key.kid}
        return SecretStr(jwt.encode(header, claims, key, algorithms=[ALGORITHM]))
