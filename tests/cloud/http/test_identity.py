"""Who is calling. What tokens are accepted is tested with the tokens."""

from pathlib import Path

import pytest

from devmentor_cloud.auth.keys import SigningKeys
from devmentor_cloud.http.identity import TokenVerifier
from devmentor_cloud.http.problems import Problem


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic abc", "Bearer a.b.c"])
def test_a_header_that_names_nobody_is_refused_with_what_to_send(
    tmp_path: Path, header: str | None
) -> None:
    verifier = TokenVerifier(SigningKeys.load(tmp_path), "http://auth")

    with pytest.raises(Problem) as refusal:
        verifier.from_header(header)

    assert refusal.value.status == 401
    assert "Authorization: Bearer" in refusal.value.detail
