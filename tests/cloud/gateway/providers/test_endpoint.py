from pydantic import SecretStr

from devmentor_cloud.gateway.providers.endpoint import Endpoint


def test_the_host_is_shown_without_the_credentials_of_the_url() -> None:
    endpoint = Endpoint("Team", "https://me:secret@models.example:8443/v1", "m")

    assert endpoint.host == "models.example:8443"
    assert not endpoint.loopback


def test_the_key_is_not_in_the_text_form() -> None:
    endpoint = Endpoint("OpenAI", "http://127.0.0.1:1/v1", "m", SecretStr("sk-secret"))

    assert "sk-secret" not in repr(endpoint)
    assert endpoint.loopback


def test_a_model_without_a_label_is_shown_by_its_id() -> None:
    assert Endpoint("Ollama", "http://localhost:1/v1", "qwen3:8b").display == "qwen3:8b"
    assert Endpoint("Local", "http://localhost:1/v1", "m", label="A model").display == "A model"
