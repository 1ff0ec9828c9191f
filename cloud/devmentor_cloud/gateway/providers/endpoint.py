"""Where a model answers, and what is known of it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic import SecretStr

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible endpoint and the model to ask there."""

    name: str
    """The provider as people know it, for example `Ollama`."""

    url: str
    """Up to and including `/v1`."""

    model: str
    key: SecretStr | None = None
    label: str = ""
    """The model for people; the model's id when empty."""

    window_tokens: int = 16_384
    """How many tokens of prompt and answer together we spend on one question."""

    answer_tokens: int = 2_048
    first_token_seconds: float = 30.0
    """How long the first word may take, retries included."""

    demonstration: bool = False
    """True for the embedded model: it proves that everything works and is not to be relied on."""

    @property
    def display(self) -> str:
        """The model as shown to people."""
        return self.label or self.model

    @property
    def host(self) -> str:
        """Host and port, without any credentials that the URL may hold."""
        parts = urlsplit(self.url)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)

    @property
    def loopback(self) -> bool:
        """Whether the endpoint is on this machine."""
        return urlsplit(self.url).hostname in _LOOPBACK

    @property
    def limit_field(self) -> str:
        """The field that bounds an answer: OpenAI's own API renamed it, others kept the name."""
        official = (urlsplit(self.url).hostname or "").endswith("openai.com")
        return "max_completion_tokens" if official else "max_tokens"
