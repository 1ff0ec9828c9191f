import httpx2
import openai
import pytest
from pydantic import SecretStr

from devmentor_cloud.gateway.providers import failures
from devmentor_cloud.gateway.providers.endpoint import Endpoint

KEY = "sk-very-secret-key"
ENDPOINT = Endpoint("Acme", "https://acme.example/v1", "rocket-1", SecretStr(KEY))


def refusal(status: int, message: str) -> openai.APIStatusError:
    request = httpx2.Request("POST", "https://acme.example/v1/chat/completions")
    response = httpx2.Response(status, request=request)
    return openai.APIStatusError(message, response=response, body={"message": message})


@pytest.mark.parametrize(
    ("status", "shown", "retryable"),
    [
        (400, 400, False),
        (401, 503, False),
        (403, 503, False),
        (404, 400, False),
        (422, 400, False),
        (429, 429, True),
        (500, 503, True),
        (529, 503, True),
    ],
)
def test_a_refusal_is_mapped_to_what_a_client_can_do(
    status: int, shown: int, *, retryable: bool
) -> None:
    failed = failures.translate(refusal(status, f"bad {KEY}"), ENDPOINT)

    assert (failed.status, failed.retryable) == (shown, retryable)
    assert KEY not in str(failed)
    assert "Acme" in failed.message


def test_a_refused_key_says_which_setting_to_check() -> None:
    failed = failures.translate(refusal(401, "Incorrect API key provided: sk-ve***key"), ENDPOINT)

    assert "DEVMENTOR_PROVIDER_KEY" in failed.message
    assert "sk-ve" not in failed.message


def test_a_long_message_of_a_provider_is_cut() -> None:
    failed = failures.translate(refusal(400, "x" * 5000), ENDPOINT)

    assert len(failed.message) < 500
